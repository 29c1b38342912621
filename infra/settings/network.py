"""The network: where it is, and how the API's tasks reach what they need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Network

from infra.settings.values import READ, broken, texts

ANYWHERE = "0.0.0.0/0"
"""Every address, as a network."""

PUBLIC, NAT, ENDPOINTS = "public", "nat", "endpoints"
TASK_NETWORKS = (PUBLIC, NAT, ENDPOINTS)

ONE, EACH_ZONE = "one", "each-zone"

_ZONES = range(2, 4)
"""A load balancer needs two; a fourth would cost more than it saves."""

_PREFIXES = range(16, 23)
"""AWS's largest network, to one whose eighths still have room for a load balancer and the tasks."""


def ipv4_network(text: str) -> IPv4Network | None:
    """The network in CIDR notation, or None if this is none."""
    try:
        return IPv4Network(text)
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class NetworkSettings:
    """What holds for the network."""

    availability_zones: tuple[str, ...] = field(default=("a", "b"), metadata={READ: texts("availability_zones")})
    """The letters of two or three zones of the region; not every region has every letter."""

    vpc_cidr: str = "10.0.0.0/16"

    task_network: str = NAT
    """How the tasks get out: ``public`` with addresses of their own, ``nat`` from private subnets through NAT gateways,
    ``endpoints`` from private subnets to AWS's services alone.  docs/network.md compares what each costs."""

    nat_gateways: str = ONE
    """``one``, or one in ``each-zone``, so that no zone depends on another."""

    flow_logs: bool = True
    """Whether every connection in the network, and every refused one, is written down."""

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        zones, vpc = self.availability_zones, ipv4_network(self.vpc_cidr)
        yield from broken(
            (
                "availability_zones",
                list(zones),
                "the letters of two or three zones, such as [a, b]",
                len(set(zones)) == len(zones) in _ZONES and all(re.fullmatch("[a-z]", zone) for zone in zones),
            ),
            (
                "vpc_cidr",
                self.vpc_cidr,
                "a private IPv4 network from /16 to /22, such as 10.0.0.0/16",
                vpc and vpc.is_private and vpc.prefixlen in _PREFIXES,
            ),
            (
                "task_network",
                self.task_network,
                f"one of {', '.join(TASK_NETWORKS)}",
                self.task_network in TASK_NETWORKS,
            ),
            ("nat_gateways", self.nat_gateways, f"{ONE} or {EACH_ZONE}", self.nat_gateways in {ONE, EACH_ZONE}),
        )
