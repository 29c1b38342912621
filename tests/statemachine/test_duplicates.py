"""Two executions of one attempt, which an Express workflow may have, even at the same time."""

from datetime import UTC, datetime

import pytest

from local.system_reader import ExecutionHistory
from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus
from orders.domain.workflow import WorkflowType
from orders.payments.simulated import PaymentMethod
from tests.statemachine.harness import PRICE, WorkflowHarness, always
from tests.workflow_steps import FORWARD

pytestmark = pytest.mark.slow


@pytest.fixture
def workflow_type() -> WorkflowType:
    return WorkflowType.EXPRESS


def run_twice(
    harness: WorkflowHarness, moment: str, operation: str, method: PaymentMethod
) -> tuple[ExecutionHistory, ExecutionHistory]:
    """Run a whole second execution while the first is just before, or just after, the operation's effect."""
    attempt, second = harness.place(method), []

    def run_the_second() -> None:
        getattr(harness, moment).pop(operation)
        second.append(harness.run(attempt, name="the-second"))

    getattr(harness, moment)[operation] = run_the_second
    first = harness.run(attempt)
    return first, second[0]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("operation", FORWARD)
def test_two_executions_of_an_attempt_complete_charge_and_reserve_the_order_once(
    harness: WorkflowHarness, moment: str, operation: str
) -> None:
    first, second = run_twice(harness, moment, operation, PaymentMethod.TIMEOUT)

    assert (first.status, second.status) == ("SUCCEEDED", "SUCCEEDED")
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.available("Test Product") == 99
    assert harness.tables.reservation()["state"] == "SOLD"
    assert harness.dead_letters() == []


def test_a_second_execution_of_a_completed_order_changes_nothing(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    harness.run(attempt)
    before = harness.order()

    duplicate = harness.run(attempt, name="the-second")

    assert (duplicate.status, duplicate.states) == (
        "SUCCEEDED",
        ("AuthorizePayment", "ReleaseInventory", "OrderCompleted"),
    )
    assert harness.order() == before
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


@pytest.mark.parametrize("rejection", ["declined", "cancelled"])
def test_a_second_execution_of_a_rejected_order_changes_nothing_and_sends_a_dead_letter(
    harness: WorkflowHarness, rejection: str
) -> None:
    attempt = harness.place(PaymentMethod.DECLINED if rejection == "declined" else PaymentMethod.VISA)
    if rejection == "cancelled":
        OrderTable("dev-orders").request_cancellation(attempt.order_id, datetime.now(UTC))
    harness.run(attempt)
    before = harness.order()

    duplicate = harness.run(attempt, name="the-second")

    assert duplicate.status == "FAILED"
    assert harness.order() == before
    assert harness.money() == (0, 0)
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["failed_state"], dead_letter["error"]) == ("AuthorizePayment", "IllegalTransition")
    assert dead_letter["needs_attention"] == []


@pytest.mark.parametrize("operation", ["reserve", "capture", "complete"])
def test_when_one_of_two_executions_fails_both_end_and_nothing_is_charged_or_held(
    harness: WorkflowHarness, operation: str
) -> None:
    """The second crashes at the operation and compensates while the first waits just before it."""
    attempt, second = harness.place(), []

    def fail_the_second() -> None:
        harness.before[operation] = always(RuntimeError)
        second.append(harness.run(attempt, name="the-second"))
        del harness.before[operation]

    harness.before[operation] = fail_the_second
    first = harness.run(attempt)

    assert (first.status, second[0].status) == ("FAILED", "FAILED")
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "RuntimeError")
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
