"""Doors to AWS's services inside the network, so that what goes to them does not leave it."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.policies import document
from infra.settings import Settings
from infra.settings.network import ENDPOINTS


class Endpoints(pulumi.ComponentResource):
    """DynamoDB and S3 by route, which costs nothing; by setting also what a task without another way out needs."""

    prefix_lists: list[pulumi.Output[str]]
    """The addresses of the services that are reached by route."""

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
            # What a task asks of S3 is the layers of its image.
            # https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
            self._gateway("s3", tables, _read_only(f"arn:aws:s3:::prod-{settings.region}-starport-layer-bucket/*")),
        ]
        self.prefix_lists = [gateway.prefix_list_id for gateway in gateways]
        self.register_outputs({})

    def add_interfaces(self, subnets: Sequence[aws.ec2.Subnet], group: aws.ec2.SecurityGroup | None) -> None:
        """Give the subnets an address of each service that a task needs, where the setting asks for it."""
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
    """What a task calls beside DynamoDB and S3: to load its image, to write its logs, to read its secrets.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    if settings.task_network != ENDPOINTS:
        return []
    keepers = {arn.split(":")[2] for arn in settings.api_secrets.values()}
    return ["ecr.api", "ecr.dkr", "logs", *sorted(keepers)]


def _read_only(resource: str) -> pulumi.Output[str]:
    # Who may read it is the bucket's owner's to say; here it counts only what may pass.
    return document({"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": resource})
