"""Orders in DynamoDB, one item each; the table's stream is the outbox from which an order's events are published."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from orders.aws.clients import ConditionFailed, client, is_validation_error, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import from_item, history_entry, to_item
from orders.aws.reads import read_item
from orders.aws.schemas import SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.contract import OPEN_SINCE_ATTRIBUTE, ORDERS_KEY
from orders.domain.actor import Actor
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    REJECTIONS,
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
from orders.domain.payment import Refund
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class OrderTable:
    """A ``RedriveRepository`` on the orders table."""

    table: str

    def add(self, order: Order) -> None:
        try:
            with translate_aws_errors():
                client("dynamodb").put_item(
                    TableName=self.table,
                    Item=encode(to_item(order)),
                    ConditionExpression=f"attribute_not_exists({ORDERS_KEY})",
                )
        except ConditionFailed as error:
            raise OrderExists(f"order {order.order_id} is already stored") from error

    def get(self, order_id: str) -> Order:
        item = read_item(self.table, {ORDERS_KEY: order_id})
        if item is None:
            raise OrderNotFound(f"there is no order {order_id}")
        return from_item(item)

    def transition(self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        if not sources_of(status):
            return self.confirm_applied(attempt, status)
        return self._update(self.status_update(attempt, status, at, reason)) or self.confirm_applied(attempt, status)

    def fail_or_cancel(self, attempt: Attempt, at: datetime, reason: str, *, is_compensated: bool = True) -> Order:
        is_cancelled = self.get(attempt.order_id).cancel_requested_at is not None
        status = OrderStatus.CANCELLED if is_cancelled else OrderStatus.FAILED
        compensated = [HistoryEvent(HistoryEventType.COMPENSATED, at, attempt.number)] if is_compensated else []
        update = self.status_update(attempt, status, at, reason, *compensated)
        exists = "attribute_exists" if is_cancelled else "attribute_not_exists"
        update["ConditionExpression"] += f" AND {exists}(cancel_requested_at)"
        order = self._update(update)
        if order is not None:
            return order
        latest = self._get_changeable(attempt.order_id)
        if latest.attempt == attempt and not latest.status.is_final:
            raise OrderContention(f"order {attempt.order_id} was cancelled at the same moment")
        if latest.attempt == attempt and latest.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}:
            return latest  # as an earlier call left it; the customer may have cancelled since then
        return self.confirm_applied(attempt, status)

    def request_cancellation(self, order_id: str, at: datetime, by: Actor | None = None) -> Order:
        rejections = {f":rejection{n}": reason for n, reason in enumerate(sorted(REJECTIONS))}
        order = self._update(
            self._conditional_update(
                order_id,
                "SET cancel_requested_at = :at, updated_at = :at",
                "attribute_not_exists(cancel_requested_at)"
                " AND (#status IN (:pending, :processing)"
                " AND (attribute_not_exists(capture_begun) OR capture_begun < attempt)"
                f" OR #status = :failed AND NOT failure_reason IN ({', '.join(rejections)}))",
                {
                    ":pending": OrderStatus.PENDING,
                    ":processing": OrderStatus.PROCESSING,
                    ":failed": OrderStatus.FAILED,
                    ":at": format_utc(at),
                    **rejections,
                },
                HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, at, by=by),
            )
        )
        if order is None:
            order = self._get_changeable(order_id)
            if order.cancel_requested_at is None:
                being_paid = "" if order.status.is_final else ", and its payment is being taken"
                raise TooLateToCancel(f"order {order_id} is {order.status}{being_paid}")
        return order

    def mark_closed(self, order_id: str) -> None:
        final = {f":final{n}": status for n, status in enumerate(OrderStatus) if status.is_final}
        self._update(
            self._conditional_update(
                order_id, f"REMOVE {OPEN_SINCE_ATTRIBUTE}", f"#status IN ({', '.join(final)})", final
            )
        )

    def record_refund(self, attempt: Attempt, refund: Refund, at: datetime) -> Order:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                "SET refunded = if_not_exists(refunded, :zero) + :amount, updated_at = :at ADD refund_ids :ids",
                "attempt = :attempt AND #status = :completed"
                " AND (attribute_not_exists(refund_ids) OR NOT contains(refund_ids, :id))",
                {
                    ":zero": 0,
                    ":amount": refund.amount,
                    ":at": format_utc(at),
                    ":ids": {refund.refund_id},
                    ":id": refund.refund_id,
                    ":attempt": attempt.number,
                    ":completed": OrderStatus.COMPLETED,
                },
                HistoryEvent(HistoryEventType.REFUNDED, at, attempt.number, by=refund.by, amount=refund.amount),
            )
        )
        return order or self.confirm_applied(attempt, OrderStatus.COMPLETED)

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
            order = self._get_changeable(attempt.order_id)
            if order.cancel_requested_at is not None:
                raise OrderCancelled(f"order {attempt.order_id} was cancelled before its capture")
            raise _illegal_transition(order, f"attempt {attempt.number} cannot capture")

    def record_event(self, attempt: Attempt, kind: HistoryEventType, reason: str | None = None) -> None:
        with suppress(Transient):
            self._update(
                self._conditional_update(
                    attempt.order_id,
                    "",  # not even updated_at, because no rule depends on the history
                    "attempt = :attempt AND #status = :processing"
                    " AND (attribute_not_exists(history) OR size(history) < :limit)",
                    {":attempt": attempt.number, ":processing": OrderStatus.PROCESSING, ":limit": HISTORY_SOFT_LIMIT},
                    HistoryEvent(kind, datetime.now(UTC), attempt.number, reason),
                )
            )

    def reopen(self, attempt: Attempt, at: datetime, by: Actor | None = None) -> Order:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                # cancel_requested_at stays, so that the next attempt ends Cancelled.
                f"SET #status = :pending, attempt = :next, updated_at = :at, {OPEN_SINCE_ATTRIBUTE} = :at"
                " REMOVE failure_reason, capture_begun, parked_at",
                "attempt = :attempt AND #status = :failed",
                {
                    ":pending": OrderStatus.PENDING,
                    ":failed": OrderStatus.FAILED,
                    ":attempt": attempt.number,
                    ":next": attempt.next.number,
                    ":at": format_utc(at),
                },
                HistoryEvent(HistoryEventType.REOPENED, at, attempt.next.number, by=by),
            )
        )
        if order is None:
            order = self._get_changeable(attempt.order_id)
            if order.attempt != attempt.next:
                raise _illegal_transition(order, f"it cannot be reopened after attempt {attempt.number}")
        return order

    def park(self, attempt: Attempt, at: datetime, by: Actor | None = None) -> Order:
        order = self._update(
            self._conditional_update(
                attempt.order_id,
                "SET parked_at = :at, updated_at = :at",
                "attempt = :attempt AND #status = :failed AND attribute_not_exists(parked_at)",
                {":attempt": attempt.number, ":failed": OrderStatus.FAILED, ":at": format_utc(at)},
                HistoryEvent(HistoryEventType.PARKED, at, attempt.number, by=by),
            )
        )
        if order is None:
            order = self._get_changeable(attempt.order_id)
            if order.parked_at is None or order.attempt != attempt:
                raise _illegal_transition(order, f"it cannot be parked after attempt {attempt.number}")
        return order

    def _get_changeable(self, order_id: str) -> Order:
        """Return the order, after the condition of an update has failed.

        Raises:
            OrderNotFound: no order has this id.
            WrittenByNewerVersion: only a newer version can change it.
        """
        order = self.get(order_id)
        order.check_changeable()
        return order

    def _update(self, statement: Mapping[str, Any]) -> Order | None:
        """Return the order after the update, or None if the update's condition failed.

        Raises:
            MalformedOrder: the item is not an order.
        """
        try:
            with translate_aws_errors():
                response = client("dynamodb").update_item(**statement, ReturnValues="ALL_NEW")
        except ConditionFailed:
            return None
        except ClientError as error:
            if is_validation_error(error):
                from_item(read_item(self.table, decode(statement["Key"])) or {})  # raises MalformedOrder, if it is one
            raise
        return from_item(decode(response["Attributes"]))

    def _conditional_update(
        self, order_id: str, update: str, condition: str, values: Mapping[str, Any], *events: HistoryEvent
    ) -> dict[str, Any]:
        """Return the statement of a conditional update of one order.

        Args:
            order_id: the order's id.
            update: an update expression that is empty or begins with SET, or with REMOVE if there are no events;
                ``#status`` stands for the status.
            condition: a condition expression without OR at its top, likewise; it also fails for an order that a newer
                version wrote.
            values: the values of both expressions' placeholders.
            events: the events to add to the order's history.
        """
        if events:
            append = "SET history = list_append(if_not_exists(history, :none), :events)"
            update = f"{append}, {update.removeprefix('SET ')}" if update else append
            values = {**values, ":none": [], ":events": list(map(history_entry, events))}
        return {
            "TableName": self.table,
            "Key": encode({ORDERS_KEY: order_id}),
            "UpdateExpression": update,
            "ConditionExpression": f"{_IS_OF_THIS_VERSION} AND {condition}",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": encode({**values, ":version": SCHEMA_VERSION}),
        }

    def status_update(
        self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None, *before: HistoryEvent
    ) -> dict[str, Any]:
        """Return the conditional update to a status: a statement for UpdateItem or for a transaction.

        Every change of a status uses it, except ``reopen``.  The ``before`` events precede the event of the change.
        """
        sources = {f":source{n}": source for n, source in enumerate(sorted(sources_of(status)))}
        assignments = ["#status = :status", "updated_at = :at", *(["failure_reason = :reason"] if reason else [])]
        return self._conditional_update(
            attempt.order_id,
            f"SET {', '.join(assignments)}{f' REMOVE {OPEN_SINCE_ATTRIBUTE}' if status.is_final else ''}",
            f"attempt = :attempt AND #status IN ({', '.join(sources)})",
            {":status": status, ":at": format_utc(at), ":attempt": attempt.number}
            | sources
            | ({":reason": reason} if reason else {}),
            *before,
            HistoryEvent(EVENT_TYPE_BY_STATUS[status], at, attempt.number, reason),
        )

    def confirm_applied(self, attempt: Attempt, status: OrderStatus) -> Order:
        """Return the order if an earlier call made the change whose condition has just failed.

        Raises:
            OrderNotFound: no order has this id.
            WrittenByNewerVersion: only a newer version can change the order.
            IllegalTransition: no call made it.
        """
        order = self._get_changeable(attempt.order_id)
        if (order.status, order.attempt) == (status, attempt):
            return order
        raise _illegal_transition(order, f"attempt {attempt.number} cannot change it to {status}")


_IS_OF_THIS_VERSION = f"(attribute_not_exists({VERSION_ATTRIBUTE}) OR {VERSION_ATTRIBUTE} <= :version)"


def _illegal_transition(order: Order, clause: str) -> IllegalTransition:
    return IllegalTransition(f"order {order.order_id} is {order.status} in attempt {order.attempt_number}: {clause}")
