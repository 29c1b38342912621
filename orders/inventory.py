"""Holding stock for an order, and giving it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from orders.history import Happening
from orders.money import Money
from orders.order import OrderBook, OrderLine
from orders.task import Task


class ReservationState(StrEnum):
    """What has become of the units that an order holds."""

    RESERVED = "RESERVED"
    SOLD = "SOLD"
    RELEASED = "RELEASED"


@dataclass(frozen=True, slots=True)
class Reservation:
    """An order's row in the books of the stock, with the attempt that wrote it last."""

    order_id: str
    attempt: int
    state: ReservationState
    quantities: Mapping[str, int]


class Catalogue(Protocol):
    """What the shop sells, and for how much."""

    def prices_of(self, product_names: Collection[str]) -> Mapping[str, Money]:
        """The unit prices of those of the products, up to ``MAX_LINES`` and each named once, that the shop sells.

        Raises:
            StoreUnavailable: try again.
        """


class Stock(Protocol):
    """The units on the shelf, and who holds them."""

    def reserve(self, task: Task, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        """Take every line's units off the shelf and hold them for the attempt, all or none; repeating it is a success.

        Raises:
            OutOfStock: a product has fewer units left; nothing was taken.
            IllegalReservation: this attempt has already given its stock back, or another one holds stock.
            StockContention, StoreUnavailable: try again.
        """

    def release(self, task: Task, at: datetime) -> ReservationState:
        """Put the units that the order holds back on the shelf, once; with nothing to put back, a success.

        What an earlier attempt still holds, because its own release failed for good, goes back too.  A reservation
        that is not there yet is barred, as ``PaymentGateway.void`` bars a payment.

        Raises:
            OrderAlreadyCompleted: the units are sold, by whichever attempt.
            StockContention, StoreUnavailable: try again.
        """


def reserve(task: Task, orders: OrderBook, stock: Stock, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order."""
    state = stock.reserve(task, orders.get(task.order_id).lines, now)
    orders.note(task, Happening.STOCK_RESERVED)
    return state


def release(task: Task, stock: Stock, now: datetime) -> ReservationState:
    """Undo the reservation, if there is one."""
    return stock.release(task, now)
