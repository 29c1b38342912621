"""Authorize an order's payment: the first step of the workflow."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import OrderCancelled
from orders.domain.history import HistoryEventType
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment
from orders.ports import OrderRepository
from orders.usecases.payments import Payments, record_delays


def authorize(attempt: Attempt, orders: OrderRepository, payments: Payments, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        Rejected: the bank declined the payment, or the payment method cannot be used.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(attempt, orders):
        payment = payments.authorize(attempt, order)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment
