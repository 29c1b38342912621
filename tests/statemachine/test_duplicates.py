"""Two executions of one attempt, which an Express workflow may have at any time, and even at once."""

from datetime import UTC, datetime

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus, PaymentMethod
from orders.domain.workflow import WorkflowType
from tests.statemachine.harness import PRICE, Execution, WorkflowHarness, always

pytestmark = pytest.mark.slow

FORWARD = ("authorize", "reserve", "capture", "complete")


@pytest.fixture
def workflow_type() -> WorkflowType:
    return WorkflowType.EXPRESS


def meet(harness: WorkflowHarness, moment: str, operation: str, method: PaymentMethod) -> tuple[Execution, Execution]:
    """A whole second execution runs while the first is just before, or just after, the operation's effect."""
    attempt, second = harness.place(method), []

    def run_the_second() -> None:
        getattr(harness, moment).pop(operation)
        second.append(harness.run(attempt, name="the-second"))

    getattr(harness, moment)[operation] = run_the_second
    first = harness.run(attempt)
    return first, second[0]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("operation", FORWARD)
def test_wherever_two_executions_meet_the_order_is_completed_charged_and_reserved_once(
    harness: WorkflowHarness, moment: str, operation: str
) -> None:
    first, second = meet(harness, moment, operation, PaymentMethod.TIMEOUT)

    assert (first.status, second.status) == ("SUCCEEDED", "SUCCEEDED")
    assert harness.order().status is OrderStatus.COMPLETED
    assert harness.money() == (0, PRICE)
    assert harness.tables.available("Test Product") == 99
    assert harness.tables.reservation()["state"] == "SOLD"
    assert harness.dead_letters() == []


def test_an_execution_of_an_order_that_is_completed_finds_it_so_and_undoes_nothing(harness: WorkflowHarness) -> None:
    attempt = harness.place()
    harness.run(attempt)
    before = harness.order()

    again = harness.run(attempt, name="the-second")

    assert (again.status, again.states) == ("SUCCEEDED", ("AuthorizePayment", "ReleaseInventory", "OrderCompleted"))
    assert harness.order() == before
    assert harness.money() == (0, PRICE)
    assert harness.dead_letters() == []


@pytest.mark.parametrize("fate", ["declined", "cancelled"])
def test_an_execution_of_an_order_that_is_rejected_changes_nothing_and_leaves_a_message_to_settle(
    harness: WorkflowHarness, fate: str
) -> None:
    attempt = harness.place(PaymentMethod.DECLINED if fate == "declined" else PaymentMethod.VISA)
    if fate == "cancelled":
        OrderTable("dev-orders").request_cancellation(attempt.order_id, datetime.now(UTC))
    harness.run(attempt)
    before = harness.order()

    again = harness.run(attempt, name="the-second")

    assert again.status == "FAILED"
    assert harness.order() == before
    assert harness.money() == (0, 0)
    (dead_letter,) = harness.dead_letters()
    assert (dead_letter["failed_state"], dead_letter["error"]) == ("AuthorizePayment", "IllegalTransition")
    assert dead_letter["needs_attention"] == []


@pytest.mark.parametrize("operation", ["reserve", "capture", "complete"])
def test_an_execution_that_gives_up_takes_the_other_with_it_and_nothing_is_charged_or_held(
    harness: WorkflowHarness, operation: str
) -> None:
    """The first stands before the operation while in the second it crashes for ever, and all is undone."""
    attempt, second = harness.place(), []

    def give_up() -> None:
        harness.before[operation] = always(RuntimeError)
        second.append(harness.run(attempt, name="the-second"))
        del harness.before[operation]

    harness.before[operation] = give_up
    first = harness.run(attempt)

    assert (first.status, second[0].status) == ("FAILED", "FAILED")
    assert (harness.order().status, harness.order().failure_reason) == (OrderStatus.FAILED, "RuntimeError")
    assert harness.money() == (0, 0)
    assert harness.tables.available("Test Product") == 100
