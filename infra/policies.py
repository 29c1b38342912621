"""Roles with exactly the permissions that they need: one statement a need, on the resource's own ARN."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unscoped:
    """Actions that AWS allows on ``*`` only, and why."""

    reason: str
    actions: tuple[str, ...]


TRACING = Unscoped(
    "A trace is no resource. https://docs.aws.amazon.com/xray/latest/devguide/security_iam_service-with-iam.html",
    ("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
)
SAMPLING = Unscoped(
    "Step Functions decides by the account's rules what it traces. "
    "https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html",
    ("xray:GetSamplingRules", "xray:GetSamplingTargets"),
)
LOG_DELIVERY = Unscoped(
    "Vended logs are set up through an API without resources. "
    "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
    (
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ),
)
REGISTRY_LOGIN = Unscoped(
    "The token is the whole registry's; what it may pull is another permission. "
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_id-based-policy-examples.html",
    ("ecr:GetAuthorizationToken",),
)

UNSCOPED = (TRACING, SAMPLING, LOG_DELIVERY, REGISTRY_LOGIN)
"""The whole list: no other permission of the system names ``*``."""


def allow(*actions: str, on: pulumi.Input[str]) -> Statement:
    """Permission for the actions on one resource."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": on}


def allow_unscoped(permission: Unscoped) -> Statement:
    """Permission for actions that cannot be narrowed down to a resource."""
    return {"Effect": "Allow", "Action": list(permission.actions), "Resource": "*"}


def allow_logs(group: aws.cloudwatch.LogGroup) -> Statement:
    """Permission to write to the log group; its ``:*`` stands for the streams in it, which are no Pulumi resources."""
    return allow("logs:CreateLogStream", "logs:PutLogEvents", on=pulumi.Output.concat(group.arn, ":*"))


def refuse_plain_http(action: str, on: pulumi.Input[str]) -> Statement:
    """Refusal of whatever comes unencrypted.

    The ``*`` of the principal is everybody, whom a refusal should name.
    """
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": [action],
        "Resource": on,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def queue_policy(
    name: str, queue: aws.sqs.Queue, *statements: Statement, opts: pulumi.ResourceOptions
) -> aws.sqs.QueuePolicy:
    """The one policy of a queue: who, beside the account's own roles, may use it, and nobody without encryption.

    The ``*`` of the refused action is all that SQS does.
    """
    refusal = refuse_plain_http("sqs:*", queue.arn)
    return aws.sqs.QueuePolicy(name, queue_url=queue.url, policy=document(refusal, *statements), opts=opts)


def topic_policy(
    name: str, topic: aws.sns.Topic, *statements: Statement, opts: pulumi.ResourceOptions
) -> aws.sns.TopicPolicy:
    """The one policy of a topic: who, beside the account's own roles, may use it, and nobody without encryption.

    SNS takes no wildcard here; publishing is what carries data.
    https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit
    """
    refusal = refuse_plain_http("sns:Publish", topic.arn)
    return aws.sns.TopicPolicy(name, arn=topic.arn, policy=document(refusal, *statements), opts=opts)


def document(*statements: Statement) -> pulumi.Output[str]:
    """A policy document, once the ARNs in it are known."""
    return pulumi.Output.from_input(list(statements)).apply(as_policy)


def as_policy(statements: Sequence[Statement]) -> str:
    """A policy document, when everything in it is known; without spaces, which count towards its longest size."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)}, separators=(",", ":"))


class ServiceRole(pulumi.ComponentResource):
    """A role that one AWS service may assume, with one inline policy.

    What acts with the role depends on ``policy``: a role is usable before its policy is there, and refused everything.
    """

    arn: pulumi.Output[str]
    policy: aws.iam.RolePolicy

    def __init__(
        self,
        name: str,
        stack_name: str,
        service: str,
        statements: Sequence[Statement],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:ServiceRole", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        role = aws.iam.Role(name, name=stack_name, assume_role_policy=document(trust), opts=child)
        self.policy = aws.iam.RolePolicy(
            name, name=stack_name, role=role.name, policy=document(*statements), opts=child
        )
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})
