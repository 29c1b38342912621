"""VPC endpoints, through which traffic to AWS's services stays inside AWS's network."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.policies import document
from infra.settings import Settings
from infra.settings.network import ENDPOINTS


class Endpoints(pulumi.ComponentResource):
    """Gateway endpoints for DynamoDB and S3, which are free, and interface endpoints where tasks have no internet."""

    prefix_lists: list[pulumi.Output[str]]
    """The prefix lists of the gateway endpoints' services."""

    def __init__(
        self,
        settings: Settings,
        vpc: aws.ec2.Vpc,
        route_tables: Sequence[aws.ec2.RouteTable],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:Endpoints", "endpoints", None, opts)
        self._settings = settings
        self._vpc = vpc
        tables = [table.id for table in route_tables]
        gateways = [
            self._gateway("dynamodb", tables),
            # A task reads only the layers of its image from S3.
            # https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
            self._gateway("s3", tables, _read_only(f"arn:aws:s3:::prod-{settings.region}-starport-layer-bucket/*")),
        ]
        self.prefix_lists = [gateway.prefix_list_id for gateway in gateways]
        self.register_outputs({})

    def add_interfaces(self, subnets: Sequence[aws.ec2.Subnet], group: aws.ec2.SecurityGroup | None) -> None:
        """Declare the interface endpoints, if the stack has a security group for them."""
        if group is None:
            return
        for service in interface_services(self._settings):
            aws.ec2.VpcEndpoint(
                service.replace(".", "-"),
                vpc_id=self._vpc.id,
                service_name=f"com.amazonaws.{self._settings.region}.{service}",
                vpc_endpoint_type="Interface",
                subnet_ids=[subnet.id for subnet in subnets],
                security_group_ids=[group.id],
                private_dns_enabled=True,
                tags={"Name": self._settings.name(service)},
                opts=pulumi.ResourceOptions(parent=self),
            )

    def _gateway(
        self, service: str, route_tables: Sequence[pulumi.Output[str]], policy: pulumi.Output[str] | None = None
    ) -> aws.ec2.VpcEndpoint:
        return aws.ec2.VpcEndpoint(
            service,
            vpc_id=self._vpc.id,
            service_name=f"com.amazonaws.{self._settings.region}.{service}",
            vpc_endpoint_type="Gateway",
            route_table_ids=list(route_tables),
            policy=policy,
            tags={"Name": self._settings.name(service)},
            opts=pulumi.ResourceOptions(parent=self),
        )


def interface_services(settings: Settings) -> list[str]:
    """Return the services for a task's image, logs and secrets, and for the reconciliation's queue and executions.

    There are none unless ``task_network`` is ``endpoints``.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    if settings.task_network != ENDPOINTS:
        return []
    secret_stores = {arn.split(":")[2] for arn in settings.api_secrets.values()}
    reconciled = ["sqs", "states"] if settings.reconcile_schedule else []
    return ["ecr.api", "ecr.dkr", "logs", *sorted(secret_stores), *reconciled]


def _read_only(resource: str) -> pulumi.Output[str]:
    # The bucket's own policy decides who may read; this one limits the requests through the endpoint.
    return document({"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": resource})
