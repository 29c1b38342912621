"""The allowed connections: from the API Gateway's link, or from clients, to the load balancer, and on to the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.settings import Settings
from infra.settings.edge import HTTP, HTTPS
from infra.settings.network import ANYWHERE, ENDPOINTS
from orders.contract import API_PORT


class SecurityGroups(pulumi.ComponentResource):
    """A group for each kind of network interface, with one rule for each allowed connection."""

    link: aws.ec2.SecurityGroup | None = None
    """The group of the API Gateway's link, where the load balancer is internal."""

    balancer: aws.ec2.SecurityGroup
    tasks: aws.ec2.SecurityGroup
    endpoints: aws.ec2.SecurityGroup | None = None
    """The interface endpoints' group, where there are any."""

    def __init__(
        self,
        settings: Settings,
        vpc: aws.ec2.Vpc,
        prefix_lists: Sequence[pulumi.Output[str]],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:SecurityGroups", "security-groups", None, opts)
        self._settings = settings
        self._vpc = vpc
        self._child = pulumi.ResourceOptions(parent=self)
        self.balancer = self._group("order-api-balancer", "The load balancer of the order API")
        self.tasks = self._group("order-api-tasks", "The tasks of the order API")
        self._connect("balancer-to-tasks", self.balancer, self.tasks, API_PORT)
        if settings.is_internal:
            self.link = self._group("order-api-link", "What the API Gateway sends into the network")
            self._connect("link-to-balancer", self.link, self.balancer, settings.listener_port)
        else:
            self._admit_clients()
        self._let_tasks_out(prefix_lists)
        self.register_outputs({})

    def _group(self, name: str, description: str) -> aws.ec2.SecurityGroup:
        # Rules are separate resources, because two groups may refer to each other.  A group in use cannot be deleted,
        # so its replacement, for example in another network, needs another name to be created first.
        return aws.ec2.SecurityGroup(
            name,
            name_prefix=f"{self._settings.name(name)}-",
            description=description,
            vpc_id=self._vpc.id,
            tags={"Name": self._settings.name(name)},
            opts=self._child,
        )

    def _connect(self, name: str, source: aws.ec2.SecurityGroup, target: aws.ec2.SecurityGroup, port: int) -> None:
        """Allow connections from the source to the target, on both sides."""
        description = name.replace("-", " ")
        aws.vpc.SecurityGroupEgressRule(
            name,
            security_group_id=source.id,
            referenced_security_group_id=target.id,
            **_tcp(port),
            description=description,
            opts=self._child,
        )
        aws.vpc.SecurityGroupIngressRule(
            name,
            security_group_id=target.id,
            referenced_security_group_id=source.id,
            **_tcp(port),
            description=description,
            opts=self._child,
        )

    def _admit_clients(self) -> None:
        # With a certificate, the HTTP port only redirects to HTTPS.
        for port in sorted({HTTP, self._settings.listener_port}):
            for number, cidr in enumerate(self._settings.load_balancer_cidrs):
                aws.vpc.SecurityGroupIngressRule(
                    f"clients-{number}-to-balancer-{port}",
                    security_group_id=self.balancer.id,
                    cidr_ipv4=cidr,
                    **_tcp(port),
                    description="clients to balancer",
                    opts=self._child,
                )

    def _let_tasks_out(self, prefix_lists: Sequence[pulumi.Output[str]]) -> None:
        """Allow HTTPS to DynamoDB and S3, and to the interface endpoints or else to any address."""
        for number, prefix_list in enumerate(prefix_lists):
            self._let_out(f"tasks-by-route-{number}", prefix_list_id=prefix_list)
        if self._settings.task_network == ENDPOINTS:
            self.endpoints = self._group("endpoints", "Services of AWS inside the network")
            self._connect("tasks-to-endpoints", self.tasks, self.endpoints, HTTPS)
        else:
            # ECR, CloudWatch and the token issuer have no fixed addresses.
            self._let_out("tasks-to-https", cidr_ipv4=ANYWHERE)

    def _let_out(
        self, name: str, prefix_list_id: pulumi.Input[str] | None = None, cidr_ipv4: str | None = None
    ) -> None:
        aws.vpc.SecurityGroupEgressRule(
            name,
            security_group_id=self.tasks.id,
            prefix_list_id=prefix_list_id,
            cidr_ipv4=cidr_ipv4,
            **_tcp(HTTPS),
            description="tasks to AWS and, by HTTPS, beyond" if cidr_ipv4 else "tasks to DynamoDB and S3",
            opts=self._child,
        )


def _tcp(port: int) -> dict[str, Any]:
    """Return a rule's arguments for one TCP port."""
    return {"ip_protocol": "tcp", "from_port": port, "to_port": port}
