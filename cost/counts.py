"""What one order makes of billable operations, kept in ``docs/cost-counts.json`` by the run that counted it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cost.recorder import Units
from local.process import ROOT

FILE = ROOT / "docs" / "cost-counts.json"

COMPLETED = "completed"
"""The order that goes well, among the outcomes."""

MOST_TRANSITIONS = 5
"""What a completed order may take."""

READ = "read once"
"""No order, but a look at one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is the same in every run.

    ``transitions`` are the states entered and the tasks tried again, as AWS counts them; ``invocations`` are by
    function and ``tables`` by table, without the stack's prefix; ``dead_letters`` are the messages that the workflow or
    a function sends to the dead-letter queue.
    """

    api_requests: int
    transitions: int
    executions: int
    publishes: int
    dead_letters: int
    invocations: Mapping[str, int]
    tables: Mapping[str, Units]


@dataclass(frozen=True, slots=True)
class Measured:
    """What differs a little from run to run: bytes and times.

    ``waited_ms`` is how long the workflow waited before it tried tasks again.
    """

    log_bytes: int
    response_bytes: int
    stored_bytes: int
    history_bytes: int
    waited_ms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one order, or one look at it, made."""

    counted: Counted
    measured: Measured


@dataclass(frozen=True, slots=True)
class Counts:
    """The outcomes by name, how long a function's handler takes, and the metrics that the logs are made into."""

    outcomes: Mapping[str, Outcome]
    handler_ms: Mapping[str, int]
    custom_metrics: tuple[str, ...]

    @property
    def completed(self) -> Outcome:
        """The order that goes well."""
        return self.outcomes[COMPLETED]

    def save(self) -> None:
        """Write the file."""
        FILE.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls) -> Counts:
        """What the last run counted."""
        said = json.loads(FILE.read_text(encoding="utf-8"))
        return cls(
            {name: _outcome(each) for name, each in said["outcomes"].items()},
            said["handler_ms"],
            tuple(said["custom_metrics"]),
        )


def _outcome(said: Mapping[str, Any]) -> Outcome:
    tables = {table: Units(**units) for table, units in said["counted"]["tables"].items()}
    return Outcome(Counted(**said["counted"] | {"tables": tables}), Measured(**said["measured"]))
