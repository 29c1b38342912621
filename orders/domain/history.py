"""What has happened to an order, for people.

No rule reads the history, so no order fails because of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from orders.domain.actor import Actor
from orders.domain.errors import REASONS, OrderError
from orders.domain.open_enum import OpenEnum

HISTORY_SOFT_LIMIT = 100
"""With this many events a history takes no more of the optional ones; status changes are always recorded."""


class HistoryEventType(OpenEnum):
    """The kinds of events; each known one has a sentence in ``DESCRIPTION_TEMPLATES``."""

    PLACED = "OrderPlaced"
    STARTED = "ProcessingStarted"
    PAYMENT_DELAYED = "PaymentDelayed"
    PAYMENT_AUTHORIZED = "PaymentAuthorized"
    STOCK_RESERVED = "StockReserved"
    PAYMENT_CAPTURED = "PaymentCaptured"
    CANCELLATION_REQUESTED = "CancellationRequested"
    COMPENSATED = "Undone"
    COMPLETED = "OrderCompleted"
    FAILED = "OrderFailed"
    CANCELLED = "OrderCancelled"
    REOPENED = "OrderRunAgain"
    PARKED = "OrderParked"
    REFUNDED = "PaymentRefunded"


DESCRIPTION_TEMPLATES: Mapping[HistoryEventType, str] = MappingProxyType(
    {
        HistoryEventType.PLACED: "The order was placed.",
        HistoryEventType.STARTED: "Processing started.",
        HistoryEventType.PAYMENT_DELAYED: "The payment provider did not respond to call {number}; the call is retried.",
        HistoryEventType.PAYMENT_AUTHORIZED: "The payment was authorized: the money is held, not taken.",
        HistoryEventType.STOCK_RESERVED: "The stock was reserved.",
        HistoryEventType.PAYMENT_CAPTURED: "The payment was captured: the money is taken.",
        HistoryEventType.CANCELLATION_REQUESTED: "The customer asked to cancel the order.",
        HistoryEventType.COMPENSATED: "Everything was undone: no money is held or taken, and no stock is reserved.",
        HistoryEventType.COMPLETED: "The order was completed.",
        HistoryEventType.FAILED: "The order failed: {reason}.",
        HistoryEventType.CANCELLED: "The order was cancelled.",
        HistoryEventType.REOPENED: "The order was redriven, as attempt {attempt}.",
        HistoryEventType.PARKED: "The order was parked after attempt {attempt}.",
        HistoryEventType.REFUNDED: "Money was refunded.",
    }
)

NEWER_TEMPLATE = "An event of a newer version was recorded: {kind}."
"""The sentence of a kind that only a newer version has."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One event.

    ``attempt_number`` is None for the customer's own actions, which belong to no attempt.  ``reason`` is the name of
    the error behind the event, if there is one.  ``by`` is the person who caused it, and ``amount`` the money that was
    refunded, in minor units of the order's currency.
    """

    kind: HistoryEventType
    at: datetime
    attempt_number: int | None = None
    reason: str | None = None
    by: Actor | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class DescribedEvent:
    """An event with a sentence for people."""

    event: HistoryEvent
    description: str


def describe_events(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.  Each refund is recorded once, so two equal ones are two.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif event.kind is not HistoryEventType.REFUNDED and (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES.get(event.kind, NEWER_TEMPLATE).format(
            attempt=event.attempt_number, number=delays, reason=reason, kind=event.kind
        )
        yield DescribedEvent(event, description)
