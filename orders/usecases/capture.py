"""Capture an order's payment: the pivot of the workflow.

Before the capture a void releases the hold; after it only a refund returns the money.
"""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.history import HistoryEventType
from orders.domain.payment import Payment
from orders.ports import OrderRepository
from orders.usecases.payments import Payments, record_delays


def capture(attempt: Attempt, orders: OrderRepository, payments: Payments, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        payment = payments.capture(attempt)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment
