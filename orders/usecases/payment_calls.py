"""What every call of the payment provider needs: recorded delays, and an answer to a lost response."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalPayment, PaymentProviderTimeout, PaymentProviderUnavailable
from orders.domain.history import HistoryEventType
from orders.domain.payment import Payment, PaymentState
from orders.ports import OrderRepository, PaymentProvider


@contextmanager
def record_delays(attempt: Attempt, orders: OrderRepository) -> Iterator[None]:
    """Record in the order's history that the provider did not respond; the state machine retries the call."""
    try:
        yield
    except (PaymentProviderUnavailable, PaymentProviderTimeout) as delay:
        orders.record_event(attempt, HistoryEventType.PAYMENT_DELAYED, type(delay).__name__)
        raise


def confirm_done(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is None or payment.state is not state:
        raise error
    return payment
