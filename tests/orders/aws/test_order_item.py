from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from orders.aws.items import decode, encode
from orders.aws.order_item import from_item, parse_change, to_item
from orders.domain.adjustment import Adjustment
from orders.domain.errors import MalformedOrder
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.order import Order, OrderStatus
from tests.orders.examples import LATER, MUCH_LATER, NOON, an_order, line
from tests.orders.strategies import orders as any_order

TRACE = "Root=1-67891233-abcdef012345678912345678;Sampled=1"

MINIMAL_ITEM = {
    "order_id": {"S": "order-1"},
    "schema_version": {"N": "1"},
    "customer_name": {"S": "Test Customer"},
    "product_name": {"S": "Test Product"},
    "quantity": {"N": "1"},
    "unit_price": {"N": "1999"},
    "status": {"S": "Pending"},
    "attempt": {"N": "1"},
    "lines": {
        "L": [{"M": {"product_name": {"S": "Test Product"}, "quantity": {"N": "1"}, "unit_price": {"N": "1999"}}}]
    },
    "total": {"N": "1999"},
    "currency": {"S": "USD"},
    "payment_method": {"S": "tok_visa"},
    "created_at": {"S": "2026-11-22T12:00:00.000Z"},
    "updated_at": {"S": "2026-11-22T12:00:00.000Z"},
    "customer": {"S": "Test Customer"},
    "listed_at": {"S": "2026-11-22T12:00:00.000Z#order-1"},
    "shard": {"N": "3"},
    "open_since": {"S": "2026-11-22T12:00:00.000Z"},
}

FULL_ORDER = an_order(
    lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299)),
    status=OrderStatus.FAILED,
    attempt_number=2,
    updated_at=MUCH_LATER,
    failure_reason="States.Timeout",
    cancel_requested_at=LATER,
    parked_at=MUCH_LATER,
    metadata={"gift": "yes"},
    fingerprint="f1",
    owner="ann",
    trace_header=TRACE,
    history=(
        HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, LATER),
        HistoryEvent(HistoryEventType.FAILED, MUCH_LATER, 2, "States.Timeout"),
    ),
)

FULL_ITEM = {
    "order_id": {"S": "order-1"},
    "schema_version": {"N": "1"},
    "customer_name": {"S": "Test Customer"},
    "status": {"S": "Failed"},
    "attempt": {"N": "2"},
    "lines": {
        "L": [
            {"M": {"product_name": {"S": "Cup"}, "quantity": {"N": "3"}, "unit_price": {"N": "450"}}},
            {"M": {"product_name": {"S": "Saucer"}, "quantity": {"N": "2"}, "unit_price": {"N": "299"}}},
        ]
    },
    "total": {"N": "1948"},
    "currency": {"S": "USD"},
    "payment_method": {"S": "tok_visa"},
    "created_at": {"S": "2026-11-22T12:00:00.000Z"},
    "updated_at": {"S": "2026-11-22T12:05:00.000Z"},
    "customer": {"S": "ann"},
    "listed_at": {"S": "2026-11-22T12:00:00.000Z#order-1"},
    "shard": {"N": "3"},
    "failure_reason": {"S": "States.Timeout"},
    "cancel_requested_at": {"S": "2026-11-22T12:00:05.000Z"},
    "parked_at": {"S": "2026-11-22T12:05:00.000Z"},
    "metadata": {"M": {"gift": {"S": "yes"}}},
    "fingerprint": {"S": "f1"},
    "owner": {"S": "ann"},
    "trace_header": {"S": TRACE},
    "history": {
        "L": [
            {"M": {"event": {"S": "CancellationRequested"}, "at": {"S": "2026-11-22T12:00:05.000Z"}}},
            {
                "M": {
                    "event": {"S": "OrderFailed"},
                    "at": {"S": "2026-11-22T12:05:00.000Z"},
                    "attempt": {"N": "2"},
                    "reason": {"S": "States.Timeout"},
                }
            },
        ]
    },
}


@pytest.mark.parametrize(
    ("order", "item"), [(an_order(), MINIMAL_ITEM), (FULL_ORDER, FULL_ITEM)], ids=["minimal", "full"]
)
def test_the_stored_format_of_an_order_does_not_change(order: Order, item: dict[str, Any]) -> None:
    assert encode(to_item(order)) == item

    decoded = from_item(decode(item))
    assert decoded == order
    assert decoded.history == order.history


ADJUSTED = an_order(adjustments=(Adjustment("discount", "10 % off", -200), Adjustment("tax", "VAT", 342)))

ADJUSTED_ITEM = MINIMAL_ITEM | {
    "lines": {
        "L": [
            *MINIMAL_ITEM["lines"]["L"],
            {"M": {"kind": {"S": "discount"}, "label": {"S": "10 % off"}, "amount": {"N": "-200"}}},
            {"M": {"kind": {"S": "tax"}, "label": {"S": "VAT"}, "amount": {"N": "342"}}},
        ]
    },
    "total": {"N": "2141"},
}


def test_the_stored_format_of_adjustments_and_custom_fields_does_not_change() -> None:
    assert encode(to_item(ADJUSTED)) == ADJUSTED_ITEM
    assert from_item(decode(ADJUSTED_ITEM)) == ADJUSTED
    with_fields = an_order(custom_fields={"gift": True, "floors": [1, 2]})
    item = MINIMAL_ITEM | {"custom_fields": {"M": {"gift": {"BOOL": True}, "floors": {"L": [{"N": "1"}, {"N": "2"}]}}}}
    assert encode(to_item(with_fields)) == item
    assert from_item(decode(item)) == with_fields


def test_a_version_without_adjustments_cannot_charge_another_total() -> None:
    lines = decode(ADJUSTED_ITEM)["lines"]

    with pytest.raises(KeyError):  # that version reads these three attributes of every entry, and adds them up
        [(line["product_name"], line["quantity"], line["unit_price"]) for line in lines]


@pytest.mark.parametrize(
    "adjustment",
    [
        {"kind": "tax"},
        {"kind": "tax", "label": "VAT", "amount": "1"},
        {"kind": "tax", "label": "VAT", "amount": Decimal("1.5")},
        {"kind": "Tax", "label": "VAT", "amount": 1},
        {"kind": "discount", "label": "Voucher", "amount": -2000},
    ],
)
def test_an_order_with_an_adjustment_that_cannot_be_read_is_malformed(adjustment: dict[str, Any]) -> None:
    item = to_item(an_order())
    item["lines"].append(adjustment)

    with pytest.raises(MalformedOrder, match="not an order"):
        from_item(item)


@settings(max_examples=50)
@given(order=any_order)
def test_every_order_survives_the_round_trip(order: Order) -> None:
    decoded = from_item(decode(encode(to_item(order))))

    assert decoded == order
    assert decoded.history == order.history


def stream_record(name: str, **images: dict[str, Any]) -> dict[str, Any]:
    """Return a record as in https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html."""
    return {"eventName": name, "dynamodb": {image: encode(item) for image, item in images.items()}}


def test_a_new_item_is_a_new_order_with_its_trace() -> None:
    order = an_order(trace_header=TRACE)

    change = parse_change(stream_record("INSERT", NewImage=to_item(order)))

    assert change == OrderChange(
        "order-1", 1, None, OrderStatus.PENDING, NOON, NOON, trace_header=TRACE, total=order.total
    )


def test_a_modified_item_is_a_status_change() -> None:
    before = an_order(attempt_number=2)
    after = an_order(attempt_number=2, status=OrderStatus.FAILED, updated_at=LATER, failure_reason="OutOfStock")

    change = parse_change(stream_record("MODIFY", OldImage=to_item(before), NewImage=to_item(after)))

    assert change == OrderChange(
        "order-1", 2, OrderStatus.PENDING, OrderStatus.FAILED, LATER, NOON, "OutOfStock", total=after.total
    )


def test_a_deleted_item_is_not_a_change() -> None:
    assert parse_change(stream_record("REMOVE", OldImage=to_item(an_order()))) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "Lost in transit"},
        {"status": None},
        {"updated_at": "yesterday"},
        {"updated_at": "2026-11-22T12:00:00"},
        {"updated_at": 1795348800},
        {"updated_at": None},
        {"attempt": "first"},
        {"attempt": [1]},
        {"attempt": None},
        {"attempt": 0},
        {"attempt": Decimal("1.5")},
        {"order_id": "an order"},
        {"order_id": 1},
    ],
)
def test_an_item_with_an_invalid_attribute_is_malformed(changes: dict[str, Any]) -> None:
    with pytest.raises(MalformedOrder, match="not an order"):
        parse_change(stream_record("INSERT", NewImage=to_item(an_order()) | changes))


@pytest.mark.parametrize("missing", ["order_id", "attempt", "status", "updated_at"])
def test_an_item_without_an_attribute_of_the_event_is_malformed(missing: str) -> None:
    item = to_item(an_order())
    del item[missing]

    with pytest.raises(MalformedOrder, match="not an order"):
        parse_change(stream_record("MODIFY", OldImage=to_item(an_order()), NewImage=item))


@pytest.mark.parametrize(
    "record",
    [
        stream_record("MODIFY", OldImage={"order_id": "order-1"}, NewImage=to_item(an_order())),
        stream_record("MODIFY", OldImage={"status": "Lost in transit"}, NewImage=to_item(an_order())),
        stream_record("MODIFY", NewImage=to_item(an_order())),
        stream_record("INSERT"),
    ],
)
def test_a_record_without_a_valid_image_is_malformed(record: dict[str, Any]) -> None:
    with pytest.raises(MalformedOrder, match="not an order"):
        parse_change(record)
