import json
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from orders.aws import event_topics
from orders.aws.clients import client
from orders.aws.event_topics import MAX_ENTRIES, EventTopics
from orders.domain.events import OrderChange, OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from orders.domain.public_events import PublicEvent, public_events
from tests.orders.examples import LATER, NOON, dollars

pytestmark = pytest.mark.slow

CREATED = OrderEvent(OrderEventType.ORDER_CREATED, "order-1", 1, OrderStatus.PENDING, NOON)
COMPLETED = OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 1, OrderStatus.COMPLETED, LATER)
FAILED = replace(COMPLETED, order_id="order-2", status=OrderStatus.FAILED)


def created(order_id: str) -> PublicEvent:
    change = OrderChange(order_id, 1, None, OrderStatus.PENDING, NOON, NOON, total=dollars(1999))
    [event] = public_events(change)
    return event


def finished(status: OrderStatus) -> PublicEvent:
    [event] = public_events(OrderChange("order-1", 1, OrderStatus.PROCESSING, status, LATER, NOON))
    return event


@pytest.fixture
def topics(cloud: None) -> EventTopics:
    names = {OrderEventType.ORDER_CREATED: "dev-order-events", OrderEventType.ORDER_FINISHED: "dev-order-completed"}
    return EventTopics({kind: _topic(name) for kind, name in names.items()}, _topic("dev-order-public-events"))


def _topic(name: str) -> str:
    arn: str = client("sns").create_topic(Name=name)["TopicArn"]
    return arn


def _subscribe(topic: str, **attributes: str) -> str:
    """Subscribe a new queue to the topic, and return its URL."""
    url: str = client("sqs").create_queue(QueueName=f"queue-of-{topic.rpartition(':')[2]}")["QueueUrl"]
    queue = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=queue, Attributes={"RawMessageDelivery": "true"} | attributes
    )
    return url


def _received(url: str) -> list[dict[str, Any]]:
    """Return all messages of the queue."""
    messages: list[dict[str, Any]] = []
    while True:
        response = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
        if not (received := response.get("Messages")):
            return messages
        messages += received


def test_new_and_finished_orders_have_different_topics(topics: EventTopics) -> None:
    new = _subscribe(topics.arns[OrderEventType.ORDER_CREATED])
    finished = _subscribe(topics.arns[OrderEventType.ORDER_FINISHED])

    topics.publish([CREATED, COMPLETED, FAILED])

    assert [json.loads(message["Body"]) for message in _received(new)] == [CREATED.as_message()]
    assert [json.loads(message["Body"]) for message in _received(finished)] == [
        COMPLETED.as_message(),
        FAILED.as_message(),
    ]


def test_a_message_has_its_type_and_status_as_attributes(topics: EventTopics) -> None:
    finished = _subscribe(topics.arns[OrderEventType.ORDER_FINISHED])

    topics.publish([FAILED])

    [message] = _received(finished)
    assert {name: value["StringValue"] for name, value in message["MessageAttributes"].items()} == {
        "type": "OrderFinished",
        "status": "Failed",
    }


def test_a_subscription_can_filter_completed_orders(topics: EventTopics) -> None:
    shipping = _subscribe(
        topics.arns[OrderEventType.ORDER_FINISHED], FilterPolicy=json.dumps({"status": ["Completed"]})
    )

    topics.publish([FAILED])
    topics.publish([COMPLETED])

    assert [json.loads(message["Body"])["order_id"] for message in _received(shipping)] == ["order-1"]


def test_public_events_have_a_topic_of_their_own(topics: EventTopics) -> None:
    new = _subscribe(topics.arns[OrderEventType.ORDER_CREATED])
    public = _subscribe(topics.public)

    topics.publish([CREATED, created("order-1")])

    assert [json.loads(message["Body"]) for message in _received(new)] == [CREATED.as_message()]
    assert [json.loads(message["Body"]) for message in _received(public)] == [
        {
            "specversion": "1.0",
            "id": "order-1.1.created",
            "type": "order.created.v1",
            "source": topics.public,
            "subject": "order-1",
            "time": "2026-11-22T12:00:00.000Z",
            "datacontenttype": "application/json",
            "dataschema": "urn:order-processing:schema:order.created.v1",
            "data": {"order_id": "order-1", "attempt": 1, "status": "Pending", "total": 1999, "currency": "USD"},
        }
    ]


@pytest.mark.parametrize(
    "policy",
    [
        {"type": ["order.completed.v1"]},
        {"type": [{"prefix": "order.completed."}]},
        {"status": ["Completed"]},
    ],
    ids=["the type", "the type in every version", "the status"],
)
def test_a_subscriber_can_filter_public_events(topics: EventTopics, policy: dict[str, Any]) -> None:
    shipping = _subscribe(topics.public, FilterPolicy=json.dumps(policy))

    topics.publish([created("order-1"), finished(OrderStatus.FAILED), finished(OrderStatus.COMPLETED)])

    assert [json.loads(message["Body"])["type"] for message in _received(shipping)] == ["order.completed.v1"]


def test_more_events_than_one_call_takes_are_all_published(topics: EventTopics) -> None:
    public = _subscribe(topics.public)
    events = [created(f"order-{number}") for number in range(2 * MAX_ENTRIES + 1)]

    assert topics.publish(events) == {}
    assert {json.loads(message["Body"])["subject"] for message in _received(public)} == {
        event.order_id for event in events
    }


def test_entries_that_sns_rejects_and_calls_that_fail_are_reported_by_their_positions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Sns:
        def publish_batch(self, TopicArn: str, PublishBatchRequestEntries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803  boto3's names
            if TopicArn == "down":
                raise EndpointConnectionError(endpoint_url="sns")
            last = PublishBatchRequestEntries[-1]["Id"]
            return {"Failed": [{"Id": last, "Code": "InternalError", "SenderFault": False}]}

    monkeypatch.setattr(event_topics, "client", lambda _service: Sns())
    arns = {OrderEventType.ORDER_CREATED: "down", OrderEventType.ORDER_FINISHED: "up"}

    failed = EventTopics(arns, "up").publish([created("order-1"), CREATED, created("order-2"), CREATED])

    assert failed == {1: "EndpointConnectionError", 2: "InternalError", 3: "EndpointConnectionError"}
