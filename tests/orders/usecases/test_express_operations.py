"""Redrive and reconcile with an Express workflow, whose executions cannot be described."""

from __future__ import annotations

import pytest
from botocore.client import BaseClient

from orders.aws.clients import client
from orders.domain.order import OrderStatus
from orders.environment import MissingSetting
from tests.orders.usecases.order_system import ALL_STEPS, UNITS, OrderSystem

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def watchdog_queue(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> str:
    """The watchdog's queue; AWS rejects DescribeExecution for an Express execution, so no test may call it."""
    call = BaseClient._make_api_call

    def reject(self: BaseClient, operation: str, arguments: dict[str, object]) -> object:
        assert operation != "DescribeExecution", "not supported by EXPRESS state machines"
        return call(self, operation, arguments)

    url: str = client("sqs").create_queue(QueueName="dev-order-watchdog")["QueueUrl"]
    monkeypatch.setattr(BaseClient, "_make_api_call", reject)
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "EXPRESS")
    monkeypatch.setenv("ORDER_WATCHDOG_QUEUE_URL", url)
    return url


def count_deadlines(url: str) -> int:
    """The messages that the queue will deliver later."""
    name = "ApproximateNumberOfMessagesDelayed"
    return int(client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def test_an_order_whose_deadline_was_lost_is_found_and_cleaned_up(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")

    (discrepancy,) = system.find_discrepancies()
    assert "its execution ended TIMED_OUT; would clean up as the watchdog does" in str(discrepancy)

    assert system.repair() == []
    assert system.status() == (OrderStatus.FAILED, 1)
    assert system.order().failure_reason == "ExecutionTimedOut"
    assert system.kept(attempt) == 0
    assert system.tables.available("Test Product") == UNITS
    assert [message["error"] for message in system.dead_letters()] == ["ExecutionTimedOut"]


def test_an_order_that_never_started_is_started_with_a_deadline(system: OrderSystem, watchdog_queue: str) -> None:
    system.place()

    system.repair()

    assert system.started() == ["order-1_1"]
    assert count_deadlines(watchdog_queue) == 1


def test_final_orders_show_no_discrepancy(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    system.fail("failed")

    assert system.find_discrepancies() == []


def test_a_failed_order_is_redriven_with_a_deadline(system: OrderSystem, watchdog_queue: str) -> None:
    system.fail()

    system.redrive()

    assert system.status() == (OrderStatus.PENDING, 2)
    assert system.started() == ["order-1_2"]
    assert count_deadlines(watchdog_queue) == 1
    assert system.dead_letters() == []


def test_a_second_executions_message_about_a_rejected_order_is_deleted(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "release", "void", "PaymentDeclined")
    system.send_dead_letter(attempt, "IllegalTransition")

    system.redrive()

    assert (system.status(), system.dead_letters()) == ((OrderStatus.FAILED, 1), [])
    assert system.started() == []


def test_the_messages_of_two_executions_redrive_the_order_once(system: OrderSystem) -> None:
    attempt = system.fail()
    system.send_dead_letter(attempt, "IllegalTransition")

    system.redrive()
    system.redrive()

    assert system.status() == (OrderStatus.PENDING, 2)
    assert set(system.started()) == {"order-1_2"}
    assert system.dead_letters() == []


def test_no_execution_starts_without_the_watchdogs_queue(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.fail()
    monkeypatch.delenv("ORDER_WATCHDOG_QUEUE_URL")

    with pytest.raises(MissingSetting, match="ORDER_WATCHDOG_QUEUE_URL is not set"):
        system.redrive()

    assert system.started() == []
    assert len(system.dead_letters()) == 1
