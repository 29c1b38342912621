"""The faults that the proxy injects, and the record of the calls that it has seen."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from threading import Lock


class Kind(StrEnum):
    """What happens to a request."""

    CUT_BEFORE = "the connection ends before the effect"
    CUT_AFTER = "the connection ends after the effect"
    SLOW = "the response comes after the client's timeout"
    RATE_LIMITED = "429, without an effect"
    UNAVAILABLE = "503, without an effect and not saved for the key"
    FAILED_BEFORE = "500, without an effect and saved for the key"
    FAILED_AFTER = "500, with the effect and saved for the key"
    DELAYED = "the response comes late, but in time"
    CUT_AND_FORGOTTEN = "the connection ends after the effect, and the key is forgotten"


RANDOM = tuple(kind for kind in Kind if kind is not Kind.FAILED_BEFORE)
"""The kinds of random faults.  Stripe repeats a saved 500 for a day, and a run does not last that long."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request that reached the proxy.

    Attributes:
        operation: the method and the path, with the ids replaced by ``:id``.
        key: its ``Idempotency-Key``, if it had one.
        status: of the response; None if the connection was cut.
        is_replay: whether the response was the saved one of an earlier request with the key.
        subject: what the call is about: an intent, our payment that an intent is created for, or a refund.
    """

    operation: str
    key: str | None
    status: int | None
    is_replay: bool = False
    subject: str | None = None


@dataclass
class Plan:
    """The faults to come, and the calls so far; safe for threads.

    ``rate`` is the share of all calls with a random fault, from 0 to 1, besides the planned ones.
    """

    rate: float = 0.0
    random: Random = field(default_factory=Random)
    calls: list[Call] = field(default_factory=list)
    _planned: deque[tuple[str, Kind]] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def add(self, operation: str, *kinds: Kind) -> None:
        """Inject these faults into the next calls whose operation matches the regular expression."""
        with self._lock:
            self._planned.extend((operation, kind) for kind in kinds)

    def clear(self) -> None:
        """Forget all planned faults and all calls."""
        with self._lock:
            self.calls.clear()
            self._planned.clear()

    def take(self, operation: str) -> Kind | None:
        """Return the fault of this call, if it gets one."""
        with self._lock:
            for planned in self._planned:
                if re.search(planned[0], operation):
                    self._planned.remove(planned)
                    return planned[1]
            if self.random.random() < self.rate:
                return self.random.choice(RANDOM)
        return None

    def record(self, call: Call) -> None:
        """Remember a call."""
        with self._lock:
            self.calls.append(call)

    def count(self, operation: str) -> int:
        """Return how many calls have matched the regular expression."""
        return sum(1 for call in self.matching(operation))

    def repetitions(self) -> list[str]:
        """Return a sentence for each operation that was called with different keys for one payment or refund."""
        with self._lock:
            calls = [call for call in self.calls if call.subject and call.key]
        keys: dict[tuple[str, str | None], set[str | None]] = {}
        for call in calls:
            keys.setdefault((call.operation, call.subject), set()).add(call.key)
        return [
            f"{operation} was called for {subject} with {len(used)} keys"
            for (operation, subject), used in keys.items()
            if len(used) > 1
        ]

    def matching(self, operation: str) -> Iterator[Call]:
        """Yield the calls whose operation matches the regular expression."""
        with self._lock:
            calls = list(self.calls)
        return (call for call in calls if re.search(operation, call.operation))
