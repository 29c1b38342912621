"""Log groups."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_log_group(aws: Aws, inputs: Inputs) -> Created:
    """Create a log group with its retention."""
    logs = aws.client("logs")
    logs.create_log_group(logGroupName=inputs["name"])
    logs.put_retention_policy(logGroupName=inputs["name"], retentionInDays=int(inputs["retentionInDays"]))
    arn = logs.describe_log_groups(logGroupNamePrefix=inputs["name"])["logGroups"][0]["arn"]
    return Created(inputs["name"], {"arn": arn.removesuffix(":*")})
