"""The web application firewall before the load balancer: AWS's managed rules, and a rate limit for each address."""

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
    # An order with 50 items and metadata exceeds this rule's 8 KiB; the API accepts 64 KiB.
    "AWSManagedRulesCommonRuleSet": ("SizeRestrictions_BODY",),
}
"""AWS's rule groups in order of evaluation, each with the rules that only count.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
"""


LOG_DAYS = 7
"""Long enough to trace an attack, and short because the log has callers' addresses."""


class Firewall(pulumi.ComponentResource):
    """The rules, with the setting ``waf``."""

    def __init__(self, settings: Settings, load_balancer: LoadBalancer) -> None:
        super().__init__("order-processing:infra:Firewall", "firewall")
        self._child = pulumi.ResourceOptions(parent=self)
        if settings.waf:
            self._declare(settings, load_balancer)
        self.register_outputs({})

    def _declare(self, settings: Settings, load_balancer: LoadBalancer) -> None:
        name = settings.name("order-api")
        rules = [_managed(*rule) for rule in MANAGED.items()] + self._limits(settings)
        firewall = aws.wafv2.WebAcl(
            "order-api",
            name=name,
            description="Before the order API",
            scope="REGIONAL",
            default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
            rules=[aws.wafv2.WebAclRuleArgs(**rule, priority=number) for number, rule in enumerate(rules)],
            visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(**_visibility(name)),
            opts=self._child,
        )
        aws.wafv2.WebAclAssociation(
            "order-api", resource_arn=load_balancer.arn, web_acl_arn=firewall.arn, opts=self._child
        )
        if settings.waf_logs:
            logs = aws.cloudwatch.LogGroup(
                "firewall",
                name=f"aws-waf-logs-{name}",  # WAF requires this prefix
                retention_in_days=LOG_DAYS,
                opts=self._child,
            )
            aws.wafv2.WebAclLoggingConfiguration(
                "order-api",
                resource_arn=firewall.arn,
                log_destination_configs=[logs.arn],
                redacted_fields=[
                    {"single_header": {"name": "authorization"}},
                    {"single_header": {"name": "cookie"}},
                    {"query_string": {}},
                ],
                opts=self._child,
            )

    def _limits(self, settings: Settings) -> list[Rule]:
        """Return a rate limit for each direct client's address and, behind the gateway, for each that it reports.

        The reported address counts only in requests from inside the network, as any client can send the header.
        """
        if not settings.is_internal:
            return [_limit(settings, "TooManyRequests", {"aggregate_key_type": "IP"})]
        network = aws.wafv2.IpSet(
            "network",
            name=settings.name("order-api-network"),
            description="The stack's own network, from which the API Gateway connects",
            scope="REGIONAL",
            ip_address_version="IPV4",
            addresses=[settings.vpc_cidr],
            opts=self._child,
        ).arn
        from_gateway = {"ip_set_reference_statement": {"arn": network}}
        # Pulumi does not translate argument names inside a not_statement, because its type is recursive.
        from_client = {"not_statement": {"statements": [{"ipSetReferenceStatement": {"arn": network}}]}}
        reported = {"header_name": CALLER_HEADER, "fallback_behavior": "MATCH"}
        return [
            _limit(settings, "TooManyRequests", {"aggregate_key_type": "IP", "scope_down_statement": from_client}),
            _limit(
                settings,
                "TooManyRequestsThroughGateway",
                {
                    "aggregate_key_type": "FORWARDED_IP",
                    "forwarded_ip_config": reported,
                    "scope_down_statement": from_gateway,
                },
            ),
        ]


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
        "visibility_config": _visibility(group),
    }


def _limit(settings: Settings, name: str, scope: Rule) -> Rule:
    rate = {"limit": settings.waf_requests_per_five_minutes, "evaluation_window_sec": 300}
    return {
        "name": name,
        "action": {"block": {"custom_response": {"response_code": 429}}},
        "statement": {"rate_based_statement": rate | scope},
        "visibility_config": _visibility(name),
    }


def _visibility(metric: str) -> Rule:
    # Sampled requests would show headers, including tokens.
    return {"cloudwatch_metrics_enabled": True, "sampled_requests_enabled": False, "metric_name": metric}
