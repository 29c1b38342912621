from contextlib import suppress
from functools import partial

import pytest

from orders.domain.errors import (
    IllegalPayment,
    IllegalTransition,
    OrderAlreadyCompleted,
    OrderCancelled,
    OrderNotFound,
    PaymentDeclined,
    PaymentProviderTimeout,
    TooLateToCancel,
)
from orders.domain.order import OrderStatus, PaymentMethod
from orders.domain.payment import Payment, PaymentState
from orders.usecases import compensate
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, dollars, line
from tests.orders.fakes import FakeOrderRepository, FakePaymentProvider


@pytest.fixture
def orders() -> FakeOrderRepository:
    book = FakeOrderRepository()
    book.add(an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299))))
    return book


@pytest.fixture
def provider() -> FakePaymentProvider:
    return FakePaymentProvider()


def test_an_authorization_holds_the_order_s_total_and_takes_nothing(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    held = authorize(FIRST, orders, provider, LATER)

    assert held == Payment("order-1.1", "order-1", dollars(1948), PaymentState.AUTHORIZED, captured=0, refunded=0)
    assert held.held == 1948


def test_an_attempt_begins_with_its_authorization(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider, LATER)

    order = orders.get("order-1")
    assert (order.status, order.updated_at) == (OrderStatus.PROCESSING, LATER)


def test_an_authorization_asked_for_again_holds_the_money_once(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    assert authorize(FIRST, orders, provider, NOON) == authorize(FIRST, orders, provider, LATER)

    assert provider.effects == ["authorize"]


def test_each_operation_has_its_own_key_with_the_provider(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)
    capture(FIRST, orders, provider, LATER)
    compensate.void_or_refund(FIRST, provider)
    compensate.void_or_refund(SECOND, provider)

    assert {name: request.key for name, request in provider.requests.items()} == {
        ("order-1.1", "authorize"): "order-1.1:authorize",
        ("order-1.1", "capture"): "order-1.1:capture",
        ("order-1.1", "refund"): "order-1.1:refund",
        ("order-1.2", "void"): "order-1.2:void",
    }


def test_a_declined_card_pays_nothing(provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))

    with pytest.raises(PaymentDeclined):
        authorize(FIRST, orders, provider, LATER)

    declined = provider.payments["order-1.1"]
    assert (declined.state, declined.captured, declined.held) == (PaymentState.DECLINED, 0, 0)


@pytest.mark.parametrize("status", [OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED])
def test_no_card_is_touched_for_an_order_that_is_over(status: OrderStatus, provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(status=status))

    with pytest.raises(IllegalTransition):
        authorize(FIRST, orders, provider, LATER)

    assert provider.payments == {}


def test_no_card_is_touched_for_another_attempt_than_the_order_is_in(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    with pytest.raises(IllegalTransition):
        authorize(SECOND, orders, provider, LATER)

    assert provider.payments == {}


def test_no_card_is_touched_for_an_order_that_does_not_exist(provider: FakePaymentProvider) -> None:
    with pytest.raises(OrderNotFound):
        authorize(FIRST, FakeOrderRepository(), provider, LATER)

    assert provider.payments == {}


def test_a_capture_takes_all_that_was_held(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider, NOON)

    taken = capture(FIRST, orders, provider, LATER)

    assert (taken.state, taken.captured, taken.held) == (PaymentState.CAPTURED, 1948, 0)


def test_nothing_is_captured_that_was_not_authorized(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)

    with pytest.raises(IllegalPayment):
        capture(FIRST, orders, provider, LATER)

    assert provider.payments == {}


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.PROCESSING])
def test_nothing_is_captured_for_an_order_that_is_not_under_way(
    status: OrderStatus, provider: FakePaymentProvider
) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order())
    authorize(FIRST, orders, provider, NOON)
    orders.orders["order-1"] = an_order(status=status)

    with pytest.raises(IllegalTransition):
        capture(FIRST, orders, provider, LATER)

    assert provider.effects == ["authorize"]


def test_no_card_is_touched_for_an_order_that_was_cancelled_before_it_began(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    orders.request_cancellation("order-1", NOON)

    with pytest.raises(OrderCancelled):
        authorize(FIRST, orders, provider, LATER)

    assert provider.payments == {}


def test_a_cancellation_before_the_capture_keeps_the_money_from_being_taken(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)
    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        capture(FIRST, orders, provider, MUCH_LATER)

    assert provider.effects == ["authorize"]


def test_a_cancellation_after_the_capture_has_begun_comes_too_late_even_if_its_answer_was_lost(
    orders: FakeOrderRepository,
) -> None:
    provider = FakePaymentProvider(lost_answers={"capture"})
    authorize(FIRST, orders, provider, NOON)
    with pytest.raises(PaymentProviderTimeout):
        capture(FIRST, orders, provider, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)

    assert capture(FIRST, orders, provider, MUCH_LATER).captured == 1948


def test_a_capture_whose_answer_was_lost_is_not_taken_again(orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(lost_answers={"capture"})
    authorize(FIRST, orders, provider, NOON)
    with pytest.raises(PaymentProviderTimeout):
        capture(FIRST, orders, provider, LATER)

    assert capture(FIRST, orders, provider, LATER).captured == 1948
    assert provider.effects == ["authorize", "capture"]


@pytest.mark.parametrize("lost", ["authorize", "capture"])
def test_a_provider_that_forgets_its_keys_takes_the_money_once(lost: str, orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(lost_answers={lost}, forgets_keys=True)
    steps = [partial(step, FIRST, orders, provider, NOON) for step in (authorize, capture)]
    for step in steps:
        with suppress(PaymentProviderTimeout):
            step()
        taken = step()

    assert (taken.state, taken.captured) == (PaymentState.CAPTURED, 1948)
    assert provider.effects == ["authorize", "capture"]


def test_a_payment_that_was_undone_is_not_taken_for_done(orders: FakeOrderRepository) -> None:
    provider = FakePaymentProvider(forgets_keys=True)
    authorize(FIRST, orders, provider, NOON)
    compensate.void_or_refund(FIRST, provider)

    for step in (authorize, capture):
        with pytest.raises(IllegalPayment):
            step(FIRST, orders, provider, LATER)


def test_undoing_a_hold_lets_go_of_it_without_a_refund(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)

    undone = compensate.void_or_refund(FIRST, provider)

    assert (undone.state, undone.held, undone.captured, undone.refunded) == (PaymentState.VOIDED, 0, 0, 0)


def test_undoing_a_capture_refunds_all_of_it(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider, NOON)
    capture(FIRST, orders, provider, LATER)

    undone = compensate.void_or_refund(FIRST, provider)

    assert (undone.state, undone.captured, undone.refunded) == (PaymentState.REFUNDED, 1948, 1948)


@pytest.mark.parametrize("forgets_keys", [False, True])
@pytest.mark.parametrize("lost", ["void", "refund"])
def test_an_undo_whose_answer_was_lost_gives_the_money_back_once(
    lost: str, orders: FakeOrderRepository, *, forgets_keys: bool
) -> None:
    provider = FakePaymentProvider(lost_answers={lost}, forgets_keys=forgets_keys)
    authorize(FIRST, orders, provider, NOON)
    if lost == "refund":
        capture(FIRST, orders, provider, LATER)
    with pytest.raises(PaymentProviderTimeout):
        compensate.void_or_refund(FIRST, provider)

    undone = compensate.void_or_refund(FIRST, provider)

    assert undone.refunded == undone.captured
    assert provider.effects.count(lost) == 1


def test_an_undo_before_the_authorization_keeps_it_from_taking_effect(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    compensate.void_or_refund(FIRST, provider)

    with pytest.raises(IllegalPayment):
        authorize(FIRST, orders, provider, LATER)

    assert provider.payments["order-1.1"].held == 0


def test_an_undone_payment_is_never_captured(orders: FakeOrderRepository, provider: FakePaymentProvider) -> None:
    authorize(FIRST, orders, provider, NOON)
    compensate.void_or_refund(FIRST, provider)

    with pytest.raises(IllegalPayment):
        capture(FIRST, orders, provider, LATER)

    assert provider.payments["order-1.1"].captured == 0


def test_undoing_a_declined_payment_does_nothing(provider: FakePaymentProvider) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))
    with pytest.raises(PaymentDeclined):
        authorize(FIRST, orders, provider, NOON)

    assert compensate.void_or_refund(FIRST, provider).state is PaymentState.DECLINED
    assert provider.effects == ["authorize"]


def test_the_payment_of_a_completed_order_is_not_undone(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)
    capture(FIRST, orders, provider, LATER)
    orders.transition(FIRST, OrderStatus.COMPLETED, LATER)

    with pytest.raises(OrderAlreadyCompleted):
        compensate.void(FIRST, orders, provider)

    assert provider.payments["order-1.1"].state is PaymentState.CAPTURED


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.COMPLETED])
def test_the_payment_of_an_attempt_that_did_not_complete_its_order_is_undone(
    status: OrderStatus, orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)
    orders.orders["order-1"] = an_order(status=status)

    assert compensate.void(FIRST, orders, provider).state is PaymentState.VOIDED


def test_the_payment_of_an_earlier_attempt_is_undone_though_a_later_one_completed_the_order(
    orders: FakeOrderRepository, provider: FakePaymentProvider
) -> None:
    authorize(FIRST, orders, provider, NOON)
    orders.orders["order-1"] = an_order(status=OrderStatus.COMPLETED, attempt_number=2)

    assert compensate.void(FIRST, orders, provider).state is PaymentState.VOIDED
