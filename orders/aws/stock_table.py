"""The stock and its reservations, in two DynamoDB tables that change together in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from orders.aws import clients
from orders.aws.clients import ConditionFailed, cancellation_codes, client, translate_aws_errors
from orders.aws.items import encode
from orders.aws.reads import read_item
from orders.contract import PRODUCTS_KEY, RESERVATIONS_KEY
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.domain.order import OrderLine
from orders.domain.reservation import ReservationState
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class StockTable:
    """A ``StockRepository`` on the products table's ``available`` and the reservations table.

    A reservation's state and the products' counters change in one transaction, conditional on the state, so a second
    release cannot free stock twice and a retry cannot take it twice.
    """

    products: str
    reservations: str

    def reserve(self, attempt: Attempt, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        quantities = {line.product_name: line.quantity for line in lines}
        decrements = [self._decrement(product, quantity) for product, quantity in quantities.items()]
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[
                        {"Put": self._record(attempt, ReservationState.RESERVED, quantities, at)},
                        *decrements,
                    ]
                )
            except ClientError as error:
                reservation, *products = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    return self._confirm_reserved(attempt)
                if reservation == clients.NO_ERROR and clients.CONDITIONAL_CHECK_FAILED in products:
                    short = _failed_products(quantities, products)
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
        """Release the units that the attempt number ``held_by`` holds; the reservation then belongs to ``attempt``.

        An earlier attempt still holds units if its own release failed for good.  Units of a product that is no longer
        in the catalogue are dropped.
        """
        update = reservation_update(self.reservations, attempt, ReservationState.RELEASED, at, held_by=held_by)
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(
                    TransactItems=[
                        {"Update": update},
                        *(self._increment(product, quantity) for product, quantity in quantities.items()),
                    ]
                )
            except ClientError as error:
                reservation, *products = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    raise _reservation_changed(attempt) from error
                if reservation != clients.NO_ERROR or clients.CONDITIONAL_CHECK_FAILED not in products:
                    raise
                deleted = _failed_products(quantities, products)
            else:
                return ReservationState.RELEASED
        remaining = {product: quantity for product, quantity in quantities.items() if product not in deleted}
        return self._release_held(attempt, held_by, remaining, at)

    def _find(self, order_id: str) -> dict[str, Any] | None:
        return read_item(self.reservations, {RESERVATIONS_KEY: order_id})

    def _confirm_reserved(self, attempt: Attempt) -> ReservationState:
        """Return the reservation's state if an earlier call of this attempt made it.

        Raises:
            IllegalReservation: another attempt made it, or this one has already released it.
            StockContention: the reservation no longer exists; retry.
        """
        reservation = self._find(attempt.order_id)
        if reservation is None:
            raise _reservation_changed(attempt)
        state = ReservationState(reservation["state"])
        if reservation["attempt"] != attempt.number or state is ReservationState.RELEASED:
            raise IllegalReservation(
                f"order {attempt.order_id}: stock is {state} in attempt {reservation['attempt']}, "
                f"attempt {attempt.number} cannot reserve it"
            )
        return state

    def _write_tombstone(self, attempt: Attempt, at: datetime) -> ReservationState:
        """Record that this attempt holds nothing, so that a reservation still under way fails."""
        try:
            with translate_aws_errors():
                client("dynamodb").put_item(**self._record(attempt, ReservationState.RELEASED, {}, at))
        except ConditionFailed as error:
            raise _reservation_changed(attempt) from error
        return ReservationState.RELEASED

    def _record(
        self, attempt: Attempt, state: ReservationState, quantities: dict[str, int], at: datetime
    ) -> dict[str, Any]:
        """Return the put of a new reservation; it may only replace one that an earlier attempt released."""
        return {
            "TableName": self.reservations,
            "Item": encode(
                {
                    RESERVATIONS_KEY: attempt.order_id,
                    "attempt": attempt.number,
                    "state": state,
                    "quantities": quantities,
                    "updated_at": format_utc(at),
                }
            ),
            "ConditionExpression": (
                f"attribute_not_exists({RESERVATIONS_KEY}) OR (#state = :released AND attempt < :attempt)"
            ),
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": encode({":released": ReservationState.RELEASED, ":attempt": attempt.number}),
        }

    def _decrement(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._stock_update(
            product_name, quantity, "SET available = available - :quantity", "available >= :quantity"
        )

    def _increment(self, product_name: str, quantity: int) -> dict[str, Any]:
        return self._stock_update(
            product_name,
            quantity,
            "SET available = available + :quantity",
            f"attribute_exists({PRODUCTS_KEY})",
        )

    def _stock_update(self, product_name: str, quantity: int, update: str, condition: str) -> dict[str, Any]:
        return {
            "Update": {
                "TableName": self.products,
                "Key": encode({PRODUCTS_KEY: product_name}),
                "UpdateExpression": update,
                "ConditionExpression": condition,
                "ExpressionAttributeValues": encode({":quantity": quantity}),
            }
        }


def reservation_update(
    table: str, attempt: Attempt, state: ReservationState, at: datetime, *, held_by: int
) -> dict[str, Any]:
    """Return the conditional update of what the attempt number ``held_by`` holds: a statement for a transaction.

    The reservation then belongs to ``attempt``.
    """
    return {
        "TableName": table,
        "Key": encode({RESERVATIONS_KEY: attempt.order_id}),
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


def _reservation_changed(attempt: Attempt) -> StockContention:
    return StockContention(f"order {attempt.order_id}: its reservation changed at the same moment")


def _failed_products(quantities: dict[str, int], codes: Sequence[str]) -> list[str]:
    """Return the products whose condition failed; a write with another code only met another transaction."""
    return [
        product for product, code in zip(quantities, codes, strict=True) if code == clients.CONDITIONAL_CHECK_FAILED
    ]
