"""Authorize an order's payment: the first step of the workflow."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalPayment, OrderCancelled
from orders.domain.history import HistoryEventType
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment, PaymentState
from orders.ports import OrderRepository, PaymentProvider
from orders.usecases.payment_calls import confirm_done, record_delays


def authorize(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(attempt, orders):
        try:
            payment = provider.authorize(
                attempt.payment_id,
                attempt.order_id,
                order.total,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment
