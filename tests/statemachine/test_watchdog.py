"""What the watchdog makes of executions that ended badly, whatever they had done before."""

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
from orders.domain.order import Order, OrderStatus, PaymentMethod
from orders.payments.simulated import SimulatedProvider
from tests.statemachine.harness import CONTEXT, PRICE, WorkflowHarness, always

pytestmark = pytest.mark.slow

ENDS = {"ABORTED": "ExecutionAborted", "TIMED_OUT": "ExecutionTimedOut", "FAILED": "ExecutionFailed"}


DONE: dict[str, Any] = {"batchItemFailures": []}
AGAIN = {"batchItemFailures": [{"itemIdentifier": "message-1"}]}


def watch(attempt: Attempt, status: str = "ABORTED", error: str | None = None) -> dict[str, Any]:
    """The delivery of EventBridge's event; the answer says whether it is to be delivered again."""
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
    answer: dict[str, Any] = handler.handle({"Records": [record]}, CONTEXT)
    return answer


def step(operation: str, attempt: Attempt) -> None:
    folder = {"authorize": "payment", "capture": "payment", "reserve": "inventory", "complete": "status"}[operation]
    importlib.import_module(f"functions.{folder}.handler").handle(
        {"operation": operation, **attempt.execution_input}, CONTEXT
    )


def away(*_: Any, **__: Any) -> None:
    raise PaymentProviderUnavailable("the provider is down")


@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize("steps", [(), ("authorize",), ("authorize", "reserve"), ("authorize", "reserve", "capture")])
def test_an_order_is_clean_wherever_its_execution_ended(
    harness: WorkflowHarness, steps: tuple[str, ...], status: str
) -> None:
    attempt = harness.place()
    for each in steps:
        step(each, attempt)

    assert watch(attempt, status) == DONE

    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, ENDS[status])
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    (dead_letter,) = harness.dead_letters()
    assert datetime.fromisoformat(dead_letter.pop("time")).tzinfo is not None
    assert dead_letter.pop("cause").startswith(f"The execution ended {status}")
    assert dead_letter == {
        "order_id": "order-1",
        "attempt": 1,
        "failed_state": None,
        "error": ENDS[status],
        "needs_attention": [],
        "execution_arn": "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1.1",
    }


def test_a_second_call_has_nothing_to_do(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    step("authorize", attempt)
    watch(attempt)
    before = harness.order()

    assert watch(attempt) == DONE
    assert harness.order() == before
    assert len(harness.dead_letters()) == 1


@pytest.mark.parametrize("steps", [("authorize", "reserve"), ("authorize", "reserve", "capture")])
def test_an_order_whose_provider_is_away_is_cleaned_up_when_the_event_comes_again(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch, steps: tuple[str, ...]
) -> None:
    attempt = harness.place()
    for each in steps:
        step(each, attempt)
    with monkeypatch.context() as outage:
        outage.setattr(SimulatedProvider, "void", away)
        outage.setattr(SimulatedProvider, "refund", away)
        assert [watch(attempt), watch(attempt)] == [AGAIN, AGAIN]
    assert harness.order().status is OrderStatus.PROCESSING
    assert harness.dead_letters() == []

    assert watch(attempt) == DONE

    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert len(harness.dead_letters()) == 1


@pytest.mark.parametrize("method", [PaymentMethod.VISA, PaymentMethod.DECLINED, PaymentMethod.UNAVAILABLE])
def test_an_order_that_its_own_workflow_ended_is_left_as_it_is(harness: WorkflowHarness, method: PaymentMethod) -> None:
    attempt = harness.place(method)
    harness.run(attempt)
    before = harness.order()
    harness.dead_letters()

    assert watch(attempt, "FAILED", error="OrderFailed") == DONE

    assert harness.order() == before
    assert harness.dead_letters() == []
    assert harness.money() == (0, PRICE if method is PaymentMethod.VISA else 0)


def test_an_order_that_was_completed_just_before_the_end_stays_completed(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture", "complete"):
        step(each, attempt)

    assert watch(attempt) == DONE
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


def test_an_order_whose_workflow_could_not_fail_it_is_failed_by_the_watchdog(harness: WorkflowHarness) -> None:
    harness.before["fail"] = always(RuntimeError)
    attempt = harness.place(product="Sold Out Product")
    execution = harness.run(attempt)
    assert execution.states[-1] == "OrderFailed"
    assert harness.order().status is OrderStatus.PROCESSING

    harness.dead_letters()

    assert watch(attempt, "FAILED", error="OrderFailed") == DONE
    assert harness.order().status is OrderStatus.FAILED
    assert harness.dead_letters() == [], "the workflow had told the queue"


def test_an_order_that_was_cancelled_meanwhile_ends_cancelled(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    step("authorize", attempt)
    OrderTable("dev-orders").request_cancellation("order-1", harness.order().created_at)

    watch(attempt)

    assert harness.order().status is OrderStatus.CANCELLED
    assert harness.money() == (0, 0)


def test_an_execution_of_no_order_has_nothing_to_clean_up(harness: WorkflowHarness) -> None:
    assert watch(Attempt("nobody-placed-this", 1), "FAILED") == DONE
    assert harness.dead_letters() == []


def test_an_order_that_was_cleaned_up_can_be_completed_by_its_next_attempt(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve"):
        step(each, attempt)
    watch(attempt)
    harness.tables.reopen("order-1")

    for each in ("authorize", "reserve", "capture", "complete"):
        step(each, attempt.next)

    assert (harness.order().status, harness.order().attempt_number) == (OrderStatus.COMPLETED, 2)


def test_an_execution_that_was_stopped_is_reported_whatever_error_it_was_stopped_with(harness: WorkflowHarness) -> None:
    attempt = harness.place()

    assert watch(attempt, "ABORTED", error="OrderFailed") == DONE
    (dead_letter,) = harness.dead_letters()
    assert dead_letter["error"] == "ExecutionAborted"


class Crash(BaseException):
    """The function is gone; nothing catches this."""


@pytest.mark.parametrize(
    ("where", "method"),
    [(StockTable, "release"), (SimulatedProvider, "refund"), (DeadLetterQueue, "send"), (OrderTable, "fail_or_cancel")],
)
def test_a_watchdog_that_crashed_is_healed_by_its_next_call(harness: WorkflowHarness, where: type, method: str) -> None:
    attempt = harness.place()
    for each in ("authorize", "reserve", "capture"):
        step(each, attempt)

    def die(*_: Any, **__: Any) -> None:
        raise Crash

    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(where, method, die)
        with pytest.raises(Crash):
            watch(attempt)

    assert watch(attempt) == DONE
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert {dead_letter["error"] for dead_letter in harness.dead_letters()} == {"ExecutionAborted"}


def test_an_order_that_is_completed_while_the_watchdog_looks_keeps_its_payment(
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

    assert watch(attempt) == DONE
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


def test_an_end_that_is_told_when_the_next_attempt_is_under_way_changes_nothing(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    watch(attempt)
    harness.tables.reopen("order-1")
    for each in ("authorize", "reserve"):
        step(each, attempt.next)
    before = harness.order()
    harness.dead_letters()

    assert watch(attempt) == DONE

    assert harness.order() == before
    assert harness.dead_letters() == []
    assert harness.tables.available("Test Product") == 99


@pytest.mark.parametrize("late", ["authorize", "reserve", "capture", "complete"])
def test_a_step_that_is_still_under_way_when_the_order_was_cleaned_up_takes_no_effect(
    harness: WorkflowHarness, late: str
) -> None:
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
