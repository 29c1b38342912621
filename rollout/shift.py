"""Shifting orders to the new versions: a share of them, all, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rollout.aliases import Alias, Routing, client

POLL_SECONDS = 15

OK, ALARM = "OK", "ALARM"
"""Two of an alarm's states; the third is ``INSUFFICIENT_DATA``.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
"""


class RolloutAborted(Exception):
    """The new versions get no orders; the message has the reason."""


def alarms_of(stack: str) -> dict[str, str]:
    """Return the states of the stack's alarms by name.

    They are those that notify the stack's topic: another system's alarms may have names with the same prefix.
    """
    pages = (
        client("cloudwatch")
        .get_paginator("describe_alarms")
        .paginate(AlarmNamePrefix=f"{stack}-", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    )
    return {
        alarm["AlarmName"]: alarm["StateValue"]
        for alarm in pages.search("[MetricAlarms, CompositeAlarms][]")
        if any(action.endswith(f":{stack}-operations") for action in alarm["AlarmActions"])
    }


@dataclass(slots=True)
class AlarmWatch:
    """Finds the alarms that start during a rollout.

    An alarm counts once it has been OK.  One that was active before says nothing about the new versions, and may be the
    reason for them.  One that has never been OK may lack its first data, which some alarms treat as a breach.
    """

    alarms: Callable[[], Mapping[str, str]]
    quiet: set[str] = field(default_factory=set)
    """The alarms that have been OK."""

    def active(self) -> list[str]:
        """Return the alarms in alarm state, whenever they started."""
        return sorted(name for name, state in self.alarms().items() if state == ALARM)

    def started(self) -> list[str]:
        """Return the alarms in alarm state that have been OK at an earlier call."""
        states = self.alarms()
        started = sorted(name for name in self.quiet if states.get(name) == ALARM)
        self.quiet |= {name for name, state in states.items() if state == OK}
        return started


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
    alarms: Callable[[], Mapping[str, str]]
    wait: Callable[[float], None]
    report: Callable[[str], object] = print

    def run(self, percent: int, minutes: float) -> list[str]:
        """Roll out the newest versions; return the names of the aliases that changed.

        Raises:
            RolloutAborted: an alarm started during the rollout.
        """
        if not any(alias.newest() != alias.routing().stable for alias in self.aliases):
            return []
        watch = AlarmWatch(self.alarms)
        if active := watch.active():
            self.report(f"these alarms are active already, so the rollout ignores them: {', '.join(active)}")
        watch.started()
        is_complete = False
        try:
            changed = canary(self.aliases, percent)
            self._watch(watch, minutes)
            promote(self.aliases)
            is_complete = True
        finally:
            if not is_complete:  # an alarm, an error of AWS, or Ctrl-C
                roll_back(self.aliases)
        return changed

    def _watch(self, watch: AlarmWatch, minutes: float) -> None:
        for _ in range(max(1, round(minutes * 60 / POLL_SECONDS))):
            self.wait(POLL_SECONDS)
            if started := watch.started():
                raise RolloutAborted(f"the old versions have all orders again because of alarms: {', '.join(started)}")
