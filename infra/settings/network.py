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

WITHOUT_VPC_LINKS = ("apne1-az3", "apne2-az4", "cac1-az4", "use1-az3", "usw1-az2")
"""The zones in which API Gateway offers no VPC link for HTTP APIs, by AWS's list of those where it does.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html#http-api-vpc-link-availability
"""

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


def zone_prefix(region: str) -> str:
    """Return what the ids of a region's zones begin with: ``usw2-az`` for ``us-west-2``.

    https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
    """
    continent, *directions, number = region.split("-")
    initials = (word[0] + word[5:6] if word in _DIAGONALS else word[0] for word in directions)
    return f"{continent}{''.join(initials)}{number}-az"


_DIAGONALS = ("northeast", "northwest", "southeast", "southwest")


def default_zones(region: str) -> tuple[str, ...]:
    """Return the region's first two zones with VPC links."""
    zones = (f"{zone_prefix(region)}{number}" for number in range(1, 5))
    return tuple(zone for zone in zones if zone not in WITHOUT_VPC_LINKS)[:2]


def _are_zones(ids: Sequence[str]) -> bool:
    are_ids = all(re.fullmatch(r"[a-z]+\d-az\d", each) for each in ids)
    return not ids or (are_ids and len(set(ids)) == len(ids) in _ZONES)


def _fits_a_vpc(cidr: str) -> bool:
    return is_ipv4_network(cidr) and IPv4Network(cidr).is_private and IPv4Network(cidr).prefixlen in _PREFIXES


class NetworkSettings(SettingsGroup):
    """Settings of the network."""

    availability_zones: Annotated[tuple[str, ...], LIST, Predicate(_are_zones)] = Field(
        default=(), description="the ids of two or three zones, such as [usw2-az1, usw2-az2]"
    )
    """The ids of two or three zones of the region; if empty, its first two with VPC links.

    An id is the same zone in every account; a letter, as in us-west-2a, is another one in each.
    """

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
