"""Filters and pages of an order search, and the oldest open order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orders.domain.order import Order, OrderStatus


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """The criteria of a search; None matches every order.

    ``owner`` matches a caller's own orders, and ``customer`` those listed under that name.  ``created_after`` is
    inclusive, ``created_before`` exclusive.
    """

    owner: str | None = None
    customer: str | None = None
    status: OrderStatus | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None

    @property
    def is_contradictory(self) -> bool:
        """Whether no order can match: a caller's own orders are not listed under another name."""
        return None not in {self.owner, self.customer} and self.owner != self.customer

    def matches(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner in {None, order.owner} and self.status in {None, order.status}


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the orders, and the cursor of the next page, or None on the last one.

    A page may have fewer orders than its limit, even none, without being the last one.
    """

    orders: tuple[Order, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order without a final status; ``since`` is when it was placed, or last redriven."""

    order_id: str
    since: datetime


def age_of(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if order else 0.0


@dataclass(frozen=True, slots=True)
class CreationWindow:
    """The orders that were created in this time; ``since`` is inclusive, ``until`` exclusive, None is no bound."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_unbounded(self) -> bool:
        """Whether every order is in the window."""
        return self.since is None and self.until is None


EVERY_ORDER = CreationWindow()
