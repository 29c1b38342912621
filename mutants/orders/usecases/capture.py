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


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_capture__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_capture__mutmut)
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


def x_capture__mutmut_orig(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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


def x_capture__mutmut_1(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(None, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_2(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, None)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_3(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_4(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, )
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_5(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(None, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_6(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, None):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_7(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_8(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, ):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_9(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = None
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_10(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(None, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_11(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=None)
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_12(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_13(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_14(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key(None))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_15(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("XXcaptureXX"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_16(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("CAPTURE"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_17(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = None
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_18(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(None, provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_19(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, None, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_20(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, None, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_21(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, None)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_22(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(provider, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_23(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, PaymentState.CAPTURED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_24(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_25(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Take the money that is held.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(attempt, now)
    with record_delays(attempt, orders):
        try:
            payment = provider.capture(attempt.payment_id, idempotency_key=attempt.idempotency_key("capture"))
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.CAPTURED, )
    orders.record_event(attempt, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_26(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(None, HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_27(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(attempt, None)
    return payment


def x_capture__mutmut_28(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(HistoryEventType.PAYMENT_CAPTURED)
    return payment


def x_capture__mutmut_29(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(attempt, )
    return payment

mutants_x_capture__mutmut['_mutmut_orig'] = x_capture__mutmut_orig # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_1'] = x_capture__mutmut_1 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_2'] = x_capture__mutmut_2 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_3'] = x_capture__mutmut_3 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_4'] = x_capture__mutmut_4 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_5'] = x_capture__mutmut_5 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_6'] = x_capture__mutmut_6 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_7'] = x_capture__mutmut_7 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_8'] = x_capture__mutmut_8 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_9'] = x_capture__mutmut_9 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_10'] = x_capture__mutmut_10 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_11'] = x_capture__mutmut_11 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_12'] = x_capture__mutmut_12 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_13'] = x_capture__mutmut_13 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_14'] = x_capture__mutmut_14 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_15'] = x_capture__mutmut_15 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_16'] = x_capture__mutmut_16 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_17'] = x_capture__mutmut_17 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_18'] = x_capture__mutmut_18 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_19'] = x_capture__mutmut_19 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_20'] = x_capture__mutmut_20 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_21'] = x_capture__mutmut_21 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_22'] = x_capture__mutmut_22 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_23'] = x_capture__mutmut_23 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_24'] = x_capture__mutmut_24 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_25'] = x_capture__mutmut_25 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_26'] = x_capture__mutmut_26 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_27'] = x_capture__mutmut_27 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_28'] = x_capture__mutmut_28 # type: ignore # mutmut generated
mutants_x_capture__mutmut['x_capture__mutmut_29'] = x_capture__mutmut_29 # type: ignore # mutmut generated
