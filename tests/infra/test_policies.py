import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.program import stack_config
from tests.infra.program import Program, Resource, run_program

pytestmark = pytest.mark.slow

DOCUMENTS = ("policy", "assumeRolePolicy")

PUBLIC = {"*", "arn:aws:iam::*:root"}

STACKS = ("dev", "prod")


@pytest.fixture(scope="module", params=STACKS)
def each_stack(request: pytest.FixtureRequest) -> Program:
    return run_program(stack_config(request.param), request.param)


def statements(program: Program) -> Iterator[tuple[Resource, dict[str, Any]]]:
    """Every statement of every policy in the program, with the resource that has the policy."""
    for resource in program.resources:
        for document in DOCUMENTS:
            if document in resource.inputs:
                # What has none is the policy of something else, such as how images expire.
                for statement in json.loads(resource.inputs[document]).get("Statement", []):
                    yield resource, statement


def principals(statement: dict[str, Any]) -> set[str]:
    principal = statement.get("Principal", {})
    named = [principal] if isinstance(principal, str) else principal.values()
    return {each for one in named for each in ([one] if isinstance(one, str) else one)}


def policy_of(program: Program, kind: str, key: str, value: str) -> list[dict[str, Any]]:
    (policy,) = [each for each in program.all(kind) if each.inputs[key] == value]
    return json.loads(policy.inputs["policy"])["Statement"]


def test_only_a_refusal_names_everybody(each_stack: Program) -> None:
    to_everybody = [
        each
        for resource, each in statements(each_stack)
        # An endpoint's policy gives nobody anything: it narrows what may be asked through the endpoint.
        if principals(each) & PUBLIC and resource.type != "aws:ec2/vpcEndpoint:VpcEndpoint"
    ]
    assert to_everybody
    assert {each["Effect"] for each in to_everybody} == {"Deny"}


def test_every_queue_refuses_what_comes_unencrypted(each_stack: Program) -> None:
    for queue in each_stack.all("sqs/queue:Queue"):
        url = f"https://sqs.example/{queue.inputs['name']}"
        refusal = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["sqs:*"],
            "Resource": queue.arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        assert refusal in policy_of(each_stack, "sqs/queuePolicy:QueuePolicy", "queueUrl", url)


def test_every_topic_refuses_what_comes_unencrypted(each_stack: Program) -> None:
    for topic in each_stack.all("sns/topic:Topic"):
        refusal = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["sns:Publish"],
            "Resource": topic.arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        assert refusal in policy_of(each_stack, "sns/topicPolicy:TopicPolicy", "arn", topic.arn)


def test_a_service_that_may_use_a_queue_or_a_topic_does_so_for_one_source_of_ours(each_stack: Program) -> None:
    sources = {each.arn for each in each_stack.resources}
    admitted = [
        statement
        for resource, statement in statements(each_stack)
        if resource.type in {"aws:sqs/queuePolicy:QueuePolicy", "aws:sns/topicPolicy:TopicPolicy"}
        and statement["Effect"] == "Allow"
    ]
    assert admitted
    for statement in admitted:
        assert set(statement["Principal"]) == {"Service"}
        named = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
        assert {named} if isinstance(named, str) else set(named) <= sources


def test_no_permission_names_every_action_of_a_service(each_stack: Program) -> None:
    allowed = [action for _, each in statements(each_stack) if each["Effect"] == "Allow" for action in each["Action"]]
    assert [action for action in allowed if action.endswith("*")] == []


def test_no_permission_is_given_by_leaving_out_what_it_does_not_cover(each_stack: Program) -> None:
    keys = {key for _, statement in statements(each_stack) for key in statement}
    assert keys.isdisjoint({"NotAction", "NotResource", "NotPrincipal"})
