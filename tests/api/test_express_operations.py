"""The operators' commands where the workflow is an Express workflow, whose executions nobody can look up."""

from __future__ import annotations

import json

import pytest
from botocore.client import BaseClient

from orders.aws.clients import client
from orders.domain.order import OrderStatus
from tests.api.office import PRICE, UNITS, Office

pytestmark = pytest.mark.slow

ALL_STEPS = ("authorize", "reserve", "capture", "complete")


@pytest.fixture(autouse=True)
def watchdog_queue(office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    """AWS's answer to a question after an Express execution is an error, so there must be no such question."""
    call = BaseClient._make_api_call

    def refuse(self: BaseClient, operation: str, arguments: dict[str, object]) -> object:
        assert operation != "DescribeExecution", "not supported by EXPRESS state machines"
        return call(self, operation, arguments)

    url: str = client("sqs").create_queue(QueueName="dev-order-watchdog")["QueueUrl"]
    monkeypatch.setattr(BaseClient, "_make_api_call", refuse)
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "EXPRESS")
    monkeypatch.setenv("ORDER_WATCHDOG_QUEUE_URL", url)
    return url


def deadlines(url: str) -> int:
    """The messages that are to be delivered later."""
    names = ["ApproximateNumberOfMessagesDelayed"]
    attributes = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return int(attributes[names[0]])


def test_an_order_that_even_its_deadline_forgot_is_reported_and_undone(office: Office) -> None:
    task = office.step(office.place(), "authorize", "reserve")

    status, printed = office.command("reconcile")
    assert (status, "its execution ended TIMED_OUT; would clean up as the watchdog does" in printed) == (1, True)

    assert office.command("reconcile", "--repair")[0] == 0
    assert office.standing() == (OrderStatus.FAILED, 1)
    assert office.order().failure_reason == "ExecutionTimedOut"
    assert office.kept(task) == 0
    assert office.books.available("Test Product") == UNITS
    assert [letter["error"] for letter in office.letters()] == ["ExecutionTimedOut"]


def test_an_order_that_never_started_is_started_and_looked_after(office: Office, watchdog_queue: str) -> None:
    office.place()

    office.command("reconcile", "--repair")

    assert office.started() == ["order-1_1"]
    assert deadlines(watchdog_queue) == 1


def test_books_that_balance_are_said_to_balance(office: Office) -> None:
    office.step(office.place(), *ALL_STEPS)
    office.fail("failed")

    assert office.command("reconcile")[0] == 0
    assert office.kept(office.step(office.place("other"), *ALL_STEPS)) == PRICE


def test_a_failed_order_is_run_again_and_looked_after(office: Office, watchdog_queue: str) -> None:
    office.fail()

    assert office.command("redrive", "--yes")[0] == 0

    assert office.standing() == (OrderStatus.PENDING, 2)
    assert office.started() == ["order-1_2"]
    assert deadlines(watchdog_queue) == 1
    assert office.letters() == []


def test_a_second_executions_message_about_a_rejected_order_is_settled(office: Office) -> None:
    task = office.step(office.place(), "release", "void", "PaymentDeclined")
    office.queue.send({**task.execution_input, "error": "IllegalTransition", "failed_state": "AuthorizePayment"})

    assert office.command("redrive", "--yes")[0] == 0

    assert (office.standing(), office.letters()) == ((OrderStatus.FAILED, 1), [])
    assert office.started() == []


def test_two_messages_of_two_executions_run_the_order_again_once(office: Office) -> None:
    task = office.fail()
    office.write(task, "IllegalTransition")

    office.command("redrive", "--yes")
    office.command("redrive", "--yes")

    assert office.standing() == (OrderStatus.PENDING, 2)
    assert set(office.started()) == {"order-1_2"}
    assert office.letters() == []


def test_without_the_watchdogs_queue_no_execution_is_started(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.fail()
    monkeypatch.delenv("ORDER_WATCHDOG_QUEUE_URL")

    with pytest.raises(Exception, match="ORDER_WATCHDOG_QUEUE_URL is not set"):
        office.command("redrive", "--yes")

    assert office.started() == []
    assert json.dumps(office.letters())
