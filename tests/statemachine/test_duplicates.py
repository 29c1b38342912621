"""Two executions of one attempt, which an Express workflow may have at any time, and even at once."""

from datetime import UTC, datetime

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus, PaymentMethod
from orders.domain.workflow import WorkflowType
from tests.statemachine.workshop import PRICE, Execution, Workshop, always

pytestmark = pytest.mark.slow

FORWARD = ("authorize", "reserve", "capture", "complete")


@pytest.fixture
def workflow_type() -> WorkflowType:
    return WorkflowType.EXPRESS


def meet(workshop: Workshop, moment: str, operation: str, method: PaymentMethod) -> tuple[Execution, Execution]:
    """A whole second execution runs while the first is just before, or just after, the operation's effect."""
    task, second = workshop.place(method), []

    def run_the_second() -> None:
        getattr(workshop, moment).pop(operation)
        second.append(workshop.run(task, name="the-second"))

    getattr(workshop, moment)[operation] = run_the_second
    first = workshop.run(task)
    return first, second[0]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("operation", FORWARD)
def test_wherever_two_executions_meet_the_order_is_completed_charged_and_reserved_once(
    workshop: Workshop, moment: str, operation: str
) -> None:
    first, second = meet(workshop, moment, operation, PaymentMethod.TIMEOUT)

    assert (first.status, second.status) == ("SUCCEEDED", "SUCCEEDED")
    assert workshop.order().status is OrderStatus.COMPLETED
    assert workshop.money() == (0, PRICE)
    assert workshop.books.available("Test Product") == 99
    assert workshop.books.reservation()["state"] == "SOLD"
    assert workshop.dead_letters() == []


def test_an_execution_of_an_order_that_is_completed_finds_it_so_and_undoes_nothing(workshop: Workshop) -> None:
    task = workshop.place()
    workshop.run(task)
    before = workshop.order()

    again = workshop.run(task, name="the-second")

    assert (again.status, again.states) == ("SUCCEEDED", ("AuthorizePayment", "ReleaseInventory", "OrderCompleted"))
    assert workshop.order() == before
    assert workshop.money() == (0, PRICE)
    assert workshop.dead_letters() == []


@pytest.mark.parametrize("fate", ["declined", "cancelled"])
def test_an_execution_of_an_order_that_is_rejected_changes_nothing_and_leaves_a_message_to_settle(
    workshop: Workshop, fate: str
) -> None:
    task = workshop.place(PaymentMethod.DECLINED if fate == "declined" else PaymentMethod.VISA)
    if fate == "cancelled":
        OrderTable("dev-orders").request_cancellation(task.order_id, datetime.now(UTC))
    workshop.run(task)
    before = workshop.order()

    again = workshop.run(task, name="the-second")

    assert again.status == "FAILED"
    assert workshop.order() == before
    assert workshop.money() == (0, 0)
    (letter,) = workshop.dead_letters()
    assert (letter["failed_state"], letter["error"]) == ("AuthorizePayment", "IllegalTransition")
    assert letter["needs_attention"] == []


@pytest.mark.parametrize("operation", ["reserve", "capture", "complete"])
def test_an_execution_that_gives_up_takes_the_other_with_it_and_nothing_is_charged_or_held(
    workshop: Workshop, operation: str
) -> None:
    """The first stands before the operation while in the second it crashes for ever, and all is undone."""
    task, second = workshop.place(), []

    def give_up() -> None:
        workshop.before[operation] = always(RuntimeError)
        second.append(workshop.run(task, name="the-second"))
        del workshop.before[operation]

    workshop.before[operation] = give_up
    first = workshop.run(task)

    assert (first.status, second[0].status) == ("FAILED", "FAILED")
    assert (workshop.order().status, workshop.order().failure_reason) == (OrderStatus.FAILED, "RuntimeError")
    assert workshop.money() == (0, 0)
    assert workshop.books.available("Test Product") == 100
