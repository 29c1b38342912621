import string

import pytest

from orders import errors, inventory, payment, status
from orders.errors import OutOfStock, PaymentDeclined, PaymentProviderTimeout, PaymentProviderUnavailable
from orders.history import FAULT, REASONS, SENTENCES, Event, Happening, tell
from orders.order import Order, PaymentMethod
from orders.status import Failure
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, an_order
from tests.orders.fakes import FakeGateway, FakeOrderBook, FakeStock, FakeTill

DECLINED = Failure("AuthorizePayment", "PaymentDeclined", "", rejection="PaymentDeclined")


@pytest.fixture
def orders() -> FakeOrderBook:
    return FakeOrderBook()


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock({"Test Product": 10})


def placed(orders: FakeOrderBook, method: PaymentMethod = PaymentMethod.VISA) -> None:
    orders.add(an_order(payment_method=method, history=(Event(Happening.PLACED, NOON),)))


def kinds(orders: FakeOrderBook) -> list[Happening]:
    return [told.event.kind for told in tell(orders.get("order-1").history)]


def sentences(order: Order) -> list[str]:
    return [told.sentence for told in tell(order.history)]


def test_an_order_that_goes_well_is_told_step_by_step(orders: FakeOrderBook, stock: FakeStock) -> None:
    placed(orders)
    gateway = FakeGateway()

    payment.authorize(FIRST, orders, gateway, LATER)
    inventory.reserve(FIRST, orders, stock, LATER)
    payment.capture(FIRST, orders, gateway, LATER)
    status.complete(FIRST, FakeTill(orders, stock), MUCH_LATER)

    assert kinds(orders) == [
        Happening.PLACED,
        Happening.STARTED,
        Happening.PAYMENT_AUTHORIZED,
        Happening.STOCK_RESERVED,
        Happening.PAYMENT_CAPTURED,
        Happening.COMPLETED,
    ]


def test_a_declined_card_is_told_with_the_reason_and_that_nothing_was_taken(orders: FakeOrderBook) -> None:
    placed(orders, PaymentMethod.DECLINED)

    with pytest.raises(PaymentDeclined):
        payment.authorize(FIRST, orders, FakeGateway(), LATER)
    status.fail(FIRST, DECLINED, orders, MUCH_LATER)

    assert kinds(orders) == [Happening.PLACED, Happening.STARTED, Happening.UNDONE, Happening.FAILED]
    assert sentences(orders.get("order-1"))[-1] == "The order failed: the bank declined the payment."


def test_stock_that_was_not_there_was_not_reserved(orders: FakeOrderBook) -> None:
    placed(orders)
    payment.authorize(FIRST, orders, FakeGateway(), LATER)

    with pytest.raises(OutOfStock):
        inventory.reserve(FIRST, orders, FakeStock({"Test Product": 0}), LATER)

    assert Happening.STOCK_RESERVED not in kinds(orders)


def test_each_try_that_the_provider_leaves_without_an_answer_is_told_with_its_number(orders: FakeOrderBook) -> None:
    placed(orders, PaymentMethod.UNAVAILABLE)

    for _ in range(3):
        with pytest.raises(PaymentProviderUnavailable):
            payment.authorize(FIRST, orders, FakeGateway(), LATER)

    assert sentences(orders.get("order-1"))[2:] == [
        "The payment provider gave no answer to try 1; it is asked again.",
        "The payment provider gave no answer to try 2; it is asked again.",
        "The payment provider gave no answer to try 3; it is asked again.",
    ]


def test_the_count_of_tries_begins_anew_with_the_next_thing_asked_of_the_provider(orders: FakeOrderBook) -> None:
    placed(orders)
    gateway = FakeGateway(lost_answers={"authorize", "capture"})

    with pytest.raises(PaymentProviderTimeout):
        payment.authorize(FIRST, orders, gateway, LATER)
    payment.authorize(FIRST, orders, gateway, LATER)
    with pytest.raises(PaymentProviderTimeout):
        payment.capture(FIRST, orders, gateway, LATER)
    payment.capture(FIRST, orders, gateway, LATER)

    assert [sentence for sentence in sentences(orders.get("order-1")) if "no answer" in sentence] == [
        "The payment provider gave no answer to try 1; it is asked again."
    ] * 2
    assert kinds(orders)[-1] is Happening.PAYMENT_CAPTURED


def test_a_void_that_the_provider_does_not_answer_is_told_too(orders: FakeOrderBook) -> None:
    placed(orders)
    gateway = FakeGateway(lost_answers={"void"})
    payment.authorize(FIRST, orders, gateway, LATER)

    with pytest.raises(PaymentProviderTimeout):
        payment.undo(FIRST, orders, gateway)

    assert kinds(orders)[-1] is Happening.PAYMENT_DELAYED


def test_an_attempt_of_which_something_is_left_to_undo_is_not_told_as_undone(orders: FakeOrderBook) -> None:
    placed(orders)
    payment.authorize(FIRST, orders, FakeGateway(), LATER)

    status.fail(FIRST, Failure("CapturePayment", "States.Timeout", "", ("VoidPayment",)), orders, MUCH_LATER)

    assert kinds(orders)[-2:] == [Happening.PAYMENT_AUTHORIZED, Happening.FAILED]
    assert FAULT in sentences(orders.get("order-1"))[-1]


def test_a_cancelled_order_tells_who_wanted_it_and_that_nothing_is_owed(orders: FakeOrderBook) -> None:
    placed(orders)
    payment.authorize(FIRST, orders, FakeGateway(), LATER)
    orders.request_cancellation("order-1", LATER)
    orders.request_cancellation("order-1", MUCH_LATER)

    status.fail(FIRST, Failure("CapturePayment", "OrderCancelled", "", rejection="OrderCancelled"), orders, MUCH_LATER)

    assert kinds(orders)[3:] == [Happening.CANCELLATION_REQUESTED, Happening.UNDONE, Happening.CANCELLED]


def test_what_was_noted_twice_because_an_answer_was_lost_is_told_once() -> None:
    twice = [Event(Happening.STOCK_RESERVED, at, 1) for at in (NOON, LATER)]

    (told,) = tell(twice)

    assert told.event.at == NOON


def test_the_same_event_of_another_attempt_is_told_again() -> None:
    events = [
        Event(Happening.STARTED, NOON, 1),
        Event(Happening.RUN_AGAIN, LATER, 2),
        Event(Happening.STARTED, LATER, 2),
    ]

    assert [told.sentence for told in tell(events)] == [
        "Processing began.",
        "The order was run again, as attempt 2.",
        "Processing began.",
    ]


@pytest.mark.parametrize("kind", Happening)
def test_every_kind_of_event_has_a_sentence_without_a_gap(kind: Happening) -> None:
    (told,) = tell([Event(kind, NOON, 7, "PaymentDeclined")])
    assert told.sentence[0] in string.ascii_uppercase
    assert told.sentence.endswith(".")
    assert "None" not in told.sentence
    assert set(SENTENCES) == set(Happening)


def test_the_reasons_are_errors_of_the_business_and_every_rejection_of_a_running_order_has_words() -> None:
    assert all(hasattr(errors, name) for name in REASONS)
    assert {"PaymentDeclined", "OutOfStock"} <= set(REASONS)
