"""The order's status, the money and the stock after every path through the state machine."""

import json
from datetime import datetime, timedelta

import pytest

from orders.aws.clients import client
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalReservation,
    IllegalTransition,
    MalformedOrder,
    PaymentKeyReused,
    PaymentProviderUnavailable,
    StockContention,
    StoreUnavailable,
)
from orders.domain.order import OrderStatus
from orders.domain.workflow import WorkflowType
from orders.payments.simulated import PaymentMethod
from tests.statemachine.harness import PRICE, WorkflowHarness, always
from tests.statemachine.mock_cases import COMPENSATION, FORWARD

pytestmark = pytest.mark.slow

REJECTED = (*COMPENSATION, "ChooseEnding", "OrderRejected")
FAILED = (*COMPENSATION, "ChooseEnding", "SendToDeadLetterQueue", "OrderFailed")


STANDARD, EXPRESS = WorkflowType
RETRIES = {STANDARD: 3, EXPRESS: 2}
PROVIDER_RETRIES = {STANDARD: 30, EXPRESS: 2}
COMPENSATION_RETRIES = {STANDARD: 8, EXPRESS: 2}


with_both_types = pytest.mark.parametrize("workflow_type", WorkflowType)
"""For what depends on retries: moto interprets both types alike, and their definitions differ in nothing else."""


def test_an_order_without_faults_completes_in_the_forward_states(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(quantity=3))

    assert (execution.status, execution.states, execution.retries) == ("SUCCEEDED", FORWARD, 0)
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, 3 * PRICE)
    assert harness.tables.available("Test Product") == 97
    assert harness.tables.reservation()["state"] == "SOLD"
    assert harness.dead_letters() == []


def test_a_completed_order_costs_one_transition_for_each_step_and_one_for_the_end(harness: WorkflowHarness) -> None:
    """One for each state entered, one for each retry, and, as an upper bound, one for the end.

    https://aws.amazon.com/step-functions/pricing/
    """
    execution = harness.run(harness.place())

    assert len(execution.states) + execution.retries + 1 == len(FORWARD) + 1


def test_a_declined_card_changes_neither_stock_nor_money_and_sends_no_dead_letter(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.DECLINED))

    assert (execution.status, execution.states) == ("SUCCEEDED", ("AuthorizePayment", *REJECTED))
    assert execution.failed_calls == {"PaymentDeclined": 1}
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "PaymentDeclined")
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert harness.dead_letters() == []


def test_a_sold_out_product_voids_the_hold_on_the_money(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(product="Sold Out Product"))

    assert (execution.status, execution.states) == ("SUCCEEDED", (*FORWARD[:2], *REJECTED))
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "OutOfStock")
    assert harness.tables.payment()["state"] == "VOIDED"
    assert harness.money() == (0, 0)
    assert harness.dead_letters() == []


@with_both_types
def test_a_flaky_provider_is_retried_until_it_responds(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.FLAKY))

    assert (execution.status, execution.states) == ("SUCCEEDED", FORWARD)
    assert execution.failed_calls == {"PaymentProviderUnavailable": 4}
    assert execution.retries == 4
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)


@with_both_types
def test_a_void_at_a_flaky_provider_is_retried_too(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.FLAKY, product="Sold Out Product"))

    assert (execution.status, execution.states) == ("SUCCEEDED", (*FORWARD[:2], *REJECTED))
    assert execution.failed_calls == {"PaymentProviderUnavailable": 4, "OutOfStock": 1}
    assert harness.money() == (0, 0)


@with_both_types
def test_a_capture_whose_response_is_lost_is_retried_and_takes_the_money_once(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.TIMEOUT))

    assert (execution.status, execution.states) == ("SUCCEEDED", FORWARD)
    assert execution.failed_calls == {"PaymentProviderTimeout": 1}
    assert execution.retries == 1
    assert harness.money() == (0, PRICE)


@with_both_types
def test_an_order_is_compensated_when_the_provider_stays_down_for_all_retries(
    harness: WorkflowHarness, workflow_type: WorkflowType
) -> None:
    execution = harness.run(harness.place(PaymentMethod.UNAVAILABLE))

    assert (execution.status, execution.states) == ("FAILED", ("AuthorizePayment", *FAILED))
    assert execution.failed_calls == {"PaymentProviderUnavailable": 1 + PROVIDER_RETRIES[workflow_type]}
    assert execution.retries == PROVIDER_RETRIES[workflow_type]
    assert harness.calls["void"] == 1, "nothing was held, so there is nothing to void"
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100


def test_the_dead_letter_has_what_an_investigation_and_a_redrive_need(
    harness: WorkflowHarness,
) -> None:
    execution = harness.run(harness.place(PaymentMethod.UNAVAILABLE))

    (dead_letter,) = harness.dead_letters()
    cause = json.loads(dead_letter.pop("cause"))
    assert cause["errorMessage"] == "payment order-1.1: the provider is down"
    assert datetime.fromisoformat(dead_letter.pop("time")).utcoffset() == timedelta(0)
    assert dead_letter == {
        "order_id": "order-1",
        "attempt": 1,
        "failed_state": "AuthorizePayment",
        "error": "PaymentProviderUnavailable",
        "needs_attention": [],
        "execution_arn": execution.arn,
    }


@pytest.mark.parametrize(
    ("moment", "operation", "failed_state"),
    [
        ("before", "authorize", "AuthorizePayment"),
        ("after", "authorize", "AuthorizePayment"),
        ("before", "reserve", "ReserveInventory"),
        ("after", "reserve", "ReserveInventory"),
        ("before", "capture", "CapturePayment"),
        ("after", "capture", "CapturePayment"),
        ("before", "complete", "CompleteOrder"),
    ],
)
def test_a_step_that_always_crashes_leaves_no_money_and_no_stock_held(
    harness: WorkflowHarness, moment: str, operation: str, failed_state: str
) -> None:
    getattr(harness, moment)[operation] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert (execution.status, execution.states[-len(FAILED) :]) == ("FAILED", FAILED)
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "RuntimeError")
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert [dead_letter["failed_state"] for dead_letter in harness.dead_letters()] == [failed_state]


def test_a_second_attempt_is_compensated_like_the_first(harness: WorkflowHarness) -> None:
    first = harness.place()
    harness.before["capture"] = always(RuntimeError)
    harness.run(first)
    harness.tables.reopen("order-1")

    harness.run(first.next)

    assert (harness.order().status, harness.order().attempt_number) == (OrderStatus.FAILED, 2)
    assert [harness.tables.payment(f"order-1.{number}")["state"] for number in (1, 2)] == ["VOIDED", "VOIDED"]
    assert harness.tables.available("Test Product") == 100


def test_a_completed_order_is_not_compensated_when_the_response_is_lost(harness: WorkflowHarness) -> None:
    harness.after["complete"] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert execution.states == (*FORWARD, "ReleaseInventory", "OrderCompleted")
    assert execution.status == "SUCCEEDED"
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.reservation()["state"] == "SOLD"


@with_both_types
@pytest.mark.parametrize("error", [PaymentProviderUnavailable, StockContention, StoreUnavailable])
def test_a_transient_error_is_retried_a_few_times(
    harness: WorkflowHarness, error: type[Exception], workflow_type: WorkflowType
) -> None:
    harness.before["reserve"] = always(error)

    execution = harness.run(harness.place())

    assert harness.calls["reserve"] == 1 + RETRIES[workflow_type]
    assert harness.order().failure_reason == error.__name__
    assert execution.states[-1] == "OrderFailed"


@with_both_types
def test_a_permanent_error_is_not_retried(harness: WorkflowHarness) -> None:
    harness.before["reserve"] = always(IllegalReservation)

    harness.run(harness.place())

    assert harness.calls["reserve"] == 1


@with_both_types
@pytest.mark.parametrize("error", [IllegalTransition, MalformedOrder, PaymentKeyReused])
def test_a_compensation_step_fails_at_once_if_no_retry_can_help(
    harness: WorkflowHarness, error: type[Exception]
) -> None:
    harness.before["void"] = always(error)

    harness.run(harness.place(product="Sold Out Product"))

    assert harness.calls["void"] == 1
    assert [dead_letter["needs_attention"] for dead_letter in harness.dead_letters()] == [["VoidPayment"]]


@with_both_types
def test_a_compensation_step_is_retried_as_often_as_its_type_allows(
    harness: WorkflowHarness, workflow_type: WorkflowType
) -> None:
    harness.before["void"] = always(RuntimeError)

    harness.run(harness.place(product="Sold Out Product"))

    assert harness.calls["void"] == 1 + COMPENSATION_RETRIES[workflow_type]


def test_a_compensation_step_that_fails_for_good_does_not_stop_the_next(
    harness: WorkflowHarness,
) -> None:
    harness.before["capture"] = always(RuntimeError)
    harness.before["release"] = always(ValueError)

    execution = harness.run(harness.place())

    assert execution.status == "FAILED"
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert len(harness.dead_letters()) == 1


def test_a_rejected_order_whose_compensation_fails_is_dead_lettered(harness: WorkflowHarness) -> None:
    harness.before["void"] = always(RuntimeError)

    execution = harness.run(harness.place(product="Sold Out Product"))

    assert execution.status == "FAILED"
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["failed_state"], dead_letter["error"]) == ("VoidPayment", "RuntimeError")


def test_an_order_that_does_not_exist_is_dead_lettered_without_a_retry(harness: WorkflowHarness) -> None:
    execution = harness.run(Attempt("no-such-order", 1))

    assert execution.states[-2:] == ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")
    assert execution.retries == 0
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["order_id"], dead_letter["failed_state"], dead_letter["error"]) == (
        "no-such-order",
        "FailOrder",
        "OrderNotFound",
    )


def test_an_execution_contains_no_customer_name(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.UNAVAILABLE))

    history = client("stepfunctions").get_execution_history(executionArn=execution.arn, maxResults=1000)
    assert "Test Customer" not in json.dumps(history, default=str)


def test_a_completed_order_keeps_its_payment_even_if_its_stock_cannot_be_read(
    harness: WorkflowHarness,
) -> None:
    harness.after["complete"] = always(RuntimeError)
    harness.before["release"] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert execution.states[-2:] == ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.reservation()["state"] == "SOLD"
