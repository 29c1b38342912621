"""What the rest of the company hears of an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from orders.order import OrderStatus
from orders.timestamp import format_utc


class EventType(StrEnum):
    """The kinds of events; each has its own topic."""

    ORDER_CREATED = "OrderCreated"
    ORDER_FINISHED = "OrderFinished"


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """Something that happened to an order.  It carries no personal data: a subscriber that needs more asks the API."""

    type: EventType
    order_id: str
    attempt: int
    status: OrderStatus
    occurred_at: datetime
    trace_header: str | None = None

    def as_message(self) -> dict[str, Any]:
        """The event as a JSON object; ``occurred_at`` is UTC in ISO 8601, and only a traced order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})


@dataclass(frozen=True, slots=True)
class OrderChange:
    """A committed write to the order table; ``before`` is None for a new order.

    ``reason`` is the order's ``failure_reason``, ``placed_at`` its ``created_at``.
    """

    order_id: str
    attempt: int
    before: OrderStatus | None
    after: OrderStatus
    at: datetime
    placed_at: datetime
    reason: str | None = None
    trace_header: str | None = None


class Announcer(Protocol):
    """Publishes events to whoever subscribed."""

    def publish(self, event: OrderEvent) -> None:
        """Publish one event, at least once."""


def event_of(change: OrderChange) -> OrderEvent | None:
    """The event that a change is worth: a new order, or one that has just reached a final status; else None."""
    if change.before is None:
        kind = EventType.ORDER_CREATED
    elif change.after.is_final and change.before is not change.after:
        kind = EventType.ORDER_FINISHED
    else:
        return None
    return OrderEvent(kind, change.order_id, change.attempt, change.after, change.at, change.trace_header)


def announce(change: OrderChange, announcer: Announcer) -> OrderEvent | None:
    """Publish the event that the change is worth, if any."""
    event = event_of(change)
    if event is not None:
        announcer.publish(event)
    return event
