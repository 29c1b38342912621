"""The format of the steps' logs and metrics, and the personal data that they must not contain."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from orders.domain.attempt import Attempt
from orders.payments.simulated import PaymentMethod
from tests.functions.lambda_runtime import CapturedOutput, invoke
from tests.functions.store_harness import CUSTOMER, FORWARD, STEPS, TOTAL, StoreHarness, run_steps, step

RFC_3339_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\+00:00|Z)")


@pytest.fixture
def tokyo_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def test_a_log_line_has_its_function_request_and_time_in_utc(
    store: StoreHarness, output: CapturedOutput, tokyo_time: None
) -> None:
    store.place()
    run_steps("authorize")

    assert output.log_fields("service", "function_request_id", "level") == [("tests", "request-1", "INFO")] * 2
    for (timestamp,) in output.log_fields("timestamp"):
        assert RFC_3339_IN_UTC.fullmatch(timestamp)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(timestamp)) < timedelta(minutes=5)


def test_a_log_line_never_has_the_id_of_an_earlier_order(store: StoreHarness, output: CapturedOutput) -> None:
    for order_id in ("order-1", "order-2"):
        store.place(order_id=order_id)
        run_steps("authorize", attempt=Attempt(order_id, 1))
    invoke(STEPS["authorize"].handle, {})

    keys = ("message", "correlation_id", "operation", "attempt")
    assert output.log_fields(*keys)[1::2] == [
        ("step completed", "order-1", "authorize", 1),
        ("step completed", "order-2", "authorize", 1),
    ]
    assert output.log_fields(*keys)[-1] == ("step failed", None, None, None)


def test_metrics_have_the_embedded_metric_format(store: StoreHarness, output: CapturedOutput) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"""
    store.place()
    run_steps("authorize")

    line, dimensions = output.metric_line("StepTried")
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "tests"
    assert (dimensions, line["service"]) == ({"service"}, "tests")
    assert {(metric["Name"], metric["Unit"]) for metric in directive["Metrics"]} == {
        ("StepTried", "Count"),
        ("PaymentAuthorized", "Count"),
    }
    assert abs(line["_aws"]["Timestamp"] - time.time() * 1000) < 300_000


def test_captured_and_refunded_money_is_counted_in_minor_units_by_currency(
    store: StoreHarness, output: CapturedOutput
) -> None:
    store.place()
    run_steps("authorize", "capture", "void")

    for metric in ("MoneyCaptured", "MoneyRefunded"):
        line, dimensions = output.metric_line(metric)
        assert dimensions == {"service", "currency"}
        assert (line["currency"], line[metric]) == ("USD", [TOTAL])


def test_a_released_hold_is_not_counted_as_a_refund(store: StoreHarness, output: CapturedOutput) -> None:
    store.place()
    run_steps("authorize", "void")

    assert output.metrics.keys().isdisjoint({"MoneyCaptured", "MoneyRefunded"})


@pytest.mark.parametrize("method", [PaymentMethod.VISA, PaymentMethod.DECLINED, PaymentMethod.UNAVAILABLE])
def test_no_step_logs_or_returns_the_customers_name(
    store: StoreHarness, output: CapturedOutput, method: PaymentMethod
) -> None:
    store.place(payment_method=method)
    responses = [step(operation, customer_name=CUSTOMER) for operation in (*FORWARD, "release", "void", "fail")]

    assert store.order().customer_name == CUSTOMER
    assert CUSTOMER not in output.text + str(responses)


def test_the_cause_of_a_failure_is_returned_and_not_logged(store: StoreHarness, output: CapturedOutput) -> None:
    store.place()
    response = step("fail", caught={"failure": {"AuthorizePayment": {"Error": "KeyError", "Cause": f"no {CUSTOMER}"}}})

    assert response["cause"] == f"no {CUSTOMER}"
    assert CUSTOMER not in output.text
