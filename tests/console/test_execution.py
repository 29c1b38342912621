"""Executions as Step Functions returns them: in pages, throttled, denied, gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from console import execution as execution_module
from console.execution import ExecutionRecord, newest_definition, parse_visits, pretty, read_execution, read_step_data
from console.graph import Look, draw
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from tests.console.conftest import EXECUTION
from tests.console.recorded import DECLINED, at, begun, describe, entered, event, failed, scheduled, started

ATTEMPT = Attempt("order-1", 1)
MACHINE = StateMachine("arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow:live")


def of_events(status: str, *events: dict[str, object]) -> ExecutionRecord:
    return ExecutionRecord(EXECUTION, status, at(0), None, None, None, parse_visits(events))


@pytest.fixture
def steps(stub: Callable[[str], Stubber]) -> Stubber:
    return stub("stepfunctions")


def test_a_history_is_read_page_by_page(steps: Stubber) -> None:
    steps.add_response("describe_execution", describe("SUCCEEDED", EXECUTION))
    asked = {"executionArn": EXECUTION, "includeExecutionData": False, "maxResults": 1_000}
    steps.add_response("get_execution_history", {"events": DECLINED[:7], "nextToken": "page-2"}, asked)
    steps.add_response("get_execution_history", {"events": DECLINED[7:]}, {**asked, "nextToken": "page-2"})

    found = read_execution(MACHINE, ATTEMPT)

    steps.assert_no_pending_responses()
    assert found is not None
    assert [visit.state for visit in found.visits][:2] == ["AuthorizePayment", "ReleaseInventory"]
    assert [call.error for call in found.visits[0].calls] == ["States.Timeout", "PaymentDeclined"]
    assert found.retries == 1
    assert not found.is_running
    assert all(visit.left for visit in found.visits)


def test_an_execution_that_never_started_is_none(steps: Stubber) -> None:
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")

    assert read_execution(MACHINE, ATTEMPT) is None


@pytest.mark.parametrize(
    ("code", "error"), [("ThrottlingException", StoreUnavailable), ("AccessDeniedException", ClientError)]
)
def test_a_rejected_call_is_an_error(steps: Stubber, code: str, error: type[Exception]) -> None:
    steps.add_response("describe_execution", describe("RUNNING", EXECUTION))
    steps.add_client_error("get_execution_history", code)

    with pytest.raises(error, match=code):
        read_execution(MACHINE, ATTEMPT)


def test_a_state_that_waits_for_a_retry_is_the_current_one() -> None:
    running = of_events(
        "RUNNING",
        begun(),
        entered(2, "AuthorizePayment", 0.1),
        scheduled(3, 0.1),
        started(4, 0.2),
        failed(5, 0.4, "PaymentProviderUnavailable"),
    )

    assert running.current is not None
    assert running.current.is_waiting
    assert running.current.error == "PaymentProviderUnavailable"


def test_the_end_of_the_execution_ends_its_last_state() -> None:
    visits = parse_visits([begun(), entered(2, "OrderFailed", 1, "Fail"), event(3, "ExecutionFailed", 1.5)])

    assert [(visit.state, visit.left) for visit in visits] == [("OrderFailed", at(1.5))]


def test_the_data_of_one_visit_is_read(steps: Stubber) -> None:
    with_input = entered(2, "AuthorizePayment", 0.1)
    with_input["stateEnteredEventDetails"]["input"] = '{"order_id": "order-1"}'
    cause = failed(5, 0.4, "PaymentDeclined")
    cause["taskFailedEventDetails"]["cause"] = '{"errorMessage": "{\\"code\\": 1}"}'
    events = [begun(), with_input, scheduled(3, 0.1), started(4, 0.2), cause, *DECLINED[9:]]
    steps.add_response("get_execution_history", {"events": events})

    data = read_step_data(MACHINE, ATTEMPT, 1)

    assert data is not None
    assert data.state == "AuthorizePayment"
    assert list(data.texts) == [
        "1. TaskStateEntered: input",
        "2. TaskScheduled: parameters",
        "3. TaskFailed: cause",
    ]
    assert '"code": 1' in data.texts["3. TaskFailed: cause"]


def test_a_visit_that_does_not_exist_has_no_data(steps: Stubber) -> None:
    steps.add_response("get_execution_history", {"events": list(DECLINED)})

    assert read_step_data(MACHINE, ATTEMPT, 99) is None


@pytest.mark.parametrize("text", ["not JSON", "", "[" * 100_000])
def test_a_text_that_is_not_json_stays_as_it_is(text: str) -> None:
    assert pretty(text) == text


def test_the_definition_of_an_execution_is_read_once(steps: Stubber) -> None:
    execution_module.read_definition.cache_clear()
    definition = {"stateMachineArn": MACHINE.arn, "name": "dev", "roleArn": "arn:aws:iam::123456789012:role/r"}
    steps.add_response(
        "describe_state_machine_for_execution", {**definition, "definition": '{"StartAt": "A"}', "updateDate": at(0)}
    )

    assert execution_module.read_definition(EXECUTION) == {"StartAt": "A"}
    assert execution_module.read_definition(EXECUTION) == {"StartAt": "A"}
    execution_module.read_definition.cache_clear()


def test_the_picture_has_every_state_once_and_none_on_top_of_another() -> None:
    picture = draw(newest_definition(), None)

    assert {node.name for node in picture.nodes} == set(newest_definition()["States"])
    assert len({(node.x, node.y) for node in picture.nodes}) == len(picture.nodes)
    assert {node.look for node in picture.nodes} == {Look.UNREACHED}
    assert not any(edge.is_taken for edge in picture.edges)


def test_the_picture_shows_the_path_by_words_and_icons_too() -> None:
    states = newest_definition()["States"]
    # The recorded execution went from one state to the other directly, which a workflow with more steps would not.
    recorded = states | {"ReleaseInventory": states["ReleaseInventory"] | {"Next": "VoidPayment"}}

    picture = draw({**newest_definition(), "States": recorded}, of_events("SUCCEEDED", *DECLINED))

    nodes = {node.name: node for node in picture.nodes}

    assert (nodes["AuthorizePayment"].icon, nodes["AuthorizePayment"].label) == ("✗", "PaymentDeclined")
    assert (nodes["VoidPayment"].icon, nodes["VoidPayment"].label) == ("↩", "compensation done")
    assert (nodes["OrderRejected"].icon, nodes["OrderRejected"].look) == ("✓", Look.DONE)
    assert (nodes["CapturePayment"].icon, nodes["CapturePayment"].label) == ("", "not reached")
    assert sum(edge.is_taken for edge in picture.edges) == 5
    assert "AuthorizePayment, then ReleaseInventory, then VoidPayment" in picture.description


def test_an_added_step_and_its_compensation_get_their_own_places() -> None:
    states = dict(newest_definition()["States"])
    states["CompleteOrder"] = {**states["CompleteOrder"], "Next": "ShipOrder"}
    states["ShipOrder"] = {"Type": "Task", "End": True, "Catch": [{"Next": "CancelShipment"}]}
    states["CancelShipment"] = {"Type": "Task", "Next": "ReleaseInventory"}

    picture = draw({**newest_definition(), "States": states}, None)

    assert {node.name for node in picture.nodes} == set(states)
    assert len({(node.x, node.y) for node in picture.nodes}) == len(picture.nodes)


def test_a_running_state_says_that_it_waits() -> None:
    waiting = of_events("RUNNING", *DECLINED[:3], failed(4, 0.4, "StoreUnavailable"))
    (node,) = [each for each in draw(newest_definition(), waiting).nodes if each.name == "AuthorizePayment"]

    assert (node.look, node.label) == (Look.RUNNING, "waits for a retry")
