"""The watchdog compensates executions that ended without success, wherever they ended."""

import importlib
import json
from datetime import datetime
from typing import Any

import pytest

from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import PaymentProviderUnavailable
from orders.domain.order import Order, OrderStatus
from orders.payments.simulated import PaymentMethod, SimulatedProvider
from tests.statemachine.harness import CONTEXT, PRICE, WorkflowHarness, always
from tests.workflow_steps import FOLDERS

pytestmark = pytest.mark.slow

REASONS = {"ABORTED": "ExecutionAborted", "TIMED_OUT": "ExecutionTimedOut", "FAILED": "ExecutionFailed"}


DELETED: dict[str, Any] = {"batchItemFailures": []}
REDELIVERED = {"batchItemFailures": [{"itemIdentifier": "message-1"}]}


def watch(attempt: Attempt, status: str = "ABORTED", error: str | None = None) -> dict[str, Any]:
    """Deliver EventBridge's event, and return whether SQS deletes or redelivers it."""
    detail = {
        "executionArn": f"arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:{attempt.execution_name}",
        "name": attempt.execution_name,
        "status": status,
        "error": error,
    }
    handler = importlib.import_module("functions.watchdog.handler")
    record = {
        "messageId": "message-1",
        "body": json.dumps({"detail": detail}),
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    }
    response: dict[str, Any] = handler.handle({"Records": [record]}, CONTEXT)
    return response


def step(operation: str, attempt: Attempt) -> None:
    importlib.import_module(f"functions.{FOLDERS[operation]}.handler").handle(
        {"operation": operation, **attempt.execution_input}, CONTEXT
    )


def provider_down(*_: Any, **__: Any) -> None:
    raise PaymentProviderUnavailable("the provider is down")


@pytest.mark.parametrize("status", REASONS)
@pytest.mark.parametrize("steps", [(), ("authorize",), ("authorize", "reserve"), ("authorize", "reserve", "capture")])
def test_an_order_is_compensated_wherever_its_execution_ended(
    harness: WorkflowHarness, steps: tuple[str, ...], status: str
) -> None:
    attempt = harness.place()
    for each in steps:
        step(each, attempt)

    assert watch(attempt, status) == DELETED

    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, REASONS[status])
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    (dead_letter,) = harness.dead_letters()
    assert datetime.fromisoformat(dead_letter.pop("time")).tzinfo is not None
    assert dead_letter.pop("cause").startswith(f"The execution ended {status}")
    assert dead_letter == {
        "order_id": "order-1",
        "attempt": 1,
        "failed_state": None,
        "error": REASONS[status],
        "needs_attention": [],
        "execution_arn": "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1.1",
    }


def test_a_repeated_event_changes_nothing(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    step("authorize", attempt)
    watch(attempt)
    before = harness.order()

    assert watch(attempt) == DELETED
    assert harness.order() == before
    assert len(harness.dead_letters()) == 1


@pytest.mark.parametrize("steps", [("authorize", "reserve"), ("authorize", "reserve", "capture")])
def test_while_the_provider_is_down_the_event_is_redelivered_and_then_the_order_is_compensated(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch, steps: tuple[str, ...]
) -> None:
    attempt = harness.place()
    for each in steps:
        step(each, attempt)
    with monkeypatch.context() as outage:
        outage.setattr(SimulatedProvider, "cancel", provider_down)
        outage.setattr(SimulatedProvider, "refund", provider_down)
        assert [watch(attempt), watch(attempt)] == [REDELIVERED, REDELIVERED]
    assert harness.order().status is OrderStatus.PROCESSING
    assert harness.dead_letters() == []

    assert watch(attempt) == DELETED

    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert len(harness.dead_letters()) == 1


@pytest.mark.parametrize("method", [PaymentMethod.VISA, PaymentMethod.DECLINED, PaymentMethod.UNAVAILABLE])
def test_an_order_that_its_workflow_finished_is_unchanged(harness: WorkflowHarness, method: PaymentMethod) -> None:
    attempt = harness.place(method)
    harness.run(attempt)
    before = harness.order()
    harness.dead_letters()

    assert watch(attempt, "FAILED", error="OrderFailed") == DELETED

    assert harness.order() == before
    assert harness.dead_letters() == []
    assert harness.money() == (0, PRICE if method is PaymentMethod.VISA else 0)


def test_an_order_completed_just_before_its_execution_ended_stays_completed(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture", "complete"):
        step(each, attempt)

    assert watch(attempt) == DELETED
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


def test_the_watchdog_fails_an_order_that_its_workflow_could_not_fail(harness: WorkflowHarness) -> None:
    harness.before["fail"] = always(RuntimeError)
    attempt = harness.place(product="Sold Out Product")
    execution = harness.run(attempt)
    assert execution.states[-1] == "OrderFailed"
    assert harness.order().status is OrderStatus.PROCESSING

    harness.dead_letters()

    assert watch(attempt, "FAILED", error="OrderFailed") == DELETED
    assert harness.order().status is OrderStatus.FAILED
    assert harness.dead_letters() == [], "the workflow had sent the dead letter"


def test_an_order_with_a_requested_cancellation_ends_cancelled(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    step("authorize", attempt)
    OrderTable("dev-orders").request_cancellation("order-1", harness.order().created_at)

    watch(attempt)

    assert harness.order().status is OrderStatus.CANCELLED
    assert harness.money() == (0, 0)


def test_an_execution_without_an_order_needs_no_compensation(harness: WorkflowHarness) -> None:
    assert watch(Attempt("no-such-order", 1), "FAILED") == DELETED
    assert harness.dead_letters() == []


def test_the_next_attempt_can_complete_a_compensated_order(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve"):
        step(each, attempt)
    watch(attempt)
    harness.tables.reopen("order-1")

    for each in ("authorize", "reserve", "capture", "complete"):
        step(each, attempt.next)

    assert (harness.order().status, harness.order().attempt_number) == (OrderStatus.COMPLETED, 2)


def test_an_aborted_execution_is_dead_lettered_whatever_error_it_was_aborted_with(harness: WorkflowHarness) -> None:
    attempt = harness.place()

    assert watch(attempt, "ABORTED", error="OrderFailed") == DELETED
    (dead_letter,) = harness.dead_letters()
    assert dead_letter["error"] == "ExecutionAborted"


class Crash(BaseException):
    """The function's process died, so no handler catches this."""


@pytest.mark.parametrize(
    ("where", "method"),
    [(StockTable, "release"), (SimulatedProvider, "refund"), (DeadLetterQueue, "send"), (OrderTable, "fail_or_cancel")],
)
def test_the_next_call_finishes_the_work_of_a_watchdog_that_crashed(
    harness: WorkflowHarness, where: type, method: str
) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture"):
        step(each, attempt)

    def die(*_: Any, **__: Any) -> None:
        raise Crash

    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(where, method, die)
        with pytest.raises(Crash):
            watch(attempt)

    assert watch(attempt) == DELETED
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert {dead_letter["error"] for dead_letter in harness.dead_letters()} == {"ExecutionAborted"}


def test_an_order_completed_while_the_watchdog_reads_it_keeps_its_payment(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture"):
        step(each, attempt)
    read = OrderTable.get

    def then_complete(orders: OrderTable, order_id: str) -> Order:
        order = read(orders, order_id)
        monkeypatch.setattr(OrderTable, "get", read)
        step("complete", attempt)
        return order

    monkeypatch.setattr(OrderTable, "get", then_complete)

    assert watch(attempt) == DELETED
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


def test_a_late_event_changes_nothing_while_the_next_attempt_runs(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    watch(attempt)
    harness.tables.reopen("order-1")
    for each in ("authorize", "reserve"):
        step(each, attempt.next)
    before = harness.order()
    harness.dead_letters()

    assert watch(attempt) == DELETED

    assert harness.order() == before
    assert harness.dead_letters() == []
    assert harness.tables.available("Test Product") == 99


@pytest.mark.parametrize("late", ["authorize", "reserve", "capture", "complete"])
def test_a_step_that_runs_after_the_compensation_has_no_effect(harness: WorkflowHarness, late: str) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture", "complete"):
        if each == late:
            break
        step(each, attempt)
    watch(attempt)

    with pytest.raises(Exception, match="order-1"):
        step(late, attempt)

    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
