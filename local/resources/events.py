"""EventBridge rules and their targets."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs

_TRIGGERS = {"eventPattern": "EventPattern", "scheduleExpression": "ScheduleExpression"}


def create_rule(aws: Aws, inputs: Inputs) -> Created:
    """Create a rule with an event pattern or a schedule."""
    triggers = {api: inputs[key] for key, api in _TRIGGERS.items() if key in inputs}
    arn = aws.client("events").put_rule(Name=inputs["name"], **triggers)["RuleArn"]
    return Created(inputs["name"], {"arn": arn})


def create_target(aws: Aws, inputs: Inputs) -> Created:
    """Add a queue or a function to a rule as its target."""
    target = {"Id": "target", "Arn": inputs["arn"]}
    aws.client("events").put_targets(Rule=inputs["rule"], Targets=[target])
    return Created(f"{inputs['rule']}-target")
