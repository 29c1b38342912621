"""The state machine."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_state_machine(aws: Aws, inputs: Inputs) -> Created:
    """A state machine from its definition."""
    arn = aws.client("stepfunctions").create_state_machine(
        name=inputs["name"],
        definition=inputs["definition"],
        roleArn=inputs["roleArn"],
        type=inputs.get("type", "STANDARD"),
    )["stateMachineArn"]
    return Created(arn, {"arn": arn})
