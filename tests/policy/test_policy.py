"""Checkov, which checks AWS's recommendations, finds nothing in the program without a documented reason.

``make policy`` installs checkov; without it these tests are skipped.
"""

import dataclasses
import json
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.infra.program import ROOT, Program, Resource, plan, run_program
from tests.infra.stacks import BOOTSTRAPPED, STATE
from tests.policy.checkov import CHECKOV, Finding, Report, check
from tests.policy.plan import address, terraform_type

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHECKOV.exists(), reason="checkov is not installed: make policy"),
]

RULES = yaml.safe_load((Path(__file__).parent / "exceptions.yaml").read_text())
EXCEPTIONS = RULES["exceptions"]

ACCOUNT = "account"
"""The stack of ``bootstrap/``."""

STACKS: dict[str, tuple[str, dict[str, Any]]] = {
    "dev": ("dev", {}),
    "dev with all options": (
        "dev",
        {
            "customer_managed_key": True,
            "github_repository": "example/order-processing",
            "github_previews": True,
            **BOOTSTRAPPED,
            **STATE,
        },
    ),
    "prod": ("prod", {}),
    "prod without a key": ("prod", {"customer_managed_key": False}),
    "prod with logs of callers": ("prod", {"waf_logs": True, "gateway_logs_callers": True}),
    "bootstrap": (ACCOUNT, {}),
}

QUEUE, TABLE, KEY = "sqs/queue:Queue", "dynamodb/table:Table", "kms/key:Key"


def changed(program: Program, kind: str, name: str, **inputs: Any) -> Program:
    """Return the program with other arguments of one resource."""
    (target,) = [each for each in program.all(kind) if each.name == name]
    others = [each for each in program.resources if each is not target]
    references = {argument: urns for argument, urns in target.references.items() if argument not in inputs}
    new = dataclasses.replace(target, inputs={**target.inputs, **inputs}, references=references)
    return Program([*others, new])


def extended(program: Program, kind: str, **inputs: Any) -> Program:
    """Return the program with one more resource."""
    more = dataclasses.replace(
        program.resources[0], type=f"aws:{kind}", name="added", inputs=inputs, urn="added", references={}
    )
    return Program([*program.resources, more])


def allow_everything() -> str:
    statement = {"Effect": "Allow", "Action": ["*"], "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def with_defects(prod: Program) -> dict[str, tuple[Program, str, str]]:
    """Return programs with one defect each, the check that must find it, and the address of the resource."""
    open_to_all = {"cidrBlocks": ["0.0.0.0/0"], "protocol": "tcp", "fromPort": 22.0, "toPort": 22.0}
    policy = allow_everything()
    return {
        "a queue without encryption": (
            changed(prod, QUEUE, "order-dlq", kmsMasterKeyId=None),
            "CKV_AWS_27",
            "aws_sqs_queue.order-dlq",
        ),
        "a security group that is open to the internet": (
            extended(prod, "ec2/securityGroup:SecurityGroup", name="open", ingress=[open_to_all]),
            "CKV_AWS_24",
            "aws_security_group.added",
        ),
        "a table without point-in-time recovery": (
            changed(prod, TABLE, "orders", pointInTimeRecovery={"enabled": False}),
            "CKV_AWS_28",
            "aws_dynamodb_table.orders",
        ),
        "a key without rotation": (
            changed(prod, KEY, "key", enableKeyRotation=False),
            "CKV_AWS_7",
            "aws_kms_key.key",
        ),
        "a role with every permission": (
            changed(prod, "iam/rolePolicy:RolePolicy", "order-consumer", policy=policy),
            "CKV_AWS_288",
            "aws_iam_role_policy.order-consumer",
        ),
        "a log without a retention period": (
            changed(prod, "cloudwatch/logGroup:LogGroup", "order-payment", retentionInDays=None),
            "CKV_AWS_66",
            "aws_cloudwatch_log_group.order-payment",
        ),
    }


DEFECTS = (
    "a queue without encryption",
    "a security group that is open to the internet",
    "a table without point-in-time recovery",
    "a key without rotation",
    "a role with every permission",
    "a log without a retention period",
)


@pytest.fixture(scope="module")
def programs() -> dict[str, Program]:
    account = {"aws:region": "us-west-2", "order-processing-bootstrap:stacks": ["dev", "prod"]}
    return {
        name: run_program(account, stack, ROOT / "bootstrap") if stack == ACCOUNT else plan(stack, **changes)
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
    return check({**programs, **defective}, tmp_path_factory.mktemp("plans"))


def is_excepted(finding: Finding, exception: Mapping[str, Any]) -> bool:
    return finding.check == exception["check"] and fnmatch(finding.resource, exception["resources"])


@pytest.mark.parametrize("stack", STACKS)
def test_every_finding_has_an_exception(reports: Mapping[str, Report], stack: str) -> None:
    exceptions = [each for each in EXCEPTIONS if stack in each["stacks"]]
    unexplained = [each for each in reports[stack].findings if not any(is_excepted(each, one) for one in exceptions)]
    assert sorted(f"{each.check} {each.resource}: {each.sentence}" for each in unexplained) == []


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each["check"])
def test_every_exception_has_a_finding_and_a_reason(
    reports: Mapping[str, Report], exception: Mapping[str, Any]
) -> None:
    needed_in = {
        stack for stack in STACKS if any(is_excepted(finding, exception) for finding in reports[stack].findings)
    }
    assert set(exception["stacks"]) <= needed_in
    assert len(exception["reason"].split()) >= 8


def test_checkov_checks_every_type_except_those_listed_as_unchecked(
    programs: Mapping[str, Program], reports: Mapping[str, Report]
) -> None:
    def of(resources: list[Resource]) -> set[str]:
        return {terraform_type(each.type) for each in resources if each.type.startswith("aws:")}

    everything = [each for program in programs.values() for each in program.resources]
    checked = {each.split(".")[0] for stack in STACKS for each in reports[stack].checked}
    assert sorted(of(everything) - checked) == sorted(RULES["unchecked"])


def test_every_resource_has_its_own_address(programs: Mapping[str, Program]) -> None:
    addresses = [address(each) for each in programs["prod"].resources if each.type.startswith("aws:")]
    assert len(addresses) == len(set(addresses))


def test_every_defect_is_tested(defects: Mapping[str, Any]) -> None:
    assert set(defects) == set(DEFECTS)


@pytest.mark.parametrize("defect", DEFECTS)
def test_checkov_finds_the_defect(
    reports: Mapping[str, Report], defects: Mapping[str, tuple[Program, str, str]], defect: str
) -> None:
    _, number, resource = defects[defect]
    new = {(each.check, each.resource) for each in reports[defect].findings - reports["prod"].findings}
    assert (number, resource) in new
