"""A change of an order, and the two messages about it on the system's own topics.

``public_events`` has the events for subscribers outside the system.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.history import HistoryEvent
from orders.domain.money import Money
from orders.domain.order import OrderStatus
from orders.domain.timestamp import format_utc
from orders.domain.trace import parse_trace_header


class OrderEventType(StrEnum):
    """The kinds of messages; each has its own topic."""

    ORDER_CREATED = "OrderCreated"
    ORDER_FINISHED = "OrderFinished"


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """Something that happened to an order.

    It carries no personal data; a subscriber that needs more reads the order from the API.
    """

    type: OrderEventType
    order_id: str
    attempt_number: int
    status: OrderStatus
    occurred_at: datetime
    trace_header: str | None = None

    def as_message(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})


@dataclass(frozen=True, slots=True)
class OrderChange:
    """A committed write to the orders table.

    Attributes:
        before: the status before it, or None for an item that did not exist before.
        placed_at: the order's ``created_at``.
        reason: its ``failure_reason``.
        history: only the events that the write added to its history.
        total: its total; None if the item has none that can be read.
        refunded: what was refunded of it after the write, and ``refunded_before`` before it, in minor units.
    """

    order_id: str
    attempt_number: int
    before: OrderStatus | None
    after: OrderStatus
    at: datetime
    placed_at: datetime
    reason: str | None = None
    trace_header: str | None = None
    history: tuple[HistoryEvent, ...] = ()
    total: Money | None = None
    refunded: int = 0
    refunded_before: int = 0

    @property
    def attempt(self) -> Attempt:
        """The order's attempt at the time of the write."""
        return Attempt(self.order_id, self.attempt_number)

    @property
    def event(self) -> OrderEvent | None:
        """The event to publish: for a new order, or for one that has just reached a final status; else None.

        An item that appears with another status than ``Pending`` is no new order: it was restored or imported.
        """
        if self.before is None and self.after is OrderStatus.PENDING:
            kind = OrderEventType.ORDER_CREATED
        elif self.after.is_final and self.before not in {None, self.after}:
            kind = OrderEventType.ORDER_FINISHED
        else:
            return None
        return OrderEvent(kind, self.order_id, self.attempt_number, self.after, self.at, self.trace_header)


@dataclass(frozen=True, slots=True)
class OrderCreated:
    """A new order whose workflow is to start, and the trace of the request that placed it."""

    attempt: Attempt
    trace_header: str | None = None

    @classmethod
    def parse(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))
