"""The state machine."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_state_machine(aws: Aws, inputs: Inputs) -> Created:
    """A state machine from its definition, with its first version."""
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
    """The alias through which executions of a version are started.

    The system is given the state machine's own ARN for it: where IAM is enforced the emulator looks for a permission on
    what the request names, and AWS for one on the state machine.
    """
    routing = [
        {"stateMachineVersionArn": each["stateMachineVersionArn"], "weight": int(each["weight"])}
        for each in inputs["routingConfigurations"]
    ]
    alias = aws.client("stepfunctions").create_state_machine_alias(name=inputs["name"], routingConfiguration=routing)
    arn = alias["stateMachineAliasArn"]
    return Created(arn, {"arn": arn.removesuffix(f":{inputs['name']}")})
