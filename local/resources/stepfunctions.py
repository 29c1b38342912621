"""The state machine."""

from __future__ import annotations

import json
from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs

MAX_RETRY_WAIT_SECONDS = 10
"""Before the emulator's ``wait_scale``: on AWS the workflow waits for the payment provider for up to half an hour."""


def create_state_machine(aws: Aws, inputs: Inputs) -> Created:
    """Create a state machine with its first version, whose retries wait no longer than on AWS."""
    created = aws.client("stepfunctions").create_state_machine(
        name=inputs["name"],
        definition=with_capped_waits(inputs["definition"]),
        roleArn=inputs["roleArn"],
        type=inputs["type"],
        publish=inputs["publish"],
    )
    arn = created["stateMachineArn"]
    return Created(arn, {"arn": arn, "stateMachineVersionArn": created["stateMachineVersionArn"]})


def with_capped_waits(definition: str) -> str:
    """Return the definition with waits that grow to ``MAX_RETRY_WAIT_SECONDS`` or to their own cap, if that is lower.

    The emulator ignores ``MaxDelaySeconds``, so the rate of growth makes the last wait the longest one.
    """
    machine: dict[str, Any] = json.loads(definition)
    for rule in (rule for state in machine["States"].values() for rule in state.get("Retry", [])):
        if "MaxDelaySeconds" in rule and rule["MaxAttempts"] > 1:
            longest = min(rule["MaxDelaySeconds"], MAX_RETRY_WAIT_SECONDS)
            rate = (longest / rule["IntervalSeconds"]) ** (1 / (rule["MaxAttempts"] - 1))
            rule["BackoffRate"] = min(rule["BackoffRate"], rate)
    return json.dumps(machine)


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
