"""What an operator finds in the log and in the metrics of the workflow's steps."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from orders.domain.order import PaymentMethod
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import CUSTOMER, STEPS, Shop, step, steps
from tests.orders.examples import FIRST

RFC_3339_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\+00:00|Z)")
FORWARD = ("authorize", "reserve", "capture", "complete")
CAUGHT = {"failure": {"CapturePayment": {"Error": "States.Timeout", "Cause": ""}}}


@pytest.fixture
def tokyo() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def test_every_line_of_an_order_bears_its_id(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps(*FORWARD)

    assert printed.about("correlation_id") == [("order-1",)] * 8


def test_every_line_is_dated_in_utc_wherever_it_was_written(shop: Shop, printed: Printed, tokyo: None) -> None:
    shop.place()
    steps(*FORWARD)

    for (timestamp,) in printed.about("timestamp"):
        assert RFC_3339_IN_UTC.fullmatch(timestamp)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(timestamp)) < timedelta(minutes=1)


def test_a_line_says_which_function_wrote_it_and_in_which_request(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize")

    assert printed.about("service", "function_request_id", "level") == [("tests", "request-1", "INFO")] * 2


def test_a_message_is_the_same_for_every_order_so_that_it_can_be_counted(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps(*FORWARD, "complete")

    assert {message for (message,) in printed.about("message")} == {"step started", "step completed"}


@pytest.mark.parametrize("operation", STEPS)
def test_a_step_that_crashes_is_counted_and_has_told_which_order_it_began(
    printed: Printed, refusals: Refusals, operation: str
) -> None:
    for call in ("GetItem", "UpdateItem", "TransactWriteItems"):
        refusals.add(call, "AccessDeniedException")

    assert step(operation, caught=CAUGHT)["errorType"] == "ClientError"
    assert printed.about("level", "message", "error", "correlation_id", "operation", "attempt") == [
        ("INFO", "step started", None, "order-1", operation, 1),
        ("WARNING", "step failed", "ClientError", "order-1", operation, 1),
    ]
    assert printed.metrics == {"StepTried": 1}


@pytest.mark.parametrize("operation", FORWARD)
def test_a_malformed_task_is_counted_too(printed: Printed, operation: str) -> None:
    invoke(STEPS[operation].handle, {"operation": operation})

    assert printed.metrics == {"StepTried": 1}


@pytest.mark.parametrize(
    ("method", "error"),
    [
        (PaymentMethod.DECLINED, "PaymentDeclined"),
        (PaymentMethod.UNAVAILABLE, "PaymentProviderUnavailable"),
        ("tok_of_another_provider", "MalformedOrder"),
    ],
)
def test_a_step_that_fails_warns_of_the_error_by_its_name_alone(
    shop: Shop, printed: Printed, method: str, error: str
) -> None:
    shop.place(payment_method=method)
    answer = step("authorize")

    assert answer["errorType"] == error
    assert printed.about("level", "message", "error", "correlation_id") == [
        ("INFO", "step started", None, "order-1"),
        ("WARNING", "step failed", error, "order-1"),
    ]
    assert answer["errorMessage"] not in printed.text


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_nobody_knows_is_refused_under_its_orders_id(printed: Printed, name: str) -> None:
    invoke(STEPS[name].handle, {"operation": "refund", **FIRST.execution_input})

    assert printed.about("message", "error", "correlation_id") == [("step failed", "MalformedTask", "order-1")]


def test_a_task_without_an_order_has_nothing_of_the_order_before(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("authorize")
    invoke(STEPS["authorize"].handle, {})

    assert printed.about("message", "correlation_id", "operation", "attempt")[2:] == [("step failed", None, None, None)]


def test_metrics_are_lines_that_cloudwatch_reads(shop: Shop, printed: Printed) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"""
    shop.place()
    steps("authorize")

    (line,) = printed.metric_lines
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "tests"
    assert directive["Dimensions"] == [["service"]]
    assert {(metric["Name"], metric["Unit"]) for metric in directive["Metrics"]} == {
        ("StepTried", "Count"),
        ("PaymentAuthorized", "Count"),
    }
    assert line["service"] == "tests"
    assert abs(line["_aws"]["Timestamp"] - time.time() * 1000) < 60_000


@pytest.mark.parametrize("method", PaymentMethod)
def test_the_customers_name_reaches_neither_the_log_nor_the_state_machine(
    shop: Shop, printed: Printed, monkeypatch: pytest.MonkeyPatch, method: PaymentMethod
) -> None:
    monkeypatch.setattr("orders.payments.simulated.SLOW_SECONDS", 0)
    shop.place(payment_method=method)
    answers = [step(operation, caught=CAUGHT) for operation in (*FORWARD, "release", "void", "fail")]

    assert CUSTOMER in str(shop.books.order_item())
    assert CUSTOMER not in printed.text + str(answers)


def test_the_customers_name_is_not_in_the_error_of_an_item_that_cannot_be_read(shop: Shop, printed: Printed) -> None:
    shop.place(payment_method="tok_of_another_provider")

    answers = [step(operation, caught=CAUGHT) for operation in ("authorize", "reserve", "fail")]
    assert all("errorType" in answer for answer in answers)
    assert CUSTOMER not in printed.text + str(answers)


def test_a_line_never_bears_the_id_of_the_order_before(shop: Shop, printed: Printed) -> None:
    for order_id in ("order-1", "order-2"):
        shop.place(order_id=order_id)
        invoke(STEPS["authorize"].handle, {"operation": "authorize", "order_id": order_id, "attempt": 1})

    assert [order_id for (order_id,) in printed.about("correlation_id")] == ["order-1"] * 2 + ["order-2"] * 2


def test_what_is_asked_of_a_step_beyond_its_task_does_not_reach_the_log(shop: Shop, printed: Printed) -> None:
    shop.place()
    step("authorize", FIRST, customer_name=CUSTOMER)

    assert CUSTOMER not in printed.text
