import json
from dataclasses import replace
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.event_topics import EventTopics
from orders.domain.events import OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from orders.environment import MissingSetting
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
    """The address of a queue that hears what one topic tells."""
    url: str = client("sqs").create_queue(QueueName=f"hears-{kind}")["QueueUrl"]
    queue = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(
        TopicArn=topics.arns[kind],
        Protocol="sqs",
        Endpoint=queue,
        Attributes={"RawMessageDelivery": "true"} | attributes,
    )
    return url


def _heard(url: str) -> list[dict[str, Any]]:
    answer = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def test_a_new_order_and_a_finished_one_are_told_on_different_topics(topics: EventTopics) -> None:
    new = _subscribe(topics, OrderEventType.ORDER_CREATED)
    finished = _subscribe(topics, OrderEventType.ORDER_FINISHED)

    for event in (CREATED, COMPLETED, FAILED):
        topics.publish(event)

    assert [json.loads(message["Body"]) for message in _heard(new)] == [CREATED.as_message()]
    assert [json.loads(message["Body"]) for message in _heard(finished)] == [
        COMPLETED.as_message(),
        FAILED.as_message(),
    ]


def test_a_message_bears_its_type_and_status_on_the_outside(topics: EventTopics) -> None:
    finished = _subscribe(topics, OrderEventType.ORDER_FINISHED)

    topics.publish(FAILED)

    [message] = _heard(finished)
    assert {name: value["StringValue"] for name, value in message["MessageAttributes"].items()} == {
        "type": "OrderFinished",
        "status": "Failed",
    }


def test_a_subscriber_may_hear_of_completed_orders_only(topics: EventTopics) -> None:
    shipping = _subscribe(topics, OrderEventType.ORDER_FINISHED, FilterPolicy=json.dumps({"status": ["Completed"]}))

    topics.publish(FAILED)
    topics.publish(COMPLETED)

    assert [json.loads(message["Body"])["order_id"] for message in _heard(shipping)] == ["order-1"]


def test_the_topics_are_found_by_their_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_EVENTS_TOPIC_ARN", "arn:events")
    monkeypatch.setenv("ORDER_COMPLETED_TOPIC_ARN", "arn:completed")
    assert wiring.event_publisher().arns == {
        OrderEventType.ORDER_CREATED: "arn:events",
        OrderEventType.ORDER_FINISHED: "arn:completed",
    }

    monkeypatch.delenv("ORDER_COMPLETED_TOPIC_ARN")
    with pytest.raises(MissingSetting, match="ORDER_COMPLETED_TOPIC_ARN"):
        wiring.event_publisher()
