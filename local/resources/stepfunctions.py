"""The state machine."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_state_machine(aws: Aws, inputs: Inputs) -> Created:
    """Create a state machine with its first version."""
    created = aws.client("stepfunctions").create_state_machine(
        name=inputs["name"],
        definition=inputs["definition"],
        roleArn=inputs["roleArn"],
        type=inputs["type"],
        publish=inputs["publish"],
    )
    arn = created["stateMachineArn"]
    return Created(arn, {"arn": arn, "stateMachineVersionArn": created["stateMachineVersionArn"]})


def create_alias(aws: Aws, inputs: Inputs) -> Created:
    """Create an alias of a version, but return the state machine's own ARN.

    To start an execution through an alias, AWS requires a permission on the state machine; the emulator, with IAM
    enforced, requires one on the alias.
    """
    routing = [
        {"stateMachineVersionArn": each["stateMachineVersionArn"], "weight": int(each["weight"])}
        for each in inputs["routingConfigurations"]
    ]
    alias = aws.client("stepfunctions").create_state_machine_alias(name=inputs["name"], routingConfiguration=routing)
    arn = alias["stateMachineAliasArn"]
    return Created(arn, {"arn": arn.removesuffix(f":{inputs['name']}")})
