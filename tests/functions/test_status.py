"""What the last step answers the state machine, and how the order ends."""

from typing import Any

import pytest

from orders.domain.order import OrderStatus
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed
from tests.functions.shop import CUSTOMER, Shop, step, steps

DECLINED = {"Error": "PaymentDeclined", "Cause": "payment order-1.1: the bank declined it"}
CAUGHT = {"order_id": "order-1", "attempt": 1, "rejection": {"AuthorizePayment": DECLINED}}


def test_a_completed_order_has_sold_its_stock(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "capture")

    assert step("complete") == {"status": "Completed"}
    assert shop.order().status is OrderStatus.COMPLETED
    assert shop.books.reservation()["state"] == "SOLD"


def test_a_failed_order_says_why_and_the_answer_what_the_dead_letters_need(shop: Shop) -> None:
    shop.place()

    assert step("fail", caught=CAUGHT) == {
        "status": "Failed",
        "failed_state": "AuthorizePayment",
        "error": "PaymentDeclined",
        "cause": "payment order-1.1: the bank declined it",
        "needs_attention": [],
    }
    assert (shop.order().status, shop.order().failure_reason) == (OrderStatus.FAILED, "PaymentDeclined")


def test_an_undo_step_that_failed_is_named_before_the_rejection(shop: Shop) -> None:
    shop.place()
    timed_out = {"failure": {"VoidPayment": {"Error": "States.Timeout"}}}

    assert step("fail", caught=CAUGHT | timed_out) == {
        "status": "Failed",
        "failed_state": "VoidPayment",
        "error": "States.Timeout",
        "cause": "",
        "needs_attention": ["VoidPayment"],
    }


def test_an_order_that_was_cancelled_ends_so_and_says_why(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize")
    shop.cancel()
    caught = {"rejection": {"CapturePayment": {"Error": "OrderCancelled", "Cause": "before its capture"}}}

    assert step("fail", caught=caught)["status"] == "Cancelled"
    assert (shop.order().status, shop.order().failure_reason) == (OrderStatus.CANCELLED, "OrderCancelled")
    assert printed.metrics["OrderCancelled"] == 1


def test_an_end_that_is_written_again_answers_the_same(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "capture")

    assert step("complete") == step("complete") == {"status": "Completed"}


def test_a_failure_that_is_written_again_answers_the_same(shop: Shop) -> None:
    shop.place()
    first = step("fail", caught=CAUGHT)

    assert first["status"] == "Failed"
    assert step("fail", caught=CAUGHT) == first


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"caught": None},
        {"caught": []},
        {"caught": "down"},
        {"caught": {}},
        {"caught": {"order_id": "order-1", "attempt": 1}},
        {"caught": {"failure": None}},
        {"caught": {"failure": {"CapturePayment": "down"}}},
        {"caught": {"failure": {"CapturePayment": {"Cause": "down"}}}},
    ],
    ids=str,
)
def test_no_order_is_failed_without_a_reason(no_cloud: None, fields: dict[str, Any]) -> None:
    assert step("fail", **fields)["errorType"] == "MalformedTask"


def test_an_order_that_nobody_placed_is_not_found(shop: Shop) -> None:
    assert step("complete")["errorType"] == "OrderNotFound"
    assert step("fail", caught=CAUGHT)["errorType"] == "OrderNotFound"


def test_an_order_that_did_not_begin_is_not_completed(shop: Shop) -> None:
    shop.place()

    assert step("complete")["errorType"] == "IllegalTransition"
    assert shop.order().status is OrderStatus.PENDING


def test_an_order_that_holds_no_stock_is_not_completed(shop: Shop) -> None:
    shop.place()
    steps("authorize")

    assert step("complete")["errorType"] == "IllegalReservation"
    assert shop.order().status is OrderStatus.PROCESSING


def test_a_completed_order_never_fails(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "complete")

    assert step("fail", caught=CAUGHT)["errorType"] == "IllegalTransition"
    assert shop.order().status is OrderStatus.COMPLETED


@pytest.mark.parametrize(("operation", "call"), [("complete", "TransactWriteItems"), ("fail", "GetItem")])
def test_a_throttled_table_is_a_store_that_may_be_asked_again(refusals: Refusals, operation: str, call: str) -> None:
    refusals.add(call, "ThrottlingException")

    assert step(operation, caught=CAUGHT)["errorType"] == "StoreUnavailable"


def test_the_metrics_count_how_orders_ended(shop: Shop, printed: Printed) -> None:
    shop.place()
    step("complete")
    step("fail", caught=CAUGHT)

    assert printed.metrics == {"StepTried": 2, "OrderFailed": 1}


def test_the_log_tells_how_the_order_ended_and_not_the_cause_whatever_stands_in_it(
    shop: Shop, printed: Printed
) -> None:
    shop.place()
    step("fail", caught={"failure": {"AuthorizePayment": {"Error": "KeyError", "Cause": f"no {CUSTOMER}"}}})

    assert printed.about("message", "operation", "attempt", "status") == [
        ("step started", "fail", 1, None),
        ("step completed", "fail", 1, "Failed"),
    ]
    assert CUSTOMER not in printed.text
