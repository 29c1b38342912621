import json

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders import wiring
from orders.aws.clients import client, error_code
from orders.aws.deadlines import Deadlines
from orders.aws.state_machine import StateMachine
from orders.environment import InvalidSetting, MissingSetting
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


def test_an_attempt_is_one_execution_under_its_own_name(machine: StateMachine) -> None:
    assert machine.start(FIRST) is True
    assert machine.start(SECOND) is True

    assert _executions(machine) == ["order-1.1", "order-1.2"]


def test_an_execution_knows_its_order_and_attempt_and_nothing_of_the_customer(machine: StateMachine) -> None:
    machine.start(SECOND)

    execution = f"{machine.arn.replace(':stateMachine:', ':execution:')}:order-1.2"
    described = client("stepfunctions").describe_execution(executionArn=execution)
    assert json.loads(described["input"]) == {"order_id": "order-1", "attempt": 2}


def test_an_execution_joins_the_trace_of_the_request_that_placed_its_order() -> None:
    trace = "Root=1-67891233-abcdef012345678912345678;Sampled=1"
    started = {"executionArn": ARN, "startDate": NOON}
    asked = {"stateMachineArn": ARN, "name": "order-1.1", "input": json.dumps(FIRST.execution_input)}
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_response("start_execution", started, {**asked, "traceHeader": trace})
        stubber.add_response("start_execution", started, asked)

        assert StateMachine(ARN).start(FIRST, trace)
        assert StateMachine(ARN).start(FIRST)


def test_a_message_that_is_delivered_twice_starts_its_attempt_once() -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("start_execution", "ExecutionAlreadyExists")

        assert StateMachine(ARN).start(FIRST) is False


@pytest.mark.parametrize("code", ["ExecutionLimitExceeded", "ThrottlingException", "StateMachineDoesNotExist"])
def test_a_start_that_was_refused_is_not_taken_for_one_that_was_made(code: str) -> None:
    with Stubber(client("stepfunctions")) as stubber:
        stubber.add_client_error("start_execution", code)

        with pytest.raises(ClientError) as refused:
            StateMachine(ARN).start(FIRST)

    assert error_code(refused.value) == code


@pytest.mark.parametrize("qualifier", ["", ":live", ":7"])
def test_an_execution_has_the_state_machines_name_through_whichever_alias_it_was_started(qualifier: str) -> None:
    execution = "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1.1"

    assert StateMachine(f"{ARN}{qualifier}").execution_arn(FIRST) == execution


def test_the_state_machine_is_found_by_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_WORKFLOW_ARN", ARN)
    assert wiring.workflow() == StateMachine(ARN)

    monkeypatch.delenv("ORDER_WORKFLOW_ARN")
    with pytest.raises(MissingSetting, match="ORDER_WORKFLOW_ARN"):
        wiring.workflow()


def test_an_express_workflow_needs_the_watchdogs_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "EXPRESS")
    with pytest.raises(MissingSetting, match="ORDER_WATCHDOG_QUEUE_URL"):
        wiring.workflow()

    monkeypatch.setenv("ORDER_WATCHDOG_QUEUE_URL", "https://sqs.example/dev-order-watchdog")
    assert wiring.workflow().deadlines == Deadlines("https://sqs.example/dev-order-watchdog")


def test_a_type_of_workflow_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "Express")
    with pytest.raises(InvalidSetting, match="ORDER_WORKFLOW_TYPE must be STANDARD or EXPRESS"):
        wiring.workflow()


@pytest.fixture
def express(machine: StateMachine) -> StateMachine:
    url = client("sqs").create_queue(QueueName="dev-order-watchdog")["QueueUrl"]
    return StateMachine(machine.arn, Deadlines(url))


def test_an_express_execution_is_looked_after_when_it_must_be_over(express: StateMachine) -> None:
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


def test_a_start_whose_deadline_could_not_be_set_counts_as_failed_so_that_it_comes_again(
    express: StateMachine,
) -> None:
    with Stubber(client("sqs")) as sqs:
        sqs.add_client_error("send_message", "ServiceUnavailable")

        with pytest.raises(ClientError):
            express.start(FIRST)


def test_a_standard_execution_has_no_deadline_because_its_end_is_told(machine: StateMachine) -> None:
    with Stubber(client("sqs")):
        assert machine.start(FIRST) is True
