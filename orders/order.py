"""An order: what it is, which statuses it passes through, and what the system asks of the place that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from orders.history import Event, Happening
from orders.money import Money
from orders.task import Task

MAX_QUANTITY = 1_000
MAX_LINES = 50


class OrderStatus(StrEnum):
    """Where an order stands; the values are a contract with clients and scripts."""

    PENDING = "Pending"
    PROCESSING = "Processing"
    COMPLETED = "Completed"
    FAILED = "Failed"
    CANCELLED = "Cancelled"

    @property
    def is_final(self) -> bool:
        """Whether no attempt is under way and none will start by itself."""
        return not TRANSITIONS[self]


TRANSITIONS: Mapping[OrderStatus, frozenset[OrderStatus]] = MappingProxyType(
    {
        OrderStatus.PENDING: frozenset({OrderStatus.PROCESSING, OrderStatus.FAILED, OrderStatus.CANCELLED}),
        OrderStatus.PROCESSING: frozenset({OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED}),
        OrderStatus.COMPLETED: frozenset(),
        OrderStatus.FAILED: frozenset(),
        OrderStatus.CANCELLED: frozenset(),
    }
)
"""The legal changes of status; every write of a status is conditional on one of them."""


TOLD_AS: Mapping[OrderStatus, Happening] = MappingProxyType(
    {
        OrderStatus.PROCESSING: Happening.STARTED,
        OrderStatus.COMPLETED: Happening.COMPLETED,
        OrderStatus.FAILED: Happening.FAILED,
        OrderStatus.CANCELLED: Happening.CANCELLED,
    }
)
"""What an order's history calls its coming into a status."""


def sources_of(status: OrderStatus) -> frozenset[OrderStatus]:
    """The statuses from which an order may move to ``status``."""
    return frozenset(source for source, targets in TRANSITIONS.items() if status in targets)


class PaymentMethod(StrEnum):
    """The tokens that steer the simulated payment provider, as the test tokens of a real one do."""

    VISA = "tok_visa"
    DECLINED = "tok_declined"
    FLAKY = "tok_flaky"
    UNAVAILABLE = "tok_unavailable"
    TIMEOUT = "tok_timeout"
    SLOW = "tok_slow"
    AMNESIAC = "tok_amnesiac"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Some units of one product, at the price that the catalogue gave when the order was placed.

    Raises:
        ValueError: the product has no name, or the quantity is no whole number from 1 to ``MAX_QUANTITY``.
    """

    product_name: str
    quantity: int
    unit_price: Money

    def __post_init__(self) -> None:
        if not self.product_name:
            raise ValueError("product_name must not be empty")
        if type(self.quantity) is not int or not 1 <= self.quantity <= MAX_QUANTITY:
            raise ValueError(f"quantity must be a whole number from 1 to {MAX_QUANTITY}, not {self.quantity!r}")

    @property
    def total(self) -> Money:
        """What the line costs."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Order:
    """A customer's order, priced when it was placed.

    ``attempt`` counts the executions of the workflow, from 1.  ``failure_reason`` is the name of the error that ended
    the order, one of ``orders.errors`` or of AWS's own.  ``cancel_requested_at`` is when the customer cancelled.
    ``parked_at`` is when an operator's redrive gave the order up.  ``metadata`` is the customer's own, and nobody here
    reads it.  ``fingerprint`` is of the request that placed the order, if it came with an idempotency key.  ``owner``
    is the caller who placed it, if the API knows its callers.  ``trace_header`` leads to the trace of the request that
    placed it.  ``history`` is what has happened to it, for people.

    Raises:
        MalformedTask: ``order_id`` or ``attempt`` is none that the workflow would take.
        ValueError: the customer has no name, there is no line, there are more than ``MAX_LINES``, a product stands in
            two lines, or the lines have different currencies.
    """

    order_id: str
    customer_name: str
    lines: tuple[OrderLine, ...]
    payment_method: PaymentMethod
    created_at: datetime
    updated_at: datetime
    status: OrderStatus = OrderStatus.PENDING
    attempt: int = 1
    failure_reason: str | None = None
    cancel_requested_at: datetime | None = None
    parked_at: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)
    fingerprint: str | None = None
    owner: str | None = None
    trace_header: str | None = None
    history: tuple[Event, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        Task(self.order_id, self.attempt)
        if not self.customer:
            raise ValueError("customer_name must not be empty, because orders are listed by it")
        if not 1 <= len(self.lines) <= MAX_LINES:
            raise ValueError(f"an order has between 1 and {MAX_LINES} lines, not {len(self.lines)}")
        if len({line.product_name for line in self.lines}) != len(self.lines):
            raise ValueError("a product stands in one line only; add the quantities up")
        if len({line.unit_price.currency for line in self.lines}) != 1:
            raise ValueError("all lines of an order have the same currency")

    @property
    def customer(self) -> str:
        """Under whom the order is listed: its owner, or in an API that knows none the customer's name."""
        return self.owner or self.customer_name

    @property
    def total(self) -> Money:
        """What the customer owes."""
        first, *rest = (line.total for line in self.lines)
        return sum(rest, start=first)


class OrderBook(Protocol):
    """The place that keeps orders."""

    def add(self, order: Order) -> None:
        """Store a new order.

        Raises:
            OrderExists: an order with this id is stored already, and is left as it is.  It may be this one: an earlier
                try whose answer was lost.
            StoreUnavailable: try again.
        """

    def get(self, order_id: str) -> Order:
        """The order as last written.

        Raises:
            OrderNotFound: no order has this id.
            StoreUnavailable: try again.
        """

    def move(self, task: Task, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        """Change the status of an order in the task's attempt, if ``TRANSITIONS`` allows it; repeating it is a success.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: the order is in another attempt, or in a status that cannot move to this one.
            StoreUnavailable: try again.
        """

    def end(self, task: Task, at: datetime, reason: str, *, is_undone: bool = True) -> Order:
        """End an attempt that was undone: ``Cancelled`` if the customer asked for it, else ``Failed``, with the reason.

        Repeating it is a success.  Without ``is_undone`` someone has still to undo the rest.

        Raises:
            OrderContention: the customer cancelled at the same moment; try again.
            OrderNotFound, IllegalTransition, StoreUnavailable: as for ``move``.
        """

    def request_cancellation(self, order_id: str, at: datetime) -> Order:
        """Note that the customer cancels, unless the capture has begun; repeating it is a success.

        With ``begin_capture`` this is the one place where a cancellation and a capture meet: whichever writes first
        wins, and the other is refused.

        Raises:
            OrderNotFound: no order has this id.
            TooLateToCancel: the capture has begun, or the order is completed or failed.
            StoreUnavailable: try again.
        """

    def begin_capture(self, task: Task, at: datetime) -> None:
        """Note that the attempt takes the money from here on, unless the customer has cancelled; repeatable.

        Raises:
            OrderCancelled: the customer was first.
            OrderNotFound, IllegalTransition, StoreUnavailable: as for ``move``.
        """

    def note(self, task: Task, kind: Happening, reason: str | None = None) -> None:
        """Add to the order's history what the task's attempt did just now.

        A note that comes too late, finds no room or cannot be written is left out: no order fails for its history.
        """
