import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import IllegalReservation, IllegalTransition, MalformedTask
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState
from orders.usecases.compensate import finish
from orders.usecases.complete import complete
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, an_order, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakeStock
from tests.orders.strategies import json_values

DECLINED = {"Error": "PaymentDeclined", "Cause": "payment order-1.1: the bank declined it"}
TIMED_OUT = {"Error": "States.Timeout", "Cause": "15 seconds"}


@pytest.fixture
def orders() -> FakeOrderRepository:
    book = FakeOrderRepository()
    book.add(an_order(status=OrderStatus.PROCESSING, lines=(line("Cup", quantity=3),)))
    return book


@pytest.fixture
def stock(orders: FakeOrderRepository) -> FakeStock:
    stock = FakeStock({"Cup": 10})
    stock.reserve(FIRST, orders.get("order-1").lines, NOON)
    return stock


@pytest.fixture
def completion_store(orders: FakeOrderRepository, stock: FakeStock) -> FakeCompletionStore:
    return FakeCompletionStore(orders, stock)


def test_a_completed_order_has_its_stock_sold(
    orders: FakeOrderRepository, stock: FakeStock, completion_store: FakeCompletionStore
) -> None:
    assert complete(FIRST, completion_store, LATER) is OrderStatus.COMPLETED

    order = orders.get("order-1")
    assert (order.status, order.updated_at, order.failure_reason) == (OrderStatus.COMPLETED, LATER, None)
    assert stock.reservations["order-1"].state is ReservationState.SOLD
    assert stock.available == {"Cup": 7}


def test_completing_an_order_again_changes_nothing(
    orders: FakeOrderRepository, completion_store: FakeCompletionStore
) -> None:
    complete(FIRST, completion_store, LATER)

    assert complete(FIRST, completion_store, MUCH_LATER) is OrderStatus.COMPLETED
    assert orders.get("order-1").updated_at == LATER


def test_an_order_without_stock_is_not_completed(
    orders: FakeOrderRepository, stock: FakeStock, completion_store: FakeCompletionStore
) -> None:
    stock.release(FIRST, NOON)

    with pytest.raises(IllegalReservation):
        complete(FIRST, completion_store, LATER)

    assert orders.get("order-1").status is OrderStatus.PROCESSING


def test_a_failed_order_says_why(orders: FakeOrderRepository) -> None:
    failure = Failure("AuthorizePayment", DECLINED["Error"], DECLINED["Cause"])

    assert finish(FIRST, failure, orders, LATER) is OrderStatus.FAILED

    order = orders.get("order-1")
    assert (order.status, order.failure_reason, order.updated_at) == (OrderStatus.FAILED, "PaymentDeclined", LATER)


def test_a_failed_order_keeps_its_first_reason(orders: FakeOrderRepository) -> None:
    finish(FIRST, Failure("ReserveInventory", "OutOfStock", ""), orders, LATER)
    finish(FIRST, Failure("CapturePayment", "States.Timeout", ""), orders, MUCH_LATER)

    order = orders.get("order-1")
    assert (order.failure_reason, order.updated_at) == ("OutOfStock", LATER)


def test_an_order_that_fails_before_it_began_is_failed_too() -> None:
    orders = FakeOrderRepository()
    orders.add(an_order())

    assert finish(FIRST, Failure("AuthorizePayment", "States.Timeout", ""), orders, LATER) is OrderStatus.FAILED


@pytest.mark.parametrize("error", ["OrderCancelled", "OutOfStock", "States.Timeout"])
def test_an_order_that_the_customer_cancelled_ends_so_whatever_went_wrong(
    orders: FakeOrderRepository, error: str
) -> None:
    orders.request_cancellation("order-1", NOON)

    assert finish(FIRST, Failure("CapturePayment", error, ""), orders, LATER) is OrderStatus.CANCELLED

    order = orders.get("order-1")
    assert (order.status, order.failure_reason, order.updated_at) == (OrderStatus.CANCELLED, error, LATER)


def test_a_completed_order_never_fails(orders: FakeOrderRepository, completion_store: FakeCompletionStore) -> None:
    complete(FIRST, completion_store, LATER)

    with pytest.raises(IllegalTransition):
        finish(FIRST, Failure("CompleteOrder", "States.Timeout", ""), orders, MUCH_LATER)

    assert orders.get("order-1").status is OrderStatus.COMPLETED


def test_a_rejection_is_read_as_the_state_machine_caught_it() -> None:
    caught = {"order_id": "order-1", "attempt": 1, "rejection": {"AuthorizePayment": DECLINED}}

    assert Failure.parse(caught) == Failure(
        "AuthorizePayment", "PaymentDeclined", DECLINED["Cause"], rejection="PaymentDeclined"
    )


def test_a_failed_undo_goes_before_the_rejection_it_was_to_undo() -> None:
    caught = {"rejection": {"AuthorizePayment": DECLINED}, "failure": {"ReleaseInventory": TIMED_OUT}}

    failure = Failure.parse(caught)

    assert failure == Failure(
        "ReleaseInventory", "States.Timeout", "15 seconds", ("ReleaseInventory",), rejection="PaymentDeclined"
    )
    assert failure.reason == "PaymentDeclined", "the customer hears why the shop said no"


def test_what_failed_on_the_way_forward_goes_before_an_undo_that_failed_after_it() -> None:
    unavailable = {"Error": "StoreUnavailable", "Cause": "throttled"}
    caught = {"failure": {"VoidPayment": TIMED_OUT, "ReleaseInventory": TIMED_OUT, "CapturePayment": unavailable}}

    assert Failure.parse(caught) == Failure(
        "CapturePayment", "StoreUnavailable", "throttled", ("ReleaseInventory", "VoidPayment")
    )


def test_an_attempt_that_was_undone_needs_nobody_s_attention() -> None:
    assert Failure.parse({"failure": {"CapturePayment": TIMED_OUT}}).needs_attention == ()


def test_an_undo_whose_error_cannot_be_read_still_needs_attention() -> None:
    caught = {"failure": {"CapturePayment": TIMED_OUT, "VoidPayment": None}}

    assert Failure.parse(caught) == Failure("CapturePayment", "States.Timeout", "15 seconds", ("VoidPayment",))


def test_a_failure_needs_no_cause() -> None:
    caught = {"failure": {"CapturePayment": {"Error": "States.Timeout"}}}

    assert Failure.parse(caught) == Failure("CapturePayment", "States.Timeout", "")


def test_the_dead_letter_queue_is_told_which_state_failed_and_how() -> None:
    assert Failure("CapturePayment", "States.Timeout", "15 seconds", ("VoidPayment",)).as_message() == {
        "failed_state": "CapturePayment",
        "error": "States.Timeout",
        "cause": "15 seconds",
        "needs_attention": ("VoidPayment",),
    }


@pytest.mark.parametrize(
    "caught", [None, "down", [], {}, {"order_id": "order-1", "attempt": 1}, {"failure": {}, "rejection": {}}]
)
def test_an_order_is_not_failed_without_a_reason(caught: object) -> None:
    with pytest.raises(MalformedTask, match="must carry the failure or the rejection"):
        Failure.parse(caught)


@pytest.mark.parametrize(
    "caught",
    [
        {"failure": None},
        {"failure": "down"},
        {"failure": {"CapturePayment": {}}},
        {"failure": {"CapturePayment": None}},
        {"failure": {"CapturePayment": {"Error": 500}}},
        {"failure": {"CapturePayment": {"Error": "States.Timeout", "Cause": ["15 seconds"]}}},
    ],
)
def test_a_reason_that_cannot_be_read_is_malformed(caught: object) -> None:
    with pytest.raises(MalformedTask, match="must carry the failure or the rejection"):
        Failure.parse(caught)


@given(caught=json_values | st.dictionaries(st.sampled_from(["failure", "rejection"]), json_values))
def test_whatever_was_caught_is_a_failure_or_malformed(caught: object) -> None:
    try:
        failure = Failure.parse(caught)
    except MalformedTask:
        return
    assert all(isinstance(part, str) for part in (failure.failed_state, failure.error, failure.cause))
