"""CloudFormation's linter accepts the state machine."""

import json
from typing import Any

import cfnlint.api
import pytest
from cfnlint.config import ManualArgs

from tests.statemachine.test_definition import MACHINE

pytestmark = pytest.mark.slow


def lint(definition: dict[str, Any]) -> list[Any]:
    properties = {"RoleArn": "arn:aws:iam::123456789012:role/dev-order-workflow", "Definition": definition}
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {"OrderWorkflow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}},
    }
    return cfnlint.api.lint(json.dumps(template), config=ManualArgs(regions=["us-west-2"]))


def test_the_linter_accepts_the_state_machine() -> None:
    assert lint(MACHINE) == []


def test_the_linter_rejects_a_broken_state_machine() -> None:
    assert lint(MACHINE | {"StartAt": "Nowhere", "States": {"Somewhere": {"Type": "Task"}}})
