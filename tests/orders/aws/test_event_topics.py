import json
from dataclasses import replace
from typing import Any

import pytest

from orders.aws.clients import client
from orders.aws.event_topics import EventTopics
from orders.domain.events import OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from tests.orders.examples import LATER, NOON

pytestmark = pytest.mark.slow

CREATED = OrderEvent(OrderEventType.ORDER_CREATED, "order-1", 1, OrderStatus.PENDING, NOON)
COMPLETED = OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 1, OrderStatus.COMPLETED, LATER)
FAILED = replace(COMPLETED, order_id="order-2", status=OrderStatus.FAILED)


@pytest.fixture
def topics(cloud: None) -> EventTopics:
    names = {OrderEventType.ORDER_CREATED: "dev-order-events", OrderEventType.ORDER_FINISHED: "dev-order-completed"}
    return EventTopics({kind: client("sns").create_topic(Name=name)["TopicArn"] for kind, name in names.items()})


def _subscribe(topics: EventTopics, kind: OrderEventType, **attributes: str) -> str:
    """Subscribe a new queue to the topic, and return its URL."""
    url: str = client("sqs").create_queue(QueueName=f"queue-{kind}")["QueueUrl"]
    queue = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(
        TopicArn=topics.arns[kind],
        Protocol="sqs",
        Endpoint=queue,
        Attributes={"RawMessageDelivery": "true"} | attributes,
    )
    return url


def _received(url: str) -> list[dict[str, Any]]:
    response = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    messages: list[dict[str, Any]] = response.get("Messages", [])
    return messages


def test_new_and_finished_orders_have_different_topics(topics: EventTopics) -> None:
    new = _subscribe(topics, OrderEventType.ORDER_CREATED)
    finished = _subscribe(topics, OrderEventType.ORDER_FINISHED)

    topics.publish([CREATED, COMPLETED, FAILED])

    assert [json.loads(message["Body"]) for message in _received(new)] == [CREATED.as_message()]
    assert [json.loads(message["Body"]) for message in _received(finished)] == [
        COMPLETED.as_message(),
        FAILED.as_message(),
    ]


def test_a_message_has_its_type_and_status_as_attributes(topics: EventTopics) -> None:
    finished = _subscribe(topics, OrderEventType.ORDER_FINISHED)

    topics.publish([FAILED])

    [message] = _received(finished)
    assert {name: value["StringValue"] for name, value in message["MessageAttributes"].items()} == {
        "type": "OrderFinished",
        "status": "Failed",
    }


def test_a_subscription_can_filter_completed_orders(topics: EventTopics) -> None:
    shipping = _subscribe(topics, OrderEventType.ORDER_FINISHED, FilterPolicy=json.dumps({"status": ["Completed"]}))

    topics.publish([FAILED])
    topics.publish([COMPLETED])

    assert [json.loads(message["Body"])["order_id"] for message in _received(shipping)] == ["order-1"]
