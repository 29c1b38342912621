"""What happened to an order, and what to do next, in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from console.execution import ExecutionRecord, StateVisit
from console.formats import duration, money, plural
from orders.contract import COMPENSATION_STATES
from orders.domain.errors import REASONS, REJECTIONS
from orders.domain.money import Money
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation
from orders.usecases.reconcile import check_order
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS

_AWS_REASONS = {
    "ExecutionAborted": "its execution was stopped",
    "ExecutionTimedOut": "its execution ran longer than the workflow allows",
    "ExecutionFailed": "its execution failed outside of the workflow's own compensation",
    "States.Timeout": "a step ran longer than its time limit",
    "Lambda.TooManyRequestsException": "a function was at its limit of concurrent calls for too long",
}


class Tone(StrEnum):
    """How much attention the order needs."""

    CALM = "calm"
    BUSY = "busy"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences at the top of an order's page."""

    happened: str
    following: str
    tone: Tone


def summarize(  # noqa: PLR0911  one for each kind of outcome
    order: Order,
    execution: ExecutionRecord | None,
    payments: Sequence[Payment] | None,
    reservation: Reservation | None,
    max_attempts: int = DEFAULT_MAX_ATTEMPTS,
) -> Summary:
    """Return the summary of the order; ``payments`` of all its attempts, or None if the ledgers cannot be read."""
    if order.newer_row:
        return Summary(
            f"A newer version of the system wrote this order: {order.newer_row.complaint}.",
            "Deploy that version again, and use its console: this version changes nothing of the order.",
            Tone.URGENT,
        )
    if order.status is OrderStatus.PENDING:
        return _of_pending(order, execution)
    if order.status is OrderStatus.PROCESSING:
        return _of_processing(order, execution)
    if payments is None:
        return Summary(
            f"The order is {order.status}, and its money and stock cannot be read.",
            "See the problem below, and reload the page.",
            Tone.URGENT,
        )
    if found := next(check_order(order, payments, reservation), None):
        return Summary(
            f"The ledgers contradict each other: {found.sentence}.",
            "Open Ledgers and check a time that includes this order: the check offers a repair if there is a safe one. "
            "For an order of more than 7 days ago use the command reconcile.",
            Tone.URGENT,
        )
    if order.status is OrderStatus.COMPLETED:
        return _of_completed(order, execution)
    if order.status is OrderStatus.CANCELLED:
        return Summary(
            f"The order was cancelled before its payment was captured. {_undone(payments)}",
            "Nothing to do.",
            Tone.CALM,
        )
    return _of_failed(order, execution, payments, max_attempts)


def _of_pending(order: Order, execution: ExecutionRecord | None) -> Summary:
    again = f" (attempt {order.attempt_number})" if order.attempt_number > 1 else ""
    if execution is None:
        return Summary(
            f"The order is stored{again} and waits for its workflow: its event passes the stream, the topic and the "
            "queue, and it needs a free permit.",
            "Wait. If it stays here for minutes, compare the orders in flight with the limit on the page Orders.",
            Tone.BUSY,
        )
    if execution.is_running:
        return Summary(f"The workflow{again} has started with the order.", "Wait.", Tone.BUSY)
    return _ended_badly(execution)


def _of_processing(order: Order, execution: ExecutionRecord | None) -> Summary:
    if execution is None:
        return Summary(
            "The order is being processed, and Step Functions shows no execution of this attempt.",
            "Wait if the workflow is Express, whose executions cannot be described; otherwise check the ledgers.",
            Tone.BUSY,
        )
    if not execution.is_running:
        return _ended_badly(execution)
    visit = execution.current
    if visit is None:
        return Summary("The workflow is between two states.", "Wait.", Tone.BUSY)
    if visit.state in COMPENSATION_STATES or any(each.state in COMPENSATION_STATES for each in execution.visits):
        return Summary(f"The attempt failed and is being compensated: {_at(visit)}.", "Wait.", Tone.BUSY)
    if order.cancel_requested_at:
        return Summary(
            f"The order is being cancelled; the workflow stops before the capture and compensates: {_at(visit)}.",
            "Wait.",
            Tone.BUSY,
        )
    following = "Wait: the workflow retries by itself." if visit.retries or visit.is_waiting else "Wait."
    return Summary(f"The order is being processed: {_at(visit)}.", following, Tone.BUSY)


def _at(visit: StateVisit) -> str:
    if visit.is_waiting:
        return f"{visit.state} waits before retry {visit.retries + 1}, because {_because(visit.error)}"
    if visit.retries:
        return f"{visit.state} is in retry {visit.retries}, because {_because(visit.calls[-2].error)}"
    return f"{visit.state} runs"


def _ended_badly(execution: ExecutionRecord) -> Summary:
    return Summary(
        f"The execution ended {execution.status}, and the order has no final status yet.",
        "Wait a minute for the watchdog, which compensates and fails the order; then check the ledgers.",
        Tone.URGENT,
    )


def _of_completed(order: Order, execution: ExecutionRecord | None) -> Summary:
    took = f" in {duration((order.updated_at - order.created_at).total_seconds())}" if order.attempt_number == 1 else ""
    retries = f" after {plural(execution.retries, 'retry', 'retries')}" if execution and execution.retries else ""
    attempts = f" in attempt {order.attempt_number}" if order.attempt_number > 1 else ""
    returned = money(Money(order.refunded or 0, order.total.currency))
    refunded = f" {returned} of it was refunded later." if order.refunded else ""
    took = "" if refunded else took
    return Summary(
        f"The order was completed{attempts}{took}{retries}: {money(order.total)} is captured and the stock is sold."
        f"{refunded}",
        "Nothing to do.",
        Tone.CALM,
    )


def _of_failed(
    order: Order, execution: ExecutionRecord | None, payments: Sequence[Payment], max_attempts: int
) -> Summary:
    reason = _because(order.failure_reason)
    if order.failure_reason in REJECTIONS:
        return Summary(
            f"The order was rejected: {reason}. {_undone(payments)}",
            "Nothing to do: this is a business outcome, and the customer can order again.",
            Tone.CALM,
        )
    where = _failed_state(execution)
    attempts = plural(order.attempt_number, "attempt", "attempts")
    happened = f"The order failed for a technical reason{where}: {reason}. {_undone(payments)}"
    if order.parked_at:
        return Summary(
            happened,
            f"It is parked after {attempts}. Tell the customer to order again; redrive no longer changes it.",
            Tone.CALM,
        )
    if order.attempt_number >= max_attempts:
        return Summary(
            happened,
            f"A redrive would park it, because it has had {attempts}, and the limit is {max_attempts}. "
            "Find the cause first.",
            Tone.URGENT,
        )
    return Summary(
        happened,
        f"When the cause is gone, redrive it: that starts attempt {order.attempt_number + 1}. "
        "Its dead letter, below, has the error.",
        Tone.URGENT,
    )


def _failed_state(execution: ExecutionRecord | None) -> str:
    for visit in execution.visits if execution else ():
        if visit.error:
            retries = f" after {plural(visit.retries, 'retry', 'retries')}" if visit.retries else ""
            return f" in {visit.state}{retries}"
    return ""


def _because(error: str | None) -> str:
    """Return an error in words, with its name."""
    if not error:
        return "of an unknown error"
    words = REASONS.get(error) or _AWS_REASONS.get(error)
    return f"{words} ({error})" if words else error


def _undone(payments: Sequence[Payment]) -> str:
    if returned := [payment for payment in payments if payment.refunded]:  # the others may be without a currency
        total = Money(sum(payment.refunded for payment in returned), returned[0].amount.currency)
        return f"{money(total)} was refunded, and no stock is held."
    return "No money is held or taken, and no stock is held."
