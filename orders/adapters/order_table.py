"""Orders in DynamoDB: one item per order, which is also the outbox from which the order's events are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from botocore.exceptions import ClientError

from orders.adapters.aws import client, error_code, store_errors
from orders.adapters.items import decode, encode
from orders.adapters.settings import Setting, read
from orders.errors import (
    IllegalTransition,
    MalformedOrder,
    MalformedTask,
    OrderCancelled,
    OrderContention,
    OrderExists,
    OrderNotFound,
    TooLateToCancel,
    Transient,
)
from orders.events import OrderChange
from orders.history import ROOM, Event, Happening
from orders.money import Money
from orders.order import TOLD_AS, Order, OrderLine, OrderStatus, PaymentMethod, sources_of
from orders.task import Task
from orders.timestamp import format_utc, parse_utc
from orders.trace import read_trace_header

SHARDS = 4
"""Over so many partitions the index of all orders spreads them: one takes 1,000 writes a second.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""


@dataclass(frozen=True, slots=True)
class OrderTable:
    """An ``OrderBook`` on the orders table."""

    table: str

    @classmethod
    def from_settings(cls) -> OrderTable:
        """Raises MissingSetting."""
        return cls(read(Setting.ORDERS_TABLE))

    def add(self, order: Order) -> None:
        with store_errors():
            try:
                client("dynamodb").put_item(
                    TableName=self.table,
                    Item=encode(to_item(order)),
                    ConditionExpression="attribute_not_exists(order_id)",
                )
            except ClientError as error:
                if error_code(error) == "ConditionalCheckFailedException":
                    raise OrderExists(f"order {order.order_id} is stored already") from error
                raise

    def get(self, order_id: str) -> Order:
        with store_errors():
            answer = client("dynamodb").get_item(
                TableName=self.table, Key=encode({"order_id": order_id}), ConsistentRead=True
            )
        if "Item" not in answer:
            raise OrderNotFound(f"there is no order {order_id}")
        return from_item(decode(answer["Item"]))

    def move(self, task: Task, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        if not sources_of(status):
            return self.already(task, status)
        return self._update(self.change(task, status, at, reason)) or self.already(task, status)

    def end(self, task: Task, at: datetime, reason: str, *, is_undone: bool = True) -> Order:
        is_cancelled = self.get(task.order_id).cancel_requested_at is not None
        status = OrderStatus.CANCELLED if is_cancelled else OrderStatus.FAILED
        undone = [Event(Happening.UNDONE, at, task.attempt)] if is_undone else []
        update = self.change(task, status, at, reason, *undone)
        exists = "attribute_exists" if is_cancelled else "attribute_not_exists"
        update["ConditionExpression"] += f" AND {exists}(cancel_requested_at)"
        order = self._update(update)
        if order is not None:
            return order
        latest = self.get(task.order_id)
        if latest.attempt == task.attempt and not latest.status.is_final:
            raise OrderContention(f"order {task.order_id} was cancelled while it ended")
        return self.already(task, OrderStatus.CANCELLED if latest.cancel_requested_at else OrderStatus.FAILED)

    def request_cancellation(self, order_id: str, at: datetime) -> Order:
        order = self._update(
            self._statement(
                order_id,
                "SET cancel_requested_at = :at, updated_at = :at",
                "#status IN (:pending, :processing) AND attribute_not_exists(cancel_requested_at)"
                " AND (attribute_not_exists(capture_begun) OR capture_begun < attempt)",
                {":pending": OrderStatus.PENDING, ":processing": OrderStatus.PROCESSING, ":at": format_utc(at)},
                Event(Happening.CANCELLATION_REQUESTED, at),
            )
        )
        if order is None:
            order = self.get(order_id)
            if order.cancel_requested_at is None:
                being_paid = "" if order.status.is_final else ", and its payment is being taken"
                raise TooLateToCancel(f"order {order_id} is {order.status}{being_paid}")
        return order

    def begin_capture(self, task: Task, at: datetime) -> None:
        order = self._update(
            self._statement(
                task.order_id,
                "SET capture_begun = :attempt, updated_at = :at",
                "attempt = :attempt AND #status = :processing AND attribute_not_exists(cancel_requested_at)",
                {":attempt": task.attempt, ":processing": OrderStatus.PROCESSING, ":at": format_utc(at)},
            )
        )
        if order is None:
            order = self.get(task.order_id)
            if order.cancel_requested_at is not None:
                raise OrderCancelled(f"order {task.order_id} was cancelled before its capture")
            raise _refused(order, f"attempt {task.attempt} cannot capture")

    def note(self, task: Task, kind: Happening, reason: str | None = None) -> None:
        with suppress(Transient):
            self._update(
                self._statement(
                    task.order_id,
                    "",  # not even when it was updated: the history decides nothing
                    "attempt = :attempt AND #status = :processing"
                    " AND (attribute_not_exists(history) OR size(history) < :room)",
                    {":attempt": task.attempt, ":processing": OrderStatus.PROCESSING, ":room": ROOM},
                    Event(kind, datetime.now(UTC), task.attempt, reason),
                )
            )

    def run_again(self, task: Task, at: datetime) -> Order:
        order = self._update(
            self._statement(
                task.order_id,
                # The wish to cancel stays: the next attempt meets it first, and ends Cancelled.
                "SET #status = :pending, attempt = :next, updated_at = :at, open_since = :at"
                " REMOVE failure_reason, capture_begun, parked_at",
                "attempt = :attempt AND #status = :failed",
                {
                    ":pending": OrderStatus.PENDING,
                    ":failed": OrderStatus.FAILED,
                    ":attempt": task.attempt,
                    ":next": task.next.attempt,
                    ":at": format_utc(at),
                },
                Event(Happening.RUN_AGAIN, at, task.next.attempt),
            )
        )
        if order is None:
            order = self.get(task.order_id)
            if order.attempt != task.next.attempt:
                raise _refused(order, f"it cannot run again after attempt {task.attempt}")
        return order

    def park(self, task: Task, at: datetime) -> Order:
        order = self._update(
            self._statement(
                task.order_id,
                "SET parked_at = :at, updated_at = :at",
                "attempt = :attempt AND #status = :failed AND attribute_not_exists(parked_at)",
                {":attempt": task.attempt, ":failed": OrderStatus.FAILED, ":at": format_utc(at)},
                Event(Happening.PARKED, at, task.attempt),
            )
        )
        if order is None:
            order = self.get(task.order_id)
            if order.parked_at is None or order.attempt != task.attempt:
                raise _refused(order, f"it cannot be parked after attempt {task.attempt}")
        return order

    def _update(self, statement: Mapping[str, Any]) -> Order | None:
        """The order after the update, or None if its condition refused it."""
        with store_errors():
            try:
                answer = client("dynamodb").update_item(**statement, ReturnValues="ALL_NEW")
            except ClientError as error:
                if error_code(error) == "ConditionalCheckFailedException":
                    return None
                raise
        return from_item(decode(answer["Attributes"]))

    def _statement(
        self, order_id: str, update: str, condition: str, values: Mapping[str, Any], *events: Event
    ) -> dict[str, Any]:
        """A conditional update of one order, in whose expressions ``#status`` stands for its status.

        The ``update`` is empty or begins with a SET, to which is added what happened to the order.
        """
        if events:
            telling = "SET history = list_append(if_not_exists(history, :none), :events)"
            update = f"{telling}, {update.removeprefix('SET ')}" if update else telling
            values = {**values, ":none": [], ":events": list(map(_as_entry, events))}
        return {
            "TableName": self.table,
            "Key": encode({"order_id": order_id}),
            "UpdateExpression": update,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": encode(values),
        }

    def change(
        self, task: Task, status: OrderStatus, at: datetime, reason: str | None = None, *before: Event
    ) -> dict[str, Any]:
        """The conditional update that is the only way in which a status changes, alone or in a transaction."""
        sources = {f":source{n}": source for n, source in enumerate(sorted(sources_of(status)))}
        assignments = ["#status = :status", "updated_at = :at", *(["failure_reason = :reason"] if reason else [])]
        return self._statement(
            task.order_id,
            f"SET {', '.join(assignments)}{' REMOVE open_since' if status.is_final else ''}",
            f"attempt = :attempt AND #status IN ({', '.join(sources)})",
            {":status": status, ":at": format_utc(at), ":attempt": task.attempt}
            | sources
            | ({":reason": reason} if reason else {}),
            *before,
            Event(TOLD_AS[status], at, task.attempt, reason),
        )

    def already(self, task: Task, status: OrderStatus) -> Order:
        """The order, if an earlier try made the change that was just refused.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: nobody made the change.
        """
        order = self.get(task.order_id)
        if (order.status, order.attempt) == (status, task.attempt):
            return order
        raise _refused(order, f"attempt {task.attempt} cannot move it to {status}")


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
        "attempt": order.attempt,
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
        item["history"] = list(map(_as_entry, order.history))
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
            attempt=item["attempt"],
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


def _as_entry(event: Event) -> dict[str, Any]:
    entry = {"event": event.kind, "at": format_utc(event.at), "attempt": event.attempt, "reason": event.reason}
    return {name: value for name, value in entry.items() if value is not None}


def _events(entries: Any) -> Iterator[Event]:
    """What can be read of a history; a newer version may have written kinds that this one does not know."""
    for entry in entries:
        with suppress(KeyError, TypeError, ValueError):
            yield Event(Happening(entry["event"]), parse_utc(entry["at"]), entry.get("attempt"), entry.get("reason"))


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
        task = Task.parse(after)
        status, at = OrderStatus(after["status"]), parse_utc(after["updated_at"])
        placed_at, reason = parse_utc(after["created_at"]), after.get("failure_reason")
    except (KeyError, TypeError, ValueError, MalformedTask):
        raise _malformed() from None
    trace_header = read_trace_header(after.get("trace_header"))
    return OrderChange(task.order_id, task.attempt, before, status, at, placed_at, reason, trace_header)


def _malformed() -> MalformedOrder:
    """Raised without its cause, whose text may have a customer's data in it."""
    return MalformedOrder("an item of the order table is not an order")


def _refused(order: Order, clause: str) -> IllegalTransition:
    return IllegalTransition(f"order {order.order_id} is {order.status} in attempt {order.attempt}: {clause}")
