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

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import OrderAlreadyCompleted
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment, PaymentState
from orders.domain.reservation import ReservationState
from orders.ports import OrderRepository, PaymentProvider, StockRepository
from orders.usecases.payment_calls import record_delays


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_release__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_release__mutmut)
def release(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(attempt, now)


def x_release__mutmut_orig(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(attempt, now)


def x_release__mutmut_1(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(None, now)


def x_release__mutmut_2(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(attempt, None)


def x_release__mutmut_3(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(now)


def x_release__mutmut_4(attempt: Attempt, stock: StockRepository, now: datetime) -> ReservationState:
    """Return the order's reserved units to the stock.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    return stock.release(attempt, )

mutants_x_release__mutmut['_mutmut_orig'] = x_release__mutmut_orig # type: ignore # mutmut generated
mutants_x_release__mutmut['x_release__mutmut_1'] = x_release__mutmut_1 # type: ignore # mutmut generated
mutants_x_release__mutmut['x_release__mutmut_2'] = x_release__mutmut_2 # type: ignore # mutmut generated
mutants_x_release__mutmut['x_release__mutmut_3'] = x_release__mutmut_3 # type: ignore # mutmut generated
mutants_x_release__mutmut['x_release__mutmut_4'] = x_release__mutmut_4 # type: ignore # mutmut generated
mutants_x_void__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_void__mutmut)
def void(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_orig(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_1(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = None
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_2(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(None)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_3(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) != (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_4(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(None)
    with record_delays(attempt, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_5(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(None, orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_6(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, None):
        return void_or_refund(attempt, provider)


def x_void__mutmut_7(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(orders):
        return void_or_refund(attempt, provider)


def x_void__mutmut_8(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, ):
        return void_or_refund(attempt, provider)


def x_void__mutmut_9(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(None, provider)


def x_void__mutmut_10(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, None)


def x_void__mutmut_11(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(provider)


def x_void__mutmut_12(attempt: Attempt, orders: OrderRepository, provider: PaymentProvider) -> Payment:
    """Void or refund the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the response was lost; the payment stands.
    """
    order = orders.get(attempt.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, attempt):
        raise OrderAlreadyCompleted(f"order {attempt.order_id}: its payment stands")
    with record_delays(attempt, orders):
        return void_or_refund(attempt, )

mutants_x_void__mutmut['_mutmut_orig'] = x_void__mutmut_orig # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_1'] = x_void__mutmut_1 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_2'] = x_void__mutmut_2 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_3'] = x_void__mutmut_3 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_4'] = x_void__mutmut_4 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_5'] = x_void__mutmut_5 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_6'] = x_void__mutmut_6 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_7'] = x_void__mutmut_7 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_8'] = x_void__mutmut_8 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_9'] = x_void__mutmut_9 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_10'] = x_void__mutmut_10 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_11'] = x_void__mutmut_11 # type: ignore # mutmut generated
mutants_x_void__mutmut['x_void__mutmut_12'] = x_void__mutmut_12 # type: ignore # mutmut generated
mutants_x_finish__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_finish__mutmut)
def finish(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_orig(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_1(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = None
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_2(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_3(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(None, now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_4(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, None, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_5(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, None, is_compensated=is_compensated).status


def x_finish__mutmut_6(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, is_compensated=None).status


def x_finish__mutmut_7(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(now, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_8(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, failure.reason, is_compensated=is_compensated).status


def x_finish__mutmut_9(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, is_compensated=is_compensated).status


def x_finish__mutmut_10(attempt: Attempt, failure: Failure, orders: OrderRepository, now: datetime) -> OrderStatus:
    """Mark the order ``Failed``, or ``Cancelled`` if the customer asked for it, with the failure's reason."""
    is_compensated = not failure.needs_attention
    return orders.fail_or_cancel(attempt, now, failure.reason, ).status

mutants_x_finish__mutmut['_mutmut_orig'] = x_finish__mutmut_orig # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_1'] = x_finish__mutmut_1 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_2'] = x_finish__mutmut_2 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_3'] = x_finish__mutmut_3 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_4'] = x_finish__mutmut_4 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_5'] = x_finish__mutmut_5 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_6'] = x_finish__mutmut_6 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_7'] = x_finish__mutmut_7 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_8'] = x_finish__mutmut_8 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_9'] = x_finish__mutmut_9 # type: ignore # mutmut generated
mutants_x_finish__mutmut['x_finish__mutmut_10'] = x_finish__mutmut_10 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_release_and_void__mutmut)
def release_and_void(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_orig(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_1(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(None, stock, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_2(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, None, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_3(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, None)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_4(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(stock, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_5(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, now)
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_6(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, )
    void_or_refund(attempt, provider)


def x_release_and_void__mutmut_7(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(None, provider)


def x_release_and_void__mutmut_8(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(attempt, None)


def x_release_and_void__mutmut_9(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(provider)


def x_release_and_void__mutmut_10(attempt: Attempt, stock: StockRepository, provider: PaymentProvider, now: datetime) -> None:
    """Run the first two steps from outside the workflow; the caller finishes the order, if it is still open.

    Raises:
        OrderAlreadyCompleted: the units are sold, so there is nothing to compensate.
    """
    release(attempt, stock, now)
    void_or_refund(attempt, )

mutants_x_release_and_void__mutmut['_mutmut_orig'] = x_release_and_void__mutmut_orig # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_1'] = x_release_and_void__mutmut_1 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_2'] = x_release_and_void__mutmut_2 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_3'] = x_release_and_void__mutmut_3 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_4'] = x_release_and_void__mutmut_4 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_5'] = x_release_and_void__mutmut_5 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_6'] = x_release_and_void__mutmut_6 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_7'] = x_release_and_void__mutmut_7 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_8'] = x_release_and_void__mutmut_8 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_9'] = x_release_and_void__mutmut_9 # type: ignore # mutmut generated
mutants_x_release_and_void__mutmut['x_release_and_void__mutmut_10'] = x_release_and_void__mutmut_10 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_void_or_refund__mutmut)
def void_or_refund(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_orig(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_1(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = None
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_2(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(None)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_3(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.rfind(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_4(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None or payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_5(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_6(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is not PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_7(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None or payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_8(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_9(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(None, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_10(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=None)
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_11(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_12(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, )
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_13(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key(None))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_14(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("XXrefundXX"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_15(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("REFUND"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_16(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(None, attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_17(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, None, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_18(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=None)


def x_void_or_refund__mutmut_19(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.order_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_20(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, idempotency_key=attempt.idempotency_key("void"))


def x_void_or_refund__mutmut_21(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, )


def x_void_or_refund__mutmut_22(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key(None))


def x_void_or_refund__mutmut_23(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("XXvoidXX"))


def x_void_or_refund__mutmut_24(attempt: Attempt, provider: PaymentProvider) -> Payment:
    """Refund the payment if it was captured, else void it."""
    payment = provider.find(attempt.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return provider.refund(attempt.payment_id, idempotency_key=attempt.idempotency_key("refund"))
    return provider.void(attempt.payment_id, attempt.order_id, idempotency_key=attempt.idempotency_key("VOID"))

mutants_x_void_or_refund__mutmut['_mutmut_orig'] = x_void_or_refund__mutmut_orig # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_1'] = x_void_or_refund__mutmut_1 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_2'] = x_void_or_refund__mutmut_2 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_3'] = x_void_or_refund__mutmut_3 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_4'] = x_void_or_refund__mutmut_4 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_5'] = x_void_or_refund__mutmut_5 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_6'] = x_void_or_refund__mutmut_6 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_7'] = x_void_or_refund__mutmut_7 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_8'] = x_void_or_refund__mutmut_8 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_9'] = x_void_or_refund__mutmut_9 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_10'] = x_void_or_refund__mutmut_10 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_11'] = x_void_or_refund__mutmut_11 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_12'] = x_void_or_refund__mutmut_12 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_13'] = x_void_or_refund__mutmut_13 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_14'] = x_void_or_refund__mutmut_14 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_15'] = x_void_or_refund__mutmut_15 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_16'] = x_void_or_refund__mutmut_16 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_17'] = x_void_or_refund__mutmut_17 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_18'] = x_void_or_refund__mutmut_18 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_19'] = x_void_or_refund__mutmut_19 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_20'] = x_void_or_refund__mutmut_20 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_21'] = x_void_or_refund__mutmut_21 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_22'] = x_void_or_refund__mutmut_22 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_23'] = x_void_or_refund__mutmut_23 # type: ignore # mutmut generated
mutants_x_void_or_refund__mutmut['x_void_or_refund__mutmut_24'] = x_void_or_refund__mutmut_24 # type: ignore # mutmut generated
