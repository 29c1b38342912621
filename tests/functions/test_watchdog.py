"""The function that compensates after executions that ended without success."""

import json
from typing import Any

import pytest

from functions.watchdog.handler import handle
from orders.domain.order import OrderStatus
from orders.domain.payment import PaymentState
from orders.usecases.watchdog import deadline
from tests.functions.batch_functions import execution_aborted
from tests.functions.lambda_runtime import CapturedOutput, failed_items, invoke, sqs_event
from tests.functions.store_harness import FORWARD, PRODUCT, QUANTITY, STOCK, TOTAL, StoreHarness, run_steps
from tests.orders.examples import FIRST

DEADLINE = json.dumps(deadline(FIRST, "its ARN"))


def process(*bodies: str, receives: int = 1) -> Any:
    return invoke(handle, sqs_event(*bodies, receives=receives))


def end_metrics(output: CapturedOutput) -> dict[str, float]:
    return {name: count for name, count in output.metrics.items() if name in {"ExecutionEndedBadly", "CleanedUp"}}


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (execution_aborted(), "ABORTED", "ExecutionAborted"),
        (execution_aborted(status="TIMED_OUT"), "TIMED_OUT", "ExecutionTimedOut"),
        (DEADLINE, "TIMED_OUT", "ExecutionTimedOut"),
    ],
    ids=["aborted", "timed out", "deadline of an Express execution"],
)
def test_an_ended_execution_is_compensated_and_dead_lettered_once(
    store: StoreHarness, output: CapturedOutput, body: str, status: str, reason: str
) -> None:
    store.place()
    run_steps("authorize", "reserve")

    assert process(body) == failed_items()
    assert output.log_fields("message", "correlation_id", "attempt", "status")[-1] == (
        "cleaned up",
        "order-1",
        1,
        status,
    )
    assert process(body, receives=2) == failed_items()

    assert (store.order().status, store.order().failure_reason) == (OrderStatus.FAILED, reason)
    assert store.provider.payments["order-1.1"].state is PaymentState.VOIDED
    assert store.stock.available == {PRODUCT: STOCK}
    assert [(each["order_id"], each["error"]) for each in store.dead_letters] == [("order-1", reason)]
    assert end_metrics(output) == {"ExecutionEndedBadly": 1, "CleanedUp": 1}


def test_a_failed_clean_up_is_retried_and_its_execution_is_counted_once(
    store: StoreHarness, output: CapturedOutput
) -> None:
    store.place()
    run_steps("authorize")
    store.provider.lost_responses.add("void")

    assert process(execution_aborted(), receives=1) == failed_items(1)
    assert output.log_fields("message", "error")[-1] == ("batch item failed", "PaymentProviderTimeout")
    assert process(execution_aborted(), receives=2) == failed_items()

    assert store.order().status is OrderStatus.FAILED
    assert end_metrics(output) == {"ExecutionEndedBadly": 1, "CleanedUp": 1}


def test_an_execution_without_an_order_needs_no_clean_up(store: StoreHarness, output: CapturedOutput) -> None:
    assert process(execution_aborted()) == failed_items()
    assert output.log_fields("message", "correlation_id") == [("nothing to clean up", "order-1")]
    assert output.metrics == {"RecordsReceived": 1, "ExecutionEndedBadly": 1}


@pytest.mark.parametrize("reason", ["PaymentDeclined", "RuntimeError"])
def test_the_deadline_of_a_failed_order_changes_nothing(
    store: StoreHarness, output: CapturedOutput, reason: str
) -> None:
    order = store.place(status=OrderStatus.FAILED, failure_reason=reason)

    assert process(DEADLINE) == failed_items()
    assert (store.order(), store.dead_letters) == (order, [])
    assert output.metrics == {"RecordsReceived": 1}


def test_the_deadline_of_a_completed_order_leaves_its_payment_and_its_stock(
    store: StoreHarness, output: CapturedOutput
) -> None:
    store.place()
    run_steps(*FORWARD)

    assert process(DEADLINE) == failed_items()
    assert store.order().status is OrderStatus.COMPLETED
    assert store.provider.payments["order-1.1"].captured == TOTAL
    assert (store.stock.available, store.dead_letters) == ({PRODUCT: STOCK - QUANTITY}, [])
    assert end_metrics(output) == {}


def test_a_message_about_a_running_execution_is_not_counted_as_an_ended_one(
    store: StoreHarness, output: CapturedOutput
) -> None:
    assert process(execution_aborted(status="RUNNING")) == failed_items()
    assert output.metrics == {"RecordsReceived": 1, "RecordRefused": 1}
