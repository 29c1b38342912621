"""The metrics of a finished order: its outcome, and the time from its creation to its final status.

Emitted here because the stream carries every final status, whether from workflow, watchdog or operator.
"""

import re

from aws_lambda_powertools.metrics import MetricUnit

from functions.telemetry import emit_metrics
from orders.domain.errors import REASONS
from orders.domain.events import OrderChange
from orders.domain.order import OrderStatus
from orders.usecases.watchdog import REASON_BY_STATUS

OTHER = "Other"
"""The label of an unexpected error, whose name is in the order's ``failure_reason``."""

_KNOWN = {*REASONS, *REASON_BY_STATUS.values(), OrderStatus.COMPLETED}
_OF_AWS = re.compile(r"(?:Lambda|Runtime|Sandbox|States)\.\w{1,64}")


def outcome_label(change: OrderChange) -> str:
    """Return ``Completed``, or the reason of the failure; each label is a metric that costs money, so there are few."""
    outcome = change.reason or change.after
    return str(outcome) if outcome in _KNOWN or _OF_AWS.fullmatch(outcome) else OTHER


def emit_outcome(change: OrderChange) -> None:
    """Emit one finished order under its outcome."""
    seconds = (change.at - change.placed_at).total_seconds()
    emit_metrics(
        "outcome",
        outcome_label(change),
        ("OrdersEnded", MetricUnit.Count, 1),
        ("OrderSeconds", MetricUnit.Seconds, seconds),
    )
