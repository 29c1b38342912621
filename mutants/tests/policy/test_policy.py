"""checkov, which knows what AWS recommends, finds nothing in the program that has no reason to be there.

``make policy`` installs it; without it these tests are left out.
"""

import dataclasses
import json
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.program import stack_config
from tests.infra.program import Program, Resource, run_program
from tests.policy.checkov import CHECKOV, Finding, Report, look_at
from tests.policy.plan import address, terraform_type

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHECKOV.exists(), reason="checkov is not installed: make policy"),
]

RULES = yaml.safe_load((Path(__file__).parent / "exceptions.yaml").read_text())
EXCEPTIONS = RULES["exceptions"]

STACKS: dict[str, tuple[str, dict[str, Any]]] = {
    "dev": ("dev", {}),
    "dev with all options": (
        "dev",
        {
            "customer_managed_key": True,
            "github_repository": "example/order-processing",
            "github_previews": True,
            "state_bucket": "our-state",
        },
    ),
    "prod": ("prod", {}),
    "prod without a key": ("prod", {"customer_managed_key": False}),
}

QUEUE, TABLE, KEY = "sqs/queue:Queue", "dynamodb/table:Table", "kms/key:Key"


def changed(program: Program, kind: str, name: str, **inputs: Any) -> Program:
    """The program with other arguments of one resource."""
    (target,) = [each for each in program.all(kind) if each.name == name]
    others = [each for each in program.resources if each is not target]
    references = {argument: urns for argument, urns in target.references.items() if argument not in inputs}
    new = dataclasses.replace(target, inputs={**target.inputs, **inputs}, references=references)
    return Program([*others, new])


def extended(program: Program, kind: str, **inputs: Any) -> Program:
    """The program with one resource more."""
    more = dataclasses.replace(
        program.resources[0], type=f"aws:{kind}", name="added", inputs=inputs, urn="added", references={}
    )
    return Program([*program.resources, more])


def everything_allowed() -> str:
    statement = {"Effect": "Allow", "Action": ["*"], "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def with_defects(prod: Program) -> dict[str, tuple[Program, str, str]]:
    """Programs with one defect each, with the check that is to find it, and where."""
    open_to_all = {"cidrBlocks": ["0.0.0.0/0"], "protocol": "tcp", "fromPort": 22.0, "toPort": 22.0}
    policy = everything_allowed()
    return {
        "a queue without encryption": (
            changed(prod, QUEUE, "order-dlq", kmsMasterKeyId=None),
            "CKV_AWS_27",
            "aws_sqs_queue.order-dlq",
        ),
        "a security group that lets everybody in": (
            extended(prod, "ec2/securityGroup:SecurityGroup", name="open", ingress=[open_to_all]),
            "CKV_AWS_24",
            "aws_security_group.added",
        ),
        "a table that nobody can recover": (
            changed(prod, TABLE, "orders", pointInTimeRecovery={"enabled": False}),
            "CKV_AWS_28",
            "aws_dynamodb_table.orders",
        ),
        "a key that never rotates": (
            changed(prod, KEY, "key", enableKeyRotation=False),
            "CKV_AWS_7",
            "aws_kms_key.key",
        ),
        "a role that may do everything": (
            changed(prod, "iam/rolePolicy:RolePolicy", "order-consumer", policy=policy),
            "CKV_AWS_288",
            "aws_iam_role_policy.order-consumer",
        ),
        "a log that is kept for ever": (
            changed(prod, "cloudwatch/logGroup:LogGroup", "order-payment", retentionInDays=None),
            "CKV_AWS_66",
            "aws_cloudwatch_log_group.order-payment",
        ),
    }


DEFECTS = (
    "a queue without encryption",
    "a security group that lets everybody in",
    "a table that nobody can recover",
    "a key that never rotates",
    "a role that may do everything",
    "a log that is kept for ever",
)


@pytest.fixture(scope="module")
def programs() -> dict[str, Program]:
    return {
        name: run_program(
            stack_config(stack) | {f"order-processing:{key}": value for key, value in changes.items()}, stack
        )
        for name, (stack, changes) in STACKS.items()
    }


@pytest.fixture(scope="module")
def defects(programs: Mapping[str, Program]) -> dict[str, tuple[Program, str, str]]:
    return with_defects(programs["prod"])


@pytest.fixture(scope="module")
def reports(
    programs: Mapping[str, Program],
    defects: Mapping[str, tuple[Program, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Report]:
    defective = {name: program for name, (program, _, _) in defects.items()}
    return look_at({**programs, **defective}, tmp_path_factory.mktemp("plans"))


def is_excepted(finding: Finding, exception: Mapping[str, Any]) -> bool:
    return finding.check == exception["check"] and fnmatch(finding.resource, exception["resources"])


@pytest.mark.parametrize("stack", STACKS)
def test_nothing_is_found_that_has_no_reason_to_be_there(reports: Mapping[str, Report], stack: str) -> None:
    exceptions = [each for each in EXCEPTIONS if stack in each["stacks"]]
    unexplained = [each for each in reports[stack].findings if not any(is_excepted(each, one) for one in exceptions)]
    assert sorted(f"{each.check} {each.resource}: {each.sentence}" for each in unexplained) == []


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each["check"])
def test_an_exception_is_needed_and_has_its_reason(reports: Mapping[str, Report], exception: Mapping[str, Any]) -> None:
    needed_in = {
        stack for stack in STACKS if any(is_excepted(finding, exception) for finding in reports[stack].findings)
    }
    assert set(exception["stacks"]) <= needed_in
    assert len(exception["reason"].split()) >= 8


def test_checkov_looks_at_every_type_but_those_of_which_it_knows_nothing(
    programs: Mapping[str, Program], reports: Mapping[str, Report]
) -> None:
    def of(resources: list[Resource]) -> set[str]:
        return {terraform_type(each.type) for each in resources if each.type.startswith("aws:")}

    everything = [each for program in programs.values() for each in program.resources]
    looked_at = {each.split(".")[0] for stack in STACKS for each in reports[stack].looked_at}
    assert sorted(of(everything) - looked_at) == sorted(RULES["unchecked"])


def test_an_address_stands_for_one_resource(programs: Mapping[str, Program]) -> None:
    addresses = [address(each) for each in programs["prod"].resources if each.type.startswith("aws:")]
    assert len(addresses) == len(set(addresses))


def test_each_defect_is_one_of_those_that_are_tried(defects: Mapping[str, Any]) -> None:
    assert set(defects) == set(DEFECTS)


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found(
    reports: Mapping[str, Report], defects: Mapping[str, tuple[Program, str, str]], defect: str
) -> None:
    _, check, resource = defects[defect]
    new = {(each.check, each.resource) for each in reports[defect].findings - reports["prod"].findings}
    assert (check, resource) in new
