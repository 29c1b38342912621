"""What subscribers hear of the changes that the order table's stream tells."""

from __future__ import annotations

import json
from typing import Any

import pytest

from functions.event_publisher import handler as publisher
from functions.event_publisher import outcome_metrics
from functions.order_consumer import handler as consumer
from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_table import OrderTable
from orders.domain.events import OrderChange
from orders.domain.order import OrderStatus
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import CUSTOMER, Shop
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON
from tests.orders.fakes import FakeEventPublisher

QUIET = {"batchItemFailures": []}
CREATED = {
    "type": "OrderCreated",
    "order_id": "order-1",
    "attempt": 1,
    "status": "Pending",
    "occurred_at": "2026-11-22T12:00:00.000Z",
}


class Stream:
    """The order table's stream, from where it was last read."""

    def __init__(self) -> None:
        table = client("dynamodb").create_table(
            TableName="dev-orders",
            KeySchema=[{"AttributeName": "order_id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "order_id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        arn = table["TableDescription"]["LatestStreamArn"]
        self._streams = client("dynamodbstreams")
        (shard,) = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._iterator = self._streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def read(self) -> list[dict[str, Any]]:
        answer = self._streams.get_records(ShardIterator=self._iterator)
        self._iterator = answer["NextShardIterator"]
        records: list[dict[str, Any]] = answer["Records"]
        return records


class Subscriber:
    """A queue that listens to a topic."""

    def __init__(self, topic: str) -> None:
        arn = client("sns").create_topic(Name=topic)["TopicArn"]
        self._url = client("sqs").create_queue(QueueName=f"{topic}-listener")["QueueUrl"]
        queue = f"arn:aws:sqs:us-west-2:123456789012:{topic}-listener"
        client("sns").subscribe(TopicArn=arn, Protocol="sqs", Endpoint=queue, Attributes={"RawMessageDelivery": "true"})

    def messages(self) -> list[dict[str, Any]]:
        answer = client("sqs").receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
        )
        return answer.get("Messages", [])

    def heard(self) -> list[dict[str, Any]]:
        return [json.loads(message["Body"]) for message in self.messages()]


@pytest.fixture
def stream(cloud: None) -> Stream:
    return Stream()


@pytest.fixture
def shop(stream: Stream) -> Shop:
    """Its order table is all that the publisher knows."""
    return Shop(TableHarness(), wiring.orders())


@pytest.fixture
def events(cloud: None) -> Subscriber:
    return Subscriber("dev-order-events")


@pytest.fixture
def completed(cloud: None) -> Subscriber:
    return Subscriber("dev-order-completed")


def publish(*records: dict[str, Any]) -> Any:
    return invoke(publisher.handle, {"Records": list(records)})


def read_again(*records: dict[str, Any]) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": each["dynamodb"]["SequenceNumber"]} for each in records]}


def put(**item: Any) -> None:
    client("dynamodb").put_item(TableName="dev-orders", Item=encode(item))


def rename_customer(order_id: str = "order-1") -> None:
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": order_id}),
        UpdateExpression="SET customer_name = :name",
        ExpressionAttributeValues=encode({":name": "Augusta Ada King"}),
    )


def finish(shop: Shop, status: OrderStatus) -> None:
    shop.orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    shop.orders.transition(FIRST, status, MUCH_LATER, reason="OutOfStock" if status is OrderStatus.FAILED else None)


def test_a_new_order_is_announced_once_and_without_a_word_about_the_customer(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber
) -> None:
    shop.place()

    assert publish(*stream.read()) == QUIET

    (message,) = events.messages()
    assert json.loads(message["Body"]) == CREATED
    assert {name: each["StringValue"] for name, each in message["MessageAttributes"].items()} == {
        "type": "OrderCreated",
        "status": "Pending",
    }
    assert completed.messages() == []


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_a_finished_order_is_announced_once_to_those_who_wait_for_it(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber, status: OrderStatus
) -> None:
    shop.place()
    stream.read()
    finish(shop, status)

    assert publish(*stream.read()) == QUIET

    (message,) = completed.messages()
    assert json.loads(message["Body"]) == {
        "type": "OrderFinished",
        "order_id": "order-1",
        "attempt": 1,
        "status": status,
        "occurred_at": "2026-11-22T12:05:00.000Z",
    }
    assert {name: each["StringValue"] for name, each in message["MessageAttributes"].items()} == {
        "type": "OrderFinished",
        "status": status,
    }
    assert events.messages() == []


def test_nobody_hears_that_an_order_is_being_processed(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber, printed: Printed
) -> None:
    shop.place()
    stream.read()
    shop.orders.transition(FIRST, OrderStatus.PROCESSING, LATER)

    assert publish(*stream.read()) == QUIET
    assert events.messages() + completed.messages() == []
    assert printed.logs == []


def test_nobody_hears_of_a_correction_to_an_order_whatever_its_status(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber
) -> None:
    shop.place()
    stream.read()
    rename_customer()
    change_of_new_order = stream.read()
    finish(shop, OrderStatus.FAILED)
    stream.read()
    rename_customer()

    assert publish(*change_of_new_order, *stream.read()) == QUIET
    assert events.messages() + completed.messages() == []


def test_nobody_hears_that_an_order_was_deleted(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber
) -> None:
    shop.place()
    finish(shop, OrderStatus.COMPLETED)
    stream.read()
    shop.books.delete_order("order-1")
    (removal,) = stream.read()

    assert removal["eventName"] == "REMOVE"
    assert publish(removal) == QUIET
    assert events.messages() + completed.messages() == []


def test_the_attempt_that_the_order_is_in_is_announced(shop: Shop, stream: Stream, events: Subscriber) -> None:
    shop.place(attempt_number=2)
    publish(*stream.read())

    assert [event["attempt"] for event in events.heard()] == [2]


def test_a_whole_life_in_one_batch_is_told_in_its_order(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber, printed: Printed
) -> None:
    shop.place()
    finish(shop, OrderStatus.FAILED)
    publish(*stream.read())

    assert [event["status"] for event in events.heard()] == ["Pending"]
    assert [event["status"] for event in completed.heard()] == ["Failed"]
    assert printed.about("message", "event", "status", "attempt", "correlation_id") == [
        ("event published", "OrderCreated", "Pending", 1, "order-1"),
        ("event published", "OrderFinished", "Failed", 1, "order-1"),
    ]
    assert printed.metrics == {
        "RecordsReceived": 3,
        "OrderCreated": 1,
        "OrderFinished": 1,
        "OrdersEnded": 1,
        "OrderSeconds": 300,
    }


@pytest.mark.parametrize(
    ("status", "reason", "outcome"),
    [
        (OrderStatus.COMPLETED, None, "Completed"),
        (OrderStatus.FAILED, "OutOfStock", "OutOfStock"),
        (OrderStatus.CANCELLED, "OrderCancelled", "OrderCancelled"),
        (OrderStatus.FAILED, "StoreUnavailable", "StoreUnavailable"),
        (OrderStatus.FAILED, "ExecutionAborted", "ExecutionAborted"),
        (OrderStatus.FAILED, "States.Timeout", "States.Timeout"),
        (OrderStatus.FAILED, "KeyError", "Other"),
        (OrderStatus.FAILED, "States.Timeout of Ada's order", "Other"),
    ],
)
def test_an_end_has_few_names_for_its_outcome(status: OrderStatus, reason: str | None, outcome: str) -> None:
    change = OrderChange("order-1", 1, OrderStatus.PROCESSING, status, LATER, NOON, reason)

    assert outcome_metrics.outcome_label(change) == outcome


def test_an_end_is_counted_by_its_outcome_with_the_time_since_the_order_was_placed(
    shop: Shop, stream: Stream, completed: Subscriber, printed: Printed
) -> None:
    shop.place()
    stream.read()
    finish(shop, OrderStatus.FAILED)
    publish(*stream.read())

    (line,) = [each for each in printed.metric_lines if "OrdersEnded" in each]
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert {*directive["Dimensions"][0]} == {"service", "outcome"}
    assert (line["outcome"], line["OrdersEnded"], line["OrderSeconds"]) == ("OutOfStock", [1], [300])


def test_an_end_that_could_not_be_announced_is_not_counted_yet(
    shop: Shop, stream: Stream, printed: Printed, refusals: Refusals
) -> None:
    shop.place()
    stream.read()
    finish(shop, OrderStatus.COMPLETED)
    refusals.add("Publish", "ThrottledException")
    publish(*stream.read())

    assert "OrdersEnded" not in printed.metrics


def test_what_is_announced_of_a_new_order_is_what_starts_its_workflow(
    shop: Shop, stream: Stream, events: Subscriber
) -> None:
    machine = client("stepfunctions").create_state_machine(
        name="dev-order-workflow",
        definition='{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}',
        roleArn="arn:aws:iam::123456789012:role/anything",
    )["stateMachineArn"]
    shop.place()
    publish(*stream.read())

    (message,) = events.messages()
    answer = invoke(consumer.handle, {"Records": [{"messageId": message["MessageId"], "body": message["Body"]}]})

    assert answer == QUIET
    (execution,) = client("stepfunctions").list_executions(stateMachineArn=machine)["executions"]
    assert execution["name"] == "order-1.1"


def test_a_change_that_could_not_be_published_is_read_again_and_the_others_are_told(
    shop: Shop, stream: Stream, events: Subscriber, refusals: Refusals, printed: Printed
) -> None:
    for order_id in ("order-1", "order-2", "order-3"):
        shop.place(order_id=order_id)
    first, second, third = stream.read()
    refusals.add("Publish", "ThrottledException", containing="order-2")

    assert publish(first, second, third) == read_again(second)
    assert {event["order_id"] for event in events.heard()} == {"order-1", "order-3"}
    assert printed.about("message", "correlation_id", "error") == [
        ("event published", "order-1", None),
        ("batch item failed", "order-2", "ClientError"),
        ("event published", "order-3", None),
    ]
    assert printed.metrics == {"RecordsReceived": 3, "OrderCreated": 2, "RecordRefused": 1}


def test_while_sns_is_away_the_function_fails_aloud_and_what_it_could_not_tell_is_told_later(
    shop: Shop, stream: Stream, events: Subscriber, refusals: Refusals, printed: Printed
) -> None:
    shop.place(order_id="order-1")
    shop.place(order_id="order-2")
    changes = stream.read()
    refusals.add("Publish", "InternalError")
    assert publish(*changes)["errorType"] == "NothingPublished"
    assert printed.about("message", "correlation_id") == [
        ("batch item failed", "order-1"),
        ("batch item failed", "order-2"),
    ]
    assert printed.metrics == {"RecordsReceived": 2, "RecordRefused": 2}
    refusals.end()

    assert publish(*changes) == QUIET
    assert {event["order_id"] for event in events.heard()} == {"order-1", "order-2"}


def test_a_topic_that_is_gone_holds_up_the_other_topic_no_longer_than_the_stream_must(
    shop: Shop, stream: Stream, events: Subscriber
) -> None:
    shop.place()
    shop.orders.transition(FIRST, OrderStatus.CANCELLED, LATER)
    created, cancelled = stream.read()

    assert publish(created, cancelled) == read_again(cancelled)
    assert events.heard() == [CREATED]


ROW = {"customer_name": CUSTOMER, "status": "Pending", "attempt": 1, "updated_at": "2026-11-22T12:00:00.000Z"}


NO_ORDERS: list[dict[str, Any]] = [
    {"customer_name": CUSTOMER},
    ROW | {"status": CUSTOMER},
    ROW | {"status": None},
    ROW | {"status": [CUSTOMER]},
    ROW | {"attempt": CUSTOMER},
    ROW | {"updated_at": CUSTOMER},
    ROW | {"updated_at": "0001-01-01T00:00:00+14:00"},
    ROW | {"attempt": None},
    ROW | {"attempt": [1]},
    ROW | {"attempt": 0},
    ROW | {"attempt": {"customer_name": CUSTOMER}},
    ROW | {"updated_at": 1_795_348_800},
    ROW | {"updated_at": "2026-11-22T12:00:00"},
]


@pytest.mark.parametrize("row", NO_ORDERS, ids=str)
def test_a_row_that_is_no_order_is_reported_and_holds_up_no_order(
    shop: Shop, stream: Stream, events: Subscriber, printed: Printed, row: dict[str, Any]
) -> None:
    put(order_id="order-0", **row)
    shop.place()
    odd, order = stream.read()

    assert publish(odd, order) == read_again(odd)
    assert events.heard() == [CREATED]
    assert printed.about("level", "message")[0] == ("WARNING", "batch item failed")
    assert CUSTOMER not in printed.text


@pytest.mark.parametrize("row", NO_ORDERS, ids=str)
def test_the_log_calls_a_row_that_is_no_order_malformed(
    shop: Shop, stream: Stream, printed: Printed, row: dict[str, Any]
) -> None:
    put(order_id="order-0", **row)
    publish(*stream.read())

    assert printed.about("message", "error") == [("batch item failed", "MalformedOrder")]


@pytest.mark.parametrize("order_id", [CUSTOMER, f"order-1 {CUSTOMER}"])
def test_a_row_whose_key_is_no_orders_id_is_refused_and_named_by_its_place_in_the_stream_alone(
    shop: Shop, stream: Stream, events: Subscriber, printed: Printed, order_id: str
) -> None:
    put(order_id=order_id, **ROW)
    shop.place()
    odd, order = stream.read()

    assert publish(odd, order) == read_again(odd)
    assert printed.about("message", "error", "record_id", "correlation_id")[0] == (
        "batch item failed",
        "MalformedOrder",
        odd["dynamodb"]["SequenceNumber"],
        None,
    )
    assert CUSTOMER not in printed.text


def test_a_new_order_without_its_image_is_refused(
    shop: Shop, stream: Stream, events: Subscriber, printed: Printed
) -> None:
    shop.place(order_id="order-1")
    shop.place(order_id="order-2")
    blind, seen = stream.read()
    del blind["dynamodb"]["NewImage"]

    assert publish(blind, seen) == read_again(blind)
    assert [event["order_id"] for event in events.heard()] == ["order-2"]
    assert printed.about("message", "error") == [("batch item failed", "MalformedOrder"), ("event published", None)]


@pytest.mark.parametrize("missing", ["OldImage", "NewImage"])
def test_a_change_of_which_only_one_side_is_told_is_refused_and_not_taken_for_a_new_order(
    shop: Shop, stream: Stream, events: Subscriber, printed: Printed, missing: str
) -> None:
    shop.place(order_id="order-1")
    finish(shop, OrderStatus.COMPLETED)
    shop.place(order_id="order-2")
    _, _, finished, order = stream.read()
    del finished["dynamodb"][missing]

    assert publish(finished, order) == read_again(finished)
    assert [event["order_id"] for event in events.heard()] == ["order-2"]
    assert printed.about("message", "error")[0] == ("batch item failed", "MalformedOrder")


def test_a_refused_change_is_named_in_the_log_whether_its_order_is_known_or_not(
    shop: Shop, stream: Stream, events: Subscriber, refusals: Refusals, printed: Printed
) -> None:
    shop.place(order_id="order-1")
    put(order_id="order-0", customer_name=CUSTOMER)
    shop.place(order_id="order-2")
    first, odd, second = stream.read()
    refusals.add("Publish", "ThrottledException", containing="order-2")
    publish(first, odd, second)

    assert printed.about("message", "record_id", "correlation_id") == [
        ("event published", None, "order-1"),
        ("batch item failed", odd["dynamodb"]["SequenceNumber"], None),
        ("batch item failed", second["dynamodb"]["SequenceNumber"], "order-2"),
    ]


@pytest.mark.parametrize("row", NO_ORDERS, ids=str)
def test_the_error_of_a_batch_of_which_nothing_was_published_says_the_same_whatever_stood_in_it(
    shop: Shop, stream: Stream, refusals: Refusals, printed: Printed, row: dict[str, Any]
) -> None:
    refusals.add("Publish", "InternalError")
    shop.place(order_id="order-1")
    order_refused = publish(*stream.read())
    put(order_id="order-0", **row)
    row_refused = publish(*stream.read())

    assert order_refused["errorType"] == row_refused["errorType"] == "NothingPublished"
    assert order_refused["errorMessage"] == row_refused["errorMessage"]
    for value in ("order-0", "order-1", CUSTOMER, "InternalError", "2026-11-22"):
        assert value not in str(order_refused) + str(row_refused)
    assert CUSTOMER not in printed.text


def test_a_batch_of_which_there_is_nothing_to_tell_is_no_error(shop: Shop, stream: Stream, printed: Printed) -> None:
    shop.place()
    stream.read()
    shop.orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    shop.books.delete_order("order-1")

    assert publish(*stream.read()) == QUIET
    assert printed.metrics == {"RecordsReceived": 2}


def test_the_next_batch_is_not_blamed_for_the_last(shop: Shop, stream: Stream, events: Subscriber) -> None:
    put(order_id="order-0", customer_name=CUSTOMER)
    shop.place()
    odd, order = stream.read()

    assert publish(odd)["errorType"] == "NothingPublished"
    assert publish(order) == QUIET


def test_an_order_whose_row_had_no_status_is_reported_when_it_gets_one(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber
) -> None:
    put(order_id="order-0", customer_name=CUSTOMER)
    put(order_id="order-0", **ROW | {"status": "Completed"})
    shop.place()
    _, mended, order = stream.read()

    assert publish(mended, order) == read_again(mended)
    assert completed.messages() == []


def test_a_line_bears_the_id_of_its_order_and_never_that_of_the_one_before(
    shop: Shop, stream: Stream, events: Subscriber, printed: Printed
) -> None:
    shop.place(order_id="order-1")
    put(order_id="order-0", customer_name=CUSTOMER)
    shop.place(order_id="order-2")
    put(order_id="order-00", customer_name=CUSTOMER)
    first, odd, second, odder = stream.read()
    publish(first, odd, second)
    publish(odder)

    assert [order_id for (order_id,) in printed.about("correlation_id")] == ["order-1", None, "order-2", None]


def test_the_customers_name_goes_nowhere(
    shop: Shop, stream: Stream, events: Subscriber, completed: Subscriber, printed: Printed
) -> None:
    shop.place()
    finish(shop, OrderStatus.CANCELLED)
    changes = stream.read()
    publish(*changes)

    assert CUSTOMER in str(changes)
    assert CUSTOMER not in str(events.messages() + completed.messages()) + printed.text


def test_a_hundred_new_orders_in_one_batch_are_counted_without_a_word_that_is_not_json(
    shop: Shop, stream: Stream, printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher, "publisher", FakeEventPublisher())
    shop.place()
    (change,) = stream.read()

    assert publish(*[change] * 100) == QUIET
    assert printed.metrics == {"RecordsReceived": 100, "OrderCreated": 100}
