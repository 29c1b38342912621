"""All rows of the tables, for the reconciliation: page by page, and with consistent reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.items import decode
from orders.aws.order_item import SHARDS, from_item
from orders.aws.payment_item import parse_payment
from orders.aws.reads import query_pages, read_all_items, scan, scan_pages
from orders.aws.stock_rows import StockRows
from orders.contract import (
    BY_CREATION_INDEX,
    LISTED_AT_ATTRIBUTE,
    ORDERS_KEY,
    PAYMENTS_KEY,
    RESERVATIONS_KEY,
    SHARD_ATTRIBUTE,
)
from orders.domain.errors import MalformedOrder
from orders.domain.order import Order
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation, ReservationState
from orders.domain.search import CreationWindow
from orders.domain.timestamp import format_utc

PAGE_SIZE = 500
"""Rows in one page, inclusive: less than a megabyte of items, and some megabytes of Python objects."""


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """A ``Ledgers`` that scans all tables, and reads a window's orders from the index by creation."""

    orders_table: str
    stock_rows: StockRows
    reservations_table: str
    payments_table: str

    def count_orders(self) -> int | None:
        try:
            with translate_aws_errors():
                table = client("dynamodb").describe_table(TableName=self.orders_table)["Table"]
        except ClientError as error:
            if error_code(error) == "AccessDeniedException":
                return None
            raise
        return int(table["ItemCount"])

    def orders(self, window: CreationWindow) -> Iterator[Sequence[tuple[str, Order | None]]]:
        pages = scan_pages(self.orders_table, PAGE_SIZE) if window.is_unbounded else self._pages_of_window(window)
        for page in pages:
            yield [(item[ORDERS_KEY]["S"], _parse_order(item)) for item in page]

    def attempt_numbers(self, order_ids: Collection[str]) -> Mapping[str, int | None]:
        keys = ({ORDERS_KEY: order_id} for order_id in order_ids)
        items = read_all_items(self.orders_table, keys, ProjectionExpression=f"{ORDERS_KEY}, attempt")
        return {item[ORDERS_KEY]["S"]: _parse_number(item.get("attempt")) for item in items}

    def payments(self) -> Iterator[Sequence[Payment]]:
        for page in scan_pages(self.payments_table, PAGE_SIZE):
            yield [parse_payment(decode(item)) for item in page]

    def payments_by_id(self, payment_ids: Collection[str]) -> Sequence[Payment]:
        keys = ({PAYMENTS_KEY: payment_id} for payment_id in payment_ids)
        return [parse_payment(decode(item)) for item in read_all_items(self.payments_table, keys)]

    def reservations(self) -> Iterator[Sequence[Reservation]]:
        for page in scan_pages(self.reservations_table, PAGE_SIZE):
            yield [_parse_reservation(item) for item in page]

    def reservations_of(self, order_ids: Collection[str]) -> Sequence[Reservation]:
        keys = ({RESERVATIONS_KEY: order_id} for order_id in order_ids)
        return [_parse_reservation(item) for item in read_all_items(self.reservations_table, keys)]

    def available(self) -> dict[str, int]:
        return {stock.product_name: stock.available for stock in self.stock_rows.scan()}

    def _pages_of_window(self, window: CreationWindow) -> Iterator[list[dict[str, Any]]]:
        """Yield the items of the window's orders, in pages; the index is eventually consistent, the items are not."""
        # ``listed_at`` is a time and then an id, so that of an order created at exactly ``until`` sorts after it.
        low = format_utc(window.since) if window.since else "0"
        high = format_utc(window.until) if window.until else "~"
        if low >= high:
            return
        for shard in range(SHARDS):
            condition = f"{SHARD_ATTRIBUTE} = :shard AND {LISTED_AT_ATTRIBUTE} BETWEEN :low AND :high"
            values = {":shard": shard, ":low": low, ":high": high}
            for page in query_pages(self.orders_table, BY_CREATION_INDEX, condition, values, PAGE_SIZE):
                yield read_all_items(self.orders_table, ({ORDERS_KEY: decode(key)[ORDERS_KEY]} for key in page))


def _parse_order(item: Mapping[str, Any]) -> Order | None:
    try:
        return from_item(decode(item))
    except (MalformedOrder, ValueError):  # ValueError: a number is not an integer
        return None


def _parse_number(value: Mapping[str, Any] | None) -> int | None:
    """Return the number in an attribute value, or None if it is not a whole number."""
    text = (value or {}).get("N", "")
    return int(text) if text.isdecimal() else None


def _parse_reservation(item: Mapping[str, Any]) -> Reservation:
    row = decode(item)
    return Reservation(row["order_id"], row["attempt"], ReservationState(row["state"]), row["quantities"])


def scan_reservations(table: str) -> Iterator[Reservation]:
    """Yield every order's reservation."""
    yield from map(_parse_reservation, scan(table))
