"""The item of the orders table: the one codec of an order, its history and its stream records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any
from zlib import crc32

from orders.aws.items import decode
from orders.contract import (
    CUSTOMER_ATTRIBUTE,
    LISTED_AT_ATTRIBUTE,
    OPEN_SINCE_ATTRIBUTE,
    ORDERS_KEY,
    SHARD_ATTRIBUTE,
)
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedOrder, MalformedTask
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.domain.timestamp import format_utc, parse_utc
from orders.domain.trace import parse_trace_header

SHARDS = 4
"""Partitions of the indexes that contain the orders of all customers: one partition takes 1,000 writes a second.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""


def history_entry(event: HistoryEvent) -> dict[str, Any]:
    """Return a history event as the table stores it."""
    entry = {"event": event.kind, "at": format_utc(event.at), "attempt": event.attempt_number, "reason": event.reason}
    return {name: value for name, value in entry.items() if value is not None}


def _encode_history(history: Sequence[HistoryEvent]) -> list[dict[str, Any]]:
    return list(map(history_entry, history))


def _decode_history(entries: Any) -> tuple[HistoryEvent, ...]:
    """Skip entries that this version cannot read: a newer version may have written other kinds."""

    def events() -> Iterator[HistoryEvent]:
        for entry in entries:
            with suppress(KeyError, TypeError, ValueError):
                yield HistoryEvent(
                    HistoryEventType(entry["event"]), parse_utc(entry["at"]), entry.get("attempt"), entry.get("reason")
                )

    return tuple(events())


def _unchanged(value: Any) -> Any:
    return value


_CODECS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = MappingProxyType(
    {
        "cancel_requested_at": (format_utc, parse_utc),
        "parked_at": (format_utc, parse_utc),
        "metadata": (dict, _unchanged),
        "history": (_encode_history, _decode_history),
    }
)
"""The encoder and the decoder of each optional field that is stored in another form."""

_OPTIONAL_FIELDS = {
    field.name: _CODECS.get(field.name, (_unchanged, _unchanged))
    for field in fields(Order)
    if (field.default, field.default_factory) != (MISSING, MISSING) and field.name not in {"status", "attempt_number"}
}
"""The fields of an order that its item lacks while they are None or empty, under their own names."""


def to_item(order: Order) -> dict[str, Any]:
    """Return the order as the table stores it.

    An order of one line also has the line's fields at the top level, for operators who query the table.
    """
    lines = [
        {"product_name": line.product_name, "quantity": line.quantity, "unit_price": line.unit_price.amount}
        for line in order.lines
    ]
    item = {
        ORDERS_KEY: order.order_id,
        "customer_name": order.customer_name,
        "status": order.status,
        "attempt": order.attempt_number,
        "lines": lines,
        "total": order.total.amount,
        "currency": order.total.currency,
        "payment_method": order.payment_method,
        "created_at": format_utc(order.created_at),
        "updated_at": format_utc(order.updated_at),
        # The keys of the table's indexes; see order_queries.
        CUSTOMER_ATTRIBUTE: order.customer,
        LISTED_AT_ATTRIBUTE: f"{format_utc(order.created_at)}#{order.order_id}",
        SHARD_ATTRIBUTE: crc32(order.order_id.encode()) % SHARDS,
    }
    if not order.status.is_final:
        item[OPEN_SINCE_ATTRIBUTE] = format_utc(order.created_at)
    for name, (encode_field, _) in _OPTIONAL_FIELDS.items():
        value = getattr(order, name)
        if value is not None and value not in ({}, ()):
            item[name] = encode_field(value)
    return item | (lines[0] if len(lines) == 1 else {})


def from_item(item: Mapping[str, Any]) -> Order:
    """Return the order that ``to_item`` stored.

    Raises:
        MalformedOrder: the item is not an order.
    """
    try:
        return Order(
            order_id=item[ORDERS_KEY],
            customer_name=item["customer_name"],
            lines=tuple(
                OrderLine(line["product_name"], line["quantity"], Money(line["unit_price"], item["currency"]))
                for line in item["lines"]
            ),
            payment_method=item["payment_method"],
            created_at=parse_utc(item["created_at"]),
            updated_at=parse_utc(item["updated_at"]),
            status=OrderStatus(item["status"]),
            attempt_number=item["attempt"],
            **{name: decode_field(item[name]) for name, (_, decode_field) in _OPTIONAL_FIELDS.items() if name in item},
        )
    except (KeyError, TypeError, ValueError, MalformedTask):
        raise _malformed() from None


def parse_change(record: Mapping[str, Any]) -> OrderChange | None:
    """Return the change of an order in a record of the table's stream, or None for a deleted item.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html

    Raises:
        MalformedOrder: the item is not an order.
    """
    if record["eventName"] == "REMOVE":
        return None
    images = record["dynamodb"]
    try:
        after = decode(images["NewImage"])
        before = None if record["eventName"] == "INSERT" else OrderStatus(decode(images["OldImage"])["status"])
        attempt = Attempt.parse(after)
        status, at = OrderStatus(after["status"]), parse_utc(after["updated_at"])
        placed_at, reason = parse_utc(after["created_at"]), after.get("failure_reason")
    except (KeyError, TypeError, ValueError, MalformedTask):
        raise _malformed() from None
    trace_header = parse_trace_header(after.get("trace_header"))
    return OrderChange(attempt.order_id, attempt.number, before, status, at, placed_at, reason, trace_header)


def _malformed() -> MalformedOrder:
    """Return the error to raise without a cause, because the cause's text may contain personal data."""
    return MalformedOrder("an item of the orders table is not an order")
