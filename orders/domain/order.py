"""An order: its lines, its price, and the statuses that it passes through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from orders.domain.adjustment import MAX_ADJUSTMENTS, Adjustment
from orders.domain.attempt import Attempt
from orders.domain.errors import WrittenByNewerVersion
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.malformed_row import NewerRow
from orders.domain.money import Money
from orders.domain.open_enum import OpenEnum

MAX_QUANTITY = 1_000
"""Units of one line, inclusive."""

MAX_LINES = 50
"""Lines of one order, inclusive: a reservation is one transaction with an action or more for each line.

DynamoDB allows 100 actions in one transaction.
"""


class OrderStatus(OpenEnum):
    """The status of an order; the values are a contract with clients and scripts."""

    PENDING = "Pending"
    PROCESSING = "Processing"
    COMPLETED = "Completed"
    FAILED = "Failed"
    CANCELLED = "Cancelled"

    @property
    def is_final(self) -> bool:
        """Whether no attempt is running and only an operator's redrive can start another.

        False for a status that only a newer version has.
        """
        return self in TRANSITIONS and not TRANSITIONS[self]


TRANSITIONS: Mapping[OrderStatus, frozenset[OrderStatus]] = MappingProxyType(
    {
        OrderStatus.PENDING: frozenset({OrderStatus.PROCESSING, OrderStatus.FAILED, OrderStatus.CANCELLED}),
        OrderStatus.PROCESSING: frozenset({OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED}),
        OrderStatus.COMPLETED: frozenset(),
        OrderStatus.FAILED: frozenset(),
        OrderStatus.CANCELLED: frozenset(),
    }
)
"""The legal status changes within one attempt; every write of a status is conditional on one of them.

A redrive is the one exception: it reopens a ``Failed`` order as ``Pending``, in the next attempt.
"""


EVENT_TYPE_BY_STATUS: Mapping[OrderStatus, HistoryEventType] = MappingProxyType(
    {
        OrderStatus.PROCESSING: HistoryEventType.STARTED,
        OrderStatus.COMPLETED: HistoryEventType.COMPLETED,
        OrderStatus.FAILED: HistoryEventType.FAILED,
        OrderStatus.CANCELLED: HistoryEventType.CANCELLED,
    }
)
"""The history event that records the change to each status."""


def sources_of(status: OrderStatus) -> frozenset[OrderStatus]:
    """Return the statuses from which an order may move to ``status``."""
    return frozenset(source for source, targets in TRANSITIONS.items() if status in targets)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A quantity of one product, at the catalogue's price when the order was placed.

    Raises:
        ValueError: the product has no name, or the quantity is not a whole number from 1 to ``MAX_QUANTITY``.
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
        """The price of the whole line."""
        return self.unit_price * self.quantity


def total_of(lines: Sequence[OrderLine], adjustments: Sequence[Adjustment] = ()) -> Money:
    """Return the price of all lines, of which there is at least one, with the adjustments.

    Raises:
        ValueError: the adjustments reduce the total below 0.
    """
    first, *rest = (line.total for line in lines)
    subtotal = sum(rest, start=first)
    adjusted = sum((adjustment.amount for adjustment in adjustments), start=subtotal.amount)
    if adjusted < 0:
        raise ValueError(f"the adjustments reduce the total to {adjusted}; a price rule must keep it at 0 or more")
    return Money(adjusted, subtotal.currency)


@dataclass(frozen=True, slots=True)
class Price:
    """What an order costs: its lines with their prices, and the adjustments of their sum.

    Raises:
        ValueError: there are more than ``MAX_ADJUSTMENTS``, or they reduce the total below 0.
    """

    lines: tuple[OrderLine, ...]
    adjustments: tuple[Adjustment, ...] = ()

    def __post_init__(self) -> None:
        if len(self.adjustments) > MAX_ADJUSTMENTS:
            raise ValueError(f"an order has at most {MAX_ADJUSTMENTS} adjustments, not {len(self.adjustments)}")
        total_of(self.lines, self.adjustments)

    @property
    def total(self) -> Money:
        """What the customer is charged."""
        return total_of(self.lines, self.adjustments)


@dataclass(frozen=True, slots=True)
class Order:
    """A customer's order, priced when it was placed.

    Attributes:
        payment_method: what the customer pays with, as the payment provider defines it.
        attempt_number: the number of the workflow's current or last execution, from 1.
        failure_reason: the name of the error that ended the order, from ``domain.errors`` or one of AWS's own.
        cancel_requested_at: when the customer asked to cancel.
        parked_at: when a redrive gave up on the order, because its attempts were used up.
        metadata: the customer's own notes, opaque to this system.
        fingerprint: the fingerprint without a version of the request that placed the order, if it had an idempotency
            key.
        request_fingerprint: the fingerprint with a version; None if version 1.0.0 placed the order.
        owner: the authenticated caller who placed the order; None where the API has no authentication.
        trace_header: the X-Ray trace of the request that placed the order.
        refunded: what was refunded of the order after its completion, in minor units; None if nothing was.
        history: the events so far, for people; no rule reads them.
        adjustments: the signed amounts that the price rule added to the sum of the lines.
        custom_fields: the values of the shop's custom fields, opaque to this system; some may be personal.
        newer_row: why only a newer version can change the order; None if this one can.

    Raises:
        MalformedTask: ``order_id`` or ``attempt_number`` is not valid for the workflow.
        ValueError: the customer has no name, the payment method is empty, the number of lines is not from 1 to
            ``MAX_LINES``, two lines have the same product, the lines have different currencies, or the adjustments are
            too many or reduce the total below 0.
    """

    order_id: str
    customer_name: str
    lines: tuple[OrderLine, ...]
    payment_method: str
    created_at: datetime
    updated_at: datetime
    status: OrderStatus = OrderStatus.PENDING
    attempt_number: int = 1
    failure_reason: str | None = None
    cancel_requested_at: datetime | None = None
    parked_at: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)
    fingerprint: str | None = None
    request_fingerprint: str | None = None
    owner: str | None = None
    trace_header: str | None = None
    refunded: int | None = None
    history: tuple[HistoryEvent, ...] = field(default=(), compare=False)
    adjustments: tuple[Adjustment, ...] = ()
    custom_fields: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)
    newer_row: NewerRow | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        Attempt(self.order_id, self.attempt_number)
        if not self.customer:
            raise ValueError("customer_name must not be empty, because orders are listed by it")
        if not isinstance(self.payment_method, str) or not self.payment_method:
            raise ValueError("payment_method must be a string that is not empty")
        if not 1 <= len(self.lines) <= MAX_LINES:
            raise ValueError(f"an order has between 1 and {MAX_LINES} lines, not {len(self.lines)}")
        if len({line.product_name for line in self.lines}) != len(self.lines):
            raise ValueError("two lines have the same product; add up their quantities")
        if len({line.unit_price.currency for line in self.lines}) != 1:
            raise ValueError("all lines of an order must have the same currency")
        if self.adjustments:  # without any, the sum of the lines needs no check
            Price(self.lines, self.adjustments)

    def check_changeable(self) -> None:
        """Return if this version can change the order.

        Raises:
            WrittenByNewerVersion: only a newer version can.
        """
        if self.newer_row:
            raise WrittenByNewerVersion(self.newer_row)

    @property
    def attempt(self) -> Attempt:
        """The current or last attempt."""
        return Attempt(self.order_id, self.attempt_number)

    @property
    def customer(self) -> str:
        """The name under which the order is listed: its owner, or the customer's name if it has none."""
        return self.owner or self.customer_name

    @property
    def total(self) -> Money:
        """What the customer is charged: the price of all lines, with the adjustments."""
        return total_of(self.lines, self.adjustments)

    @property
    def currency(self) -> str:
        """The currency of the total and of every line."""
        return self.lines[0].unit_price.currency


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """An order, and whether its item is in the index of the open orders, whatever its status is."""

    order: Order
    counts_as_open: bool
