"""All rows of the tables, for whoever checks one against the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode
from orders.aws.order_item import from_item
from orders.aws.payment_item import read_payment
from orders.domain.errors import MalformedOrder
from orders.domain.order import Order
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation, ReservationState


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """A ``Ledgers``: consistent scans of the four tables, page by page."""

    orders_table: str
    products_table: str
    reservations_table: str
    payments_table: str

    def orders(self) -> Iterator[tuple[str, Order | None]]:
        for item in _scan(self.orders_table):
            order_id = item["order_id"]["S"]
            try:
                yield order_id, from_item(decode(item))
            except (MalformedOrder, ValueError):  # the second: somebody wrote a number with a point
                yield order_id, None

    def payments(self) -> Iterator[Payment]:
        yield from map(read_payment, _rows(self.payments_table))

    def reservations(self) -> Iterator[Reservation]:
        for row in _rows(self.reservations_table):
            yield Reservation(row["order_id"], row["attempt"], ReservationState(row["state"]), row["quantities"])

    def available(self) -> dict[str, int]:
        return {row["product_name"]: row["available"] for row in _rows(self.products_table)}


def _rows(table: str) -> Iterator[dict[str, Any]]:
    return map(decode, _scan(table))


def _scan(table: str) -> Iterator[dict[str, Any]]:
    with translate_aws_errors():
        for page in client("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            yield from page["Items"]
