"""The item of the orders table: the one codec of an order, its history and its stream records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields, replace
from types import MappingProxyType
from typing import Any
from zlib import crc32

from orders.aws.items import decode
from orders.aws.schemas import ORDERS, SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.contract import (
    CUSTOMER_ATTRIBUTE,
    LISTED_AT_ATTRIBUTE,
    OPEN_SINCE_ATTRIBUTE,
    ORDERS_KEY,
    SHARD_ATTRIBUTE,
)
from orders.domain.actor import Actor, Role
from orders.domain.adjustment import Adjustment
from orders.domain.attempt import MAX_ATTEMPT_NUMBER, Attempt
from orders.domain.errors import MalformedOrder, MalformedTask
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.malformed_row import NewerRow
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from orders.domain.timestamp import format_utc, parse_utc
from orders.domain.trace import parse_trace_header

SHARDS = 4
"""Partitions of the indexes that contain the orders of all customers: one partition takes 1,000 writes a second.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""


def history_entry(event: HistoryEvent) -> dict[str, Any]:
    """Return a history event as the table stores it."""
    entry = {
        "event": event.kind,
        "at": format_utc(event.at),
        "attempt": event.attempt_number,
        "reason": event.reason,
        "by": event.by and encode_actor(event.by),
        "amount": event.amount,
    }
    return {name: value for name, value in entry.items() if value is not None}


def encode_actor(actor: Actor) -> dict[str, Any]:
    """Return the person who caused an event or a refund as the tables store it."""
    return {"role": actor.role, "subject": actor.subject}


def decode_actor(stored: Mapping[str, Any]) -> Actor:
    """Return the actor that ``encode_actor`` stored."""
    return Actor(Role(stored["role"]), stored.get("subject"))


def _encode_history(history: Sequence[HistoryEvent]) -> list[dict[str, Any]]:
    return list(map(history_entry, history))


def _decode_history(entries: Any) -> tuple[HistoryEvent, ...]:
    """Skip entries that cannot be read: no order fails because of its history."""

    def events() -> Iterator[HistoryEvent]:
        for entry in entries:
            with suppress(AttributeError, KeyError, TypeError, ValueError):
                attempt, reason, amount = entry.get("attempt"), entry.get("reason"), entry.get("amount")
                if attempt is not None and not (type(attempt) is int and 1 <= attempt <= MAX_ATTEMPT_NUMBER):
                    continue
                if isinstance(reason, str | None) and (amount is None or type(amount) is int):
                    by = decode_actor(entry["by"]) if "by" in entry else None
                    kind = HistoryEventType(entry["event"])
                    yield HistoryEvent(kind, parse_utc(entry["at"]), attempt, reason, by, amount)

    return tuple(events())


def _unchanged(value: Any) -> Any:
    return value


_ENCODERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "cancel_requested_at": format_utc,
        "parked_at": format_utc,
        "metadata": dict,
        "custom_fields": dict,
        "history": _encode_history,
    }
)
"""The encoder of each optional field that is stored in another form."""

_NOT_OPTIONAL = frozenset({"status", "attempt_number", "adjustments", "newer_row"})

_OPTIONAL_FIELDS = {
    field.name: _ENCODERS.get(field.name, _unchanged)
    for field in fields(Order)
    if (field.default, field.default_factory) != (MISSING, MISSING) and field.name not in _NOT_OPTIONAL
}
"""The fields of an order that its item lacks while they are None or empty, under their own names."""


def listed_at(order: Order) -> str:
    """Return the order's place in the indexes, and the cursor of the page after it: a time and an id."""
    return f"{format_utc(order.created_at)}#{order.order_id}"


def to_item(order: Order) -> dict[str, Any]:
    """Return the order as the table stores it.

    An order of one line also has the line's fields at the top level, for operators who query the table.

    The adjustments follow the lines in one list.  Version 1.0.0, which has no adjustments, adds up this list and
    ignores ``total``: it rejects an order with adjustments as malformed instead of charging the sum of its lines.
    """
    lines = [
        {"product_name": line.product_name, "quantity": line.quantity, "unit_price": line.unit_price.amount}
        for line in order.lines
    ]
    adjustments = [{"kind": each.kind, "label": each.label, "amount": each.amount} for each in order.adjustments]
    item = {
        ORDERS_KEY: order.order_id,
        VERSION_ATTRIBUTE: SCHEMA_VERSION,
        "customer_name": order.customer_name,
        "status": order.status,
        "attempt": order.attempt_number,
        "lines": [*lines, *adjustments],
        "total": order.total.amount,
        "currency": order.currency,
        "payment_method": order.payment_method,
        "created_at": format_utc(order.created_at),
        "updated_at": format_utc(order.updated_at),
        # The keys of the table's indexes; see order_queries.
        CUSTOMER_ATTRIBUTE: order.customer,
        LISTED_AT_ATTRIBUTE: listed_at(order),
        SHARD_ATTRIBUTE: crc32(order.order_id.encode()) % SHARDS,
    }
    if not order.status.is_final:
        item[OPEN_SINCE_ATTRIBUTE] = format_utc(order.created_at)
    for name, encode_field in _OPTIONAL_FIELDS.items():
        value = getattr(order, name)
        if value is not None and value not in ({}, ()):
            item[name] = encode_field(value)
    return item | (lines[0] if len(lines) == 1 else {})


def from_item(item: Mapping[str, Any]) -> Order:
    """Return the order that ``to_item`` stored.

    Raises:
        MalformedOrder: the item is not an order.
    """
    row = ORDERS.read(item)
    optional = {name: row[name] for name in _OPTIONAL_FIELDS if name in row}
    if "history" in optional:
        optional["history"] = _decode_history(optional["history"])
    try:
        return Order(
            order_id=row[ORDERS_KEY],
            customer_name=row["customer_name"],
            lines=tuple(
                OrderLine(line["product_name"], line["quantity"], Money(line["unit_price"], row["currency"]))
                for line in row["lines"]
                if "kind" not in line
            ),
            payment_method=row["payment_method"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            status=row["status"],
            attempt_number=row["attempt"],
            adjustments=tuple(Adjustment(**line) for line in row["lines"] if "kind" in line),
            newer_row=_newer_row(row),
            **optional,
        )
    except (ValueError, MalformedTask) as error:  # the types are right, so the sentence has no personal data
        raise ORDERS.malformed(item, str(error)) from None


def _newer_row(row: Mapping[str, Any]) -> NewerRow | None:
    """Return the row if only a newer version can change the order."""
    version, status = row.get(VERSION_ATTRIBUTE, 0), row["status"]
    if version > SCHEMA_VERSION:
        return ORDERS.newer(row, f"its {VERSION_ATTRIBUTE} is {version}")
    return None if status.is_known else ORDERS.newer(row, f"its status is {status}")


def parse_change(record: Mapping[str, Any]) -> OrderChange | None:
    """Return the change of an order in a record of the table's stream, or None for a deleted item.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html

    Raises:
        MalformedOrder: the item is not an order.
    """
    if record["eventName"] == "REMOVE":
        return None
    images = record["dynamodb"]
    item = _decode_change(images.get("NewImage", {}))
    try:
        ORDERS.read(item, [ORDERS_KEY])
    except MalformedOrder as error:  # it is logged, and a key that is not an order's id may be a person's name
        raise MalformedOrder(replace(error.row, key="with another key")) from None
    after = ORDERS.read(item, _OF_A_CHANGE)
    is_new = record["eventName"] == "INSERT"
    before = {} if is_new else _decode_change(images.get("OldImage", {}))
    try:
        attempt = Attempt(after[ORDERS_KEY], after["attempt"])
    except MalformedTask as error:
        raise ORDERS.malformed(item, str(error)) from None
    return OrderChange(
        attempt.order_id,
        attempt.number,
        None if is_new else ORDERS.read(before, ["status"])["status"],
        after["status"],
        after["updated_at"],
        after["created_at"],
        after.get("failure_reason"),
        parse_trace_header(item.get("trace_header")),
        _added_history({} if is_new else images.get("OldImage", {}), images.get("NewImage", {})),
        _total(item),
        _refunded(item),
        _refunded(before),
    )


def _added_history(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[HistoryEvent, ...]:
    """Return the events that only the later image has; a retried write may have recorded one twice.

    Only they are decoded: a history may be long, and every change of its order has it twice.
    """
    earlier, entries = _entries(before), _entries(after)
    added = entries[len(earlier) :] if entries[: len(earlier)] == earlier else entries
    known = [_kind_and_attempt(entry) for entry in earlier] if added else []
    new = [entry for entry in added if _kind_and_attempt(entry) not in known]
    return _decode_history(_decode_streamed({str(position): entry for position, entry in enumerate(new)}).values())


def _entries(image: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the encoded entries of an image's history; none if it has another type."""
    entries: list[dict[str, Any]] = image.get("history", {}).get("L", [])
    return entries


def _kind_and_attempt(entry: Mapping[str, Any]) -> tuple[Any, Any]:
    fields = entry.get("M", {})
    return fields.get("event"), fields.get("attempt")


def _total(item: Mapping[str, Any]) -> Money | None:
    """Return the order's total; None if it cannot be read, because the event must be published all the same."""
    with suppress(TypeError, ValueError):
        return Money(item.get("total"), item.get("currency"))  # type: ignore[arg-type]  # Money checks both
    return None


def _refunded(item: Mapping[str, Any]) -> int:
    """Return what was refunded of the order, 0 if the item has no such amount."""
    refunded = item.get("refunded")
    return refunded if type(refunded) is int else 0


def _decode_change(image: Mapping[str, Any]) -> dict[str, Any]:
    """Decode only what the events need, because the lines and the metadata of an order may be large."""
    return _decode_streamed({name: image[name] for name in (*_OF_A_CHANGE, *_DETAILS_OF_A_CHANGE) if name in image})


def _decode_streamed(image: Mapping[str, Any]) -> dict[str, Any]:
    """Decode attributes of a stream's record, without those that contain binary data, which no attribute in use does.

    Lambda passes binary data as text, which boto3 does not decode.
    """
    decoded: dict[str, Any] = {}
    for name, value in image.items():
        with suppress(TypeError):
            decoded |= decode({name: value})
    return decoded


_OF_A_CHANGE = (ORDERS_KEY, "attempt", "status", "updated_at", "created_at", "failure_reason")
"""The attributes that an item needs to have events."""

_DETAILS_OF_A_CHANGE = ("trace_header", "total", "currency", "refunded")
"""The attributes that an event leaves out if they are missing or have another type."""
