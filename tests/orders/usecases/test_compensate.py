from dataclasses import replace

import pytest

from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    IllegalReservation,
    IllegalTransition,
    OrderAlreadyCompleted,
    PaymentDeclined,
    PaymentProviderTimeout,
)
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.payment import PaymentState
from orders.domain.reservation import ReservationState
from orders.payments.simulated import PaymentMethod
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.compensate import Compensation, finish, release, void
from orders.usecases.complete import complete
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakePaymentProvider, FakeStock, void_or_refund


@pytest.fixture
def orders() -> FakeOrderRepository:
    orders = FakeOrderRepository()
    orders.add(an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299))))
    return orders


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock({"Cup": 10, "Saucer": 2})


@pytest.fixture
def provider() -> FakePaymentProvider:
    return FakePaymentProvider()


def test_a_release_returns_the_units_once(orders: FakeOrderRepository, stock: FakeStock) -> None:
    reserve(FIRST, orders, stock, NOON)

    assert release(FIRST, orders, stock, LATER) is ReservationState.RELEASED
    assert release(FIRST, orders, stock, LATER) is ReservationState.RELEASED
    assert stock.available == {"Cup": 10, "Saucer": 2}


def test_a_release_before_the_reservation_blocks_it(orders: FakeOrderRepository, stock: FakeStock) -> None:
    release(FIRST, orders, stock, NOON)

    with pytest.raises(IllegalReservation):
        reserve(FIRST, orders, stock, LATER)

    assert stock.available == {"Cup": 10, "Saucer": 2}


def test_a_held_payment_is_voided_without_a_refund(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)

    payment = void_or_refund(FIRST, provider)

    assert (payment.state, payment.held, payment.captured, payment.refunded) == (PaymentState.VOIDED, 0, 0, 0)


def test_a_captured_payment_is_refunded_in_full(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    capture(FIRST, orders, provider.with_ledger, LATER)

    payment = void_or_refund(FIRST, provider)

    assert (payment.state, payment.captured, payment.refunded) == (PaymentState.REFUNDED, 1948, 1948)


@pytest.mark.parametrize("forgets_keys", [False, True])
@pytest.mark.parametrize("lost", ["void", "refund"])
def test_a_retried_void_or_refund_returns_the_money_once(
    lost: str, orders: FakeOrderRepository, *, forgets_keys: bool
) -> None:
    provider = FakePaymentProvider(lost_responses={lost}, forgets_keys=forgets_keys)
    authorize(FIRST, orders, provider.with_ledger, NOON)
    if lost == "refund":
        capture(FIRST, orders, provider.with_ledger, LATER)
    with pytest.raises(PaymentProviderTimeout):
        void_or_refund(FIRST, provider)

    payment = void_or_refund(FIRST, provider)

    assert payment.refunded == payment.captured
    assert provider.effects.count(lost) == 1


def test_a_void_before_the_authorization_blocks_it(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    void_or_refund(FIRST, provider)

    with pytest.raises(IllegalPayment):
        authorize(FIRST, orders, provider.with_ledger, LATER)

    assert not any(payment.held for payment in provider.payments.values())


def test_a_voided_payment_is_never_captured(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    void_or_refund(FIRST, provider)

    with pytest.raises(IllegalPayment):
        capture(FIRST, orders, provider.with_ledger, LATER)

    assert provider.payments["order-1.1"].captured == 0


def test_voiding_a_declined_payment_does_nothing(provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))
    with pytest.raises(PaymentDeclined):
        authorize(FIRST, orders, provider.with_ledger, NOON)

    assert void_or_refund(FIRST, provider).state is PaymentState.DECLINED
    assert provider.effects == ["authorize"]


def test_the_payment_of_a_completed_order_is_not_voided(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    capture(FIRST, orders, provider.with_ledger, LATER)
    orders.transition(FIRST, OrderStatus.COMPLETED, LATER)

    with pytest.raises(OrderAlreadyCompleted):
        void(FIRST, orders, provider.with_ledger)

    assert provider.payments["order-1.1"].state is PaymentState.CAPTURED


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.COMPLETED])
def test_the_payment_of_an_attempt_that_did_not_complete_the_order_is_voided(
    status: OrderStatus, orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    orders.orders["order-1"] = an_order(status=status)

    assert void(FIRST, orders, provider.with_ledger).state is PaymentState.VOIDED


def test_an_earlier_attempts_payment_is_voided_even_if_a_later_one_completed_the_order(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    orders.orders["order-1"] = an_order(status=OrderStatus.COMPLETED, attempt_number=2)

    assert void(FIRST, orders, provider.with_ledger).state is PaymentState.VOIDED


@pytest.mark.parametrize("attempt", [FIRST, SECOND])
def test_the_compensation_from_outside_the_workflow_undoes_any_attempt(
    attempt: Attempt, orders: FakeOrderRepository, stock: FakeStock, provider: FakePaymentProvider
) -> None:
    orders.orders["order-1"] = replace(orders.get("order-1"), attempt_number=attempt.number)
    authorize(attempt, orders, provider.with_ledger, NOON)
    reserve(attempt, orders, stock, NOON)

    Compensation(orders, stock, provider.with_ledger).undo(attempt, LATER)

    assert stock.available == {"Cup": 10, "Saucer": 2}
    assert provider.payments[attempt.payment_id].state is PaymentState.VOIDED


def test_a_failed_order_has_the_reason(orders: FakeOrderRepository) -> None:
    failure = Failure("AuthorizePayment", "PaymentDeclined", "the bank declined it")

    assert finish(FIRST, failure, orders, LATER) is OrderStatus.FAILED

    order = orders.get("order-1")
    assert (order.status, order.failure_reason, order.updated_at) == (OrderStatus.FAILED, "PaymentDeclined", LATER)


def test_a_failed_order_keeps_its_first_reason(orders: FakeOrderRepository) -> None:
    finish(FIRST, Failure("ReserveInventory", "OutOfStock", ""), orders, LATER)
    finish(FIRST, Failure("CapturePayment", "States.Timeout", ""), orders, MUCH_LATER)

    order = orders.get("order-1")
    assert (order.failure_reason, order.updated_at) == ("OutOfStock", LATER)


def test_a_pending_order_can_fail(orders: FakeOrderRepository) -> None:
    assert finish(FIRST, Failure("AuthorizePayment", "States.Timeout", ""), orders, LATER) is OrderStatus.FAILED


@pytest.mark.parametrize("error", ["OrderCancelled", "OutOfStock", "States.Timeout"])
def test_a_cancelled_order_ends_cancelled_whatever_the_error(orders: FakeOrderRepository, error: str) -> None:
    orders.request_cancellation("order-1", NOON)

    assert finish(FIRST, Failure("CapturePayment", error, ""), orders, LATER) is OrderStatus.CANCELLED

    order = orders.get("order-1")
    assert (order.status, order.failure_reason, order.updated_at) == (OrderStatus.CANCELLED, error, LATER)


def test_a_completed_order_never_fails(orders: FakeOrderRepository, stock: FakeStock) -> None:
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)
    reserve(FIRST, orders, stock, NOON)
    complete(FIRST, FakeCompletionStore(orders, stock), LATER)

    with pytest.raises(IllegalTransition):
        finish(FIRST, Failure("CompleteOrder", "States.Timeout", ""), orders, MUCH_LATER)

    assert orders.get("order-1").status is OrderStatus.COMPLETED
