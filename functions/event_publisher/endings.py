"""What CloudWatch counts of an order that is over: how it ended, and how long its customer waited.

The publisher counts it because it hears of every end, whoever wrote it: the workflow, the watchdog or an operator.
"""

import re

from aws_lambda_powertools.metrics import MetricUnit

from functions.telemetry import count_by
from orders.errors import Broken, Rejected, Transient
from orders.events import OrderChange
from orders.order import OrderStatus
from orders.watchdog import ERRORS

OTHER = "Other"
"""The outcome of a defect, whose name nobody foresaw: the order's ``failure_reason`` has it."""

_OUR_OWN = {error.__name__ for root in (Rejected, Transient, Broken) for error in root.__subclasses__()}
_KNOWN = {*_OUR_OWN, *ERRORS.values(), OrderStatus.COMPLETED}
_OF_AWS = re.compile(r"(?:Lambda|Runtime|Sandbox|States)\.\w{1,64}")


def outcome_of(change: OrderChange) -> str:
    """``Completed``, or why the order failed; each name is a metric that costs money, so they are few."""
    outcome = change.reason or change.after
    return str(outcome) if outcome in _KNOWN or _OF_AWS.fullmatch(outcome) else OTHER


def count(change: OrderChange) -> None:
    """Count one end under its outcome."""
    seconds = (change.at - change.placed_at).total_seconds()
    count_by(
        "outcome",
        outcome_of(change),
        ("OrdersEnded", MetricUnit.Count, 1),
        ("OrderSeconds", MetricUnit.Seconds, seconds),
    )
