"""The stock and its reservations, in three DynamoDB tables that change together in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

from botocore.exceptions import ClientError

from orders.aws import clients, contention
from orders.aws.clients import (
    ConditionFailed,
    cancellation_codes,
    client,
    is_validation_error,
    translate_aws_errors,
)
from orders.aws.contention import retry_contention
from orders.aws.items import encode
from orders.aws.reads import read_item
from orders.aws.schemas import RESERVATIONS, SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.aws.stock_rows import StockRows
from orders.contract import RESERVATIONS_KEY
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.domain.order import OrderLine
from orders.domain.reservation import ReservationState
from orders.domain.stock import choose_rows
from orders.domain.timestamp import format_utc

MAX_ACTIONS = 100
"""Actions of one transaction, inclusive.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
"""

Taken = dict[str, dict[int, int]]
"""The units that a reservation took of each product, by the row's shard."""


class _RowsTooSmall(Exception):
    """The chosen rows of these products have too few units; other rows may have enough."""

    def __init__(self, product_names: Sequence[str]) -> None:
        super().__init__()
        self.product_names = product_names


@dataclass(frozen=True, slots=True)
class StockTable:
    """A ``StockRepository`` on the rows of the products' stock and the reservations table.

    A reservation's state and the stock's rows change in one transaction, conditional on the state, so a second release
    cannot free stock twice and a retry cannot take it twice.

    Each order takes its units from the row that its id chooses, and from other rows only if that one has too few, so
    that overlapping transactions, of which DynamoDB cancels one, are rare.  The reservation records the rows, and a
    release returns the units to them.  The few immediate retries of ``orders.aws.contention`` handle the conflicts that
    remain.
    """

    rows: StockRows
    reservations: str
    pause: Callable[[], None] = field(default=contention.pause, repr=False)
    """Waits before a retry."""

    def reserve(self, attempt: Attempt, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        quantities = {line.product_name: line.quantity for line in lines}
        return retry_contention(lambda: self._reserve(attempt, quantities, at), self.pause)

    def release(self, attempt: Attempt, at: datetime) -> ReservationState:
        return retry_contention(lambda: self._release(attempt, at), self.pause)

    def _reserve(self, attempt: Attempt, quantities: Mapping[str, int], at: datetime) -> ReservationState:
        """Take each product's units from one row, chosen blindly, and then from others if that one has too few."""
        # A number that is out of date for a moment is harmless: it chooses a row that is gone, or leaves out new ones.
        shards = self.rows.shards(quantities, consistent=False)
        preferred = {product: crc32(attempt.order_id.encode()) % shards[product] for product in quantities}
        taken = {product: {preferred[product]: quantity} for product, quantity in quantities.items()}
        try:
            return self._take(attempt, taken, at)
        except _RowsTooSmall as failed:
            short = {product: quantities[product] for product in failed.product_names}
        taken = self._within_one_transaction(taken | self._find_units(attempt, short, preferred))
        try:
            return self._take(attempt, taken, at)
        except _RowsTooSmall as failed:
            raise StockContention(f"order {attempt.order_id}: other orders took the units it had found") from failed

    def _find_units(self, attempt: Attempt, quantities: Mapping[str, int], preferred: Mapping[str, int]) -> Taken:
        """Return the rows that have enough units.

        Raises:
            OutOfStock: all rows of a product together have too few units.
            StockContention: units moved while the rows were read, so that the sum is unknown.
        """
        stocks = self.rows.read(quantities)
        taken: Taken = {}
        for product, quantity in quantities.items():
            rows = stocks[product].rows if product in stocks else {}
            if chosen := choose_rows(rows, quantity, preferred[product]):
                taken[product] = chosen
        if short := [product for product in quantities if product not in taken]:
            # Rows are read one after the other: only if a second read finds the same was their sum what it seems.
            if self.rows.read(quantities) != stocks:
                raise StockContention(f"order {attempt.order_id}: the stock changed while it was counted")
            raise OutOfStock(f"order {attempt.order_id}: not enough of {', '.join(short)}")
        return taken

    def _within_one_transaction(self, taken: Taken) -> Taken:
        """Return what to take with at most ``MAX_ACTIONS``, after gathering units in one row for some of the products.

        It takes many lines, each for more than any row of its product has.
        """
        fitting = dict(taken)
        for product in sorted(taken, key=lambda product: len(taken[product]), reverse=True):
            if sum(map(len, fitting.values())) < MAX_ACTIONS:  # one action writes the reservation
                break
            fitting[product] = {self.rows.gather(product, taken[product]): sum(taken[product].values())}
        return fitting

    def _take(self, attempt: Attempt, taken: Taken, at: datetime) -> ReservationState:
        """Write the reservation and take its units.

        Raises:
            _RowsTooSmall: rows have too few units; nothing was taken.
            IllegalReservation, StockContention: as for ``reserve``.
        """
        writes = [
            self.rows.take(product, shard, units) for product, rows in taken.items() for shard, units in rows.items()
        ]
        record = self._record(attempt, ReservationState.RESERVED, taken, at)
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(TransactItems=[{"Update": record}, *writes])
            except ClientError as error:
                reservation, *codes = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    return self._confirm_reserved(attempt)
                self._check_rows(taken, error)
                if reservation == clients.NO_ERROR and clients.CONDITIONAL_CHECK_FAILED in codes:
                    products = [product for product, _ in _failed_rows(taken, codes)]
                    raise _RowsTooSmall(list(dict.fromkeys(products))) from error
                raise
        return ReservationState.RESERVED

    def _release(self, attempt: Attempt, at: datetime) -> ReservationState:
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
        return self._return_held(attempt, reservation["attempt"], self._existing_rows(_taken(reservation)), at)

    def _existing_rows(self, taken: Taken) -> Taken:
        """Return the rows to return the units to: row 0 in place of a row that its product no longer has."""
        if all(set(rows) == {0} for rows in taken.values()):
            return taken
        shards = self.rows.shards(taken, consistent=True)
        gone = [(product, shard) for product, rows in taken.items() for shard in rows if shard >= shards[product]]
        return _without(taken, gone)

    def _return_held(self, attempt: Attempt, held_by: int, taken: Taken, at: datetime) -> ReservationState:
        """Return the units that the attempt number ``held_by`` holds; the reservation then belongs to ``attempt``.

        An earlier attempt still holds units if its own release failed for good.  Units of a row that no longer exists
        go to row 0; units of a product that is no longer in the catalogue are dropped.
        """
        update = reservation_update(self.reservations, attempt, ReservationState.RELEASED, at, held_by=held_by)
        writes = [
            self.rows.give(product, shard, units) for product, rows in taken.items() for shard, units in rows.items()
        ]
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(TransactItems=[{"Update": update}, *writes])
            except ClientError as error:
                reservation, *codes = cancellation_codes(error) or [""]
                if reservation == clients.CONDITIONAL_CHECK_FAILED:
                    raise _reservation_changed(attempt) from error
                self._check_rows(taken, error)
                if reservation != clients.NO_ERROR or clients.CONDITIONAL_CHECK_FAILED not in codes:
                    raise
                gone = _failed_rows(taken, codes)
            else:
                return ReservationState.RELEASED
        return self._return_held(attempt, held_by, _without(taken, gone), at)

    def _check_rows(self, taken: Taken, error: ClientError) -> None:
        """Find the row to which DynamoDB cannot add units, or from which it cannot take them.

        Raises:
            MalformedOrder: there is such a row.
        """
        codes = cancellation_codes(error)[1:]
        if malformed := codes and _failed_rows(taken, codes, clients.VALIDATION_ERROR):
            raise self.rows.malformed(*malformed[0])
        if is_validation_error(error):  # it does not say for which row
            self.rows.read(taken)

    def _find(self, order_id: str) -> dict[str, Any] | None:
        """Return the reservation; see ``RESERVATIONS`` for its attributes.

        Raises:
            MalformedOrder: it cannot be read.
        """
        item = read_item(self.reservations, {RESERVATIONS_KEY: order_id})
        return RESERVATIONS.read(item) if item else None

    def _confirm_reserved(self, attempt: Attempt) -> ReservationState:
        """Return the reservation's state if an earlier call of this attempt made it.

        Raises:
            IllegalReservation: another attempt made it, or this one has already released it.
            StockContention: the reservation no longer exists; retry.
        """
        reservation = self._find(attempt.order_id)
        if reservation is None:
            raise _reservation_changed(attempt)
        state: ReservationState = reservation["state"]
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
                client("dynamodb").update_item(**self._record(attempt, ReservationState.RELEASED, {}, at))
        except ConditionFailed as error:
            raise _reservation_changed(attempt) from error
        return ReservationState.RELEASED

    def _record(self, attempt: Attempt, state: ReservationState, taken: Taken, at: datetime) -> dict[str, Any]:
        """Return the write of a new reservation; it may only change one that an earlier attempt released.

        An update, and not a put, leaves the attributes of a newer version.
        """
        values = {
            VERSION_ATTRIBUTE: SCHEMA_VERSION,
            "attempt": attempt.number,
            "state": state,
            "quantities": {product: sum(rows.values()) for product, rows in taken.items()},
            "taken_from": {
                product: {str(shard): units for shard, units in rows.items()} for product, rows in taken.items()
            },
            "updated_at": format_utc(at),
        }
        return {
            "TableName": self.reservations,
            "Key": encode({RESERVATIONS_KEY: attempt.order_id}),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in values),
            "ConditionExpression": (
                f"attribute_not_exists({RESERVATIONS_KEY}) OR (#state = :released AND #attempt < :attempt)"
            ),
            "ExpressionAttributeNames": {f"#{name}": name for name in values},
            "ExpressionAttributeValues": encode(
                {":released": ReservationState.RELEASED, **{f":{name}": value for name, value in values.items()}}
            ),
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


def _taken(reservation: Mapping[str, Any]) -> Taken:
    """Return the rows of a reservation; one without ``taken_from`` was written when a product had only row 0."""
    taken: Taken | None = reservation.get("taken_from")
    return taken or {product: {0: units} for product, units in reservation["quantities"].items()}


def _failed_rows(
    taken: Taken, codes: Sequence[str], failure: str = clients.CONDITIONAL_CHECK_FAILED
) -> list[tuple[str, int]]:
    """Return the rows with that code; a write with another code only met another transaction."""
    rows = [(product, shard) for product, shards in taken.items() for shard in shards]
    return [row for row, code in zip(rows, codes, strict=True) if code == failure]


def _without(taken: Taken, gone: Sequence[tuple[str, int]]) -> Taken:
    """Return the units with those of rows that are gone moved to row 0, or dropped if row 0 itself is gone."""
    left = {product: dict(rows) for product, rows in taken.items()}
    for product, shard in gone:
        units = left[product].pop(shard)
        if shard != 0:
            left[product][0] = left[product].get(0, 0) + units
    return left
