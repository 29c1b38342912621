"""Orders in DynamoDB: one item per order, which is also the outbox from which the order's events are published."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import from_item, history_entry, to_item
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalTransition,
    OrderCancelled,
    OrderContention,
    OrderExists,
    OrderNotFound,
    TooLateToCancel,
    Transient,
)
from orders.domain.history import HISTORY_SOFT_LIMIT, HistoryEvent, HistoryEventType
from orders.domain.order import EVENT_TYPE_BY_STATUS, Order, OrderStatus, sources_of
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class OrderTable:
    """An ``OrderBook`` on the orders table."""

    table: str

    def add(self, order: Order) -> None:
        with translate_aws_errors():
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
        with translate_aws_errors():
            answer = client("dynamodb").get_item(
                TableName=self.table, Key=encode({"order_id": order_id}), ConsistentRead=True
            )
        if "Item" not in answer:
            raise OrderNotFound(f"there is no order {order_id}")
        return from_item(decode(answer["Item"]))

    def transition(self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        if not sources_of(status):
            return self.confirm_applied(attempt, status)
        return self._update(self.status_update(attempt, status, at, reason)) or self.confirm_applied(attempt, status)

    def fail_or_cancel(self, attempt: Attempt, at: datetime, reason: str, *, is_compensated: bool = True) -> Order:
        is_cancelled = self.get(attempt.order_id).cancel_requested_at is not None
        status = OrderStatus.CANCELLED if is_cancelled else OrderStatus.FAILED
        undone = [HistoryEvent(HistoryEventType.COMPENSATED, at, attempt.number)] if is_compensated else []
        update = self.status_update(attempt, status, at, reason, *undone)
        exists = "attribute_exists" if is_cancelled else "attribute_not_exists"
        update["ConditionExpression"] += f" AND {exists}(cancel_requested_at)"
        order = self._update(update)
        if order is not None:
            return order
        latest = self.get(attempt.order_id)
        if latest.attempt == attempt and not latest.status.is_final:
            raise OrderContention(f"order {attempt.order_id} was cancelled while it ended")
        return self.confirm_applied(
            attempt, OrderStatus.CANCELLED if latest.cancel_requested_at else OrderStatus.FAILED
        )

    def request_cancellation(self, order_id: str, at: datetime) -> Order:
        order = self._update(
            self._conditional_update(
                order_id,
                "SET cancel_requested_at = :at, updated_at = :at",
                "#status IN (:pending, :processing) AND attribute_not_exists(cancel_requested_at)"
                " AND (attribute_not_exists(capture_begun) OR capture_begun < attempt)",
                {":pending": OrderStatus.PENDING, ":processing": OrderStatus.PROCESSING, ":at": format_utc(at)},
                HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, at),
            )
        )
        if order is None:
            order = self.get(order_id)
            if order.cancel_requested_at is None:
                being_paid = "" if order.status.is_final else ", and its payment is being taken"
                raise TooLateToCancel(f"order {order_id} is {order.status}{being_paid}")
        return order

    def begin_capture(self, attempt: Attempt, at: datetime) -> None:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                "SET capture_begun = :attempt, updated_at = :at",
                "attempt = :attempt AND #status = :processing AND attribute_not_exists(cancel_requested_at)",
                {":attempt": attempt.number, ":processing": OrderStatus.PROCESSING, ":at": format_utc(at)},
            )
        )
        if order is None:
            order = self.get(attempt.order_id)
            if order.cancel_requested_at is not None:
                raise OrderCancelled(f"order {attempt.order_id} was cancelled before its capture")
            raise _illegal_transition(order, f"attempt {attempt.number} cannot capture")

    def record_event(self, attempt: Attempt, kind: HistoryEventType, reason: str | None = None) -> None:
        with suppress(Transient):
            self._update(
                self._conditional_update(
                    attempt.order_id,
                    "",  # not even when it was updated: the history decides nothing
                    "attempt = :attempt AND #status = :processing"
                    " AND (attribute_not_exists(history) OR size(history) < :room)",
                    {":attempt": attempt.number, ":processing": OrderStatus.PROCESSING, ":room": HISTORY_SOFT_LIMIT},
                    HistoryEvent(kind, datetime.now(UTC), attempt.number, reason),
                )
            )

    def reopen(self, attempt: Attempt, at: datetime) -> Order:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                # The wish to cancel stays: the next attempt meets it first, and ends Cancelled.
                "SET #status = :pending, attempt = :next, updated_at = :at, open_since = :at"
                " REMOVE failure_reason, capture_begun, parked_at",
                "attempt = :attempt AND #status = :failed",
                {
                    ":pending": OrderStatus.PENDING,
                    ":failed": OrderStatus.FAILED,
                    ":attempt": attempt.number,
                    ":next": attempt.next.number,
                    ":at": format_utc(at),
                },
                HistoryEvent(HistoryEventType.REOPENED, at, attempt.next.number),
            )
        )
        if order is None:
            order = self.get(attempt.order_id)
            if order.attempt != attempt.next:
                raise _illegal_transition(order, f"it cannot run again after attempt {attempt.number}")
        return order

    def park(self, attempt: Attempt, at: datetime) -> Order:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                "SET parked_at = :at, updated_at = :at",
                "attempt = :attempt AND #status = :failed AND attribute_not_exists(parked_at)",
                {":attempt": attempt.number, ":failed": OrderStatus.FAILED, ":at": format_utc(at)},
                HistoryEvent(HistoryEventType.PARKED, at, attempt.number),
            )
        )
        if order is None:
            order = self.get(attempt.order_id)
            if order.parked_at is None or order.attempt != attempt:
                raise _illegal_transition(order, f"it cannot be parked after attempt {attempt.number}")
        return order

    def _update(self, statement: Mapping[str, Any]) -> Order | None:
        """The order after the update, or None if its condition refused it."""
        with translate_aws_errors():
            try:
                answer = client("dynamodb").update_item(**statement, ReturnValues="ALL_NEW")
            except ClientError as error:
                if error_code(error) == "ConditionalCheckFailedException":
                    return None
                raise
        return from_item(decode(answer["Attributes"]))

    def _conditional_update(
        self, order_id: str, update: str, condition: str, values: Mapping[str, Any], *events: HistoryEvent
    ) -> dict[str, Any]:
        """A conditional update of one order, in whose expressions ``#status`` stands for its status.

        The ``update`` is empty or begins with a SET, to which is added what happened to the order.
        """
        if events:
            telling = "SET history = list_append(if_not_exists(history, :none), :events)"
            update = f"{telling}, {update.removeprefix('SET ')}" if update else telling
            values = {**values, ":none": [], ":events": list(map(history_entry, events))}
        return {
            "TableName": self.table,
            "Key": encode({"order_id": order_id}),
            "UpdateExpression": update,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": encode(values),
        }

    def status_update(
        self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None, *before: HistoryEvent
    ) -> dict[str, Any]:
        """The conditional update that is the only way in which a status changes, alone or in a transaction."""
        sources = {f":source{n}": source for n, source in enumerate(sorted(sources_of(status)))}
        assignments = ["#status = :status", "updated_at = :at", *(["failure_reason = :reason"] if reason else [])]
        return self._conditional_update(
            attempt.order_id,
            f"SET {', '.join(assignments)}{' REMOVE open_since' if status.is_final else ''}",
            f"attempt = :attempt AND #status IN ({', '.join(sources)})",
            {":status": status, ":at": format_utc(at), ":attempt": attempt.number}
            | sources
            | ({":reason": reason} if reason else {}),
            *before,
            HistoryEvent(EVENT_TYPE_BY_STATUS[status], at, attempt.number, reason),
        )

    def confirm_applied(self, attempt: Attempt, status: OrderStatus) -> Order:
        """The order, if an earlier try made the change that was just refused.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: nobody made the change.
        """
        order = self.get(attempt.order_id)
        if (order.status, order.attempt) == (status, attempt):
            return order
        raise _illegal_transition(order, f"attempt {attempt.number} cannot move it to {status}")


def _illegal_transition(order: Order, clause: str) -> IllegalTransition:
    return IllegalTransition(f"order {order.order_id} is {order.status} in attempt {order.attempt_number}: {clause}")
