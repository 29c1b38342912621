"""The log of accepted and rejected connections in the network."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.policies import ServicePrincipal, ServiceRole, allow
from infra.settings import Settings


class FlowLog(pulumi.ComponentResource):
    """The flow log, its log group, and the role that writes to it."""

    def __init__(self, settings: Settings, vpc: aws.ec2.Vpc, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:FlowLog", "flow-log", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        name = settings.name("order-flow-log")
        logs = aws.cloudwatch.LogGroup(
            "flow-log", name=f"/vpc/{name}", retention_in_days=settings.log_retention_days, opts=child
        )
        role = ServiceRole(
            "flow-log",
            name,
            ServicePrincipal("vpc-flow-logs.amazonaws.com", logs.arn),
            # https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
            [
                allow(
                    "logs:CreateLogStream",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                    on=pulumi.Output.concat(logs.arn, ":*"),
                )
            ],
            opts=child,
        )
        aws.ec2.FlowLog(
            "flow-log",
            vpc_id=vpc.id,
            traffic_type="ALL",
            log_destination_type="cloud-watch-logs",
            log_destination=logs.arn,
            iam_role_arn=role.arn,
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        self.register_outputs({})
