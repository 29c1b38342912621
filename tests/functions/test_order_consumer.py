"""Which orders' workflows a batch of messages starts, and which messages the queue delivers again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import EndpointConnectionError
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.order_consumer.handler import handle
from orders.aws.clients import client
from orders.domain.events import OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import CUSTOMER
from tests.orders.examples import NOON

WORKFLOW = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}


class Workflow:
    """The state machine, whose executions are started and go no further."""

    def __init__(self) -> None:
        self._stepfunctions = client("stepfunctions")
        self.arn = self._stepfunctions.create_state_machine(
            name="dev-order-workflow",
            definition=json.dumps(WORKFLOW),
            roleArn="arn:aws:iam::123456789012:role/anything",
        )["stateMachineArn"]

    @property
    def executions(self) -> dict[str, Any]:
        """Each execution's input, by its name."""
        started = self._stepfunctions.list_executions(stateMachineArn=self.arn)["executions"]
        arns = {execution["name"]: execution["executionArn"] for execution in started}
        assert len(arns) == len(started)
        return {
            name: json.loads(self._stepfunctions.describe_execution(executionArn=arn)["input"])
            for name, arn in arns.items()
        }

    def start(self, name: str) -> str:
        """An execution that somebody else started under this name."""
        answer = self._stepfunctions.start_execution(stateMachineArn=self.arn, name=name, input='{"by": "hand"}')
        return str(answer["executionArn"])


@pytest.fixture
def workflow(cloud: None) -> Workflow:
    return Workflow()


def new_order(order_id: str = "order-1", attempt: int = 1, **changes: Any) -> str:
    event = OrderEvent(OrderEventType.ORDER_CREATED, order_id, attempt, OrderStatus.PENDING, NOON)
    return json.dumps(event.as_message() | changes)


def without(field: str) -> str:
    event = json.loads(new_order())
    del event[field]
    return json.dumps(event)


def deliver(*bodies: str) -> Any:
    """A batch; its messages' ids are their places in it, from 1."""
    return invoke(
        handle,
        {
            "Records": [
                {
                    "messageId": str(place),
                    "receiptHandle": "handle",
                    "body": body,
                    "attributes": {"ApproximateReceiveCount": "1"},
                    "messageAttributes": {},
                    "md5OfBody": "",
                    "eventSource": "aws:sqs",
                    "eventSourceARN": "arn:aws:sqs:us-west-2:123456789012:dev-order-processing",
                    "awsRegion": "us-west-2",
                }
                for place, body in enumerate(bodies, start=1)
            ]
        },
    )


def delivered_again(*places: int) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": str(place)} for place in places]}


BAD = {
    "nothing": "",
    "not JSON": "order-1",
    "half an object": '{"type": "OrderCreated", "order_id": "order-1"',
    "no object": '["OrderCreated", "order-1", 1]',
    "null": "null",
    "a number": "1",
    "a number beyond Python's digits": "9" * 5_000,
    "a text": '"order-1"',
    "an SNS envelope": json.dumps({"Type": "Notification", "Message": new_order()}),
    "nested deep": "[" * 100_000,
    "an object with something nested deep": new_order()[:-1] + ', "lines": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "no type": without("type"),
    "no id": without("order_id"),
    "no attempt": without("attempt"),
    "a finished order": new_order(type="OrderFinished"),
    "a type that is no text": new_order(type=["OrderCreated"]),
    "a type in small letters": new_order(type="ordercreated"),
    "an id that is a number": new_order(order_id=1),
    "an id that is null": new_order(order_id=None),
    "an empty id": new_order(order_id=""),
    "an id too long for a name": new_order(order_id="o" * 65),
    "an id with a space": new_order(order_id="order 1"),
    "an id with a dot": new_order(order_id="order-1.1"),
    "an id with a wildcard": new_order(order_id="order-*"),
    "an id with a colon": new_order(order_id="order:1"),
    "an id with a line end": new_order(order_id="order-1\n"),
    "an id with a letter beyond ASCII": new_order(order_id="ordér-1"),
    "an id with half a character": new_order(order_id="\ud800"),
    "an attempt that is a text": new_order(attempt="1"),
    "an attempt that is a fraction": new_order(attempt=1.5),
    "an attempt that is a float": new_order(attempt=1.0),
    "an attempt that is true": new_order(attempt=True),
    "an attempt that is no number": new_order(attempt=float("nan")),
    "attempt zero": new_order(attempt=0),
    "an attempt below zero": new_order(attempt=-1),
    "an attempt that no order reaches": new_order(attempt=10_000),
}


def test_each_new_order_starts_one_execution_named_after_its_attempt(workflow: Workflow) -> None:
    assert deliver(new_order("order-1"), new_order("order-2", attempt=3)) == delivered_again()
    assert workflow.executions == {
        "order-1.1": {"order_id": "order-1", "attempt": 1},
        "order-2.3": {"order_id": "order-2", "attempt": 3},
    }


def test_an_execution_is_told_the_id_and_the_attempt_whatever_else_the_message_holds(workflow: Workflow) -> None:
    deliver(new_order(customer_name=CUSTOMER, operation="void", lines=[1]))

    assert workflow.executions == {"order-1.1": {"order_id": "order-1", "attempt": 1}}


def test_the_longest_id_in_the_last_attempt_is_a_name_that_an_execution_can_have(workflow: Workflow) -> None:
    assert deliver(new_order("Az09_-" + "o" * 58, attempt=9_999)) == delivered_again()
    assert len(workflow.executions) == 1


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_message_that_is_no_new_order_is_refused_and_starts_nothing(
    no_cloud: None, printed: Printed, body: str
) -> None:
    assert deliver(body) == delivered_again(1)
    assert printed.about("level", "message", "error") == [("WARNING", "batch item failed", "MalformedTask")]


def test_a_batch_gives_back_the_bad_messages_and_starts_the_good(workflow: Workflow) -> None:
    first, second, third, fourth = (BAD[why] for why in ("not JSON", "no id", "nested deep", "a finished order"))

    answer = deliver(first, new_order("order-1"), second, third, new_order("order-2"), new_order("order-3"), fourth)

    assert answer == delivered_again(1, 3, 4, 7)
    assert set(workflow.executions) == {"order-1.1", "order-2.1", "order-3.1"}


def test_a_batch_of_bad_messages_only_is_no_error_of_the_function(workflow: Workflow) -> None:
    assert deliver(*BAD.values()) == delivered_again(*range(1, len(BAD) + 1))
    assert workflow.executions == {}


def test_the_next_batch_is_not_blamed_for_the_last(workflow: Workflow) -> None:
    deliver(BAD["not JSON"])

    assert deliver(new_order()) == delivered_again()


def test_a_message_that_comes_twice_starts_one_execution(workflow: Workflow) -> None:
    assert deliver(new_order(), new_order()) == delivered_again()
    assert deliver(new_order()) == delivered_again()
    assert list(workflow.executions) == ["order-1.1"]


def test_an_attempt_whose_name_is_taken_is_done_with(workflow: Workflow, printed: Printed) -> None:
    workflow.start("order-1.1")

    assert deliver(new_order()) == delivered_again()
    assert workflow.executions == {"order-1.1": {"by": "hand"}}
    assert printed.about("message", "correlation_id") == [("workflow already started", "order-1")]
    assert printed.metrics == {"RecordsReceived": 1, "WorkflowStartedBefore": 1}


def test_an_attempt_that_has_ended_is_not_run_again(workflow: Workflow) -> None:
    client("stepfunctions").stop_execution(executionArn=workflow.start("order-1.1"))

    assert deliver(new_order()) == delivered_again()
    assert workflow.executions == {"order-1.1": {"by": "hand"}}


def test_a_new_attempt_at_an_order_is_another_execution(workflow: Workflow) -> None:
    deliver(new_order(attempt=1), new_order(attempt=2))

    assert set(workflow.executions) == {"order-1.1", "order-1.2"}


@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException", "ExecutionLimitExceeded"])
def test_an_order_that_step_functions_refuses_comes_again_and_the_others_do_not(
    workflow: Workflow, refusals: Refusals, printed: Printed, code: str
) -> None:
    refusals.add("StartExecution", code, containing="order-2")

    answer = deliver(new_order("order-1"), new_order("order-2"), new_order("order-3"))

    assert answer == delivered_again(2)
    assert set(workflow.executions) == {"order-1.1", "order-3.1"}
    assert printed.about("message", "correlation_id", "error")[1] == ("batch item failed", "order-2", "ClientError")
    assert code in printed.logs[1]["reason"]


def test_an_order_that_was_throttled_is_started_when_it_comes_again(workflow: Workflow, refusals: Refusals) -> None:
    refusals.add("StartExecution", "ThrottlingException")
    assert deliver(new_order()) == delivered_again(1)
    refusals.end()

    assert deliver(new_order()) == delivered_again()
    assert list(workflow.executions) == ["order-1.1"]


def test_while_step_functions_is_out_of_reach_every_order_comes_again(
    workflow: Workflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://states.us-west-2.amazonaws.com")

    monkeypatch.setattr(BaseClient, "_make_api_call", unreachable)

    assert deliver(new_order("order-1"), new_order("order-2")) == delivered_again(1, 2)


def test_while_there_is_no_workflow_every_order_comes_again(cloud: None) -> None:
    assert deliver(new_order("order-1"), new_order("order-2")) == delivered_again(1, 2)


def test_a_line_bears_the_id_of_its_order_and_never_that_of_the_one_before(
    workflow: Workflow, printed: Printed
) -> None:
    deliver(new_order("order-1"), BAD["not JSON"], new_order("order-2", attempt=2))
    deliver(BAD["no id"])

    assert printed.about("message", "correlation_id", "attempt") == [
        ("workflow started", "order-1", 1),
        ("batch item failed", None, None),
        ("workflow started", "order-2", 2),
        ("batch item failed", None, None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        CUSTOMER,
        json.dumps(CUSTOMER),
        json.dumps({CUSTOMER: CUSTOMER}),
        new_order(order_id=CUSTOMER),
        new_order(attempt=CUSTOMER),
        new_order(type=CUSTOMER),
        new_order(customer_name=CUSTOMER)[:-1],
        new_order(customer_name=CUSTOMER, attempt=0),
    ],
)
def test_a_refused_message_does_not_reach_the_log(workflow: Workflow, printed: Printed, body: str) -> None:
    assert deliver(body, new_order(customer_name=CUSTOMER)) == delivered_again(1)
    assert len(printed.logs) == 2
    assert CUSTOMER not in printed.text


def test_a_refused_message_is_named_in_the_log_whether_its_order_is_known_or_not(
    workflow: Workflow, refusals: Refusals, printed: Printed
) -> None:
    refusals.add("StartExecution", "ThrottlingException", containing="order-2")
    deliver(new_order("order-1"), BAD["not JSON"], new_order("order-2"))

    assert printed.about("message", "record_id", "correlation_id") == [
        ("workflow started", None, "order-1"),
        ("batch item failed", "2", None),
        ("batch item failed", "3", "order-2"),
    ]


def test_the_metrics_count_what_became_of_the_messages(workflow: Workflow, printed: Printed) -> None:
    workflow.start("order-3.1")
    deliver(BAD["null"], new_order("order-1"), new_order("order-2"), BAD["no id"], new_order("order-3"))

    assert printed.metrics == {
        "RecordsReceived": 5,
        "WorkflowStarted": 2,
        "WorkflowStartedBefore": 1,
        "RecordRefused": 2,
    }


def test_a_hundred_messages_in_one_batch_are_counted_without_a_word_that_is_not_json(
    no_cloud: None, printed: Printed
) -> None:
    deliver(*[BAD["no id"]] * 100)

    assert printed.metrics == {"RecordsReceived": 100, "RecordRefused": 100}


ODD = st.none() | st.booleans() | st.floats() | st.text() | st.integers(max_value=0) | st.integers(min_value=10_000)
JSON = st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
NO_TASK = st.fixed_dictionaries(
    {"type": st.just("OrderCreated"), "attempt": JSON}, optional={"order_id": st.just("order-1") | JSON}
)


@settings(deadline=None, max_examples=30)
@given(bodies=st.lists(st.text() | (JSON | NO_TASK).map(json.dumps), min_size=1, max_size=10))
def test_no_garbage_gets_the_better_of_the_function(bodies: list[str]) -> None:
    assert deliver(*bodies) == delivered_again(*range(1, len(bodies) + 1))


def test_a_workflow_joins_the_trace_that_its_order_was_placed_in(workflow: Workflow) -> None:
    trace = "Root=1-67891233-abcdef012345678912345678;Sampled=1"
    traces = {}
    client("stepfunctions").meta.events.register(
        "provide-client-params.stepfunctions.StartExecution",
        lambda params, **_: traces.update({params["name"]: params.get("traceHeader")}),
    )
    deliver(new_order(trace_header=trace), new_order("order-2"), new_order("order-3", trace_header={"Root": 1}))

    assert traces == {"order-1.1": trace, "order-2.1": None, "order-3.1": None}
