from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.aws.clients import client
from orders.aws.deadlines import Deadlines
from orders.aws.executions import ExpressExecutions, StandardExecutions
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import Order, OrderStatus
from tests.orders.examples import FIRST, an_order
from tests.orders.fakes import FakeOrderRepository

pytestmark = pytest.mark.slow

EXECUTIONS = StandardExecutions(StateMachine("arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"))


def test_an_execution_that_never_started_is_not_found() -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("describe_execution", "ExecutionDoesNotExist")

        assert EXECUTIONS.find(FIRST) is None


@pytest.mark.parametrize(
    ("code", "error"), [("ThrottlingException", StoreUnavailable), ("AccessDeniedException", ClientError)]
)
def test_an_execution_that_nobody_may_look_for_is_not_taken_for_one_that_never_started(
    code: str, error: type[Exception]
) -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("describe_execution", code)

        with pytest.raises(error):
            EXECUTIONS.find(FIRST)


LONG_AGO = datetime.now(UTC) - timedelta(minutes=7)
JUST_NOW = datetime.now(UTC)
EXPRESS = StateMachine(
    "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow:live", Deadlines("https://sqs.example/q")
)


def found(order: Order, attempt: int = 1) -> str | None:
    """What is told of an Express execution of the attempt, whose order stands so."""
    book = FakeOrderRepository()
    book.add(order)
    with Stubber(client("stepfunctions")):  # which is not asked, as it would refuse to answer
        execution = ExpressExecutions(EXPRESS, book).find(Attempt("order-1", attempt))
    return execution and execution.status


@pytest.mark.parametrize(
    ("status", "updated_at", "told"),
    [
        (OrderStatus.PENDING, JUST_NOW, None),
        (OrderStatus.PENDING, LONG_AGO, None),
        (OrderStatus.PROCESSING, JUST_NOW, "RUNNING"),
        (OrderStatus.PROCESSING, LONG_AGO, "TIMED_OUT"),
        (OrderStatus.FAILED, JUST_NOW, "RUNNING"),
        (OrderStatus.FAILED, LONG_AGO, "SUCCEEDED"),
        (OrderStatus.COMPLETED, LONG_AGO, "SUCCEEDED"),
    ],
)
def test_how_an_express_execution_stands_is_told_by_its_order_and_the_time(
    status: OrderStatus, updated_at: datetime, told: str | None
) -> None:
    assert found(an_order(status=status, updated_at=updated_at)) == told


def test_an_express_execution_of_an_attempt_that_another_followed_is_over() -> None:
    assert found(an_order(status=OrderStatus.PENDING, attempt_number=2, updated_at=JUST_NOW)) == "SUCCEEDED"


def test_an_express_execution_of_an_attempt_that_the_order_has_not_reached_never_started() -> None:
    assert found(an_order(status=OrderStatus.FAILED, updated_at=JUST_NOW), attempt=2) is None


def test_an_express_execution_is_named_as_its_log_names_it() -> None:
    order = FakeOrderRepository()
    order.add(an_order(status=OrderStatus.PROCESSING, updated_at=JUST_NOW))

    execution = ExpressExecutions(EXPRESS, order).find(FIRST)

    assert execution is not None
    assert execution.arn == "arn:aws:states:us-west-2:123456789012:express:dev-order-workflow:order-1_1"
