"""The stock and who holds it, in two DynamoDB tables that only ever change together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from orders.adapters import aws
from orders.adapters.aws import cancellation_codes, client, error_code, store_errors
from orders.adapters.items import decode, encode
from orders.adapters.settings import Setting, read
from orders.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.inventory import ReservationState
from orders.order import OrderLine
from orders.task import Task
from orders.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class StockTable:
    """A ``Stock`` on the products table's ``available`` and the reservations table.

    A reservation's state and the products' counters change in one transaction, conditional on the state, so a second
    release cannot free stock twice and a retry cannot take it twice.
    """

    products: str
    reservations: str

    @classmethod
    def from_settings(cls) -> StockTable:
        """Raises MissingSetting."""
        return cls(read(Setting.PRODUCTS_TABLE), read(Setting.RESERVATIONS_TABLE))

    def reserve(self, task: Task, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        quantities = {line.product_name: line.quantity for line in lines}
        taking = [self._take(product, quantity) for product, quantity in quantities.items()]
        with store_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[{"Put": self._record(task, ReservationState.RESERVED, quantities, at)}, *taking]
                )
            except ClientError as error:
                reservation, *shelves = cancellation_codes(error) or [""]
                if reservation == aws.CONDITION_FAILED:
                    return self._already_held(task)
                if reservation == aws.INNOCENT and aws.CONDITION_FAILED in shelves:
                    short = _refused(quantities, shelves)
                    raise OutOfStock(f"order {task.order_id}: not enough of {', '.join(short)}") from error
                raise
        return ReservationState.RESERVED

    def release(self, task: Task, at: datetime) -> ReservationState:
        reservation = self._find(task.order_id)
        if reservation is None:
            return self._bar(task, at)
        if reservation["state"] == ReservationState.SOLD:
            raise OrderAlreadyCompleted(f"order {task.order_id}: its stock is sold")
        if reservation["attempt"] > task.attempt:
            return ReservationState.RELEASED
        if reservation["state"] == ReservationState.RELEASED:
            return ReservationState.RELEASED if reservation["attempt"] == task.attempt else self._bar(task, at)
        return self._give_back(task, reservation["attempt"], reservation["quantities"], at)

    def _give_back(self, task: Task, held_by: int, quantities: dict[str, int], at: datetime) -> ReservationState:
        """Release what this attempt holds, or what an earlier one still does because its release failed for good."""
        with store_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[
                        {"Update": closing(self.reservations, task, ReservationState.RELEASED, at, held_by=held_by)},
                        *(self._put_back(product, quantity) for product, quantity in quantities.items()),
                    ]
                )
            except ClientError as error:
                reservation, *shelves = cancellation_codes(error) or [""]
                if reservation == aws.CONDITION_FAILED:
                    raise StockContention(f"order {task.order_id}: its reservation changed meanwhile") from error
                if reservation != aws.INNOCENT or aws.CONDITION_FAILED not in shelves:
                    raise
                gone = _refused(quantities, shelves)  # products that the shop has given up have no shelf
            else:
                return ReservationState.RELEASED
        left = {product: quantity for product, quantity in quantities.items() if product not in gone}
        return self._give_back(task, held_by, left, at)

    def _find(self, order_id: str) -> dict[str, Any] | None:
        with store_errors():
            answer = client("dynamodb").get_item(
                TableName=self.reservations, Key=encode({"order_id": order_id}), ConsistentRead=True
            )
        return decode(answer["Item"]) if "Item" in answer else None

    def _already_held(self, task: Task) -> ReservationState:
        """The state of the reservation, if an earlier try of this attempt made it."""
        reservation = self._find(task.order_id)
        if reservation is None:
            raise StockContention(f"order {task.order_id}: its reservation went away while it was made")
        state = ReservationState(reservation["state"])
        if reservation["attempt"] != task.attempt or state is ReservationState.RELEASED:
            raise IllegalReservation(
                f"order {task.order_id}: stock is {state} in attempt {reservation['attempt']}, "
                f"attempt {task.attempt} cannot hold it"
            )
        return state

    def _bar(self, task: Task, at: datetime) -> ReservationState:
        """Record that this attempt holds nothing, so that a reservation still under way is refused."""
        with store_errors():
            try:
                client("dynamodb").put_item(**self._record(task, ReservationState.RELEASED, {}, at))
            except ClientError as error:
                if error_code(error) == "ConditionalCheckFailedException":
                    raise StockContention(f"order {task.order_id}: its reservation changed meanwhile") from error
                raise
        return ReservationState.RELEASED

    def _record(self, task: Task, state: ReservationState, quantities: dict[str, int], at: datetime) -> dict[str, Any]:
        """A new reservation; only one that an earlier attempt gave back makes room for it."""
        return {
            "TableName": self.reservations,
            "Item": encode(
                {
                    "order_id": task.order_id,
                    "attempt": task.attempt,
                    "state": state,
                    "quantities": quantities,
                    "updated_at": format_utc(at),
                }
            ),
            "ConditionExpression": "attribute_not_exists(order_id) OR (#state = :released AND attempt < :attempt)",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": encode({":released": ReservationState.RELEASED, ":attempt": task.attempt}),
        }

    def _take(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._shelf(product_name, quantity, "SET available = available - :quantity", "available >= :quantity")

    def _put_back(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._shelf(
            product_name, quantity, "SET available = available + :quantity", "attribute_exists(product_name)"
        )

    def _shelf(self, product_name: str, quantity: int, update: str, condition: str) -> dict[str, Any]:
        return {
            "Update": {
                "TableName": self.products,
                "Key": encode({"product_name": product_name}),
                "UpdateExpression": update,
                "ConditionExpression": condition,
                "ExpressionAttributeValues": encode({":quantity": quantity}),
            }
        }


def closing(table: str, task: Task, state: ReservationState, at: datetime, *, held_by: int) -> dict[str, Any]:
    """The conditional update that ends what the attempt ``held_by`` holds; the reservation is then the task's."""
    return {
        "TableName": table,
        "Key": encode({"order_id": task.order_id}),
        "UpdateExpression": "SET #state = :state, attempt = :attempt, updated_at = :at",
        "ConditionExpression": "#state = :reserved AND attempt = :held_by",
        "ExpressionAttributeNames": {"#state": "state"},
        "ExpressionAttributeValues": encode(
            {
                ":state": state,
                ":reserved": ReservationState.RESERVED,
                ":attempt": task.attempt,
                ":held_by": held_by,
                ":at": format_utc(at),
            }
        ),
    }


def _refused(quantities: dict[str, int], codes: Sequence[str]) -> list[str]:
    """The products whose own write was refused; another may only have met another order's."""
    return [product for product, code in zip(quantities, codes, strict=True) if code == aws.CONDITION_FAILED]
