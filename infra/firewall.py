"""The web application firewall before the load balancer: what AWS knows to be an attack, and who asks too often."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from infra.gateway import CALLER_HEADER
from infra.load_balancer import LoadBalancer
from infra.settings import Settings

Rule = dict[str, Any]

MANAGED: dict[str, tuple[str, ...]] = {
    "AWSManagedRulesAmazonIpReputationList": (),
    "AWSManagedRulesKnownBadInputsRuleSet": (),
    # An order with 50 items and its metadata is longer than the 8 KiB that this rule allows; the API takes 64 KiB.
    "AWSManagedRulesCommonRuleSet": ("SizeRestrictions_BODY",),
}
"""AWS's rules, in this order, and those of them that only count.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
"""


class Firewall(pulumi.ComponentResource):
    """The rules, if the stack has them."""

    def __init__(
        self, settings: Settings, load_balancer: LoadBalancer, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("order-processing:infra:Firewall", "firewall", None, opts)
        self._child = pulumi.ResourceOptions(parent=self)
        if settings.waf:
            self._declare(settings, load_balancer)
        self.register_outputs({})

    def _declare(self, settings: Settings, load_balancer: LoadBalancer) -> None:
        name = settings.name("order-api")
        network = aws.wafv2.IpSet(
            "network",
            name=settings.name("order-api-network"),
            description="Our own network, from which the API Gateway asks",
            scope="REGIONAL",
            ip_address_version="IPV4",
            addresses=[settings.vpc_cidr],
            opts=self._child,
        )
        rules = [_managed(*rule) for rule in MANAGED.items()] + _limits(settings, network.arn)
        firewall = aws.wafv2.WebAcl(
            "order-api",
            name=name,
            description="Before the order API",
            scope="REGIONAL",
            default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
            rules=[aws.wafv2.WebAclRuleArgs(**rule, priority=number) for number, rule in enumerate(rules)],
            visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(**_visible(name)),
            opts=self._child,
        )
        aws.wafv2.WebAclAssociation(
            "order-api", resource_arn=load_balancer.arn, web_acl_arn=firewall.arn, opts=self._child
        )


def _managed(group: str, counting: tuple[str, ...]) -> Rule:
    return {
        "name": group,
        "override_action": {"none": {}},
        "statement": {
            "managed_rule_group_statement": {
                "vendor_name": "AWS",
                "name": group,
                "rule_action_overrides": [{"name": rule, "action_to_use": {"count": {}}} for rule in counting],
            }
        },
        "visibility_config": _visible(group),
    }


def _limits(settings: Settings, network: pulumi.Output[str]) -> list[Rule]:
    """A limit for each address: of the connection or, where that is the API Gateway's, of whom it names.

    Only requests out of our own network may name anybody, as anybody can send the header.
    """
    is_gateway = {"ip_set_reference_statement": {"arn": network}}
    # Pulumi does not translate the names below a not_statement, whose type contains itself.
    is_client = {"not_statement": {"statements": [{"ipSetReferenceStatement": {"arn": network}}]}}
    named = {"header_name": CALLER_HEADER, "fallback_behavior": "MATCH"}
    return [
        _limit(settings, "TooManyRequests", {"aggregate_key_type": "IP", "scope_down_statement": is_client}),
        _limit(
            settings,
            "TooManyRequestsThroughGateway",
            {
                "aggregate_key_type": "FORWARDED_IP",
                "forwarded_ip_config": named,
                "scope_down_statement": is_gateway,
            },
        ),
    ]


def _limit(settings: Settings, name: str, whose: Rule) -> Rule:
    rate = {"limit": settings.waf_requests_per_five_minutes, "evaluation_window_sec": 300}
    return {
        "name": name,
        "action": {"block": {"custom_response": {"response_code": 429}}},
        "statement": {"rate_based_statement": rate | whose},
        "visibility_config": _visible(name),
    }


def _visible(metric: str) -> Rule:
    # Sampled requests would show headers, and with them tokens.
    return {"cloudwatch_metrics_enabled": True, "sampled_requests_enabled": False, "metric_name": metric}
