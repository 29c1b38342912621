"""The settings of the stacks that tests share.  Extend one before you add another: each takes a second to plan."""

import os
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

from local.configuration import stack_config

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/dev-order-api:1f2e3d"

SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:dev/token-a1b2c3"
PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/dev/token"

TOKENS = {
    "jwks_url": "https://issuer.example/keys",
    "jwt_issuer": "https://issuer.example/",
    "jwt_audience": "orders",
}

HTTPS = {
    "certificate_arn": "arn:aws:acm:us-west-2:123456789012:certificate/4c0c0d1e-0000-4000-8000-000000000000",
    "domain_name": "orders.example.com",
}

BOOTSTRAPPED = {
    "github_oidc_provider_arn": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/order-processing/order-processing-dev-boundary",
}
"""What a stack with a deployer takes from ``bootstrap/``."""

STATE = {
    "state_bucket": "our-state",
    "state_key_arn": "arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
}

SUBSCRIBERS = {
    "accounts": ["210987654321", "109876543210"],
    "queues": [{"arn": "arn:aws:sqs:us-west-2:123456789012:billing", "filter": {"type": ["order.completed.v1"]}}],
    "endpoints": [{"url": "https://shop.example/order-events"}],
}

OPTIONS = {
    "alarm_email": "ops@shop.example",
    "api_cors_origins": ["https://shop.example", "http://localhost:3000"],
    "api_cpu": 1024,
    "api_image": IMAGE,
    "api_max_tasks": 9,
    "api_memory": 2048,
    "api_min_tasks": 3,
    "api_requests_per_minute": 600,
    "api_secrets": {"TOKEN": f"{SECRET}:token::", "OTHER": PARAMETER},
    "container_insights": True,
    "deletion_protection": True,
    "flow_logs": True,
    "gateway_burst": 9,
    "gateway_requests_per_second": 7,
    "load_balancer_cidrs": ["203.0.113.0/24", "198.51.100.7/32"],
    "order_fields": "docs/extending/order-fields.schema.json",
    "reserved_concurrency": {"payment": 3},
    "runbook_url": "https://wiki/r",
    "subscribers": SUBSCRIBERS,
    "workflow_log_level": "ALL",
}
"""The dev stack with every option that changes neither the network nor the kind of workflow."""

SCHEDULED = {"flow_logs": True, "reconcile_schedule": "rate(1 day)", "subscribers": SUBSCRIBERS}
"""The dev stack with a daily reconciliation and everything else that adds a role or an alarm."""

PRODUCTION = {
    **{
        key.removeprefix("order-processing:"): value
        for key, value in stack_config("prod").items()
        if key.startswith("order-processing:")
        and not key.startswith(("order-processing:github", "order-processing:permissions_boundary"))
    },
    **TOKENS,
    **HTTPS,
    "api_image": IMAGE,
    "customer_managed_key": False,
    "nat_gateways": "one",
    "flow_logs": False,
}
"""The settings that production requires, and few others."""

EVERYTHING = {
    **PRODUCTION,
    "availability_zones": ["usw2-az1", "usw2-az2", "usw2-az3"],
    "container_insights": True,
    "flow_logs": True,
    "gateway_checks_tokens": True,
    "gateway_logs_callers": True,
    "waf_logs": True,
    "nat_gateways": "each-zone",
}
"""Production with almost every option."""

ENDPOINTS = {
    "task_network": "endpoints",
    "load_balancer": "internal",
    "api_image": IMAGE,
    "api_secrets": {"TOKEN": PARAMETER},
}
"""A stack whose tasks cannot reach the internet."""

_CHOICES: tuple[tuple[Mapping[str, Any], ...], ...] = (
    ({"task_network": "public"}, {"task_network": "nat"}, {"task_network": "endpoints"}),
    ({}, {"availability_zones": ["usw2-az3", "usw2-az1", "usw2-az2"]}),
    ({}, HTTPS),
    ({"load_balancer": "internet-facing"}, {"load_balancer": "internal"}),
    ({}, TOKENS | {"gateway_checks_tokens": True}),
    ({}, {"waf": True}),
)


def every_network() -> Iterator[tuple[int, ...]]:
    """Yield every combination of choices that the settings allow, as the number of each choice."""
    for numbers in product(*(range(len(choices)) for choices in _CHOICES)):
        settings = settings_of(numbers)
        is_unknown_issuer = settings["task_network"] == "endpoints" and "jwks_url" in settings
        has_no_gateway = settings["load_balancer"] == "internet-facing" and "gateway_checks_tokens" in settings
        if not is_unknown_issuer and not has_no_gateway:
            yield numbers


def settings_of(numbers: tuple[int, ...]) -> dict[str, Any]:
    """Return the settings of a combination."""
    chosen = (choices[number] for choices, number in zip(_CHOICES, numbers, strict=True))
    return {"api_image": IMAGE} | {key: value for choice in chosen for key, value in choice.items()}


def networks() -> list[dict[str, Any]]:
    """Return combinations in which every two choices meet; all combinations for `make test-fronts`."""
    remaining = list(every_network())
    if os.environ.get("EVERY_FRONT"):
        return [settings_of(numbers) for numbers in remaining]
    chosen, missing = [], set().union(*map(_pairs, remaining))
    while missing:
        best = max(remaining, key=lambda numbers: len(_pairs(numbers) & missing))
        chosen.append(settings_of(best))
        missing -= _pairs(best)
    return chosen


def _pairs(numbers: tuple[int, ...]) -> set[tuple[tuple[int, int], ...]]:
    return set(combinations(enumerate(numbers), 2))
