"""All rows of the tables, for the reconciliation: page by page, and with consistent reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import SHARDS, from_item
from orders.aws.payment_item import parse_payment
from orders.aws.reads import query_pages, read_all_items, scan, scan_pages
from orders.aws.schemas import PRICE_OF_PRODUCT, PRODUCTS, RESERVATIONS, parse_each
from orders.aws.stock_rows import StockRows
from orders.contract import (
    BY_CREATION_INDEX,
    LISTED_AT_ATTRIBUTE,
    OPEN_SINCE_ATTRIBUTE,
    ORDERS_KEY,
    PAYMENTS_KEY,
    RESERVATIONS_KEY,
    SHARD_ATTRIBUTE,
)
from orders.domain.malformed_row import MalformedRow
from orders.domain.order import StoredOrder
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation
from orders.domain.search import CreationWindow
from orders.domain.stock import ProductStock
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

    def orders(self, window: CreationWindow) -> Iterator[Sequence[StoredOrder | MalformedRow]]:
        pages = scan_pages(self.orders_table, PAGE_SIZE) if window.is_unbounded else self._pages_of_window(window)
        for page in pages:
            yield list(parse_each(_parse_order, page))

    def attempt_numbers(self, order_ids: Collection[str]) -> Mapping[str, int | None]:
        keys = ({ORDERS_KEY: order_id} for order_id in order_ids)
        items = read_all_items(self.orders_table, keys, ProjectionExpression=f"{ORDERS_KEY}, attempt")
        return {item[ORDERS_KEY]["S"]: _parse_number(item.get("attempt")) for item in items}

    def payments(self) -> Iterator[Sequence[Payment | MalformedRow]]:
        for page in scan_pages(self.payments_table, PAGE_SIZE):
            yield list(parse_each(parse_payment, page))

    def payments_by_id(self, payment_ids: Collection[str]) -> Sequence[Payment | MalformedRow]:
        keys = ({PAYMENTS_KEY: payment_id} for payment_id in payment_ids)
        return list(parse_each(parse_payment, read_all_items(self.payments_table, keys)))

    def reservations(self) -> Iterator[Sequence[Reservation | MalformedRow]]:
        for page in scan_pages(self.reservations_table, PAGE_SIZE):
            yield list(parse_each(_parse_reservation, page))

    def reservations_of(self, order_ids: Collection[str]) -> Sequence[Reservation | MalformedRow]:
        keys = ({RESERVATIONS_KEY: order_id} for order_id in order_ids)
        return list(parse_each(_parse_reservation, read_all_items(self.reservations_table, keys)))

    def stocks(self) -> Iterator[ProductStock | MalformedRow]:
        yield from self.stock_rows.scan()
        on_sale = (item for item in scan(self.stock_rows.products) if "retired_at" not in item)
        prices = parse_each(lambda row: PRODUCTS.read(row, PRICE_OF_PRODUCT), on_sale)
        yield from (price for price in prices if isinstance(price, MalformedRow))

    def _pages_of_window(self, window: CreationWindow) -> Iterator[list[dict[str, Any]]]:
        """Yield the items of the window's orders, in pages; the index is eventually consistent, the items are not."""
        # ``listed_at`` is a time and then an id, so that of an order created at exactly ``until`` sorts after it.
        low = format_utc(window.since) if window.since else "0"
        high = format_utc(window.until) if window.until else "~"
        if low >= high:
            return
        for shard in range(SHARDS):
            condition = {
                # The name is one of DynamoDB's reserved words.
                "KeyConditionExpression": f"#shard = :shard AND {LISTED_AT_ATTRIBUTE} BETWEEN :low AND :high",
                "ExpressionAttributeNames": {"#shard": SHARD_ATTRIBUTE},
                "ExpressionAttributeValues": encode({":shard": shard, ":low": low, ":high": high}),
            }
            for page in query_pages(self.orders_table, BY_CREATION_INDEX, PAGE_SIZE, **condition):
                yield read_all_items(self.orders_table, ({ORDERS_KEY: decode(key)[ORDERS_KEY]} for key in page))


def _parse_order(row: dict[str, Any]) -> StoredOrder:
    return StoredOrder(from_item(row), counts_as_open=OPEN_SINCE_ATTRIBUTE in row)


def _parse_number(value: Mapping[str, Any] | None) -> int | None:
    """Return the number in an attribute value, or None if it is not a whole number."""
    text = (value or {}).get("N", "")
    return int(text) if text.isdecimal() else None


def _parse_reservation(item: dict[str, Any]) -> Reservation:
    row = RESERVATIONS.read(item)
    return Reservation(row["order_id"], row["attempt"], row["state"], row["quantities"])


def scan_reservations(table: str) -> Iterator[Reservation | MalformedRow]:
    """Yield every order's reservation, and each row that cannot be read."""
    return parse_each(_parse_reservation, scan(table))
