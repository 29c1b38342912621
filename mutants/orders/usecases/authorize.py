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


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_authorize__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_authorize__mutmut)
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


def x_authorize__mutmut_orig(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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


def x_authorize__mutmut_1(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = None
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


def x_authorize__mutmut_2(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(None, OrderStatus.PROCESSING, now)
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


def x_authorize__mutmut_3(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, None, now)
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


def x_authorize__mutmut_4(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, None)
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


def x_authorize__mutmut_5(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(OrderStatus.PROCESSING, now)
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


def x_authorize__mutmut_6(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, now)
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


def x_authorize__mutmut_7(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, )
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


def x_authorize__mutmut_8(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is None:
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


def x_authorize__mutmut_9(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(None)
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


def x_authorize__mutmut_10(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(None, orders):
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


def x_authorize__mutmut_11(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(attempt, None):
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


def x_authorize__mutmut_12(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(orders):
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


def x_authorize__mutmut_13(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
    """Change the order to ``Processing`` and hold its total on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled.
        PaymentDeclined: the bank declined the payment.
    """
    order = orders.transition(attempt, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {attempt.order_id} was cancelled before its payment")
    with record_delays(attempt, ):
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


def x_authorize__mutmut_14(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = None
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_15(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                None,
                attempt.order_id,
                order.total,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_16(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                None,
                order.total,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_17(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                None,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_18(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                None,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_19(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                idempotency_key=None,
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_20(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                attempt.order_id,
                order.total,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_21(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                order.total,
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_22(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                order.payment_method,
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_23(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                idempotency_key=attempt.idempotency_key("authorize"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_24(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_25(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                idempotency_key=attempt.idempotency_key(None),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_26(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                idempotency_key=attempt.idempotency_key("XXauthorizeXX"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_27(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
                idempotency_key=attempt.idempotency_key("AUTHORIZE"),
            )
        except IllegalPayment as error:
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_28(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = None
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_29(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(None, provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_30(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, None, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_31(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, provider, None, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_32(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, None)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_33(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(provider, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_34(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, PaymentState.AUTHORIZED, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_35(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, provider, error)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_36(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
            payment = confirm_done(attempt, provider, PaymentState.AUTHORIZED, )
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_37(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(None, HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_38(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(attempt, None)
    return payment


def x_authorize__mutmut_39(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(HistoryEventType.PAYMENT_AUTHORIZED)
    return payment


def x_authorize__mutmut_40(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider, now: datetime) -> Payment:
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
    orders.record_event(attempt, )
    return payment

mutants_x_authorize__mutmut['_mutmut_orig'] = x_authorize__mutmut_orig # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_1'] = x_authorize__mutmut_1 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_2'] = x_authorize__mutmut_2 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_3'] = x_authorize__mutmut_3 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_4'] = x_authorize__mutmut_4 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_5'] = x_authorize__mutmut_5 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_6'] = x_authorize__mutmut_6 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_7'] = x_authorize__mutmut_7 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_8'] = x_authorize__mutmut_8 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_9'] = x_authorize__mutmut_9 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_10'] = x_authorize__mutmut_10 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_11'] = x_authorize__mutmut_11 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_12'] = x_authorize__mutmut_12 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_13'] = x_authorize__mutmut_13 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_14'] = x_authorize__mutmut_14 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_15'] = x_authorize__mutmut_15 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_16'] = x_authorize__mutmut_16 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_17'] = x_authorize__mutmut_17 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_18'] = x_authorize__mutmut_18 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_19'] = x_authorize__mutmut_19 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_20'] = x_authorize__mutmut_20 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_21'] = x_authorize__mutmut_21 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_22'] = x_authorize__mutmut_22 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_23'] = x_authorize__mutmut_23 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_24'] = x_authorize__mutmut_24 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_25'] = x_authorize__mutmut_25 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_26'] = x_authorize__mutmut_26 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_27'] = x_authorize__mutmut_27 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_28'] = x_authorize__mutmut_28 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_29'] = x_authorize__mutmut_29 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_30'] = x_authorize__mutmut_30 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_31'] = x_authorize__mutmut_31 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_32'] = x_authorize__mutmut_32 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_33'] = x_authorize__mutmut_33 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_34'] = x_authorize__mutmut_34 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_35'] = x_authorize__mutmut_35 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_36'] = x_authorize__mutmut_36 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_37'] = x_authorize__mutmut_37 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_38'] = x_authorize__mutmut_38 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_39'] = x_authorize__mutmut_39 # type: ignore # mutmut generated
mutants_x_authorize__mutmut['x_authorize__mutmut_40'] = x_authorize__mutmut_40 # type: ignore # mutmut generated
