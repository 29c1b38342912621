"""Capture an order's payment: the pivot of the workflow.

Before the capture a void releases the hold; after it only a refund returns the money.
"""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalPayment
from orders.domain.history import HistoryEventType
from orders.domain.payment import Payment, PaymentState
from orders.ports import OrderRepository, PaymentProvider
from orders.usecases.payment_calls import confirm_done, record_delays


def capture(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment
