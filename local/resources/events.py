"""EventBridge rules and where they send what they match."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs

_TRIGGERS = {"eventPattern": "EventPattern", "scheduleExpression": "ScheduleExpression"}


def create_rule(aws: Aws, inputs: Inputs) -> Created:
    """A rule on events, or on the time."""
    what = {api: inputs[key] for key, api in _TRIGGERS.items() if key in inputs}
    arn = aws.client("events").put_rule(Name=inputs["name"], **what)["RuleArn"]
    return Created(inputs["name"], {"arn": arn})


def create_target(aws: Aws, inputs: Inputs) -> Created:
    """The queue to which a rule sends, or the function that it calls."""
    target = {"Id": "target", "Arn": inputs["arn"]}
    aws.client("events").put_targets(Rule=inputs["rule"], Targets=[target])
    return Created(f"{inputs['rule']}-target")
