"""What may happen to a call on its way to a store or to the payment provider."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from orders.domain.errors import OrderError

READS = {"get", "find"}


class Fate(StrEnum):
    """A call has its effect and is answered, or it has none, or one that its caller does not hear of, now or later.

    To the caller, an overloaded provider and a crash before the effect are the same ``REFUSED``, and a time-out and a
    crash after the effect are the same ``UNANSWERED``.
    """

    ANSWERED = "answered"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    LATE = "late"


class NoAnswer(Exception):
    pass


@dataclass
class Network:
    """Deals out what happens to the next calls; those after them are answered."""

    fates: list[Fate] = field(default_factory=list)
    in_flight: list[Callable[[], Any]] = field(default_factory=list)

    def carry(self, call: Callable[[], Any]) -> Any:
        fate = self.fates.pop(0) if self.fates else Fate.ANSWERED
        if fate is Fate.LATE:
            self.in_flight.append(call)
        answer = call() if fate in {Fate.ANSWERED, Fate.UNANSWERED} else None
        if fate is not Fate.ANSWERED:
            raise NoAnswer
        return answer

    def deliver(self, number: int) -> None:
        """One of the calls that are still under way takes effect, or is refused; nobody waits for its answer."""
        call = self.in_flight.pop(number % len(self.in_flight))
        with suppress(OrderError):
            call()


@dataclass
class Wire:
    """Stands in for what is at its other end; only what changes something is in danger."""

    network: Network
    far_side: Any

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.far_side, name)
        if name in READS:
            return method
        return lambda *args, **kwargs: self.network.carry(partial(method, *args, **kwargs))
