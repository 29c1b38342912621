"""The stock and who holds it, in two DynamoDB tables that only ever change together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from orders.aws import clients
from orders.aws.clients import cancellation_codes, client, error_code, translate_aws_errors
from orders.aws.items import decode, encode
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.domain.order import OrderLine
from orders.domain.reservation import ReservationState
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class StockTable:
    """A ``Stock`` on the products table's ``available`` and the reservations table.

    A reservation's state and the products' counters change in one transaction, conditional on the state, so a second
    release cannot free stock twice and a retry cannot take it twice.
    """

    products: str
    reservations: str

    def reserve(self, attempt: Attempt, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        quantities = {line.product_name: line.quantity for line in lines}
        taking = [self._decrement(product, quantity) for product, quantity in quantities.items()]
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[{"Put": self._record(attempt, ReservationState.RESERVED, quantities, at)}, *taking]
                )
            except ClientError as error:
                reservation, *shelves = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    return self._confirm_reserved(attempt)
                if reservation == clients.NO_ERROR and clients.CONDITIONAL_CHECK_FAILED in shelves:
                    short = _refused(quantities, shelves)
                    raise OutOfStock(f"order {attempt.order_id}: not enough of {', '.join(short)}") from error
                raise
        return ReservationState.RESERVED

    def release(self, attempt: Attempt, at: datetime) -> ReservationState:
        reservation = self._find(attempt.order_id)
        if reservation is None:
            return self._write_tombstone(attempt, at)
        if reservation["state"] == ReservationState.SOLD:
            raise OrderAlreadyCompleted(f"order {attempt.order_id}: its stock is sold")
        if reservation["attempt"] > attempt.number:
            return ReservationState.RELEASED
        if reservation["state"] == ReservationState.RELEASED:
            return (
                ReservationState.RELEASED
                if reservation["attempt"] == attempt.number
                else self._write_tombstone(attempt, at)
            )
        return self._release_held(attempt, reservation["attempt"], reservation["quantities"], at)

    def _release_held(
        self, attempt: Attempt, held_by: int, quantities: dict[str, int], at: datetime
    ) -> ReservationState:
        """Release what this attempt holds, or what an earlier one still does because its release failed for good."""
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[
                        {"Update": closing(self.reservations, attempt, ReservationState.RELEASED, at, held_by=held_by)},
                        *(self._increment(product, quantity) for product, quantity in quantities.items()),
                    ]
                )
            except ClientError as error:
                reservation, *shelves = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    raise StockContention(f"order {attempt.order_id}: its reservation changed meanwhile") from error
                if reservation != clients.NO_ERROR or clients.CONDITIONAL_CHECK_FAILED not in shelves:
                    raise
                gone = _refused(quantities, shelves)  # products that the shop has given up have no shelf
            else:
                return ReservationState.RELEASED
        left = {product: quantity for product, quantity in quantities.items() if product not in gone}
        return self._release_held(attempt, held_by, left, at)

    def _find(self, order_id: str) -> dict[str, Any] | None:
        with translate_aws_errors():
            answer = client("dynamodb").get_item(
                TableName=self.reservations, Key=encode({"order_id": order_id}), ConsistentRead=True
            )
        return decode(answer["Item"]) if "Item" in answer else None

    def _confirm_reserved(self, attempt: Attempt) -> ReservationState:
        """The state of the reservation, if an earlier try of this attempt made it."""
        reservation = self._find(attempt.order_id)
        if reservation is None:
            raise StockContention(f"order {attempt.order_id}: its reservation went away while it was made")
        state = ReservationState(reservation["state"])
        if reservation["attempt"] != attempt.number or state is ReservationState.RELEASED:
            raise IllegalReservation(
                f"order {attempt.order_id}: stock is {state} in attempt {reservation['attempt']}, "
                f"attempt {attempt.number} cannot hold it"
            )
        return state

    def _write_tombstone(self, attempt: Attempt, at: datetime) -> ReservationState:
        """Record that this attempt holds nothing, so that a reservation still under way is refused."""
        with translate_aws_errors():
            try:
                client("dynamodb").put_item(**self._record(attempt, ReservationState.RELEASED, {}, at))
            except ClientError as error:
                if error_code(error) == "ConditionalCheckFailedException":
                    raise StockContention(f"order {attempt.order_id}: its reservation changed meanwhile") from error
                raise
        return ReservationState.RELEASED

    def _record(
        self, attempt: Attempt, state: ReservationState, quantities: dict[str, int], at: datetime
    ) -> dict[str, Any]:
        """A new reservation; only one that an earlier attempt gave back makes room for it."""
        return {
            "TableName": self.reservations,
            "Item": encode(
                {
                    "order_id": attempt.order_id,
                    "attempt": attempt.number,
                    "state": state,
                    "quantities": quantities,
                    "updated_at": format_utc(at),
                }
            ),
            "ConditionExpression": "attribute_not_exists(order_id) OR (#state = :released AND attempt < :attempt)",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": encode({":released": ReservationState.RELEASED, ":attempt": attempt.number}),
        }

    def _decrement(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._stock_update(
            product_name, quantity, "SET available = available - :quantity", "available >= :quantity"
        )

    def _increment(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._stock_update(
            product_name, quantity, "SET available = available + :quantity", "attribute_exists(product_name)"
        )

    def _stock_update(self, product_name: str, quantity: int, update: str, condition: str) -> dict[str, Any]:
        return {
            "Update": {
                "TableName": self.products,
                "Key": encode({"product_name": product_name}),
                "UpdateExpression": update,
                "ConditionExpression": condition,
                "ExpressionAttributeValues": encode({":quantity": quantity}),
            }
        }


def closing(table: str, attempt: Attempt, state: ReservationState, at: datetime, *, held_by: int) -> dict[str, Any]:
    """The conditional update that ends what the attempt ``held_by`` holds; the reservation is then the attempt's."""
    return {
        "TableName": table,
        "Key": encode({"order_id": attempt.order_id}),
        "UpdateExpression": "SET #state = :state, attempt = :attempt, updated_at = :at",
        "ConditionExpression": "#state = :reserved AND attempt = :held_by",
        "ExpressionAttributeNames": {"#state": "state"},
        "ExpressionAttributeValues": encode(
            {
                ":state": state,
                ":reserved": ReservationState.RESERVED,
                ":attempt": attempt.number,
                ":held_by": held_by,
                ":at": format_utc(at),
            }
        ),
    }


def _refused(quantities: dict[str, int], codes: Sequence[str]) -> list[str]:
    """The products whose own write was refused; another may only have met another order's."""
    return [
        product for product, code in zip(quantities, codes, strict=True) if code == clients.CONDITIONAL_CHECK_FAILED
    ]
