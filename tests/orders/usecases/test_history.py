import string

import pytest

from orders.domain.errors import (
    OrderError,
    OutOfStock,
    PaymentDeclined,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.failure import Failure
from orders.domain.history import DESCRIPTION_TEMPLATES, HistoryEvent, HistoryEventType, describe_events
from orders.domain.order import Order
from orders.payments.simulated import PaymentMethod
from orders.usecases import compensate
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.complete import complete
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, an_order
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakePaymentProvider, FakeStock

DECLINED = Failure("AuthorizePayment", "PaymentDeclined", "", rejection="PaymentDeclined")


@pytest.fixture
def orders() -> FakeOrderRepository:
    return FakeOrderRepository()


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock({"Test Product": 10})


def placed(orders: FakeOrderRepository, method: PaymentMethod = PaymentMethod.VISA) -> None:
    orders.add(an_order(payment_method=method, history=(HistoryEvent(HistoryEventType.PLACED, NOON),)))


def kinds(orders: FakeOrderRepository) -> list[HistoryEventType]:
    return [described.event.kind for described in describe_events(orders.get("order-1").history)]


def sentences(order: Order) -> list[str]:
    return [described.description for described in describe_events(order.history)]


def test_a_completed_order_has_an_event_for_each_step(orders: FakeOrderRepository, stock: FakeStock) -> None:
    placed(orders)
    provider = FakePaymentProvider()

    authorize(FIRST, orders, provider.with_ledger, LATER)
    reserve(FIRST, orders, stock, LATER)
    capture(FIRST, orders, provider.with_ledger, LATER)
    complete(FIRST, FakeCompletionStore(orders, stock), MUCH_LATER)

    assert kinds(orders) == [
        HistoryEventType.PLACED,
        HistoryEventType.STARTED,
        HistoryEventType.PAYMENT_AUTHORIZED,
        HistoryEventType.STOCK_RESERVED,
        HistoryEventType.PAYMENT_CAPTURED,
        HistoryEventType.COMPLETED,
    ]


def test_a_declined_card_is_recorded_with_its_reason_and_the_compensation(orders: FakeOrderRepository) -> None:
    placed(orders, PaymentMethod.DECLINED)

    with pytest.raises(PaymentDeclined):
        authorize(FIRST, orders, FakePaymentProvider().with_ledger, LATER)
    compensate.finish(FIRST, DECLINED, orders, MUCH_LATER)

    assert kinds(orders) == [
        HistoryEventType.PLACED,
        HistoryEventType.STARTED,
        HistoryEventType.COMPENSATED,
        HistoryEventType.FAILED,
    ]
    assert sentences(orders.get("order-1"))[-1] == "The order failed: the bank declined the payment."


def test_missing_stock_is_not_recorded_as_reserved(orders: FakeOrderRepository) -> None:
    placed(orders)
    authorize(FIRST, orders, FakePaymentProvider().with_ledger, LATER)

    with pytest.raises(OutOfStock):
        reserve(FIRST, orders, FakeStock({"Test Product": 0}), LATER)

    assert HistoryEventType.STOCK_RESERVED not in kinds(orders)


def test_each_call_without_a_response_is_numbered(
    orders: FakeOrderRepository,
) -> None:
    placed(orders, PaymentMethod.UNAVAILABLE)

    for _ in range(3):
        with pytest.raises(PaymentProviderUnavailable):
            authorize(FIRST, orders, FakePaymentProvider().with_ledger, LATER)

    assert sentences(orders.get("order-1"))[2:] == [
        "The payment provider did not respond to call 1; the call is retried.",
        "The payment provider did not respond to call 2; the call is retried.",
        "The payment provider did not respond to call 3; the call is retried.",
    ]


def test_the_first_event_can_be_a_call_without_a_response() -> None:
    (described,) = describe_events([HistoryEvent(HistoryEventType.PAYMENT_DELAYED, NOON, 1)])

    assert described.description == "The payment provider did not respond to call 1; the call is retried."


def test_the_numbering_of_calls_restarts_with_each_operation(orders: FakeOrderRepository) -> None:
    placed(orders)
    provider = FakePaymentProvider(lost_responses={"authorize", "capture"})

    with pytest.raises(PaymentProviderTimeout):
        authorize(FIRST, orders, provider.with_ledger, LATER)
    authorize(FIRST, orders, provider.with_ledger, LATER)
    with pytest.raises(PaymentProviderTimeout):
        capture(FIRST, orders, provider.with_ledger, LATER)
    capture(FIRST, orders, provider.with_ledger, LATER)

    assert [sentence for sentence in sentences(orders.get("order-1")) if "did not respond" in sentence] == [
        "The payment provider did not respond to call 1; the call is retried."
    ] * 2
    assert kinds(orders)[-1] is HistoryEventType.PAYMENT_CAPTURED


def test_a_void_without_a_response_is_recorded(orders: FakeOrderRepository) -> None:
    placed(orders)
    provider = FakePaymentProvider(lost_responses={"void"})
    authorize(FIRST, orders, provider.with_ledger, LATER)

    with pytest.raises(PaymentProviderTimeout):
        compensate.void(FIRST, orders, provider.with_ledger)

    assert kinds(orders)[-1] is HistoryEventType.PAYMENT_DELAYED


def test_an_incomplete_compensation_is_not_recorded_as_done(orders: FakeOrderRepository) -> None:
    placed(orders)
    authorize(FIRST, orders, FakePaymentProvider().with_ledger, LATER)

    compensate.finish(FIRST, Failure("CapturePayment", "States.Timeout", "", ("VoidPayment",)), orders, MUCH_LATER)

    assert kinds(orders)[-2:] == [HistoryEventType.PAYMENT_AUTHORIZED, HistoryEventType.FAILED]
    assert OrderError.reason in sentences(orders.get("order-1"))[-1]


def test_a_cancelled_order_records_the_request_and_the_compensation(orders: FakeOrderRepository) -> None:
    placed(orders)
    authorize(FIRST, orders, FakePaymentProvider().with_ledger, LATER)
    orders.request_cancellation("order-1", LATER)
    orders.request_cancellation("order-1", MUCH_LATER)

    compensate.finish(
        FIRST, Failure("CapturePayment", "OrderCancelled", "", rejection="OrderCancelled"), orders, MUCH_LATER
    )

    assert kinds(orders)[3:] == [
        HistoryEventType.CANCELLATION_REQUESTED,
        HistoryEventType.COMPENSATED,
        HistoryEventType.CANCELLED,
    ]


def test_a_duplicate_event_is_described_once() -> None:
    twice = [HistoryEvent(HistoryEventType.STOCK_RESERVED, at, 1) for at in (NOON, LATER)]
    captured = HistoryEvent(HistoryEventType.PAYMENT_CAPTURED, LATER, 1)

    assert [described.event for described in describe_events([*twice, captured])] == [twice[0], captured]


def test_the_same_event_of_another_attempt_is_described_again() -> None:
    events = [
        HistoryEvent(HistoryEventType.STARTED, NOON, 1),
        HistoryEvent(HistoryEventType.REOPENED, LATER, 2),
        HistoryEvent(HistoryEventType.STARTED, LATER, 2),
    ]

    assert [described.description for described in describe_events(events)] == [
        "Processing started.",
        "The order was redriven, as attempt 2.",
        "Processing started.",
    ]


@pytest.mark.parametrize("kind", HistoryEventType)
def test_every_kind_of_event_has_a_complete_sentence(kind: HistoryEventType) -> None:
    (described,) = describe_events([HistoryEvent(kind, NOON, 7, "PaymentDeclined")])
    assert described.description[0] in string.ascii_uppercase
    assert described.description.endswith(".")
    assert "None" not in described.description
    assert set(DESCRIPTION_TEMPLATES) == set(HistoryEventType)
