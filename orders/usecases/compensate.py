"""Compensate a failed attempt: undo whatever it did, from whatever point it failed at.

The steps run in this order, in the workflow and everywhere else:

1. ``release`` the stock.  It comes first because it decides whether there is anything to undo: stock that is sold
   belongs to a completed order, whose payment must not be returned.
2. ``void`` the payment, or refund it if it was captured.
3. ``finish`` the order as ``Failed`` or ``Cancelled``.  It comes last because a final status means that nothing is left
   to undo; until then every step may be repeated.

Each step is idempotent, and a no-op when there is nothing to undo.  The workflow calls them as ReleaseInventory,
VoidPayment and FailOrder; the watchdog, redrive and reconcile call them directly.

An execution or a message can name an attempt that its order has not reached: it was started by hand, or is a duplicate
from elsewhere.  Compensating it would release what the order's own attempt holds, so each step checks that first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition, OrderAlreadyCompleted
from orders.domain.failure import Failure
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import Payment
from orders.domain.reservation import ReservationState
from orders.ports import OrderRepository, StockRepository
from orders.usecases.payments import Payments, record_delays


def get_begun(attempt: Attempt, orders: OrderRepository) -> Order:
    """Return the order, which is in this attempt or in a later one; attempts only count up, so it stays so.

    Raises:
        IllegalTransition: the order has not reached the attempt, so there is nothing to compensate.
        WrittenByNewerVersion: only a newer version can change the order; nothing was changed.
    """
    order = orders.get(attempt.order_id)
    order.check_changeable()
    if order.attempt_number < attempt.number:
        raise IllegalTransition(
            f"order {order.order_id} is {order.status} in attempt {order.attempt_number}: attempt {attempt.number} has "
            "not begun"
        )
    return order


def release(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
        IllegalTransition: the order has not reached the attempt; nothing was changed.
    """
    get_begun(attempt, orders)
    return stock.release(attempt, now)


def void(attempt: Attempt, orders: OrderRepository, payments: Payments) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
        IllegalTransition: the order has not reached the attempt; nothing was changed.
    """
    order = get_begun(attempt, orders)
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
            IllegalTransition: the order has not reached the attempt; nothing was changed.
        """
        order = get_begun(attempt, self.orders)
        self.stock.release(attempt, now)
        self.payments.give_back(attempt, order)

    def give_back(self, attempt: Attempt, *, trusts_ledger: bool = True) -> Payment:
        """Refund the attempt's payment if it was captured, else void it; see ``Payments.give_back``."""
        return self.payments.give_back(attempt, get_begun(attempt, self.orders), trusts_ledger=trusts_ledger)
