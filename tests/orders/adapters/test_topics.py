import json
from dataclasses import replace
from typing import Any

import pytest

from orders.adapters.aws import client
from orders.adapters.settings import MissingSetting
from orders.adapters.topics import Topics
from orders.events import EventType, OrderEvent
from orders.order import OrderStatus
from tests.orders.examples import LATER, NOON

CREATED = OrderEvent(EventType.ORDER_CREATED, "order-1", 1, OrderStatus.PENDING, NOON)
COMPLETED = OrderEvent(EventType.ORDER_FINISHED, "order-1", 1, OrderStatus.COMPLETED, LATER)
FAILED = replace(COMPLETED, order_id="order-2", status=OrderStatus.FAILED)


@pytest.fixture
def topics(cloud: None) -> Topics:
    names = {EventType.ORDER_CREATED: "dev-order-events", EventType.ORDER_FINISHED: "dev-order-completed"}
    return Topics({kind: client("sns").create_topic(Name=name)["TopicArn"] for kind, name in names.items()})


def _subscribe(topics: Topics, kind: EventType, **attributes: str) -> str:
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


def test_a_new_order_and_a_finished_one_are_told_on_different_topics(topics: Topics) -> None:
    new = _subscribe(topics, EventType.ORDER_CREATED)
    finished = _subscribe(topics, EventType.ORDER_FINISHED)

    for event in (CREATED, COMPLETED, FAILED):
        topics.publish(event)

    assert [json.loads(message["Body"]) for message in _heard(new)] == [CREATED.as_message()]
    assert [json.loads(message["Body"]) for message in _heard(finished)] == [
        COMPLETED.as_message(),
        FAILED.as_message(),
    ]


def test_a_message_bears_its_type_and_status_on_the_outside(topics: Topics) -> None:
    finished = _subscribe(topics, EventType.ORDER_FINISHED)

    topics.publish(FAILED)

    [message] = _heard(finished)
    assert {name: value["StringValue"] for name, value in message["MessageAttributes"].items()} == {
        "type": "OrderFinished",
        "status": "Failed",
    }


def test_a_subscriber_may_hear_of_completed_orders_only(topics: Topics) -> None:
    shipping = _subscribe(topics, EventType.ORDER_FINISHED, FilterPolicy=json.dumps({"status": ["Completed"]}))

    topics.publish(FAILED)
    topics.publish(COMPLETED)

    assert [json.loads(message["Body"])["order_id"] for message in _heard(shipping)] == ["order-1"]


def test_the_topics_are_found_by_their_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_EVENTS_TOPIC_ARN", "arn:events")
    monkeypatch.setenv("ORDER_COMPLETED_TOPIC_ARN", "arn:completed")
    assert Topics.from_settings().arns == {
        EventType.ORDER_CREATED: "arn:events",
        EventType.ORDER_FINISHED: "arn:completed",
    }

    monkeypatch.delenv("ORDER_COMPLETED_TOPIC_ARN")
    with pytest.raises(MissingSetting, match="ORDER_COMPLETED_TOPIC_ARN"):
        Topics.from_settings()
