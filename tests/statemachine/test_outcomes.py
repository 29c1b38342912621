"""What becomes of an order, of the money and of the stock, on every way through the state machine."""

import json
from datetime import datetime, timedelta

import pytest

from orders.aws.clients import client
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, PaymentProviderUnavailable, StockContention, StoreUnavailable
from orders.domain.order import OrderStatus, PaymentMethod
from orders.domain.workflow import WorkflowType
from tests.statemachine.harness import PRICE, WorkflowHarness, always

pytestmark = pytest.mark.slow

FORWARD = ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder")
UNDO = ("ReleaseInventory", "VoidPayment", "FailOrder", "ChooseEnding")
REJECTED = (*UNDO, "OrderRejected")
FAILED = (*UNDO, "SendToDeadLetterQueue", "OrderFailed")


STANDARD, EXPRESS = WorkflowType
ASKED_AGAIN = {STANDARD: 3, EXPRESS: 2}
UNDONE_AGAIN = {STANDARD: 8, EXPRESS: 2}


@pytest.fixture(params=WorkflowType)
def workflow_type(request: pytest.FixtureRequest) -> WorkflowType:
    """moto interprets either type alike, so what differs here is the pace of its definition."""
    kind: WorkflowType = request.param
    return kind


def test_an_order_that_meets_no_trouble_is_completed_in_four_states(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(quantity=3))

    assert (execution.status, execution.states, execution.retries) == ("SUCCEEDED", FORWARD, 0)
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, 3 * PRICE)
    assert harness.tables.available("Test Product") == 97
    assert harness.tables.reservation()["state"] == "SOLD"
    assert harness.dead_letters() == []


def test_a_completed_order_costs_five_state_transitions(harness: WorkflowHarness) -> None:
    """One for each state that is entered, one for each retry, and, to be on the safe side, one for the end.

    https://aws.amazon.com/step-functions/pricing/
    """
    execution = harness.run(harness.place())

    assert len(execution.states) + execution.retries + 1 == 5


def test_a_declined_card_touches_neither_stock_nor_money_and_calls_nobody(harness: WorkflowHarness) -> None:
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


def test_a_flaky_provider_is_asked_again_until_it_answers(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.FLAKY))

    assert (execution.status, execution.states) == ("SUCCEEDED", FORWARD)
    assert execution.failed_calls == {"PaymentProviderUnavailable": 4}
    assert execution.retries == 4
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)


def test_a_flaky_provider_is_asked_again_to_void_too(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.FLAKY, product="Sold Out Product"))

    assert (execution.status, execution.states) == ("SUCCEEDED", (*FORWARD[:2], *REJECTED))
    assert execution.failed_calls == {"PaymentProviderUnavailable": 4, "OutOfStock": 1}
    assert harness.money() == (0, 0)


def test_a_capture_whose_answer_is_lost_is_asked_again_and_takes_the_money_once(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.TIMEOUT))

    assert (execution.status, execution.states) == ("SUCCEEDED", FORWARD)
    assert execution.failed_calls == {"PaymentProviderTimeout": 1}
    assert execution.retries == 1
    assert harness.money() == (0, PRICE)


def test_a_provider_that_is_down_is_asked_a_few_times_more_and_then_all_is_undone(
    harness: WorkflowHarness, workflow_type: WorkflowType
) -> None:
    execution = harness.run(harness.place(PaymentMethod.UNAVAILABLE))

    assert (execution.status, execution.states) == ("FAILED", ("AuthorizePayment", *FAILED))
    assert execution.failed_calls == {"PaymentProviderUnavailable": 1 + ASKED_AGAIN[workflow_type]}
    assert execution.retries == ASKED_AGAIN[workflow_type]
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100


def test_the_dead_letter_queue_gets_all_that_is_needed_to_look_and_to_run_the_order_again(
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
def test_a_step_that_crashes_for_ever_leaves_no_money_and_no_stock_behind(
    harness: WorkflowHarness, moment: str, operation: str, failed_state: str
) -> None:
    getattr(harness, moment)[operation] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert (execution.status, execution.states[-len(FAILED) :]) == ("FAILED", FAILED)
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "RuntimeError")
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
    assert [dead_letter["failed_state"] for dead_letter in harness.dead_letters()] == [failed_state]


def test_an_order_that_was_completed_is_not_undone_because_the_answer_was_lost(harness: WorkflowHarness) -> None:
    harness.after["complete"] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert execution.states == (*FORWARD, "ReleaseInventory", "OrderCompleted")
    assert execution.status == "SUCCEEDED"
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.reservation()["state"] == "SOLD"


@pytest.mark.parametrize("error", [PaymentProviderUnavailable, StockContention, StoreUnavailable])
def test_what_time_may_mend_is_asked_a_few_times_more(
    harness: WorkflowHarness, error: type[Exception], workflow_type: WorkflowType
) -> None:
    harness.before["reserve"] = always(error)

    execution = harness.run(harness.place())

    assert harness.calls["reserve"] == 1 + ASKED_AGAIN[workflow_type]
    assert harness.order().failure_reason == error.__name__
    assert execution.states[-1] == "OrderFailed"


def test_what_time_cannot_mend_is_asked_once(harness: WorkflowHarness) -> None:
    harness.before["reserve"] = always(IllegalReservation)

    harness.run(harness.place())

    assert harness.calls["reserve"] == 1


def test_an_undo_step_is_asked_many_times_more_while_there_is_time(
    harness: WorkflowHarness, workflow_type: WorkflowType
) -> None:
    harness.before["void"] = always(RuntimeError)

    harness.run(harness.place(product="Sold Out Product"))

    assert harness.calls["void"] == 1 + UNDONE_AGAIN[workflow_type]


def test_an_undo_step_that_fails_for_good_keeps_no_other_from_undoing_and_is_what_the_queue_names(
    harness: WorkflowHarness,
) -> None:
    harness.before["capture"] = always(RuntimeError)
    harness.before["release"] = always(ValueError)

    execution = harness.run(harness.place())

    assert execution.status == "FAILED"
    assert harness.order().status is OrderStatus.FAILED
    assert harness.money() == (0, 0)
    assert len(harness.dead_letters()) == 1


def test_a_rejected_order_whose_undo_fails_is_a_failure_and_reaches_the_queue(harness: WorkflowHarness) -> None:
    harness.before["void"] = always(RuntimeError)

    execution = harness.run(harness.place(product="Sold Out Product"))

    assert execution.status == "FAILED"
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["failed_state"], dead_letter["error"]) == ("VoidPayment", "RuntimeError")


def test_an_order_that_does_not_exist_reaches_the_queue_without_a_wait(harness: WorkflowHarness) -> None:
    execution = harness.run(Attempt("nobody-placed-this", 1))

    assert execution.states[-2:] == ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")
    assert execution.retries == 0
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["order_id"], dead_letter["failed_state"], dead_letter["error"]) == (
        "nobody-placed-this",
        "FailOrder",
        "OrderNotFound",
    )


def test_no_name_of_a_customer_is_in_an_execution(harness: WorkflowHarness) -> None:
    execution = harness.run(harness.place(PaymentMethod.UNAVAILABLE))

    history = client("stepfunctions").get_execution_history(executionArn=execution.arn, maxResults=1000)
    assert "Test Customer" not in json.dumps(history, default=str)


def test_an_order_that_was_completed_keeps_its_payment_even_if_nobody_can_look_at_its_stock(
    harness: WorkflowHarness,
) -> None:
    harness.after["complete"] = always(RuntimeError)
    harness.before["release"] = always(RuntimeError)

    execution = harness.run(harness.place())

    assert execution.states[-2:] == ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.reservation()["state"] == "SOLD"
