"""Compensate a failed attempt: undo whatever it did, from whatever point it failed at.

The steps run in this order, in the workflow and everywhere else:

1. ``release`` the stock.  It comes first because it decides whether there is anything to undo: stock that is sold
   belongs to a completed order, whose payment must not be returned.
2. ``void`` the payment, or refund it if it was captured.
3. ``finish`` the order as ``Failed`` or ``Cancelled``.  It comes last because a final status means that nothing is left
   to undo; until then every step may be repeated.

Each step is idempotent, and a no-op when there is nothing to undo.  The workflow calls them as ReleaseInventory,
VoidPayment and FailOrder; the watchdog, redrive and reconcile call them directly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import OrderAlreadyCompleted
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment
from orders.domain.reservation import ReservationState
from orders.ports import OrderRepository, StockRepository
from orders.usecases.payments import Payments, record_delays


def release(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(attempt, now)


def void(attempt: Attempt, orders: OrderRepository, payments: Payments) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return payments.give_back(attempt, order)


def finish(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=is_compensated).status


@dataclass(frozen=True, slots=True)
class Compensation:
    """The compensation from outside the workflow."""

    orders: OrderRepository
    stock: StockRepository
    payments: Payments

    def undo(self, attempt: Attempt, now: datetime) -> None:
        """Run every step but the last; the caller finishes the order, if it is still open.

        Raises:
            OrderNotFound: there is no order.
            OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
        """
        release(attempt, self.stock, now)
        self.give_back(attempt)

    def give_back(self, attempt: Attempt, *, trusts_ledger: bool = True) -> Payment:
        """Refund the attempt's payment if it was captured, else void it; see ``Payments.give_back``."""
        return self.payments.give_back(attempt, self.orders.get(attempt.order_id), trusts_ledger=trusts_ledger)
