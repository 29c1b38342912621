from contextlib import suppress
from functools import partial

import pytest

from orders import payment
from orders.errors import (
    IllegalPayment,
    IllegalTransition,
    OrderAlreadyCompleted,
    OrderCancelled,
    OrderNotFound,
    PaymentDeclined,
    PaymentProviderTimeout,
    TooLateToCancel,
)
from orders.order import OrderStatus, PaymentMethod
from orders.payment import Payment, PaymentState
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, dollars, line
from tests.orders.fakes import FakeGateway, FakeOrderBook


@pytest.fixture
def orders() -> FakeOrderBook:
    book = FakeOrderBook()
    book.add(an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299))))
    return book


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


def test_an_authorization_holds_the_order_s_total_and_takes_nothing(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    held = payment.authorize(FIRST, orders, gateway, LATER)

    assert held == Payment("order-1.1", "order-1", dollars(1948), PaymentState.AUTHORIZED, captured=0, refunded=0)
    assert held.held == 1948


def test_an_attempt_begins_with_its_authorization(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, LATER)

    order = orders.get("order-1")
    assert (order.status, order.updated_at) == (OrderStatus.PROCESSING, LATER)


def test_an_authorization_asked_for_again_holds_the_money_once(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    assert payment.authorize(FIRST, orders, gateway, NOON) == payment.authorize(FIRST, orders, gateway, LATER)

    assert gateway.effects == ["authorize"]


def test_each_operation_has_its_own_key_with_the_provider(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    payment.capture(FIRST, orders, gateway, LATER)
    payment.void(FIRST, gateway)
    payment.void(SECOND, gateway)

    assert {name: request.key for name, request in gateway.requests.items()} == {
        ("order-1.1", "authorize"): "order-1.1:authorize",
        ("order-1.1", "capture"): "order-1.1:capture",
        ("order-1.1", "refund"): "order-1.1:refund",
        ("order-1.2", "void"): "order-1.2:void",
    }


def test_a_declined_card_pays_nothing(gateway: FakeGateway) -> None:
    orders = FakeOrderBook()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))

    with pytest.raises(PaymentDeclined):
        payment.authorize(FIRST, orders, gateway, LATER)

    declined = gateway.payments["order-1.1"]
    assert (declined.state, declined.captured, declined.held) == (PaymentState.DECLINED, 0, 0)


@pytest.mark.parametrize("status", [OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED])
def test_no_card_is_touched_for_an_order_that_is_over(status: OrderStatus, gateway: FakeGateway) -> None:
    orders = FakeOrderBook()
    orders.add(an_order(status=status))

    with pytest.raises(IllegalTransition):
        payment.authorize(FIRST, orders, gateway, LATER)

    assert gateway.payments == {}


def test_no_card_is_touched_for_another_attempt_than_the_order_is_in(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    with pytest.raises(IllegalTransition):
        payment.authorize(SECOND, orders, gateway, LATER)

    assert gateway.payments == {}


def test_no_card_is_touched_for_an_order_that_does_not_exist(gateway: FakeGateway) -> None:
    with pytest.raises(OrderNotFound):
        payment.authorize(FIRST, FakeOrderBook(), gateway, LATER)

    assert gateway.payments == {}


def test_a_capture_takes_all_that_was_held(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)

    taken = payment.capture(FIRST, orders, gateway, LATER)

    assert (taken.state, taken.captured, taken.held) == (PaymentState.CAPTURED, 1948, 0)


def test_nothing_is_captured_that_was_not_authorized(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    orders.move(FIRST, OrderStatus.PROCESSING, NOON)

    with pytest.raises(IllegalPayment):
        payment.capture(FIRST, orders, gateway, LATER)

    assert gateway.payments == {}


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.PROCESSING])
def test_nothing_is_captured_for_an_order_that_is_not_under_way(status: OrderStatus, gateway: FakeGateway) -> None:
    orders = FakeOrderBook()
    orders.add(an_order())
    payment.authorize(FIRST, orders, gateway, NOON)
    orders.orders["order-1"] = an_order(status=status)

    with pytest.raises(IllegalTransition):
        payment.capture(FIRST, orders, gateway, LATER)

    assert gateway.effects == ["authorize"]


def test_no_card_is_touched_for_an_order_that_was_cancelled_before_it_began(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    orders.request_cancellation("order-1", NOON)

    with pytest.raises(OrderCancelled):
        payment.authorize(FIRST, orders, gateway, LATER)

    assert gateway.payments == {}


def test_a_cancellation_before_the_capture_keeps_the_money_from_being_taken(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        payment.capture(FIRST, orders, gateway, MUCH_LATER)

    assert gateway.effects == ["authorize"]


def test_a_cancellation_after_the_capture_has_begun_comes_too_late_even_if_its_answer_was_lost(
    orders: FakeOrderBook,
) -> None:
    gateway = FakeGateway(lost_answers={"capture"})
    payment.authorize(FIRST, orders, gateway, NOON)
    with pytest.raises(PaymentProviderTimeout):
        payment.capture(FIRST, orders, gateway, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)

    assert payment.capture(FIRST, orders, gateway, MUCH_LATER).captured == 1948


def test_a_capture_whose_answer_was_lost_is_not_taken_again(orders: FakeOrderBook) -> None:
    gateway = FakeGateway(lost_answers={"capture"})
    payment.authorize(FIRST, orders, gateway, NOON)
    with pytest.raises(PaymentProviderTimeout):
        payment.capture(FIRST, orders, gateway, LATER)

    assert payment.capture(FIRST, orders, gateway, LATER).captured == 1948
    assert gateway.effects == ["authorize", "capture"]


@pytest.mark.parametrize("lost", ["authorize", "capture"])
def test_a_provider_that_forgets_its_keys_takes_the_money_once(lost: str, orders: FakeOrderBook) -> None:
    gateway = FakeGateway(lost_answers={lost}, forgets_keys=True)
    steps = [partial(step, FIRST, orders, gateway, NOON) for step in (payment.authorize, payment.capture)]
    for step in steps:
        with suppress(PaymentProviderTimeout):
            step()
        taken = step()

    assert (taken.state, taken.captured) == (PaymentState.CAPTURED, 1948)
    assert gateway.effects == ["authorize", "capture"]


def test_a_payment_that_was_undone_is_not_taken_for_done(orders: FakeOrderBook) -> None:
    gateway = FakeGateway(forgets_keys=True)
    payment.authorize(FIRST, orders, gateway, NOON)
    payment.void(FIRST, gateway)

    for step in (payment.authorize, payment.capture):
        with pytest.raises(IllegalPayment):
            step(FIRST, orders, gateway, LATER)


def test_undoing_a_hold_lets_go_of_it_without_a_refund(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)

    undone = payment.void(FIRST, gateway)

    assert (undone.state, undone.held, undone.captured, undone.refunded) == (PaymentState.VOIDED, 0, 0, 0)


def test_undoing_a_capture_refunds_all_of_it(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    payment.capture(FIRST, orders, gateway, LATER)

    undone = payment.void(FIRST, gateway)

    assert (undone.state, undone.captured, undone.refunded) == (PaymentState.REFUNDED, 1948, 1948)


@pytest.mark.parametrize("forgets_keys", [False, True])
@pytest.mark.parametrize("lost", ["void", "refund"])
def test_an_undo_whose_answer_was_lost_gives_the_money_back_once(
    lost: str, orders: FakeOrderBook, *, forgets_keys: bool
) -> None:
    gateway = FakeGateway(lost_answers={lost}, forgets_keys=forgets_keys)
    payment.authorize(FIRST, orders, gateway, NOON)
    if lost == "refund":
        payment.capture(FIRST, orders, gateway, LATER)
    with pytest.raises(PaymentProviderTimeout):
        payment.void(FIRST, gateway)

    undone = payment.void(FIRST, gateway)

    assert undone.refunded == undone.captured
    assert gateway.effects.count(lost) == 1


def test_an_undo_before_the_authorization_keeps_it_from_taking_effect(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    payment.void(FIRST, gateway)

    with pytest.raises(IllegalPayment):
        payment.authorize(FIRST, orders, gateway, LATER)

    assert gateway.payments["order-1.1"].held == 0


def test_an_undone_payment_is_never_captured(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    payment.void(FIRST, gateway)

    with pytest.raises(IllegalPayment):
        payment.capture(FIRST, orders, gateway, LATER)

    assert gateway.payments["order-1.1"].captured == 0


def test_undoing_a_declined_payment_does_nothing(gateway: FakeGateway) -> None:
    orders = FakeOrderBook()
    orders.add(an_order(payment_method=PaymentMethod.DECLINED))
    with pytest.raises(PaymentDeclined):
        payment.authorize(FIRST, orders, gateway, NOON)

    assert payment.void(FIRST, gateway).state is PaymentState.DECLINED
    assert gateway.effects == ["authorize"]


def test_the_payment_of_a_completed_order_is_not_undone(orders: FakeOrderBook, gateway: FakeGateway) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    payment.capture(FIRST, orders, gateway, LATER)
    orders.move(FIRST, OrderStatus.COMPLETED, LATER)

    with pytest.raises(OrderAlreadyCompleted):
        payment.undo(FIRST, orders, gateway)

    assert gateway.payments["order-1.1"].state is PaymentState.CAPTURED


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.COMPLETED])
def test_the_payment_of_an_attempt_that_did_not_complete_its_order_is_undone(
    status: OrderStatus, orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    orders.orders["order-1"] = an_order(status=status)

    assert payment.undo(FIRST, orders, gateway).state is PaymentState.VOIDED


def test_the_payment_of_an_earlier_attempt_is_undone_though_a_later_one_completed_the_order(
    orders: FakeOrderBook, gateway: FakeGateway
) -> None:
    payment.authorize(FIRST, orders, gateway, NOON)
    orders.orders["order-1"] = an_order(status=OrderStatus.COMPLETED, attempt=2)

    assert payment.undo(FIRST, orders, gateway).state is PaymentState.VOIDED
