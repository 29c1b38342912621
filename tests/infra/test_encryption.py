import json
from collections.abc import Callable
from typing import Any

import pytest

from infra.encryption import STORES_DATA
from infra.keys import ADMINISTRATION, DELIVERY, ENCRYPTION, GRANTS
from tests.infra.program import Program, Resource, plan

pytestmark = pytest.mark.slow

KEY_OF: dict[str, Callable[[Any], str]] = {
    "aws:cloudwatch/logGroup:LogGroup": lambda inputs: inputs["kmsKeyId"],
    "aws:dynamodb/table:Table": lambda inputs: inputs["serverSideEncryption"]["kmsKeyArn"],
    "aws:ecr/repository:Repository": lambda inputs: inputs["encryptionConfigurations"][0]["kmsKey"],
    "aws:lambda/function:Function": lambda inputs: inputs["kmsKeyArn"],
    "aws:sns/topic:Topic": lambda inputs: inputs["kmsMasterKeyId"],
    "aws:sqs/queue:Queue": lambda inputs: inputs["kmsMasterKeyId"],
}

ACCOUNT = "arn:aws:iam::123456789012:root"

SENDERS = {"sqs:SendMessage": "sqs", "sns:Publish": "sns"}


@pytest.fixture(scope="module")
def encrypted() -> Program:
    return plan(customer_managed_key=True)


def stores(program: Program) -> list[Resource]:
    return [each for each in program.resources if each.type in KEY_OF]


def key_statements(program: Program) -> dict[str, dict[str, Any]]:
    policy = json.loads(program.the("kms/keyPolicy:KeyPolicy").inputs["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_every_resource_that_stores_data_is_encrypted_with_the_stacks_key(encrypted: Program) -> None:
    key = encrypted.the("kms/key:Key")
    assert set(STORES_DATA) == set(KEY_OF)
    assert {each.type for each in stores(encrypted)} == set(KEY_OF)
    assert {KEY_OF[each.type](each.inputs) for each in stores(encrypted)} == {key.arn}


def test_every_encrypted_resource_depends_on_the_key_policy(encrypted: Program) -> None:
    policy = encrypted.the("kms/keyPolicy:KeyPolicy").urn
    assert [each.name for each in stores(encrypted) if policy not in each.dependencies] == []


def test_a_queue_with_a_key_does_not_set_sqs_managed_encryption(encrypted: Program) -> None:
    assert [each.name for each in encrypted.all("sqs/queue:Queue") if "sqsManagedSseEnabled" in each.inputs] == []


def test_a_stack_without_customer_managed_key_declares_no_key(program: Program) -> None:
    assert [each for each in program.resources if each.type.startswith("aws:kms/")] == []
    policies = [each.inputs["policy"] for each in program.all("iam/rolePolicy:RolePolicy")]
    assert [policy for policy in policies if "kms:" in policy] == []


def test_the_key_rotates_yearly_and_its_alias_has_the_stacks_name(encrypted: Program) -> None:
    key = encrypted.the("kms/key:Key").inputs
    assert key["enableKeyRotation"] is True
    assert key["rotationPeriodInDays"] == 365
    assert encrypted.the("kms/alias:Alias").inputs["name"] == "alias/dev-order-processing"


def test_a_dev_key_is_deleted_after_7_days_and_a_production_key_is_protected(encrypted: Program, prod: Program) -> None:
    dev_key, prod_key = (program.the("kms/key:Key") for program in (encrypted, prod))
    assert (dev_key.is_protected, dev_key.is_retained, dev_key.inputs["deletionWindowInDays"]) == (False, False, 7)
    assert (prod_key.is_protected, prod_key.is_retained, prod_key.inputs["deletionWindowInDays"]) == (True, True, 30)


def test_the_account_may_manage_the_key_but_use_it_only_through_aws_services(encrypted: Program) -> None:
    by_account = [each for each in key_statements(encrypted).values() if each["Principal"] == {"AWS": ACCOUNT}]
    bare = {action for each in by_account if "Condition" not in each for action in each["Action"]}
    services = ("dynamodb", "ecr", "lambda", "sns", "sqs")

    assert bare == set(ADMINISTRATION)
    assert bare & ({*ENCRYPTION, *GRANTS} - {"kms:DescribeKey"}) == set()
    assert [each["Condition"] for each in by_account if "Condition" in each] == [
        {"StringEquals": {"kms:ViaService": [f"{service}.us-west-2.amazonaws.com" for service in services]}}
    ]


def test_delivering_services_may_use_the_key_only_for_the_stacks_sources(encrypted: Program) -> None:
    allowed = {
        each["Principal"]["Service"]: (set(each["Action"]), each.get("Condition"))
        for each in key_statements(encrypted).values()
        if "Service" in each["Principal"]
    }
    here = "us-west-2:123456789012"
    assert allowed == {
        "sns.amazonaws.com": (set(DELIVERY), {"ArnLike": {"aws:SourceArn": f"arn:aws:sns:{here}:dev-*"}}),
        "cloudwatch.amazonaws.com": (
            set(DELIVERY),
            {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{here}:alarm:dev-*"}},
        ),
        "events.amazonaws.com": (set(DELIVERY), None),
        "logs.us-west-2.amazonaws.com": (
            set(ENCRYPTION),
            {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": [
                        f"arn:aws:logs:{here}:log-group:*/dev-*",
                        f"arn:aws:logs:{here}:log-group:aws-waf-logs-dev-*",
                    ]
                }
            },
        ),
    }


def test_only_the_account_and_aws_services_may_use_the_key(encrypted: Program) -> None:
    for statement in key_statements(encrypted).values():
        (principal,) = statement["Principal"].values()
        assert principal == ACCOUNT or principal.endswith(".amazonaws.com")
        assert [action for action in statement["Action"] if "*" in action] == []


def test_every_log_groups_name_matches_the_key_policy(encrypted: Program) -> None:
    names = [each.inputs["name"] for each in encrypted.all("cloudwatch/logGroup:LogGroup")]
    assert names
    assert [name for name in names if "/dev-" not in name and not name.startswith("aws-waf-logs-dev-")] == []


def test_a_role_may_use_the_key_only_through_the_services_that_it_calls(encrypted: Program) -> None:
    key = encrypted.the("kms/key:Key").arn
    functions = {encrypted.by_arn(each.inputs["role"]).name for each in encrypted.all("lambda/function:Function")}
    for policy in encrypted.all("iam/rolePolicy:RolePolicy"):
        statements = json.loads(policy.inputs["policy"])["Statement"]
        actions = {action for each in statements for action in each["Action"]}
        expected = {
            "kms:Decrypt": {action.split(":")[0] for action in actions} & {"dynamodb", "sns", "sqs"}
            | ({"lambda"} if policy.name in functions else set()),
            "kms:GenerateDataKey": {SENDERS[action] for action in actions if action in SENDERS},
        }
        granted = {
            action: {via.split(".")[0] for via in each["Condition"]["StringEquals"]["kms:ViaService"]}
            for each in statements
            for action in each["Action"]
            if action.startswith("kms:")
        }
        assert granted == {action: services for action, services in expected.items() if services}
        assert {each["Resource"] for each in statements if each["Action"][0].startswith("kms:")} <= {key}


def test_a_key_changes_no_other_permission_of_a_role(program: Program, encrypted: Program) -> None:
    for policy in program.all("iam/rolePolicy:RolePolicy"):
        name = policy.inputs["name"]
        others = [each for each in encrypted.statements_of(name) if not each["Action"][0].startswith("kms:")]
        assert others == program.statements_of(name)
