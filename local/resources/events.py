"""EventBridge rules and where they send what they match."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_rule(aws: Aws, inputs: Inputs) -> Created:
    """A rule on events."""
    arn = aws.client("events").put_rule(Name=inputs["name"], EventPattern=inputs["eventPattern"])["RuleArn"]
    return Created(inputs["name"], {"arn": arn})


def create_target(aws: Aws, inputs: Inputs) -> Created:
    """The queue to which a rule sends."""
    target = {"Id": "queue", "Arn": inputs["arn"]}
    aws.client("events").put_targets(Rule=inputs["rule"], Targets=[target])
    return Created(f"{inputs['rule']}-queue")
