"""The network: a VPC in two or three zones, with a public and a private subnet in each."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.network.addresses import subnets_of
from infra.network.endpoints import Endpoints
from infra.network.flow_log import FlowLog
from infra.network.security_groups import SecurityGroups
from infra.settings import Settings
from infra.settings.network import ANYWHERE, EACH_ZONE, NAT, PUBLIC

LETTERS = "abc"
"""The zones by their position in the settings; the letters are part of resources' names, and not AWS's letters."""


class Network(pulumi.ComponentResource):
    """The subnets, their routes and their security groups.

    The private subnets hold the API Gateway's link, an internal load balancer, and the tasks unless they are public.
    """

    vpc: aws.ec2.Vpc
    public_subnets: list[aws.ec2.Subnet]
    private_subnets: list[aws.ec2.Subnet]
    nat_gateways: list[aws.ec2.NatGateway]
    internet_route: aws.ec2.Route
    """The route through the internet gateway: it exists only after the gateway is attached."""

    groups: SecurityGroups

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Network", "network")
        self._settings = settings
        self._child = pulumi.ResourceOptions(parent=self)
        self.vpc = aws.ec2.Vpc(
            "network",
            cidr_block=settings.vpc_cidr,
            enable_dns_support=True,
            enable_dns_hostnames=True,  # interface endpoints use the services' own host names
            tags=self._tag("network"),
            opts=self._child,
        )
        # A network interface without a security group of its own gets this one, which allows no traffic.
        aws.ec2.DefaultSecurityGroup("default", vpc_id=self.vpc.id, tags=self._tag("closed"), opts=self._child)

        self._zones = dict(zip(LETTERS, settings.zones, strict=False))
        public, private = subnets_of(settings.vpc_cidr, tuple(self._zones))
        self.public_subnets = [self._subnet(f"public-{zone}", zone, cidr) for zone, cidr in public.items()]
        self.private_subnets = [self._subnet(f"private-{zone}", zone, cidr) for zone, cidr in private.items()]

        tables = [self._public_routes(), *self._private_routes()]
        endpoints = Endpoints(settings, self.vpc, tables, opts=self._child)
        self.groups = SecurityGroups(settings, self.vpc, endpoints.prefix_lists, opts=self._child)
        endpoints.add_interfaces(self.private_subnets, self.groups.endpoints)
        if settings.flow_logs:
            FlowLog(settings, self.vpc, opts=self._child)
        self.register_outputs({})

    @property
    def tasks_are_public(self) -> bool:
        """Whether tasks have public addresses, through which they reach the internet."""
        return self._settings.task_network == PUBLIC

    @property
    def task_subnets(self) -> list[aws.ec2.Subnet]:
        """The subnets in which the tasks run."""
        return self.public_subnets if self.tasks_are_public else self.private_subnets

    def _tag(self, name: str) -> dict[str, str]:
        """Return the tag that the AWS console shows as the name of a resource without one."""
        return {"Name": self._settings.name(name)}

    def _subnet(self, name: str, zone: str, cidr: str) -> aws.ec2.Subnet:
        return aws.ec2.Subnet(
            name,
            vpc_id=self.vpc.id,
            cidr_block=cidr,
            availability_zone_id=self._zones[zone],
            map_public_ip_on_launch=False,  # the ECS service assigns public addresses
            tags=self._tag(name),
            opts=self._child,
        )

    def _public_routes(self) -> aws.ec2.RouteTable:
        # A gateway in use cannot be detached, so a new network gets a new one; likewise the NAT gateways' addresses.
        renewed = pulumi.ResourceOptions(parent=self, replace_with=[self.vpc])
        gateway = aws.ec2.InternetGateway("network", vpc_id=self.vpc.id, tags=self._tag("network"), opts=renewed)
        table = self._routes("public", self.public_subnets)
        self.internet_route = aws.ec2.Route(
            "public",
            route_table_id=table.id,
            destination_cidr_block=ANYWHERE,
            gateway_id=gateway.id,
            opts=self._child,
        )
        return table

    def _private_routes(self) -> list[aws.ec2.RouteTable]:
        """Declare a route table for each zone, so that each may have its own NAT gateway."""
        zones = tuple(self._zones)
        tables = [
            self._routes(f"private-{zone}", [subnet]) for zone, subnet in zip(zones, self.private_subnets, strict=True)
        ]
        self.nat_gateways = []
        if self._settings.task_network != NAT:
            return tables
        with_gateway = zones if self._settings.nat_gateways == EACH_ZONE else zones[:1]
        self.nat_gateways = [
            self._nat_gateway(zone, subnet) for zone, subnet in zip(with_gateway, self.public_subnets, strict=False)
        ]
        for index, (zone, table) in enumerate(zip(zones, tables, strict=True)):
            aws.ec2.Route(
                f"private-{zone}",
                route_table_id=table.id,
                destination_cidr_block=ANYWHERE,
                nat_gateway_id=self.nat_gateways[index % len(self.nat_gateways)].id,
                opts=self._child,
            )
        return tables

    def _nat_gateway(self, zone: str, subnet: aws.ec2.Subnet) -> aws.ec2.NatGateway:
        # The address and the gateway need a VPC with a route to the internet.
        online = pulumi.ResourceOptions(parent=self, depends_on=[self.internet_route])
        renewed = pulumi.ResourceOptions.merge(online, pulumi.ResourceOptions(replace_with=[self.vpc, subnet]))
        address = aws.ec2.Eip(f"nat-{zone}", domain="vpc", tags=self._tag(f"nat-{zone}"), opts=renewed)
        return aws.ec2.NatGateway(
            f"nat-{zone}", allocation_id=address.id, subnet_id=subnet.id, tags=self._tag(f"nat-{zone}"), opts=online
        )

    def _routes(self, name: str, subnets: list[aws.ec2.Subnet]) -> aws.ec2.RouteTable:
        table = aws.ec2.RouteTable(name, vpc_id=self.vpc.id, tags=self._tag(name), opts=self._child)
        for number, subnet in enumerate(subnets):
            aws.ec2.RouteTableAssociation(
                f"{name}-{number}", route_table_id=table.id, subnet_id=subnet.id, opts=self._child
            )
        return table
