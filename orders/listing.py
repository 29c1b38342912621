"""Lists of orders, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from orders.order import Order, OrderStatus


@dataclass(frozen=True, slots=True)
class Selection:
    """Which orders are meant; what is None does not matter.

    ``owner`` means a caller's own orders, ``customer`` whatever is listed under this name.  ``created_after`` belongs
    to the time that is meant, and ``created_before`` does not.
    """

    owner: str | None = None
    customer: str | None = None
    status: OrderStatus | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None

    @property
    def contradicts_itself(self) -> bool:
        """Whether it asks for a caller's own orders under the name of another, where there are none."""
        return None not in {self.owner, self.customer} and self.owner != self.customer

    def includes(self, order: Order) -> bool:
        """Whether an order of that customer and time is meant."""
        return self.owner in {None, order.owner} and self.status in {None, order.status}


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the orders, and the position after which the next page begins, or None if there is no more.

    A page may have fewer orders than were asked for, even none, and yet not be the last.
    """

    orders: tuple[Order, ...]
    position: str | None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order that is not over; ``since`` is when it was placed, or when its last redrive began."""

    order_id: str
    since: datetime


class OpenOrders(Protocol):
    """The orders that are not over.

    It may hear of an order a moment after it was placed, or ended.
    """

    def oldest(self) -> OpenOrder | None:
        """The one that is open for the longest time, or None if all orders are over.

        Raises:
            StoreUnavailable: try again.
        """


def age_of(order: OpenOrder | None, now: datetime) -> float:
    """For how many seconds the order has been open: none if there is no such order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if order else 0.0


class OrderList(Protocol):
    """The place that lists orders.

    It may hear of a new order a moment after it was placed.
    """

    def page(self, selection: Selection, limit: int, position: str | None = None) -> Page:
        """The newest orders of the selection that are older than the position.

        Orders that are placed while someone turns the pages appear on none of the later ones.

        Raises:
            StoreUnavailable: try again.
        """
