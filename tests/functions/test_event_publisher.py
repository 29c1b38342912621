"""The function that publishes the events of the orders table's stream."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from functions.event_publisher import handler
from functions.event_publisher.handler import handle
from functions.event_publisher.outcome_metrics import outcome_label
from orders.aws.order_item import to_item
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.events import OrderChange, OrderEvent, OrderEventType
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.order import Order, OrderStatus
from orders.domain.public_events import PublicEvent
from tests.functions.lambda_runtime import CapturedOutput, failed_items, invoke, stream_event
from tests.functions.store_harness import CUSTOMER, StoreHarness
from tests.orders.examples import LATER, MUCH_LATER, NOON, an_order

TRACE = "Root=1-67891233-abcdef012345678912345678;Sampled=1"
NEW = an_order(customer_name=CUSTOMER, attempt_number=2, trace_header=TRACE)
PROCESSING = replace(NEW, status=OrderStatus.PROCESSING, updated_at=LATER)
FAILED = replace(PROCESSING, status=OrderStatus.FAILED, updated_at=MUCH_LATER, failure_reason="OutOfStock")


def change(before: Order | None, after: Order | None) -> dict[str, Any]:
    images = {"OldImage": before, "NewImage": after}
    return {name: to_item(order) for name, order in images.items() if order is not None}


def publish(*changes: dict[str, Any]) -> Any:
    return invoke(handle, stream_event(*changes))


def test_a_new_order_is_published(store: StoreHarness) -> None:
    assert publish(change(None, NEW)) == failed_items()
    assert store.events.published == [
        OrderEvent(OrderEventType.ORDER_CREATED, "order-1", 2, OrderStatus.PENDING, NOON, TRACE)
    ]


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_an_order_that_reaches_a_final_status_is_published(store: StoreHarness, status: OrderStatus) -> None:
    final = replace(PROCESSING, status=status, updated_at=MUCH_LATER)

    assert publish(change(PROCESSING, final)) == failed_items()
    assert store.events.published == [
        OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 2, status, MUCH_LATER, TRACE)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NEW, PROCESSING),
        (NEW, replace(NEW, customer_name="Augusta Ada King")),
        (FAILED, replace(FAILED, customer_name="Augusta Ada King")),
        (FAILED, None),
    ],
    ids=["processing", "a corrected open order", "a corrected failed order", "a deleted order"],
)
def test_other_changes_are_not_published(
    store: StoreHarness, output: CapturedOutput, before: Order, after: Order | None
) -> None:
    assert publish(change(before, after)) == failed_items()
    assert store.events.published == []
    assert output.logs == []
    assert output.metrics == {"RecordsReceived": 1}


def test_the_events_of_a_batch_are_published_logged_and_counted_in_order(
    store: StoreHarness, output: CapturedOutput
) -> None:
    assert publish(change(None, NEW), change(NEW, PROCESSING), change(PROCESSING, FAILED)) == failed_items()

    assert [event.status for event in store.events.published] == [OrderStatus.PENDING, OrderStatus.FAILED]
    assert output.log_fields("message", "event", "status", "attempt", "correlation_id") == [
        ("event published", "OrderCreated", "Pending", 2, "order-1"),
        ("event published", "OrderFinished", "Failed", 2, "order-1"),
    ]
    assert output.metrics == {
        "RecordsReceived": 3,
        "OrderCreated": 1,
        "OrderFinished": 1,
        "OrdersEnded": 1,
        "OrderSeconds": 300,
    }
    line, dimensions = output.metric_line("OrdersEnded")
    assert dimensions == {"service", "outcome"}
    assert (line["outcome"], line["OrderSeconds"]) == ("OutOfStock", [300])
    assert CUSTOMER not in output.text + str([event.as_message() for event in store.events.published])


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
def test_an_outcome_is_counted_by_a_known_name_or_as_other(
    status: OrderStatus, reason: str | None, outcome: str
) -> None:
    assert outcome_label(OrderChange("order-1", 1, OrderStatus.PROCESSING, status, LATER, NOON, reason)) == outcome


def with_history(order: Order, *kinds: HistoryEventType) -> Order:
    entries = tuple(HistoryEvent(kind, LATER, order.attempt_number) for kind in kinds)
    return replace(order, history=order.history + entries)


def reopened(order: Order) -> Order:
    return replace(order, status=OrderStatus.PENDING, attempt_number=order.attempt_number + 1)


AUTHORIZED = with_history(PROCESSING, HistoryEventType.STARTED, HistoryEventType.PAYMENT_AUTHORIZED)
RESERVED = with_history(AUTHORIZED, HistoryEventType.STOCK_RESERVED)
CAPTURED = with_history(RESERVED, HistoryEventType.PAYMENT_CAPTURED)
COMPLETED = replace(with_history(CAPTURED, HistoryEventType.COMPLETED), status=OrderStatus.COMPLETED)
LIFE = [
    change(None, NEW),
    change(NEW, PROCESSING),
    change(PROCESSING, AUTHORIZED),
    change(AUTHORIZED, RESERVED),
    change(RESERVED, CAPTURED),
    change(CAPTURED, COMPLETED),
    change(COMPLETED, replace(COMPLETED, refunded=500)),
]


def test_subscribers_get_an_event_for_each_step_of_an_order(store: StoreHarness) -> None:
    assert publish(*LIFE) == failed_items()

    assert [event.id for event in store.events.public] == [
        "order-1.2.created",
        "order-1.2.payment-authorized",
        "order-1.2.stock-reserved",
        "order-1.2.payment-captured",
        "order-1.2.completed",
        "order-1.2.refunded.500",
    ]
    assert [event.type for event in store.events.published] == ["OrderCreated", "OrderFinished"]


def test_a_redriven_order_is_announced_in_its_next_attempt(store: StoreHarness) -> None:
    assert publish(change(FAILED, reopened(FAILED))) == failed_items()
    assert [event.id for event in store.events.public] == ["order-1.3.redriven"]


def test_the_events_of_records_that_are_read_again_have_the_same_ids(store: StoreHarness) -> None:
    publish(*LIFE)
    first = [event.as_cloud_event("source") for event in store.events.public]
    publish(*LIFE)
    assert [event.as_cloud_event("source") for event in store.events.public] == first * 2


def test_an_entry_that_a_retried_write_added_twice_has_one_event(store: StoreHarness) -> None:
    twice = with_history(AUTHORIZED, HistoryEventType.PAYMENT_AUTHORIZED)

    assert publish(change(PROCESSING, AUTHORIZED), change(AUTHORIZED, twice)) == failed_items()
    assert [event.id for event in store.events.public] == ["order-1.2.payment-authorized"]


@pytest.mark.parametrize("history", [None, "a text", [], [{"event": "FromALaterVersion"}, 7]])
def test_a_history_that_cannot_be_read_loses_no_event_of_a_status(store: StoreHarness, history: object) -> None:
    images = change(PROCESSING, FAILED)
    images["NewImage"]["history"] = history

    assert publish(images) == failed_items()
    assert [event.id for event in store.events.public] == ["order-1.2.failed"]


BINARY = {"B": "AAEC"}
"""A binary value, which Lambda passes to a function as text."""


@pytest.mark.parametrize(("name", "value"), [("history", {"L": [BINARY, {"M": {"by": BINARY}}]}), ("total", BINARY)])
def test_a_binary_value_stops_no_order(store: StoreHarness, name: str, value: object) -> None:
    records = stream_event(change(PROCESSING, FAILED), change(PROCESSING, replace(FAILED, order_id="order-2")))
    records["Records"][0]["dynamodb"]["NewImage"][name] = value

    assert invoke(handle, records) == failed_items()
    assert [event.order_id for event in store.events.published] == ["order-1", "order-2"]


def test_an_order_with_a_binary_status_is_dead_lettered(store: StoreHarness) -> None:
    records = stream_event(change(PROCESSING, FAILED))
    records["Records"][0]["dynamodb"]["NewImage"]["status"] = BINARY

    assert invoke(handle, records) == failed_items()
    assert [letter["cause"] for letter in store.dead_letters] == [
        "the item order-1 of the orders table is not an order: status is missing"
    ]


def test_a_total_that_cannot_be_read_stops_no_order(store: StoreHarness) -> None:
    images = change(None, NEW)
    images["NewImage"] |= {"total": "much", "refunded": "little"}

    assert publish(images) == failed_items()
    assert [event.order_id for event in store.events.published] == ["order-1"]


def test_no_event_contains_personal_data(store: StoreHarness) -> None:
    publish(*LIFE, change(PROCESSING, replace(FAILED, failure_reason=f"{CUSTOMER} has no money")))
    assert CUSTOMER not in json.dumps([event.as_cloud_event("source") for event in store.events.public])


def test_a_record_of_which_one_event_failed_is_read_again_with_all_its_events(
    store: StoreHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reject_public_events(events: Sequence[OrderEvent | PublicEvent]) -> Mapping[int, str]:
        store.events.publish([event for event in events if isinstance(event, OrderEvent)])
        return {n: "InternalError" for n, event in enumerate(events) if isinstance(event, PublicEvent)}

    with monkeypatch.context() as patch:
        patch.setattr(handler.publisher, "publish", reject_public_events)
        assert publish(change(None, NEW))["errorType"] == "NothingPublished"
        assert publish(change(NEW, PROCESSING), change(None, replace(NEW, order_id="order-2")))["errorType"]

    assert publish(change(None, NEW)) == failed_items()
    assert [event.id for event in store.events.public] == ["order-1.2.created"]


def test_while_sns_is_unavailable_the_function_fails_and_publishes_the_events_later(
    store: StoreHarness, output: CapturedOutput
) -> None:
    changes = [change(None, NEW), change(PROCESSING, FAILED)]
    store.errors["order-1"] = RuntimeError("InternalError")

    assert publish(*changes)["errorType"] == "NothingPublished"
    assert output.log_fields("message", "correlation_id") == [("batch item failed", "order-1")]
    assert output.metrics == {"RecordsReceived": 2, "RecordRefused": 1}

    store.errors.clear()
    assert publish(*changes) == failed_items()
    assert [event.status for event in store.events.published] == [OrderStatus.PENDING, OrderStatus.FAILED]
    assert output.metrics["OrdersEnded"] == 1


def test_a_batch_stops_at_the_first_record_that_failed(store: StoreHarness) -> None:
    changes = [change(None, replace(NEW, order_id=f"order-{number}")) for number in range(1, 61)]
    store.errors["order-12"] = RuntimeError("InternalError")

    assert publish(*changes) == failed_items(12)
    published = {event.order_id for event in store.events.published}
    assert {f"order-{number}" for number in range(1, 12)} <= published
    assert "order-51" not in published


def test_a_malformed_record_neither_stops_the_batch_nor_repeats_its_neighbours(store: StoreHarness) -> None:
    malformed = {"NewImage": {"order_id": "order-0", "customer_name": CUSTOMER}}

    assert publish(change(None, NEW), malformed, change(PROCESSING, FAILED)) == failed_items()
    assert [event.status for event in store.events.published] == [OrderStatus.PENDING, OrderStatus.FAILED]
    assert [letter["sequence_number"] for letter in store.dead_letters] == ["2"]


def test_a_malformed_record_is_dead_lettered_once_although_its_batch_is_retried(store: StoreHarness) -> None:
    malformed = {"NewImage": {"order_id": "order-0", "customer_name": CUSTOMER}}
    store.errors["order-1"] = RuntimeError("InternalError")

    assert publish(malformed, change(None, NEW), malformed) == failed_items(2)
    for _ in range(3):
        assert publish(change(None, NEW), malformed)["errorType"] == "NothingPublished"
    assert len(store.dead_letters) == 1

    store.errors.clear()
    assert publish(change(None, NEW), malformed) == failed_items()
    assert len(store.dead_letters) == 2


def test_a_record_that_cannot_be_dead_lettered_is_read_again_without_the_published_ones(
    store: StoreHarness, output: CapturedOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    malformed = {"NewImage": {"order_id": "order-0", "customer_name": CUSTOMER}}

    def reject(message: Mapping[str, Any]) -> None:
        raise StoreUnavailable("SQS could not be reached: ReadTimeoutError")

    with monkeypatch.context() as patch:
        patch.setattr(handler.dead_letters, "send", reject)
        assert publish(change(PROCESSING, FAILED), malformed, change(None, NEW)) == failed_items(2)
        assert output.metrics["OrdersEnded"] == output.metrics["OrderFinished"] == 1
        assert publish(malformed, change(None, NEW))["errorType"] == "NothingPublished"

    assert publish(malformed, change(None, NEW)) == failed_items()
    assert [letter["sequence_number"] for letter in store.dead_letters] == ["1"]
    assert [event.status for event in store.events.published] == [OrderStatus.FAILED, OrderStatus.PENDING]


def test_a_finished_order_releases_its_permit_even_while_sns_is_unavailable(store: StoreHarness) -> None:
    store.permits.acquire(FAILED.attempt)
    store.permits.acquire(Attempt("another-order", 1))
    store.errors["order-1"] = RuntimeError("InternalError")

    publish(change(PROCESSING, FAILED))

    assert [permit.attempt.order_id for permit in store.permits.in_use()] == ["another-order"]
