"""The network, and how the API's tasks reach other services."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Network
from typing import Annotated

from annotated_types import Predicate
from pydantic import Field

from infra.settings.group import LIST, SettingsGroup, choice

ANYWHERE = "0.0.0.0/0"
"""Every address, as a network."""

PUBLIC, NAT, ENDPOINTS = "public", "nat", "endpoints"
ONE, EACH_ZONE = "one", "each-zone"

_ZONES = range(2, 4)
"""A load balancer needs two; a fourth would cost more than it saves."""

_PREFIXES = range(16, 23)
"""From AWS's largest network to the smallest whose eighths have room for a load balancer and the tasks."""


def is_ipv4_network(cidr: str) -> bool:
    """Return whether this is a network in CIDR notation."""
    try:
        IPv4Network(cidr)
    except ValueError:
        return False
    return True


def _are_zones(letters: Sequence[str]) -> bool:
    return len(set(letters)) == len(letters) in _ZONES and all(re.fullmatch("[a-z]", each) for each in letters)


def _fits_a_vpc(cidr: str) -> bool:
    return is_ipv4_network(cidr) and IPv4Network(cidr).is_private and IPv4Network(cidr).prefixlen in _PREFIXES


class NetworkSettings(SettingsGroup):
    """Settings of the network."""

    availability_zones: Annotated[tuple[str, ...], LIST, Predicate(_are_zones)] = Field(
        default=("a", "b"), description="the letters of two or three zones, such as [a, b]"
    )
    """The letters of two or three zones of the region; not every region has every letter."""

    vpc_cidr: Annotated[str, Predicate(_fits_a_vpc)] = Field(
        default="10.0.0.0/16", description="a private IPv4 network from /16 to /22, such as 10.0.0.0/16"
    )

    task_network: str = choice(NAT, PUBLIC, NAT, ENDPOINTS)
    """How the tasks reach other services: ``public`` with addresses of their own, ``nat`` from private subnets through
    NAT gateways, ``endpoints`` from private subnets to AWS's services only.  docs/network.md compares the prices."""

    nat_gateways: str = choice(ONE, ONE, EACH_ZONE)
    """``one``, or one in ``each-zone``, so that no zone depends on another."""

    flow_logs: bool = True
    """Whether the network logs every accepted and every rejected connection."""
