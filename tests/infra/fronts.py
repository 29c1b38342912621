"""Stacks that differ in how a request comes in and how a task gets out, and who may talk to whom in them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from local.program import stack_config
from tests.infra.program import Program, Resource, run_program

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/dev-order-api:1f2e3d"

TOKENS = {
    "jwks_url": "https://issuer.example/keys",
    "jwt_issuer": "https://issuer.example/",
    "jwt_audience": "orders",
}

HTTPS = {
    "certificate_arn": "arn:aws:acm:us-west-2:123456789012:certificate/4c0c0d1e-0000-4000-8000-000000000000",
    "domain_name": "orders.example.com",
}

PRODUCTION = {
    **{
        key.removeprefix("order-processing:"): value
        for key, value in stack_config("prod").items()
        if key.startswith("order-processing:") and not key.startswith("order-processing:github")
    },
    **TOKENS,
    **HTTPS,
    "api_image": IMAGE,
    "customer_managed_key": False,
    "nat_gateways": "one",
    "flow_logs": False,
}
"""What a stack in production must have, and little more."""

EVERYTHING = {
    **PRODUCTION,
    "availability_zones": ["a", "b", "c"],
    "container_insights": True,
    "flow_logs": True,
    "gateway_checks_tokens": True,
    "nat_gateways": "each-zone",
}
"""Most of what a stack may have."""

ENDPOINTS = {
    "task_network": "endpoints",
    "load_balancer": "internal",
    "api_image": IMAGE,
    "api_secrets": {"TOKEN": "arn:aws:ssm:us-west-2:123456789012:parameter/dev/token"},
}

CHOICES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "out": ({"task_network": "public"}, {"task_network": "nat"}, {"task_network": "endpoints"}),
    "zones": ({"availability_zones": ["a", "b"]}, {"availability_zones": ["a", "b", "c"]}),
    "https": ({}, HTTPS),
    "in": ({"load_balancer": "internet-facing"}, {"load_balancer": "internal"}),
    "tokens": ({}, TOKENS | {"gateway_checks_tokens": True}),
    "firewall": ({}, {"waf": True}),
}


def every_front() -> Iterator[dict[str, Any]]:
    """Every combination of the choices that the settings allow."""
    for chosen in product(*CHOICES.values()):
        front = {"api_image": IMAGE} | {key: value for choice in chosen for key, value in choice.items()}
        if not (front["task_network"] == "endpoints" and "jwks_url" in front):
            yield front


def fronts() -> list[dict[str, Any]]:
    """So many of these combinations that each of the choices is met; all of them for `make test-fronts`."""
    if os.environ.get("EVERY_FRONT"):
        return list(every_front())
    chosen, met = [], set[str]()
    for front in every_front():
        choices = {f"{key} {value}" for key, value in front.items()}
        if choices - met:
            chosen.append(front)
            met |= choices
    return chosen


def front(**changes: Any) -> Program:
    """The dev stack with other settings."""
    return run_program(stack_config("dev") | {f"order-processing:{name}": value for name, value in changes.items()})


@dataclass(frozen=True)
class Reach:
    """Who may talk to whom: a group's name, a network or a list of addresses, and a port."""

    program: Program

    def into(self, group: str) -> set[tuple[str, int]]:
        """Who may come in, and where."""
        return {_end(rule) for rule in self._rules("Ingress", group)}

    def out_of(self, group: str) -> set[tuple[str, int]]:
        """Where it may go out."""
        return {_end(rule) for rule in self._rules("Egress", group)}

    def has_way(self, source: str, target: str) -> bool:
        """Whether the one may send to the other, which lets it in."""
        ports = {port for end, port in self.out_of(source) if end == target}
        return bool(ports & {port for end, port in self.into(target) if end == source})

    def default_route(self, subnet: str) -> str | None:
        """The gateway through which a subnet reaches the internet, by its type and name."""
        tables = self._tables_of(subnet)
        for route in self.program.all("ec2/route:Route"):
            if route.inputs["routeTableId"] in tables:
                assert route.inputs["destinationCidrBlock"] == "0.0.0.0/0"
                nat, internet = route.inputs.get("natGatewayId"), route.inputs.get("gatewayId")
                return f"nat {nat}" if nat else f"internet {internet}"
        return None

    def services_by_route(self, subnet: str) -> set[str]:
        """AWS's services that a subnet reaches without leaving AWS's network."""
        tables = self._tables_of(subnet)
        return {
            endpoint.inputs["serviceName"].rpartition(".")[2]
            for endpoint in self.program.all("ec2/vpcEndpoint:VpcEndpoint")
            if tables & set(endpoint.inputs.get("routeTableIds", []))
        }

    def _tables_of(self, subnet: str) -> set[str]:
        associations = self.program.all("ec2/routeTableAssociation:RouteTableAssociation")
        tables = {each.inputs["routeTableId"] for each in associations if each.inputs["subnetId"] == subnet}
        assert len(tables) == 1
        return tables

    def _rules(self, way: str, group: str) -> Iterator[Resource]:
        for rule in self.program.all(f"vpc/securityGroup{way}Rule:SecurityGroup{way}Rule"):
            assert rule.inputs["ipProtocol"] == "tcp"
            assert rule.inputs["fromPort"] == rule.inputs["toPort"]
            if rule.inputs["securityGroupId"] == group:
                yield rule


def _end(rule: Resource) -> tuple[str, int]:
    ends = [rule.inputs.get(name) for name in ("referencedSecurityGroupId", "cidrIpv4", "prefixListId")]
    (end,) = [each for each in ends if each]
    return end, int(rule.inputs["fromPort"])
