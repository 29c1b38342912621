import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.adapters.aws import client
from orders.adapters.executions import StateMachineExecutions
from orders.adapters.state_machine import StateMachine
from orders.errors import StoreUnavailable
from tests.orders.examples import FIRST

EXECUTIONS = StateMachineExecutions(
    StateMachine("arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow")
)


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
