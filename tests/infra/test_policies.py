import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.program import Program, Resource, plan

pytestmark = pytest.mark.slow

DOCUMENTS = ("policy", "assumeRolePolicy")

PUBLIC = {"*", "arn:aws:iam::*:root"}

STACKS = ("dev", "prod")


@pytest.fixture(scope="module", params=STACKS)
def each_stack(request: pytest.FixtureRequest) -> Program:
    return plan(request.param)


def statements(program: Program) -> Iterator[tuple[Resource, dict[str, Any]]]:
    """Yield every statement of every policy, with the resource that has the policy."""
    for resource in program.resources:
        for document in DOCUMENTS:
            if document in resource.inputs:
                # A document without statements is another kind of policy, such as a registry's lifecycle policy.
                for statement in json.loads(resource.inputs[document]).get("Statement", []):
                    yield resource, statement


def principals(statement: dict[str, Any]) -> set[str]:
    principal = statement.get("Principal", {})
    named = [principal] if isinstance(principal, str) else principal.values()
    return {each for one in named for each in ([one] if isinstance(one, str) else one)}


def policy_of(program: Program, kind: str, key: str, value: str) -> list[dict[str, Any]]:
    (policy,) = [each for each in program.all(kind) if each.inputs[key] == value]
    return json.loads(policy.inputs["policy"])["Statement"]


def test_only_a_denial_applies_to_every_principal(each_stack: Program) -> None:
    for_every_principal = [
        each
        for resource, each in statements(each_stack)
        # An endpoint's policy grants nothing: it only limits the requests through the endpoint.
        if principals(each) & PUBLIC and resource.type != "aws:ec2/vpcEndpoint:VpcEndpoint"
    ]
    assert for_every_principal
    assert {each["Effect"] for each in for_every_principal} == {"Deny"}


def test_every_queue_denies_plain_http(each_stack: Program) -> None:
    for queue in each_stack.all("sqs/queue:Queue"):
        url = f"https://sqs.example/{queue.inputs['name']}"
        denial = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["sqs:*"],
            "Resource": queue.arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        assert denial in policy_of(each_stack, "sqs/queuePolicy:QueuePolicy", "queueUrl", url)


def test_every_topic_denies_plain_http(each_stack: Program) -> None:
    for topic in each_stack.all("sns/topic:Topic"):
        denial = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["sns:Publish"],
            "Resource": topic.arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        assert denial in policy_of(each_stack, "sns/topicPolicy:TopicPolicy", "arn", topic.arn)


def test_a_service_may_use_a_queue_or_a_topic_only_for_sources_of_this_stack(each_stack: Program) -> None:
    sources = {each.arn for each in each_stack.resources}
    admitted = [
        statement
        for resource, statement in statements(each_stack)
        if resource.type in {"aws:sqs/queuePolicy:QueuePolicy", "aws:sns/topicPolicy:TopicPolicy"}
        and statement["Effect"] == "Allow"
        and statement["Action"] != ["sns:Subscribe"]  # by other accounts, which the settings name
    ]
    assert admitted
    for statement in admitted:
        assert set(statement["Principal"]) == {"Service"}
        named = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
        assert {named} if isinstance(named, str) else set(named) <= sources


def test_no_permission_has_a_wildcard_in_its_action(each_stack: Program) -> None:
    allowed = [action for _, each in statements(each_stack) if each["Effect"] == "Allow" for action in each["Action"]]
    assert [action for action in allowed if "*" in action] == []


def test_no_permission_is_granted_by_exclusion(each_stack: Program) -> None:
    keys = {key for _, statement in statements(each_stack) for key in statement}
    assert keys.isdisjoint({"NotAction", "NotResource", "NotPrincipal"})
