"""What the payment steps answer the state machine, and what they leave in the ledger."""

from datetime import UTC, datetime, timedelta

import pytest

from orders.domain.order import OrderStatus, PaymentMethod
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed
from tests.functions.shop import TOTAL, Shop, step, steps
from tests.orders.examples import SECOND

AUTHORIZED = {
    "payment_id": "order-1.1",
    "state": "AUTHORIZED",
    "amount": TOTAL,
    "currency": "USD",
    "captured": 0,
    "refunded": 0,
}
CAPTURED = AUTHORIZED | {"state": "CAPTURED", "captured": TOTAL}


def test_an_authorized_order_is_processing_and_its_total_is_held(shop: Shop) -> None:
    shop.place()

    assert step("authorize") == AUTHORIZED
    assert shop.order().status is OrderStatus.PROCESSING
    assert datetime.now(UTC) - shop.order().updated_at < timedelta(minutes=1)
    assert shop.books.payment()["state"] == "AUTHORIZED"


def test_a_capture_takes_what_was_held(shop: Shop) -> None:
    shop.place()
    steps("authorize")

    assert step("capture") == CAPTURED
    assert shop.books.payment()["captured"] == TOTAL


def test_a_step_that_is_asked_again_answers_the_same_and_takes_the_money_once(shop: Shop) -> None:
    shop.place()

    assert [step("authorize"), step("authorize")] == [AUTHORIZED, AUTHORIZED]
    assert [step("capture"), step("capture")] == [CAPTURED, CAPTURED]
    assert shop.books.payment()["captured"] == TOTAL


def test_a_void_lets_go_of_what_was_held(shop: Shop) -> None:
    shop.place()
    steps("authorize")

    assert step("void") == AUTHORIZED | {"state": "VOIDED"}


def test_a_void_gives_back_what_was_captured(shop: Shop) -> None:
    shop.place()
    steps("authorize", "capture")

    assert step("void") == CAPTURED | {"state": "REFUNDED", "refunded": TOTAL}
    assert shop.books.payment()["refunded"] == TOTAL


def test_a_void_without_a_payment_bars_it(shop: Shop) -> None:
    shop.place()

    assert step("void") == AUTHORIZED | {"state": "VOIDED", "amount": 0, "currency": "XXX"}
    assert step("authorize")["errorType"] == "IllegalPayment"


@pytest.mark.parametrize(
    ("method", "done", "operation", "error"),
    [
        (PaymentMethod.DECLINED, [], "authorize", "PaymentDeclined"),
        (PaymentMethod.UNAVAILABLE, [], "authorize", "PaymentProviderUnavailable"),
        (PaymentMethod.FLAKY, [], "authorize", "PaymentProviderUnavailable"),
        (PaymentMethod.TIMEOUT, ["authorize"], "capture", "PaymentProviderTimeout"),
        (PaymentMethod.VISA, ["authorize", "void"], "capture", "IllegalPayment"),
    ],
)
def test_the_state_machine_hears_the_providers_error_by_its_name(
    shop: Shop, method: PaymentMethod, done: list[str], operation: str, error: str
) -> None:
    shop.place(payment_method=method)
    steps(*done)

    assert step(operation)["errorType"] == error


def test_an_order_that_nobody_placed_is_not_found(shop: Shop) -> None:
    assert step("authorize")["errorType"] == "OrderNotFound"
    assert shop.books.payment() is None


def test_an_attempt_that_the_order_is_not_in_takes_no_money(shop: Shop) -> None:
    shop.place()

    assert step("authorize", SECOND)["errorType"] == "IllegalTransition"
    assert shop.books.payment("order-1.2") is None


def test_an_order_that_did_not_begin_is_not_captured(shop: Shop) -> None:
    shop.place()

    assert step("capture")["errorType"] == "IllegalTransition"
    assert shop.books.payment() is None


def test_a_cancelled_order_does_not_begin(shop: Shop) -> None:
    shop.place()
    shop.cancel()

    assert step("authorize")["errorType"] == "OrderCancelled"
    assert shop.books.payment() is None


def test_an_order_that_was_cancelled_while_it_was_held_is_not_captured(shop: Shop) -> None:
    shop.place()
    steps("authorize")
    shop.cancel()

    assert step("capture")["errorType"] == "OrderCancelled"
    assert (shop.books.payment() or {})["captured"] == 0


@pytest.mark.parametrize(
    ("operation", "call"), [("authorize", "UpdateItem"), ("capture", "UpdateItem"), ("void", "GetItem")]
)
def test_a_throttled_table_is_a_store_that_may_be_asked_again(refusals: Refusals, operation: str, call: str) -> None:
    refusals.add(call, "ThrottlingException")

    assert step(operation)["errorType"] == "StoreUnavailable"


def test_the_metrics_count_what_was_tried_and_what_became_of_it(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize", "capture", "void")

    assert printed.metrics == {
        "StepTried": 3,
        "PaymentAuthorized": 1,
        "PaymentCaptured": 1,
        "PaymentRefunded": 1,
        "MoneyCaptured": TOTAL,
        "MoneyRefunded": TOTAL,
    }


def test_money_is_counted_in_minor_units_of_its_currency(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize", "capture")

    (line,) = [each for each in printed.metric_lines if "MoneyCaptured" in each]
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert {*directive["Dimensions"][0]} == {"service", "currency"}
    assert (line["currency"], line["MoneyCaptured"]) == ("USD", [TOTAL])


def test_a_hold_that_was_let_go_is_no_money_that_was_given_back(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize", "void")

    assert printed.metrics.keys().isdisjoint({"MoneyCaptured", "MoneyRefunded"})


def test_a_declined_card_is_counted_as_tried_and_as_an_answer_that_is_no_fault(shop: Shop, printed: Printed) -> None:
    shop.place(payment_method=PaymentMethod.DECLINED)
    step("authorize")

    assert printed.metrics == {"StepTried": 1, "StepRejected": 1}


def test_the_log_tells_what_became_of_the_payment(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize")

    assert printed.about("message", "operation", "attempt", "state") == [
        ("step started", "authorize", 1, None),
        ("step completed", "authorize", 1, "AUTHORIZED"),
    ]
