"""Which addresses each subnet has."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network


def subnets_of(vpc_cidr: str, zones: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The public and the private subnet of each zone, by the zone's letter, as CIDR.

    Each is an eighth of the network, the public ones in the lower half: a third zone moves none of the others.
    """
    eighths = [str(subnet) for subnet in IPv4Network(vpc_cidr).subnets(prefixlen_diff=3)]
    return dict(zip(zones, eighths[:4], strict=False)), dict(zip(zones, eighths[4:], strict=False))
