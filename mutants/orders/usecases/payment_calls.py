"""What every call of the payment provider needs: recorded delays, and an answer to a lost response."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalPayment, PaymentProviderTimeout, PaymentProviderUnavailable
from orders.domain.history import HistoryEventType
from orders.domain.payment import Payment, PaymentState
from orders.ports import OrderRepository, PaymentProvider


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


@contextmanager
def record_delays(attempt: Attempt, orders: OrderRepository) -> Iterator[None]:
    """Record in the order's history that the provider did not respond; the state machine retries the call."""
    try:
        yield
    except (PaymentProviderUnavailable, PaymentProviderTimeout) as delay:
        orders.record_event(attempt, HistoryEventType.PAYMENT_DELAYED, type(delay).__name__)
        raise
mutants_x_confirm_done__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_confirm_done__mutmut)
def confirm_done(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_orig(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_1(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = None
    if payment is None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_2(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(None)
    if payment is None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_3(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.rfind(attempt.payment_id)
    if payment is None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_4(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is None and payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_5(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is not None or payment.state is not state:
        raise error
    return payment


def x_confirm_done__mutmut_6(attempt: Attempt, provider: PaymentProvider, state: PaymentState, error: IllegalPayment) -> Payment:
    """Return the payment if it is in this state already: an earlier call succeeded, and its key is forgotten.

    Raises:
        IllegalPayment: the given error, because the payment is in another state.
    """
    payment = provider.find(attempt.payment_id)
    if payment is None or payment.state is state:
        raise error
    return payment

mutants_x_confirm_done__mutmut['_mutmut_orig'] = x_confirm_done__mutmut_orig # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_1'] = x_confirm_done__mutmut_1 # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_2'] = x_confirm_done__mutmut_2 # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_3'] = x_confirm_done__mutmut_3 # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_4'] = x_confirm_done__mutmut_4 # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_5'] = x_confirm_done__mutmut_5 # type: ignore # mutmut generated
mutants_x_confirm_done__mutmut['x_confirm_done__mutmut_6'] = x_confirm_done__mutmut_6 # type: ignore # mutmut generated
