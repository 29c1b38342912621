"""An unreliable connection to a store or to the payment provider."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from orders.domain.errors import OrderError

READS = {"get", "find", "checkout_reference"}


class Fate(StrEnum):
    """What happens to a call.

    To the caller, an overloaded service and a crash before the effect are both ``REJECTED``, and a timeout and a crash
    after the effect are both ``RESPONSE_LOST``.
    """

    ANSWERED = "it takes effect and its response arrives"
    REJECTED = "it has no effect"
    RESPONSE_LOST = "it takes effect, but its response is lost"
    DELAYED = "it takes effect later, and its response is lost"


class NoResponse(Exception):
    """No response to a call arrived."""


@dataclass
class Network:
    """Applies ``fates`` to the next calls, in order; all calls after them are answered."""

    fates: list[Fate] = field(default_factory=list)
    in_flight: list[Callable[[], Any]] = field(default_factory=list)

    def carry(self, call: Callable[[], Any]) -> Any:
        fate = self.fates.pop(0) if self.fates else Fate.ANSWERED
        if fate is Fate.DELAYED:
            self.in_flight.append(call)
        response = call() if fate in {Fate.ANSWERED, Fate.RESPONSE_LOST} else None
        if fate is not Fate.ANSWERED:
            raise NoResponse
        return response

    def deliver(self, number: int) -> None:
        """Let one of the delayed calls take effect or fail; its response is dropped."""
        call = self.in_flight.pop(number % len(self.in_flight))
        with suppress(OrderError):
            call()


@dataclass
class Wire:
    """Sends every write to ``far_side`` over the network; reads are always answered."""

    network: Network
    far_side: Any

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.far_side, name)
        if name in READS:
            return method
        return lambda *args, **kwargs: self.network.carry(partial(method, *args, **kwargs))
