from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    IllegalTransition,
    OrderCancelled,
    OrderNotFound,
    PaymentDeclined,
    PaymentProviderTimeout,
    TooLateToCancel,
)
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment, PaymentState
from orders.payments.simulated import PaymentMethod
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, dollars, line
from tests.orders.fakes import FakeLedger, FakeOrderRepository, FakePaymentProvider, void_or_refund


@pytest.fixture
def orders() -> FakeOrderRepository:
    orders = FakeOrderRepository()
    orders.add(an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299))))
    return orders


@pytest.fixture
def provider() -> FakePaymentProvider:
    return FakePaymentProvider()


def test_an_authorization_holds_the_total_and_takes_nothing(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    held = authorize(FIRST, orders, provider.with_ledger, LATER)

    assert held == Payment("order-1.1", "order-1", dollars(1948), PaymentState.AUTHORIZED, reference="order-1.1")
    assert held.held == 1948


def test_an_authorization_starts_processing(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, LATER)

    order = orders.get("order-1")
    assert (order.status, order.updated_at) == (OrderStatus.PROCESSING, LATER)


def test_a_retried_authorization_holds_the_money_once(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    assert authorize(FIRST, orders, provider.with_ledger, NOON) == authorize(FIRST, orders, provider.with_ledger, LATER)

    assert provider.effects == ["authorize"]


def test_each_operation_has_its_own_idempotency_key(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    capture(FIRST, orders, provider.with_ledger, LATER)
    void_or_refund(FIRST, provider)
    orders.add(an_order(order_id="order-2"))
    other = Attempt("order-2", 1)
    authorize(other, orders, provider.with_ledger, NOON)
    void_or_refund(other, provider)

    assert {name: request.key for name, request in provider.requests.items()} == {
        ("order-1.1", "authorize"): "order-1.1:authorize",
        ("order-1.1", "capture"): "order-1.1:capture",
        ("order-1.1", "refund"): "order-1.1:refund",
        ("order-2.1", "authorize"): "order-2.1:authorize",
        ("order-2.1", "void"): "order-2.1:void",
    }


def test_a_payment_that_is_compensated_during_its_authorization_is_voided_with_the_key_of_its_void(
    orders: FakeOrderRepository, provider: FakePaymentProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = FakeLedger.change

    def compensate_first(ledger: FakeLedger, payment: Payment, sources: Collection[PaymentState]) -> Payment:
        change(ledger, replace(payment, state=PaymentState.VOIDED), sources)
        return change(ledger, payment, sources)

    monkeypatch.setattr(FakeLedger, "change", compensate_first)
    with pytest.raises(IllegalPayment):
        authorize(FIRST, orders, provider.with_ledger, NOON)

    assert provider.payments["order-1.1"].state is PaymentState.VOIDED
    assert provider.requests["order-1.1", "void"].key == "order-1.1:void"


def test_a_declined_card_is_not_charged(provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))

    with pytest.raises(PaymentDeclined):
        authorize(FIRST, orders, provider.with_ledger, LATER)

    declined = provider.payments["order-1.1"]
    assert (declined.state, declined.captured, declined.held) == (PaymentState.DECLINED, 0, 0)


@pytest.mark.parametrize("status", [OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED])
def test_an_order_with_a_final_status_is_not_authorized(status: OrderStatus, provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(status=status))

    with pytest.raises(IllegalTransition):
        authorize(FIRST, orders, provider.with_ledger, LATER)

    assert provider.payments == {}


def test_another_attempt_is_not_authorized(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    with pytest.raises(IllegalTransition):
        authorize(SECOND, orders, provider.with_ledger, LATER)

    assert provider.payments == {}


def test_an_unknown_order_is_not_authorized(provider: FakePaymentProvider) -> None:
    with pytest.raises(OrderNotFound):
        authorize(FIRST, FakeOrderRepository(), provider.with_ledger, LATER)

    assert provider.payments == {}


def test_a_capture_takes_the_whole_held_amount(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)

    taken = capture(FIRST, orders, provider.with_ledger, LATER)

    assert (taken.state, taken.captured, taken.held) == (PaymentState.CAPTURED, 1948, 0)


def test_an_unauthorized_payment_is_not_captured(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)

    with pytest.raises(IllegalPayment):
        capture(FIRST, orders, provider.with_ledger, LATER)

    assert provider.payments == {}


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.PROCESSING])
def test_an_order_that_is_not_processing_is_not_captured(status: OrderStatus, provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order())
    authorize(FIRST, orders, provider.with_ledger, NOON)
    orders.orders["order-1"] = an_order(status=status)

    with pytest.raises(IllegalTransition):
        capture(FIRST, orders, provider.with_ledger, LATER)

    assert provider.effects == ["authorize"]


def test_a_cancelled_order_is_not_authorized(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    orders.request_cancellation("order-1", NOON)

    with pytest.raises(OrderCancelled):
        authorize(FIRST, orders, provider.with_ledger, LATER)

    assert provider.payments == {}


def test_a_cancellation_before_the_capture_prevents_it(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider.with_ledger, NOON)
    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        capture(FIRST, orders, provider.with_ledger, MUCH_LATER)

    assert provider.effects == ["authorize"]


def test_a_cancellation_is_too_late_once_the_capture_has_begun_even_if_its_response_was_lost(
    orders: FakeOrderRepository,
) -> None:
    provider = FakePaymentProvider(lost_responses={"capture"})
    authorize(FIRST, orders, provider.with_ledger, NOON)
    with pytest.raises(PaymentProviderTimeout):
        capture(FIRST, orders, provider.with_ledger, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)

    assert capture(FIRST, orders, provider.with_ledger, MUCH_LATER).captured == 1948


def test_a_retried_capture_takes_the_money_once(orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(lost_responses={"capture"})
    authorize(FIRST, orders, provider.with_ledger, NOON)
    with pytest.raises(PaymentProviderTimeout):
        capture(FIRST, orders, provider.with_ledger, LATER)

    assert capture(FIRST, orders, provider.with_ledger, LATER).captured == 1948
    assert provider.effects == ["authorize", "capture"]


@pytest.mark.parametrize("lost", ["authorize", "capture"])
def test_a_provider_that_forgets_its_keys_captures_once(lost: str, orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(lost_responses={lost}, forgets_keys=True)
    steps = [partial(step, FIRST, orders, provider.with_ledger, NOON) for step in (authorize, capture)]
    for step in steps:
        with suppress(PaymentProviderTimeout):
            step()
        taken = step()

    assert (taken.state, taken.captured) == (PaymentState.CAPTURED, 1948)
    assert provider.effects == ["authorize", "capture"]


def test_a_voided_payment_is_not_confirmed_as_done(orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(forgets_keys=True)
    authorize(FIRST, orders, provider.with_ledger, NOON)
    void_or_refund(FIRST, provider)

    for step in (authorize, capture):
        with pytest.raises(IllegalPayment):
            step(FIRST, orders, provider.with_ledger, LATER)
