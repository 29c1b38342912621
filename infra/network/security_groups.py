"""Who may talk to whom: the API Gateway's link to the load balancer, that to the tasks, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.api import PORT
from infra.settings import Settings
from infra.settings.edge import HTTP, HTTPS
from infra.settings.network import ANYWHERE, ENDPOINTS


class SecurityGroups(pulumi.ComponentResource):
    """A group for each kind of thing in the network, with one rule for each thing that it does."""

    link: aws.ec2.SecurityGroup
    balancer: aws.ec2.SecurityGroup
    tasks: aws.ec2.SecurityGroup
    endpoints: aws.ec2.SecurityGroup | None = None
    """Of the interface endpoints, where there are any."""

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
        self.link = self._group("order-api-link", "What the API Gateway sends into the network")
        self.balancer = self._group("order-api-balancer", "The load balancer of the order API")
        self.tasks = self._group("order-api-tasks", "The tasks of the order API")
        self._connect("link-to-balancer", self.link, self.balancer, settings.listener_port)
        self._connect("balancer-to-tasks", self.balancer, self.tasks, PORT)
        self._admit_clients()
        self._let_tasks_out(prefix_lists)
        self.register_outputs({})

    def _group(self, name: str, description: str) -> aws.ec2.SecurityGroup:
        # Without rules of its own: those beside it are added one by one, as two groups may name each other.
        return aws.ec2.SecurityGroup(
            name,
            name=self._settings.name(name),
            description=description,
            vpc_id=self._vpc.id,
            tags={"Name": self._settings.name(name)},
            opts=self._child,
        )

    def _connect(self, name: str, source: aws.ec2.SecurityGroup, target: aws.ec2.SecurityGroup, port: int) -> None:
        """Let the one out to the other, and the other let it in."""
        what = name.replace("-", " ")
        aws.vpc.SecurityGroupEgressRule(
            name,
            security_group_id=source.id,
            referenced_security_group_id=target.id,
            **_tcp(port),
            description=what,
            opts=self._child,
        )
        aws.vpc.SecurityGroupIngressRule(
            name,
            security_group_id=target.id,
            referenced_security_group_id=source.id,
            **_tcp(port),
            description=what,
            opts=self._child,
        )

    def _admit_clients(self) -> None:
        if self._settings.is_internal:
            return
        # Behind the plain port of a load balancer with a certificate is nothing but the way to the other one.
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
        """To DynamoDB and S3 by route, and to AWS's other services: at their endpoints, or wherever they are."""
        for number, prefix_list in enumerate(prefix_lists):
            self._let_out(f"tasks-by-route-{number}", prefix_list_id=prefix_list)
        if self._settings.task_network == ENDPOINTS:
            self.endpoints = self._group("endpoints", "Services of AWS inside the network")
            self._connect("tasks-to-endpoints", self.tasks, self.endpoints, HTTPS)
        else:
            # ECR, CloudWatch and the issuer of tokens have no addresses that could be listed.
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
    """A rule's arguments for one port."""
    return {"ip_protocol": "tcp", "from_port": port, "to_port": port}
