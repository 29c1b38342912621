"""Shift orders to the new versions, one stage after the other: a share of them, all, or none.

The stages of a rollout, in the order in which each can read what the later ones send:

1. the functions, which must accept the tasks of both definitions and read the orders of both versions of the API;
2. the workflow, whose executions may then call new operations;
3. the API, which may then store what only the new functions read.

To go back, the stages move in the reverse order, the functions only after the newer workflow's executions have ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rollout.aliases import Report, RolloutAborted, Routing, Stages, Wait, client

POLL_SECONDS = 15

OK, ALARM = "OK", "ALARM"
"""Two of an alarm's states; the third is ``INSUFFICIENT_DATA``.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
"""


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


def in_order(stages: Stages, *, is_back: bool) -> Stages:
    """Return the stages in the order of a rollout, or reversed to go back to an older version."""
    return stages[::-1] if is_back else stages


def canary(stages: Stages, percent: int) -> list[str]:
    """Give the newest versions of the first stage that has any this percentage of the orders.

    Returns:
        The names of the aliases that changed; none if every stage is wholly released.
    """
    for stage in stages:
        new = [(alias, alias.routing().stable, alias.newest()) for alias in stage]
        if changing := [each for each in new if each[1] != each[2]]:
            for alias, stable, newest in changing:
                alias.point(Routing(stable, newest, percent))
            return [alias.name for alias, _, _ in changing]
    return []


def promote(stages: Stages) -> None:
    """Give versions with a share of the orders all of them."""
    for alias in chain(*stages):
        if new := alias.routing().new:
            alias.point(Routing(new))


def roll_back(stages: Stages) -> None:
    """Give the old versions all orders again, where the new ones have a share.

    Only one stage at a time has shares, so no order among the stages is needed.
    """
    for alias in chain(*stages):
        routing = alias.routing()
        if routing.new:
            alias.point(Routing(routing.stable))


@dataclass(frozen=True, slots=True)
class Rollout:
    """A complete rollout, which ends with all orders on the new versions or all on the old ones.

    Attributes:
        stages: what moves together, in the order of a rollout.
        alarms: returns the states of the stack's alarms by name.
        wait: waits for a number of seconds.
        is_back: whether the newest versions are those of an older commit, so that the stages move in reverse.
        report: receives a line for the operator.
    """

    stages: Stages
    alarms: Callable[[], Mapping[str, str]]
    wait: Wait
    is_back: bool = False
    report: Report = print

    def run(self, percent: int, minutes: float) -> list[str]:
        """Roll out the newest versions, stage by stage; return the names of the aliases that changed.

        Raises:
            RolloutAborted: an alarm started during the rollout, or the API's new tasks did not become healthy.
        """
        stages = in_order(self.stages, is_back=self.is_back)
        before = {alias.name: alias.routing().stable for alias in chain(*stages)}
        if all(alias.newest() == before[alias.name] for alias in chain(*stages)):
            return []
        watch = AlarmWatch(self.alarms)
        if active := watch.active():
            self.report(f"these alarms are active already, so the rollout ignores them: {', '.join(active)}")
        watch.started()
        changed: list[str] = []
        is_complete = False
        try:
            while names := canary(stages, percent):
                changed += names
                self.report(f"new versions get orders: {', '.join(names)}")
                self._watch(watch, minutes)
                promote(stages)
                if self.is_back:
                    self._drain(names)
            is_complete = True
        finally:
            if not is_complete:  # an alarm, an error of AWS, or Ctrl-C
                self._undo(before)
        return changed

    def _undo(self, before: Mapping[str, str]) -> None:
        """Give the old versions all orders again, in the reverse of the order in which the new ones got them."""
        for stage in in_order(self.stages, is_back=not self.is_back):
            moved = [alias for alias in stage if alias.routing() != Routing(before[alias.name])]
            for alias in moved:
                alias.point(Routing(before[alias.name]))
            if not self.is_back:
                self._drain([alias.name for alias in moved])

    def _drain(self, names: Sequence[str]) -> None:
        """Wait until what these aliases have started no longer needs the versions of an earlier stage."""
        for alias in chain(*self.stages):
            if alias.name in names:
                alias.drain(self.wait, self.report)

    def _watch(self, watch: AlarmWatch, minutes: float) -> None:
        for _ in range(max(1, round(minutes * 60 / POLL_SECONDS))):
            self.wait(POLL_SECONDS)
            if started := watch.started():
                raise RolloutAborted(f"the old versions have all orders again because of alarms: {', '.join(started)}")
