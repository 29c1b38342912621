"""The billable operations of an order, kept in ``docs/cost-counts.json`` by the run that counted them."""

from __future__ import annotations

import json
from typing import Any, TypedDict, cast

from local.process import ROOT

FILE = ROOT / "docs" / "cost-counts.json"

COMPLETED = "completed"
"""The outcome of an order that succeeds."""

READ = "read once"
"""The pseudo-outcome of a single ``GET`` of an order."""

MAX_TRANSITIONS = 5
"""The state transitions that a completed order may take, inclusive."""


class OutcomeUsage(TypedDict):
    """The usage of one order with this outcome; functions and tables are named without the stack's prefix."""

    counted: dict[str, Any]
    """The numbers that are the same in every run."""
    measured: dict[str, int]
    """The bytes and times that differ a little from run to run."""


class Usage(TypedDict):
    """The usage by outcome, the duration of each function's handler, and the names of the metrics in the logs."""

    outcomes: dict[str, OutcomeUsage]
    handler_ms: dict[str, int]
    custom_metrics: list[str]


def load_usage() -> Usage:
    """Read the usage that the last run counted."""
    return cast("Usage", json.loads(FILE.read_text(encoding="utf-8")))
