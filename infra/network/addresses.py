"""The address range of each subnet."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network


def subnets_of(vpc_cidr: str, zones: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the CIDR of the public and of the private subnet of each zone.

    Each is an eighth of the VPC, and the public ones are in the lower half, so a third zone moves no subnet.
    """
    eighths = [str(subnet) for subnet in IPv4Network(vpc_cidr).subnets(prefixlen_diff=3)]
    return dict(zip(zones, eighths[:4], strict=False)), dict(zip(zones, eighths[4:], strict=False))
