"""Giving the new versions a part of the orders, all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from release.aliases import Alias, Routing, client

SECONDS_BETWEEN_LOOKS = 15


class RolledBack(Exception):
    """The new versions got no further; the message says why."""


def alarms_of(stack: str) -> list[str]:
    """The stack's alarms that ring now."""
    pages = client("cloudwatch").get_paginator("describe_alarms")
    found = pages.paginate(
        AlarmNamePrefix=f"{stack}-", StateValue="ALARM", AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    return [each["AlarmName"] for page in found for kind in ("MetricAlarms", "CompositeAlarms") for each in page[kind]]


def canary(aliases: Sequence[Alias], percent: int) -> list[str]:
    """Give what was published last a part of the orders; the names of what has something new."""
    begun = []
    for alias in aliases:
        stable, new = alias.routing().stable, alias.newest()
        if new != stable:
            alias.point(Routing(stable, new, percent))
            begun.append(alias.name)
    return begun


def promote(aliases: Sequence[Alias]) -> None:
    """Give the versions that have a part of the orders all of them; the functions before what calls them."""
    for alias in aliases:
        if new := alias.routing().new:
            alias.point(Routing(new))


def roll_back(aliases: Sequence[Alias]) -> None:
    """Give the versions from before all orders again; what calls the functions before them."""
    for alias in reversed(aliases):
        alias.point(Routing(alias.routing().stable))


@dataclass(frozen=True, slots=True)
class Release:
    """A whole release, which ends with all orders on the new versions, or with all on the old ones."""

    aliases: Sequence[Alias]
    alarms: Callable[[], list[str]]
    wait: Callable[[float], None]

    def run(self, percent: int, minutes: float) -> list[str]:
        """The names of what has a new version now.

        Raises:
            RolledBack: an alarm rang, before or during the release.
        """
        if ringing := self.alarms():
            raise RolledBack(f"nothing is released while alarms ring: {', '.join(ringing)}")
        is_good = False
        try:
            begun = canary(self.aliases, percent)
            if begun:
                self._watch(minutes)
            promote(self.aliases)
            is_good = True
        finally:
            if not is_good:  # an alarm, an error of AWS, or someone at the keyboard
                roll_back(self.aliases)
        return begun

    def _watch(self, minutes: float) -> None:
        for _ in range(max(1, round(minutes * 60 / SECONDS_BETWEEN_LOOKS))):
            self.wait(SECONDS_BETWEEN_LOOKS)
            if ringing := self.alarms():
                raise RolledBack(f"all orders are back on the old versions, as alarms ring: {', '.join(ringing)}")
