"""The load balancer in front of the API's tasks."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from infra.network import Network
from infra.settings import Settings
from infra.settings.edge import HTTP, HTTPS
from orders.contract import API_PORT, HEALTH_PATH, LOAD_BALANCER_IDLE_SECONDS

DRAINING_SECONDS = 30
"""How long a deregistered task may finish its requests; ``api/gunicorn.conf.py`` computes the longest.

Only then does ECS send SIGTERM to the task, and kill it after another ``CONTAINER_STOP_SECONDS``.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
"""

TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
"""TLS 1.3 and 1.2, with forward secrecy.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
"""


TARGET_GROUP_PREFIX = "order-"
"""As long as AWS's provider allows: the tags name the stack."""


class LoadBalancer(pulumi.ComponentResource):
    """The load balancer, its listeners, and the target group of the API's tasks."""

    arn: pulumi.Output[str]
    arn_suffix: pulumi.Output[str]
    dns_name: pulumi.Output[str]
    url: pulumi.Output[str]
    """Its address for clients, without a slash at the end; with a certificate under the domain name."""

    target_group: aws.lb.TargetGroup
    listener: aws.lb.Listener
    """The listener that forwards to the tasks."""

    def __init__(self, settings: Settings, network: Network) -> None:
        super().__init__("order-processing:infra:LoadBalancer", "load-balancer")
        self._child = pulumi.ResourceOptions(parent=self)
        subnets = network.private_subnets if settings.is_internal else network.public_subnets
        self._balancer = aws.lb.LoadBalancer(
            "order-api",
            name=settings.name("order-api"),
            load_balancer_type="application",
            internal=settings.is_internal,
            subnets=[subnet.id for subnet in subnets],
            security_groups=[network.groups.balancer.id],
            idle_timeout=LOAD_BALANCER_IDLE_SECONDS,
            # Reject ambiguous requests, which two servers may parse differently (request smuggling).
            drop_invalid_header_fields=True,
            desync_mitigation_mode="defensive",
            xff_header_processing_mode="append",  # the API trusts the last entry, see TRUSTED_PROXIES
            enable_deletion_protection=settings.deletion_protection,
            # AWS rejects an internet-facing load balancer until the network has its internet gateway.
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=[] if settings.is_internal else [network.internet_route],
                replace_with=[network.vpc],  # it cannot move to another network
            ),
        )
        self.target_group = self._targets(network.vpc)
        forward = {"type": "forward", "target_group_arn": self.target_group.arn}
        if settings.speaks_https:
            tls = {"certificate_arn": settings.certificate_arn, "ssl_policy": TLS_POLICY}
            self.listener = self._listen("https", HTTPS, "HTTPS", forward, **tls)
            if not settings.is_internal:
                to_https = {"protocol": "HTTPS", "port": str(HTTPS), "status_code": "HTTP_301"}
                self._listen("http", HTTP, "HTTP", {"type": "redirect", "redirect": to_https})
        else:
            self.listener = self._listen("http", HTTP, "HTTP", forward)
        self.arn = self._balancer.arn
        self.arn_suffix = self._balancer.arn_suffix
        self.dns_name = self._balancer.dns_name
        self.url = pulumi.Output.concat(
            *(("https://", settings.domain_name) if settings.speaks_https else ("http://", self.dns_name))
        )
        self.register_outputs({"dns_name": self.dns_name})

    def _targets(self, vpc: aws.ec2.Vpc) -> aws.lb.TargetGroup:
        return aws.lb.TargetGroup(
            "order-api",
            # A target group in use cannot be deleted, so its replacement is created first, under another name.
            name_prefix=TARGET_GROUP_PREFIX,
            target_type="ip",
            protocol="HTTP",
            port=API_PORT,
            vpc_id=vpc.id,
            deregistration_delay=DRAINING_SECONDS,
            # The check covers the process and not DynamoDB: ECS replaces unhealthy tasks, and an outage of DynamoDB
            # would otherwise replace all of them without effect.
            health_check={
                "path": HEALTH_PATH,
                "protocol": "HTTP",
                "matcher": "200",
                "interval": 10,
                "timeout": 5,
                "healthy_threshold": 2,
                "unhealthy_threshold": 3,
            },
            opts=self._child,
        )

    def _listen(self, name: str, port: int, protocol: str, action: dict[str, Any], **tls: Any) -> aws.lb.Listener:
        return aws.lb.Listener(
            f"order-api-{name}",
            load_balancer_arn=self._balancer.arn,
            port=port,
            protocol=protocol,
            default_actions=[aws.lb.ListenerDefaultActionArgs(**action)],
            opts=self._child,
            **tls,
        )
