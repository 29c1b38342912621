from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.aws.clients import client
from orders.aws.executions import ExpressExecutions, StandardExecutions
from orders.aws.state_machine import Deadlines, StateMachine
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import OrderStatus
from orders.domain.workflow import Execution
from tests.orders.examples import FIRST, an_order
from tests.orders.fakes import FakeOrderRepository

pytestmark = pytest.mark.slow

ARN = "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"
MACHINE = StateMachine(ARN)
STANDARD = StandardExecutions(MACHINE, MACHINE)

JUST_NOW, LONG_AGO = timedelta(0), timedelta(minutes=7)
"""Ages of an order's last update; an Express execution has ended 6 minutes after it."""


def test_an_execution_that_never_started_is_not_found() -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("describe_execution", "ExecutionDoesNotExist")

        assert STANDARD.find(FIRST) is None


@pytest.mark.parametrize(
    ("code", "error"), [("ThrottlingException", StoreUnavailable), ("AccessDeniedException", ClientError)]
)
def test_an_execution_that_cannot_be_described_raises_an_error(code: str, error: type[Exception]) -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("describe_execution", code)

        with pytest.raises(error):
            STANDARD.find(FIRST)


def find_express(attempt: Attempt, status: OrderStatus, age: timedelta, attempt_number: int = 1) -> Execution | None:
    """Find the attempt's execution, with an order of that status and last update, in attempt ``attempt_number``."""
    orders = FakeOrderRepository()
    orders.add(an_order(status=status, attempt_number=attempt_number, updated_at=datetime.now(UTC) - age))
    with Stubber(client("stepfunctions")):  # fails on any call
        machine = StateMachine(f"{ARN}:live", Deadlines("https://sqs.example/q"))
        return ExpressExecutions(machine, machine, orders).find(attempt)


@pytest.mark.parametrize(
    ("status", "age", "expected"),
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
def test_an_express_executions_status_follows_from_its_order(
    status: OrderStatus, age: timedelta, expected: str | None
) -> None:
    execution = find_express(FIRST, status, age)

    assert (execution and execution.status) == expected


def test_an_express_execution_has_ended_once_a_later_attempt_exists() -> None:
    execution = find_express(FIRST, OrderStatus.PENDING, JUST_NOW, attempt_number=2)

    assert execution is not None
    assert execution.status == "SUCCEEDED"


def test_an_express_execution_of_a_future_attempt_has_not_started() -> None:
    assert find_express(Attempt("order-1", 2), OrderStatus.FAILED, JUST_NOW) is None


def test_an_express_executions_arn_is_the_one_in_its_log() -> None:
    execution = find_express(FIRST, OrderStatus.PROCESSING, JUST_NOW)

    assert execution is not None
    assert execution.arn == "arn:aws:states:us-west-2:123456789012:express:dev-order-workflow:order-1_1"
