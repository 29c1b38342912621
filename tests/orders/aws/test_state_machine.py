import json

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.aws.clients import client, error_code
from orders.aws.state_machine import Deadlines, StateMachine
from orders.usecases.watchdog import deadline
from tests.orders.examples import FIRST, NOON, SECOND

pytestmark = pytest.mark.slow

ARN = "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"


@pytest.fixture
def machine(cloud: None) -> StateMachine:
    definition = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
    created = client("stepfunctions").create_state_machine(
        name="dev-order-workflow", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/workflow"
    )
    return StateMachine(created["stateMachineArn"])


def _executions(machine: StateMachine) -> list[str]:
    found = client("stepfunctions").list_executions(stateMachineArn=machine.arn)["executions"]
    return sorted(execution["name"] for execution in found)


def test_an_execution_is_named_after_its_attempt(machine: StateMachine) -> None:
    assert machine.start(FIRST) is True
    assert machine.start(SECOND) is True

    assert _executions(machine) == ["order-1.1", "order-1.2"]


def test_an_executions_input_has_only_the_order_id_and_the_attempt(machine: StateMachine) -> None:
    machine.start(SECOND)

    execution = f"{machine.arn.replace(':stateMachine:', ':execution:')}:order-1.2"
    described = client("stepfunctions").describe_execution(executionArn=execution)
    assert json.loads(described["input"]) == {"order_id": "order-1", "attempt": 2}


def test_an_execution_joins_the_trace_of_its_orders_request() -> None:
    trace = "Root=1-67891233-abcdef012345678912345678;Sampled=1"
    started = {"executionArn": ARN, "startDate": NOON}
    expected = {"stateMachineArn": ARN, "name": "order-1.1", "input": json.dumps(FIRST.execution_input)}
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_response("start_execution", started, {**expected, "traceHeader": trace})
        stubber.add_response("start_execution", started, expected)

        assert StateMachine(ARN).start(FIRST, trace)
        assert StateMachine(ARN).start(FIRST)


def test_a_second_start_of_an_attempt_returns_false() -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("start_execution", "ExecutionAlreadyExists")

        assert StateMachine(ARN).start(FIRST) is False


@pytest.mark.parametrize("code", ["ExecutionLimitExceeded", "ThrottlingException", "StateMachineDoesNotExist"])
def test_a_failed_start_raises_its_error(code: str) -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("start_execution", code)

        with pytest.raises(ClientError) as raised:
            StateMachine(ARN).start(FIRST)

    assert error_code(raised.value) == code


@pytest.mark.parametrize("qualifier", ["", ":live", ":7"])
def test_an_executions_arn_has_no_alias_or_version(qualifier: str) -> None:
    execution = "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1.1"

    assert StateMachine(f"{ARN}{qualifier}").execution_arn(FIRST) == execution


@pytest.fixture
def express(machine: StateMachine) -> StateMachine:
    url = client("sqs").create_queue(QueueName="dev-order-watchdog")["QueueUrl"]
    return StateMachine(machine.arn, Deadlines(url))


def test_starting_an_express_execution_schedules_its_deadline(express: StateMachine) -> None:
    with Stubber(client("sqs")) as sqs:
        arn = "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1_1"
        sqs.add_response(
            "send_message",
            {},
            {
                "QueueUrl": express.deadlines.queue_url if express.deadlines else None,
                "MessageBody": json.dumps(deadline(FIRST, arn)),
                "DelaySeconds": 360,  # more than an execution's 300, no more than SQS's 900
            },
        )

        assert express.start(FIRST) is True
        sqs.assert_no_pending_responses()

    assert _executions(express) == ["order-1_1"]


def test_a_start_without_a_deadline_fails(
    express: StateMachine,
) -> None:
    with Stubber(client("sqs")) as sqs:
        sqs.add_client_error("send_message", "ServiceUnavailable")

        with pytest.raises(ClientError):
            express.start(FIRST)


def test_a_standard_execution_has_no_deadline(machine: StateMachine) -> None:
    with Stubber(client("sqs")):
        assert machine.start(FIRST) is True
