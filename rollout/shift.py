"""Shifting orders to the new versions: a share of them, all, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rollout.aliases import Alias, Routing, client

POLL_SECONDS = 15


class RolloutAborted(Exception):
    """The new versions get no orders; the message has the reason."""


def alarms_of(stack: str) -> list[str]:
    """Return the names of the stack's alarms that are in alarm state."""
    pages = (
        client("cloudwatch")
        .get_paginator("describe_alarms")
        .paginate(AlarmNamePrefix=f"{stack}-", StateValue="ALARM", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    )
    return list(pages.search("[MetricAlarms, CompositeAlarms][].AlarmName"))


def canary(aliases: Sequence[Alias], percent: int) -> list[str]:
    """Give each newest version this percentage of the orders; return the names of the aliases that changed."""
    changed = []
    for alias in aliases:
        stable, new = alias.routing().stable, alias.newest()
        if new != stable:
            alias.point(Routing(stable, new, percent))
            changed.append(alias.name)
    return changed


def promote(aliases: Sequence[Alias]) -> None:
    """Give versions with a share of the orders all of them; functions first, then the workflow that calls them."""
    for alias in aliases:
        if new := alias.routing().new:
            alias.point(Routing(new))


def roll_back(aliases: Sequence[Alias]) -> None:
    """Give the previous versions all orders again; the workflow first, then the functions that it calls."""
    for alias in reversed(aliases):
        alias.point(Routing(alias.routing().stable))


@dataclass(frozen=True, slots=True)
class Rollout:
    """A complete rollout, which ends with all orders on the new versions or all on the old ones."""

    aliases: Sequence[Alias]
    alarms: Callable[[], list[str]]
    wait: Callable[[float], None]

    def run(self, percent: int, minutes: float) -> list[str]:
        """Roll out the newest versions; return the names of the aliases that changed.

        Raises:
            RolloutAborted: an alarm was in alarm state, before or during the rollout.
        """
        if active := self.alarms():
            raise RolloutAborted(f"the rollout did not start because of active alarms: {', '.join(active)}")
        is_complete = False
        try:
            changed = canary(self.aliases, percent)
            if changed:
                self._watch_alarms(minutes)
            promote(self.aliases)
            is_complete = True
        finally:
            if not is_complete:  # an alarm, an error of AWS, or Ctrl-C
                roll_back(self.aliases)
        return changed

    def _watch_alarms(self, minutes: float) -> None:
        for _ in range(max(1, round(minutes * 60 / POLL_SECONDS))):
            self.wait(POLL_SECONDS)
            if active := self.alarms():
                raise RolloutAborted(f"the old versions have all orders again because of alarms: {', '.join(active)}")
