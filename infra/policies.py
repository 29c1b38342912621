"""Roles with exactly the permissions that they need: one statement for each resource, on the resource's own ARN."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.settings import Settings
from infra.transformations import Arguments, for_each

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unscoped:
    """Actions that AWS allows only on ``*``, and the reason."""

    reason: str
    actions: tuple[str, ...]


TRACING = Unscoped(
    "A trace is not a resource. https://docs.aws.amazon.com/xray/latest/devguide/security_iam_service-with-iam.html",
    ("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
)
SAMPLING = Unscoped(
    "Step Functions applies the account's sampling rules, which are not resources. "
    "https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html",
    ("xray:GetSamplingRules", "xray:GetSamplingTargets"),
)
LOG_DELIVERY = Unscoped(
    "The API that sets up vended logs has no resources. "
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
    "The token is valid for the whole registry; another permission limits what it may pull. "
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_id-based-policy-examples.html",
    ("ecr:GetAuthorizationToken",),
)

UNSCOPED = (TRACING, SAMPLING, LOG_DELIVERY, REGISTRY_LOGIN)
"""The complete list: no other permission of the system has the resource ``*``."""


def allow(*actions: str, on: pulumi.Input[str]) -> Statement:
    """Allow the actions on one resource."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": on}


def allow_unscoped(permission: Unscoped) -> Statement:
    """Allow actions that cannot be limited to a resource."""
    return {"Effect": "Allow", "Action": list(permission.actions), "Resource": "*"}


def allow_logs(group: aws.cloudwatch.LogGroup) -> Statement:
    """Allow writing to the log group; ``:*`` covers its streams."""
    return allow("logs:CreateLogStream", "logs:PutLogEvents", on=pulumi.Output.concat(group.arn, ":*"))


def _deny_plain_http(action: str, on: pulumi.Input[str]) -> Statement:
    """Deny every principal (``*``) the action over plain HTTP."""
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
    """Declare the queue's policy: the statements, which admit AWS services, and a denial of plain HTTP."""
    denial = _deny_plain_http("sqs:*", queue.arn)
    return aws.sqs.QueuePolicy(name, queue_url=queue.url, policy=document(denial, *statements), opts=opts)


def topic_policy(
    name: str, topic: aws.sns.Topic, *statements: Statement, opts: pulumi.ResourceOptions
) -> aws.sns.TopicPolicy:
    """Declare the topic's policy: the statements, which admit AWS services, and a denial of plain HTTP.

    SNS accepts no wildcard in the action, and only publishing carries data.
    https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit
    """
    denial = _deny_plain_http("sns:Publish", topic.arn)
    return aws.sns.TopicPolicy(name, arn=topic.arn, policy=document(denial, *statements), opts=opts)


def document(*statements: Statement) -> pulumi.Output[str]:
    """Return a policy document whose statements may contain outputs."""
    return pulumi.Output.from_input(list(statements)).apply(as_policy)


def as_policy(statements: Sequence[Statement]) -> str:
    """Return a policy document, without spaces, which would count towards IAM's size limit."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class ServicePrincipal:
    """A service that may assume a role."""

    service: str
    for_owner_of: pulumi.Output[str] | None = None
    """The ARN of a resource in the only account on whose behalf the service may assume the role.

    Leave it out for Lambda, which names no account when it assumes a function's role.
    """

    def trust(self) -> Statement:
        """Return the statement of the role's trust policy."""
        trust: Statement = {"Effect": "Allow", "Principal": {"Service": self.service}, "Action": "sts:AssumeRole"}
        if self.for_owner_of is None:
            return trust
        account = self.for_owner_of.apply(lambda arn: arn.split(":")[4])
        return trust | {"Condition": {"StringEquals": {"aws:SourceAccount": account}}}


class ServiceRole(pulumi.ComponentResource):
    """A role that one AWS service may assume, with one inline policy.

    A resource that uses the role must depend on ``policy``: a role without its policy may do nothing.
    """

    arn: pulumi.Output[str]
    policy: aws.iam.RolePolicy

    def __init__(
        self,
        name: str,
        stack_name: str,
        principal: ServicePrincipal,
        statements: Sequence[Statement],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:ServiceRole", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(name, name=stack_name, assume_role_policy=document(principal.trust()), opts=child)
        self.policy = aws.iam.RolePolicy(
            name, name=stack_name, role=role.name, policy=document(*statements), opts=child
        )
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})


def give_roles_a_path(settings: Settings) -> None:
    """Give every later role the stack's path, which is the scope of the deployer's permissions on roles."""

    def give(kind: str, arguments: Arguments) -> Arguments:
        is_role = kind == "aws:iam/role:Role" and not arguments["path"]
        return {"path": f"/order-processing/{settings.stack}/"} if is_role else {}

    for_each(give)
