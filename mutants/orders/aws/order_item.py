"""The item of the orders table: the one codec of an order, its history and its stream records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from zlib import crc32

from orders.aws.items import decode
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedOrder, MalformedTask
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus, PaymentMethod
from orders.domain.timestamp import format_utc, parse_utc
from orders.domain.trace import parse_trace_header

SHARDS = 4
"""Over so many partitions the index of all orders spreads them: one takes 1,000 writes a second.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""


def to_item(order: Order) -> dict[str, Any]:
    """An order as the table keeps it; an order of one line also has that line's fields at the top."""
    lines = [
        {"product_name": line.product_name, "quantity": line.quantity, "unit_price": line.unit_price.amount}
        for line in order.lines
    ]
    item = {
        "order_id": order.order_id,
        "customer_name": order.customer_name,
        "status": order.status,
        "attempt": order.attempt_number,
        "lines": lines,
        "total": order.total.amount,
        "currency": order.total.currency,
        "payment_method": order.payment_method,
        "created_at": format_utc(order.created_at),
        "updated_at": format_utc(order.updated_at),
        # By these the table's indexes list it; see order_index.
        "customer": order.customer,
        "listed_at": f"{format_utc(order.created_at)}#{order.order_id}",
        "shard": crc32(order.order_id.encode()) % SHARDS,
    }
    if not order.status.is_final:
        item["open_since"] = format_utc(order.created_at)  # see open_orders
    if order.failure_reason is not None:
        item["failure_reason"] = order.failure_reason
    if order.cancel_requested_at is not None:
        item["cancel_requested_at"] = format_utc(order.cancel_requested_at)
    if order.parked_at is not None:
        item["parked_at"] = format_utc(order.parked_at)
    if order.metadata:
        item["metadata"] = dict(order.metadata)
    if order.fingerprint is not None:
        item["fingerprint"] = order.fingerprint
    if order.owner is not None:
        item["owner"] = order.owner
    if order.trace_header is not None:
        item["trace_header"] = order.trace_header
    if order.history:
        item["history"] = list(map(history_entry, order.history))
    return item | (lines[0] if len(lines) == 1 else {})


def from_item(item: Mapping[str, Any]) -> Order:
    """The order that ``to_item`` wrote.

    Raises:
        MalformedOrder: it did not.
    """
    try:
        return Order(
            order_id=item["order_id"],
            customer_name=item["customer_name"],
            lines=tuple(
                OrderLine(line["product_name"], line["quantity"], Money(line["unit_price"], item["currency"]))
                for line in item["lines"]
            ),
            payment_method=PaymentMethod(item["payment_method"]),
            created_at=parse_utc(item["created_at"]),
            updated_at=parse_utc(item["updated_at"]),
            status=OrderStatus(item["status"]),
            attempt_number=item["attempt"],
            failure_reason=item.get("failure_reason"),
            cancel_requested_at=parse_utc(item["cancel_requested_at"]) if "cancel_requested_at" in item else None,
            parked_at=parse_utc(item["parked_at"]) if "parked_at" in item else None,
            metadata=item.get("metadata", {}),
            fingerprint=item.get("fingerprint"),
            owner=item.get("owner"),
            trace_header=item.get("trace_header"),
            history=tuple(_events(item.get("history", []))),
        )
    except (KeyError, TypeError, ValueError, MalformedTask):
        raise _malformed() from None


def history_entry(event: HistoryEvent) -> dict[str, Any]:
    entry = {"event": event.kind, "at": format_utc(event.at), "attempt": event.attempt_number, "reason": event.reason}
    return {name: value for name, value in entry.items() if value is not None}


def _events(entries: Any) -> Iterator[HistoryEvent]:
    """What can be read of a history; a newer version may have written kinds that this one does not know."""
    for entry in entries:
        with suppress(KeyError, TypeError, ValueError):
            yield HistoryEvent(
                HistoryEventType(entry["event"]), parse_utc(entry["at"]), entry.get("attempt"), entry.get("reason")
            )


def read_change(record: Mapping[str, Any]) -> OrderChange | None:
    """The change of an order that a record of the table's stream tells of; None for an item that was removed.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html

    Raises:
        MalformedOrder: the item is not one that ``to_item`` wrote.
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
    """Raised without its cause, whose text may have a customer's data in it."""
    return MalformedOrder("an item of the order table is not an order")
