"""After which executions a batch of messages is cleaned up, and which messages the queue delivers again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.watchdog.handler import handle
from orders.aws.clients import client
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus, PaymentMethod
from orders.usecases.watchdog import deadline
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import CUSTOMER, TOTAL, Shop, step, steps
from tests.orders.strategies import json_values

WORKFLOW = "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"


@pytest.fixture
def shop(shop: Shop) -> Shop:
    client("sqs").create_queue(QueueName="dev-order-dlq")
    return shop


def ended(name: object = "order-1.1", **changes: Any) -> str:
    """EventBridge's event.

    https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
    """
    detail = {
        "executionArn": f"{WORKFLOW.replace(':stateMachine:', ':execution:')}:{name}",
        "stateMachineArn": WORKFLOW,
        "name": name,
        "status": "ABORTED",
        "input": '{"order_id": "order-1", "attempt": 1}',
        "error": None,
        "cause": None,
    }
    return json.dumps(
        {
            "version": "0",
            "id": "315c1398-40ff-a850-213b-158f73e60175",
            "detail-type": "Step Functions Execution Status Change",
            "source": "aws.states",
            "account": "123456789012",
            "time": "2026-11-22T12:00:00Z",
            "region": "us-west-2",
            "resources": [detail["executionArn"]],
            "detail": detail | changes,
        }
    )


def without(field: str) -> str:
    event = json.loads(ended())
    del event["detail"][field]
    return json.dumps(event)


def deliver(*bodies: str, receives: int = 1) -> Any:
    """A batch; its messages' ids are their places in it, from 1."""
    records = [
        {
            "messageId": str(place),
            "receiptHandle": "handle",
            "body": body,
            "attributes": {"ApproximateReceiveCount": str(receives)},
            "messageAttributes": {},
            "md5OfBody": "",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:us-west-2:123456789012:dev-order-watchdog",
            "awsRegion": "us-west-2",
        }
        for place, body in enumerate(bodies, start=1)
    ]
    return invoke(handle, {"Records": records})


def delivered_again(*places: int) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": str(place)} for place in places]}


def letters() -> list[dict[str, Any]]:
    """The messages in the dead-letter queue."""
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="dev-order-dlq")["QueueUrl"]
    return [
        json.loads(each["Body"])
        for each in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    ]


def hold(shop: Shop, order_id: str = "order-1", method: PaymentMethod = PaymentMethod.VISA) -> None:
    """Place an order whose execution got as far as the authorization."""
    shop.place(order_id=order_id, payment_method=method)
    while "errorType" in step("authorize", Attempt(order_id, 1)):
        assert method is PaymentMethod.FLAKY


BAD = {
    "nothing": "",
    "not JSON": "order-1.1",
    "half an event": ended()[:-1],
    "no object": "[]",
    "null": "null",
    "nested deep": "[" * 100_000,
    "an event in an envelope": json.dumps({"Message": ended()}),
    "a new order": json.dumps({"type": "OrderCreated", "order_id": "order-1", "attempt": 1}),
    "no detail": json.dumps({"detail-type": "Step Functions Execution Status Change"}),
    "a detail that is a text": json.dumps({"detail": ended()}),
    "no name": without("name"),
    "no ARN": without("executionArn"),
    "no status": without("status"),
    "a name that is null": ended(None),
    "a name that is a number": ended(1.1),
    "a name without an attempt": ended("order-1"),
    "a name that somebody made up": ended("my test"),
    "a name with a letter for the attempt": ended("order-1.a"),
    "attempt zero": ended("order-1.0"),
    "an id with a space": ended("order 1.1"),
    "an ARN that is a number": ended(executionArn=1),
    "an execution that runs": ended(status="RUNNING"),
    "an execution that succeeded": ended(status="SUCCEEDED"),
    "a status that is a list": ended(status=["ABORTED"]),
}


def test_every_execution_of_a_batch_is_cleaned_up_after(shop: Shop) -> None:
    hold(shop, "order-1")
    hold(shop, "order-2")

    assert deliver(ended("order-1.1"), ended("order-2.1", status="TIMED_OUT")) == delivered_again()

    assert {shop.order(each).failure_reason for each in ("order-1", "order-2")} == {
        "ExecutionAborted",
        "ExecutionTimedOut",
    }
    assert [shop.books.payment(f"{each}.1")["state"] for each in ("order-1", "order-2")] == ["VOIDED", "VOIDED"]


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_message_that_tells_of_no_bad_end_is_refused_and_touches_nothing(
    no_cloud: None, printed: Printed, body: str
) -> None:
    assert deliver(body) == delivered_again(1)
    assert printed.about("level", "message", "error") == [("WARNING", "batch item failed", "MalformedTask")]


def test_a_batch_gives_back_the_bad_messages_and_cleans_up_after_the_others(shop: Shop) -> None:
    hold(shop, "order-1")
    hold(shop, "order-2")

    answer = deliver(BAD["not JSON"], ended("order-1.1"), BAD["no detail"], ended("order-2.1"), BAD["no name"])

    assert answer == delivered_again(1, 3, 5)
    assert {shop.order(each).status for each in ("order-1", "order-2")} == {OrderStatus.FAILED}


def test_an_order_that_cannot_be_cleaned_up_keeps_no_other_from_it(shop: Shop, refusals: Refusals) -> None:
    for order_id in ("order-1", "order-2", "order-3"):
        hold(shop, order_id)
    refusals.add("UpdateItem", "AccessDeniedException", containing="order-2")

    assert deliver(ended("order-1.1"), ended("order-2.1"), ended("order-3.1")) == delivered_again(2)

    statuses = [shop.order(each).status for each in ("order-1", "order-2", "order-3")]
    assert statuses == [OrderStatus.FAILED, OrderStatus.PROCESSING, OrderStatus.FAILED]


def test_a_clean_up_that_fails_comes_again_until_it_works(shop: Shop) -> None:
    hold(shop, method=PaymentMethod.FLAKY)

    answers = [deliver(ended(), receives=receives) for receives in (1, 2, 3)]

    assert answers == [delivered_again(1), delivered_again(1), delivered_again()]
    assert shop.order().status is OrderStatus.FAILED


def test_while_the_provider_is_away_nothing_is_an_error_of_the_function(shop: Shop) -> None:
    hold(shop, "order-1", PaymentMethod.FLAKY)
    hold(shop, "order-2", PaymentMethod.FLAKY)

    assert deliver(ended("order-1.1"), ended("order-2.1")) == delivered_again(1, 2)


def test_a_batch_of_bad_messages_only_is_no_error_of_the_function(no_cloud: None) -> None:
    assert deliver(*BAD.values()) == delivered_again(*range(1, len(BAD) + 1))


def test_the_next_batch_is_not_blamed_for_the_last(shop: Shop) -> None:
    deliver(BAD["not JSON"])

    assert deliver(ended()) == delivered_again()


def test_an_end_is_counted_once_however_often_its_clean_up_is_tried(
    shop: Shop, refusals: Refusals, printed: Printed
) -> None:
    shop.place()
    refusals.add("UpdateItem", "ThrottlingException")
    deliver(ended(), receives=1)
    deliver(ended(), receives=2)
    refusals.end()
    deliver(ended(), receives=3)

    assert printed.metrics == {"ExecutionEndedBadly": 1, "RecordsReceived": 3, "RecordRefused": 2, "CleanedUp": 1}


def test_an_end_after_which_nothing_is_left_to_do_is_counted_as_an_end_only(shop: Shop, printed: Printed) -> None:
    assert deliver(ended("nobody-placed-this.1")) == delivered_again()
    assert printed.metrics == {"ExecutionEndedBadly": 1, "RecordsReceived": 1}


DEADLINE = json.dumps(deadline(Attempt("order-1", 1), f"{WORKFLOW}:order-1_1:an-id"))


def test_an_express_execution_that_has_not_ended_its_order_in_time_is_cleaned_up_after(
    shop: Shop, printed: Printed
) -> None:
    hold(shop)

    assert deliver(DEADLINE) == delivered_again()
    assert deliver(DEADLINE) == delivered_again()

    assert (shop.order().status, shop.order().failure_reason) == (OrderStatus.FAILED, "ExecutionTimedOut")
    assert shop.books.payment("order-1.1")["state"] == "VOIDED"
    assert len(letters()) == 1
    assert {name: count for name, count in printed.metrics.items() if name in {"ExecutionEndedBadly", "CleanedUp"}} == {
        "ExecutionEndedBadly": 1,
        "CleanedUp": 1,
    }


@pytest.mark.parametrize("reason", ["PaymentDeclined", "RuntimeError"])
def test_a_deadline_of_an_order_that_its_workflow_ended_is_no_bad_end(
    shop: Shop, printed: Printed, reason: str
) -> None:
    shop.place(status=OrderStatus.FAILED, failure_reason=reason)
    before = shop.order()

    assert deliver(DEADLINE) == delivered_again()

    assert shop.order() == before
    assert letters() == []
    assert printed.metrics == {"RecordsReceived": 1}


def test_a_deadline_of_a_completed_order_leaves_its_money_and_its_stock(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "capture", "complete")

    assert deliver(DEADLINE) == delivered_again()

    assert shop.order().status is OrderStatus.COMPLETED
    assert shop.books.payment("order-1.1")["captured"] == TOTAL
    assert letters() == []


def test_a_message_that_tells_of_no_bad_end_is_counted_as_refused_only(no_cloud: None, printed: Printed) -> None:
    deliver(BAD["an execution that runs"])

    assert printed.metrics == {"RecordsReceived": 1, "RecordRefused": 1}


def test_a_line_bears_the_id_of_its_order_and_never_that_of_the_one_before(shop: Shop, printed: Printed) -> None:
    hold(shop, "order-1")
    hold(shop, "order-2", PaymentMethod.FLAKY)
    steps_of_the_workflow = len(printed.logs)
    deliver(ended("order-1.1"), BAD["not JSON"], ended("order-2.1"), ended("order-3.1"))
    deliver(BAD["no detail"])

    assert printed.about("message", "correlation_id", "error")[steps_of_the_workflow:] == [
        ("cleaned up", "order-1", None),
        ("batch item failed", None, "MalformedTask"),
        ("batch item failed", "order-2", "PaymentProviderUnavailable"),
        ("nothing to clean up", "order-3", None),
        ("batch item failed", None, "MalformedTask"),
    ]


@pytest.mark.parametrize(
    "body",
    [CUSTOMER, json.dumps({CUSTOMER: CUSTOMER}), ended(CUSTOMER), ended(f"{CUSTOMER}.1"), ended(status=CUSTOMER)],
)
def test_a_refused_message_does_not_reach_the_log(no_cloud: None, printed: Printed, body: str) -> None:
    assert deliver(body) == delivered_again(1)
    assert len(printed.logs) == 1
    assert CUSTOMER not in printed.text


@settings(deadline=None, max_examples=30)
@given(bodies=st.lists(st.text() | json_values.map(json.dumps) | json_values.map(ended), min_size=1, max_size=10))
def test_no_garbage_gets_the_better_of_the_function(bodies: list[str]) -> None:
    assert deliver(*bodies) == delivered_again(*range(1, len(bodies) + 1))
