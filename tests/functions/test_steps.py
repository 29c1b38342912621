"""The functions behind the workflow's tasks: their responses, and the errors that the state machine catches."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from orders.domain.errors import REJECTIONS
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod
from tests.functions.lambda_runtime import CapturedOutput, invoke
from tests.functions.store_harness import (
    CUSTOMER,
    FORWARD,
    PRODUCT,
    QUANTITY,
    STEPS,
    STOCK,
    TOTAL,
    StoreHarness,
    run_steps,
    step,
)
from tests.orders.examples import FIRST, NOON, line

AUTHORIZED = {
    "payment_id": "order-1.1",
    "state": "AUTHORIZED",
    "amount": TOTAL,
    "currency": "USD",
    "captured": 0,
    "refunded": 0,
}
CAPTURED = AUTHORIZED | {"state": "CAPTURED", "captured": TOTAL}
FAILED = {
    "status": "Failed",
    "failed_state": "CapturePayment",
    "error": "States.Timeout",
    "cause": "",
    "needs_attention": [],
}


class Result(NamedTuple):
    """The response and the metric of an operation on an order that has run the previous ones."""

    previous: tuple[str, ...]
    operation: str
    response: dict[str, Any]
    metric: str


RESULTS = [
    Result((), "authorize", AUTHORIZED, "PaymentAuthorized"),
    Result(("authorize",), "capture", CAPTURED, "PaymentCaptured"),
    Result((), "void", AUTHORIZED | {"state": "VOIDED", "amount": 0, "currency": "XXX"}, "PaymentVoided"),
    Result(("authorize",), "void", AUTHORIZED | {"state": "VOIDED"}, "PaymentVoided"),
    Result(("authorize", "capture"), "void", CAPTURED | {"state": "REFUNDED", "refunded": TOTAL}, "PaymentRefunded"),
    Result(("authorize",), "reserve", {"state": "RESERVED"}, "StockReserved"),
    Result(FORWARD, "reserve", {"state": "SOLD"}, "StockSold"),
    Result((), "release", {"state": "RELEASED"}, "StockReleased"),
    Result(("authorize", "reserve"), "release", {"state": "RELEASED"}, "StockReleased"),
    Result(("authorize", "reserve", "capture"), "complete", {"status": "Completed"}, "OrderCompleted"),
    Result((), "fail", FAILED, "OrderFailed"),
]
each_result = pytest.mark.parametrize(
    "result", RESULTS, ids=["-".join((*result.previous, result.operation)) for result in RESULTS]
)


@each_result
def test_a_step_returns_its_result_and_a_retry_returns_it_again(store: StoreHarness, result: Result) -> None:
    store.place()
    run_steps(*result.previous)

    assert step(result.operation) == result.response
    effects = (dict(store.stock.available), list(store.provider.effects))
    assert step(result.operation) == result.response
    assert (store.stock.available, store.provider.effects) == effects


@each_result
def test_a_step_logs_and_counts_its_result(store: StoreHarness, output: CapturedOutput, result: Result) -> None:
    store.place()
    run_steps(*result.previous)
    metrics = Counter(output.metrics)
    step(result.operation)

    state, status = result.response.get("state"), result.response.get("status")
    assert output.log_fields("message", "operation", "correlation_id", "attempt", "state", "status")[-2:] == [
        ("step started", result.operation, "order-1", 1, None, None),
        ("step completed", result.operation, "order-1", 1, state, status),
    ]
    new = Counter(output.metrics) - metrics
    assert {name: count for name, count in new.items() if not name.startswith("Money")} == {
        "StepTried": 1,
        result.metric: 1,
    }


def test_the_forward_steps_complete_the_order_with_its_payment_and_stock(store: StoreHarness) -> None:
    store.place()
    run_steps(*FORWARD)

    assert store.order().status is OrderStatus.COMPLETED
    assert datetime.now(UTC) - store.order().updated_at < timedelta(minutes=5)
    assert store.provider.payments["order-1.1"].captured == TOTAL
    assert store.stock.available == {PRODUCT: STOCK - QUANTITY}


def test_the_compensation_steps_return_stock_and_money_and_fail_the_order_with_the_reason(store: StoreHarness) -> None:
    store.place()
    run_steps("authorize", "reserve", "capture", "release", "void", "fail")

    assert (store.order().status, store.order().failure_reason) == (OrderStatus.FAILED, "States.Timeout")
    assert store.provider.payments["order-1.1"].refunded == TOTAL
    assert store.stock.available == {PRODUCT: STOCK}


def test_a_failed_compensation_step_precedes_the_rejection_in_the_response(store: StoreHarness) -> None:
    store.place()
    caught = {
        "rejection": {"CapturePayment": {"Error": "OrderCancelled", "Cause": "before its capture"}},
        "failure": {"VoidPayment": {"Error": "States.Timeout"}},
    }

    assert step("fail", caught=caught) == FAILED | {"failed_state": "VoidPayment", "needs_attention": ["VoidPayment"]}


def test_a_cancelled_order_ends_cancelled(store: StoreHarness, output: CapturedOutput) -> None:
    store.place(cancel_requested_at=NOON)
    caught = {"rejection": {"AuthorizePayment": {"Error": "OrderCancelled", "Cause": "before its capture"}}}

    assert step("fail", caught=caught)["status"] == "Cancelled"
    assert (store.order().status, store.order().failure_reason) == (OrderStatus.CANCELLED, "OrderCancelled")
    assert output.metrics["OrderCancelled"] == 1


@pytest.mark.parametrize(
    ("order", "steps", "error"),
    [
        ({"payment_method": PaymentMethod.DECLINED}, ("authorize",), "PaymentDeclined"),
        ({"payment_method": PaymentMethod.UNAVAILABLE}, ("authorize",), "PaymentProviderUnavailable"),
        ({"cancel_requested_at": NOON}, ("authorize",), "OrderCancelled"),
        ({"attempt_number": 2}, ("authorize",), "IllegalTransition"),
        ({"lines": (line(PRODUCT, quantity=STOCK + 1),)}, ("reserve",), "OutOfStock"),
        ({}, ("release", "reserve"), "IllegalReservation"),
        ({}, ("capture",), "IllegalTransition"),
        ({}, ("authorize", "void", "capture"), "IllegalPayment"),
        ({}, ("authorize", "complete"), "IllegalReservation"),
        ({}, (*FORWARD, "release"), "OrderAlreadyCompleted"),
        ({}, (*FORWARD, "void"), "OrderAlreadyCompleted"),
        ({}, (*FORWARD, "fail"), "IllegalTransition"),
        *[({"order_id": "order-2"}, (operation,), "OrderNotFound") for operation in (*FORWARD, "void", "fail")],
    ],
)
def test_a_failed_step_reports_logs_and_counts_the_name_of_its_error(
    store: StoreHarness, output: CapturedOutput, order: dict[str, Any], steps: tuple[str, ...], error: str
) -> None:
    *previous, operation = steps
    store.place(**order)
    run_steps(*previous)
    response = step(operation)

    assert response["errorType"] == error
    assert CUSTOMER not in output.text + str(response)
    assert output.log_fields("level", "message", "error", "correlation_id", "operation", "attempt")[-2:] == [
        ("INFO", "step started", None, "order-1", operation, 1),
        ("WARNING", "step failed", error, "order-1", operation, 1),
    ]
    assert output.metrics["StepTried"] == len(steps)
    assert output.metrics.get("StepRejected", 0) == (1 if error in REJECTIONS else 0)


@pytest.mark.parametrize("operation", STEPS)
@pytest.mark.parametrize(
    ("code", "error"), [("ThrottlingException", "StoreUnavailable"), ("AccessDeniedException", "ClientError")]
)
def test_an_aws_error_is_retryable_only_if_the_table_is_throttled(
    monkeypatch: pytest.MonkeyPatch, output: CapturedOutput, operation: str, code: str, error: str
) -> None:
    def fail(_client: BaseClient, name: str, _arguments: dict[str, Any]) -> None:
        raise ClientError({"Error": {"Code": code, "Message": f"the item of {CUSTOMER}"}}, name)

    monkeypatch.setattr(BaseClient, "_make_api_call", fail)

    assert step(operation)["errorType"] == error
    assert output.log_fields("message", "error") == [("step started", None), ("step failed", error)]
    assert CUSTOMER not in output.text
    assert output.metrics == {"StepTried": 1}


@pytest.mark.parametrize("operation", ["authorize", "reserve", "complete"])
@pytest.mark.parametrize(
    "event",
    [
        None,
        "authorize",
        [],
        [FIRST.execution_input],
        {"operation": CUSTOMER},
        {"attempt": 1},
        {"order_id": "order-1"},
        {"order_id": {"customer_name": CUSTOMER}, "attempt": 1},
        {"order_id": "order 1", "attempt": 1},
        {"order_id": "order-1", "attempt": CUSTOMER},
        {"order_id": "order-1", "attempt": 0},
    ],
    ids=str,
)
def test_an_event_without_an_attempt_is_malformed_and_its_content_is_not_logged(
    output: CapturedOutput, operation: str, event: Any
) -> None:
    if isinstance(event, dict):
        event = {"operation": operation, "customer_name": CUSTOMER} | event
    response = invoke(STEPS[operation].handle, event)

    assert response["errorType"] == "MalformedTask"
    assert output.log_fields("level", "message", "error", "correlation_id") == [
        ("WARNING", "step failed", "MalformedTask", None)
    ]
    assert output.metrics == {"StepTried": 1}
    assert CUSTOMER not in output.text + response["errorMessage"]


@pytest.mark.parametrize("function", dict.fromkeys(STEPS.values()), ids=lambda module: module.__name__.split(".")[1])
def test_a_function_runs_only_its_own_operations(output: CapturedOutput, function: Any) -> None:
    foreign = [operation for operation, owner in STEPS.items() if owner is not function]
    events = [FIRST.execution_input] + [
        {"operation": operation, **FIRST.execution_input}
        for operation in (*foreign, None, 1, [], "", "handle", "refund", "AUTHORIZE", CUSTOMER)
    ]

    assert {invoke(function.handle, event)["errorType"] for event in events} == {"MalformedTask"}
    assert set(output.log_fields("message", "error", "correlation_id")) == {("step failed", "MalformedTask", "order-1")}
    assert CUSTOMER not in output.text


@pytest.mark.parametrize("caught", [None, [], "down", {}, {"failure": {"CapturePayment": "down"}}], ids=str)
def test_an_order_is_not_failed_without_a_reason(store: StoreHarness, caught: object) -> None:
    store.place()

    assert step("fail", caught=caught)["errorType"] == "MalformedTask"
    assert store.order().status is OrderStatus.PENDING
