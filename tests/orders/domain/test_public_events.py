from dataclasses import replace

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from orders.domain.actor import Actor, Role
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.order import OrderStatus
from orders.domain.public_events import (
    DESCRIPTIONS,
    PublicEvent,
    PublicEventType,
    data_schema,
    public_events,
)
from tests.orders.examples import LATER, MUCH_LATER, NOON, dollars
from tests.orders.strategies import legal_paths

SOURCE = "arn:aws:sns:us-west-2:123456789012:dev-order-public-events"


def change(before: OrderStatus | None, after: OrderStatus, **fields: object) -> OrderChange:
    return replace(OrderChange("order-1", 2, before, after, MUCH_LATER, NOON, total=dollars(1999)), **fields)


def step(kind: HistoryEventType, attempt: int | None = 2) -> OrderChange:
    entry = HistoryEvent(kind, LATER, attempt)
    return change(OrderStatus.PROCESSING, OrderStatus.PROCESSING, history=(entry,))


REFUND = change(OrderStatus.COMPLETED, OrderStatus.COMPLETED, refunded_before=500, refunded=1200)

CHANGES = {
    "order.created.v1": change(None, OrderStatus.PENDING),
    "order.payment-authorized.v1": step(HistoryEventType.PAYMENT_AUTHORIZED),
    "order.stock-reserved.v1": step(HistoryEventType.STOCK_RESERVED),
    "order.payment-captured.v1": step(HistoryEventType.PAYMENT_CAPTURED),
    "order.completed.v1": change(OrderStatus.PROCESSING, OrderStatus.COMPLETED),
    "order.failed.v1": change(OrderStatus.PROCESSING, OrderStatus.FAILED, reason="PaymentDeclined"),
    "order.cancelled.v1": change(OrderStatus.PENDING, OrderStatus.CANCELLED, reason="OrderCancelled"),
    "order.refunded.v1": REFUND,
    "order.redriven.v1": change(OrderStatus.FAILED, OrderStatus.PENDING),
}


def the_event(of: OrderChange) -> PublicEvent:
    [event] = public_events(of)
    return event


def test_every_type_has_an_example_and_a_description() -> None:
    assert list(CHANGES) == list(PublicEventType) == list(DESCRIPTIONS)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_published_as_the_event_of_its_kind(kind: str) -> None:
    event = the_event(CHANGES[kind]).as_cloud_event(SOURCE)

    assert event["specversion"] == "1.0"
    assert (event["type"], event["source"], event["subject"]) == (kind, SOURCE, "order-1")
    assert event["datacontenttype"] == "application/json"
    assert event["dataschema"] == f"urn:order-processing:schema:{kind}"
    Draft7Validator(data_schema(PublicEventType(kind))).validate(event["data"])
    assert event["data"]["total"] == 1999


@pytest.mark.parametrize("kind", CHANGES)
def test_the_schema_rejects_data_that_lacks_a_field_of_its_type(kind: str) -> None:
    schema = data_schema(PublicEventType(kind))
    data = the_event(CHANGES[kind]).as_cloud_event(SOURCE)["data"]

    assert set(data) == set(schema["properties"])
    for name in schema["required"]:
        without = {each: value for each, value in data.items() if each != name}
        assert not Draft7Validator(schema).is_valid(without)
    assert Draft7Validator(schema).is_valid(data | {"a_field_of_a_later_version": [1]})


def test_the_ids_of_an_orders_events_differ_and_contain_the_attempt() -> None:
    ids = [the_event(each).id for each in CHANGES.values()]
    assert len(set(ids)) == len(ids)
    assert ids[1] == "order-1.2.payment-authorized"


def test_each_refund_has_an_id_of_its_own() -> None:
    first = replace(REFUND, refunded_before=0, refunded=500)
    second = replace(REFUND, refunded_before=500, refunded=1000)

    assert [the_event(each).id for each in (first, second)] == ["order-1.2.refunded.500", "order-1.2.refunded.1000"]
    assert [the_event(each).as_cloud_event(SOURCE)["data"]["amount"] for each in (first, second)] == [500, 500]


def test_a_step_has_the_time_and_the_attempt_of_its_entry_in_the_history() -> None:
    event = the_event(step(HistoryEventType.STOCK_RESERVED, attempt=1))
    assert (event.at, event.attempt_number) == (LATER, 1)
    assert the_event(step(HistoryEventType.STOCK_RESERVED, attempt=None)).attempt_number == 2


def test_a_status_event_needs_no_entry_in_the_history() -> None:
    assert the_event(change(OrderStatus.PROCESSING, OrderStatus.COMPLETED, history=())).type == "order.completed.v1"


def test_a_write_with_a_step_and_a_status_has_both_events_in_order() -> None:
    entry = HistoryEvent(HistoryEventType.PAYMENT_CAPTURED, LATER, 2)
    both = change(OrderStatus.PROCESSING, OrderStatus.COMPLETED, history=(entry,))
    assert [event.type for event in public_events(both)] == ["order.payment-captured.v1", "order.completed.v1"]


@pytest.mark.parametrize(
    "silent",
    [
        change(None, OrderStatus.COMPLETED),
        change(OrderStatus.PENDING, OrderStatus.PROCESSING),
        change(OrderStatus.COMPLETED, OrderStatus.COMPLETED, refunded_before=500, refunded=500),
        step(HistoryEventType.PAYMENT_DELAYED),
        step(HistoryEventType.CANCELLATION_REQUESTED),
        change(OrderStatus.FAILED, OrderStatus.FAILED, history=(HistoryEvent(HistoryEventType.PARKED, LATER, 2),)),
    ],
    ids=["imported", "started", "unchanged", "delayed", "to be cancelled", "parked"],
)
def test_other_changes_have_no_public_event(silent: OrderChange) -> None:
    assert public_events(silent) == ()


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("PaymentDeclined", "PaymentDeclined"),
        ("States.Timeout", "States.Timeout"),
        ("Lambda.TooManyRequestsException", "Lambda.TooManyRequestsException"),
        ("Ada Lovelace's card", "Other"),
        ("", "Other"),
        (None, "Other"),
    ],
)
def test_a_failure_shows_the_name_of_an_error_and_no_other_text(reason: str | None, shown: str) -> None:
    event = the_event(change(OrderStatus.PROCESSING, OrderStatus.FAILED, reason=reason))
    assert event.as_cloud_event(SOURCE)["data"]["reason"] == shown


def test_an_order_whose_total_cannot_be_read_has_its_events_without_amounts() -> None:
    event = the_event(change(None, OrderStatus.PENDING, total=None)).as_cloud_event(SOURCE)
    assert event["data"] == {"order_id": "order-1", "attempt": 2, "status": "Pending"}
    Draft7Validator(data_schema(PublicEventType.CREATED)).validate(event["data"])


def test_an_event_does_not_name_the_person_who_caused_it() -> None:
    entry = HistoryEvent(HistoryEventType.REFUNDED, LATER, 2, by=Actor(Role.OPERATOR, "ada@shop.example"), amount=700)
    assert "ada" not in str(the_event(replace(REFUND, history=(entry,))).as_cloud_event(SOURCE))


@given(path=legal_paths())
def test_an_order_has_one_created_event_and_one_event_of_its_final_status(path: list[OrderStatus]) -> None:
    befores = [None, *path]
    events = [
        event.type
        for before, after in zip(befores, path, strict=False)
        for event in public_events(change(before, after, reason="OutOfStock"))
    ]
    final = [PublicEventType(f"order.{path[-1].lower()}.v1")] if path[-1].is_final else []
    assert events == [PublicEventType.CREATED, *final]
