"""The rows of every product's stock, for an operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from orders.aws import contention
from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.contention import retry_contention
from orders.aws.items import encode
from orders.aws.ledgers import scan_reservations
from orders.aws.schemas import SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.aws.stock_rows import StockRows, Write, write_or_contend
from orders.contract import PRODUCTS_KEY
from orders.domain.errors import UnknownProduct
from orders.domain.malformed_row import MalformedRow
from orders.domain.reservation import Reservation
from orders.domain.stock import Move, ProductStock
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class ProductStockTables:
    """A ``ProductStocks`` on the products, the stock and the reservations table.

    Each change reads the rows, and writes them in a transaction whose conditions fail if the rows have changed.
    """

    rows: StockRows
    reservations_table: str
    pause: Callable[[], None] = field(default=contention.pause, repr=False)
    """Waits before a retry."""

    def get(self, product_name: str) -> ProductStock:
        stocks = self.rows.read([product_name])
        if product_name not in stocks:
            raise UnknownProduct(product_name)
        return stocks[product_name]

    def all(self) -> Iterator[ProductStock | MalformedRow]:
        return self.rows.scan()

    def reservations(self) -> Iterator[Reservation | MalformedRow]:
        return scan_reservations(self.reservations_table)

    def add(self, product_name: str, units: int) -> None:
        self._change(product_name, lambda stock: self._add(stock, units))

    def open_rows(self, product_name: str, shards: int) -> None:
        self._change(product_name, lambda stock: self._open_rows(stock, shards))

    def close_rows(self, product_name: str, shards: int) -> None:
        for shard in range(shards, self.get(product_name).shards):
            self._change(product_name, partial(self._close_row, shard))
        self._change(product_name, lambda stock: self._shrink(stock, shards))

    def move(self, product_name: str, move: Move) -> None:
        writes = [
            self.rows.take(product_name, move.source, move.units),
            self.rows.give(product_name, move.target, move.units),
        ]
        retry_contention(lambda: write_or_contend(writes), self.pause)

    def retire(self, product_name: str, at: datetime) -> None:
        retry_contention(lambda: self._retire(product_name, at), self.pause)

    def _change(self, product_name: str, plan: Callable[[ProductStock], list[Write]]) -> None:
        """Read the stock, and write what the plan for it says; read and plan again if the rows have changed."""

        def change() -> None:
            if writes := plan(self.get(product_name)):
                write_or_contend(writes)

        retry_contention(change, self.pause)

    def _add(self, stock: ProductStock, units: int) -> list[Write]:
        share, extra = divmod(units, len(stock.rows))
        shares = {shard: share + (place < extra) for place, shard in enumerate(sorted(stock.rows))}
        return [self.rows.give(stock.product_name, shard, units) for shard, units in shares.items() if units]

    def _open_rows(self, stock: ProductStock, shards: int) -> list[Write]:
        """Plan the new rows, and those that a shrinking that was given up has already removed.

        An item of the stock table beyond the product's number of rows does not count, so a new row takes its place.
        """
        removed = [shard for shard in range(1, min(stock.shards, shards)) if shard not in stock.rows]
        added = range(stock.shards, shards)
        if not removed and not added:
            return []
        part = stock.rows[0] // (len(added) + 1)
        product = self._set_shards(stock, max(stock.shards, shards), moved=part * len(added))
        return [
            product,
            *(self._write_row(stock, shard, 0, ConditionExpression=_IS_MISSING) for shard in removed),
            *(self._write_row(stock, shard, part) for shard in added),
        ]

    def _close_row(self, shard: int, stock: ProductStock) -> list[Write]:
        """Plan the removal of one row, whose units go to row 0."""
        if shard not in stock.rows:
            return []
        units = stock.rows[shard]
        delete = {
            **self.rows.locate(stock.product_name, shard),
            "ConditionExpression": "available = :units",
            "ExpressionAttributeValues": encode({":units": units}),
        }
        return [{"Delete": delete}, *([self.rows.give(stock.product_name, 0, units)] if units else [])]

    def _shrink(self, stock: ProductStock, shards: int) -> list[Write]:
        """Plan the new number of rows, after the rows beyond it have been removed."""
        if stock.shards <= shards:
            return []
        removed = [self.rows.locate(stock.product_name, shard) for shard in range(shards, stock.shards)]
        return [
            self._set_shards(stock, shards, moved=0),
            *({"ConditionCheck": {**row, "ConditionExpression": _IS_MISSING}} for row in removed),
        ]

    def _set_shards(self, stock: ProductStock, shards: int, *, moved: int) -> Write:
        """Return the write of the number of rows, and of the units that leave row 0 for new rows."""
        old = "stock_shards = :old" + (" OR attribute_not_exists(stock_shards)" if stock.shards == 1 else "")
        return {
            "Update": {
                **self.rows.locate(stock.product_name, 0),
                "UpdateExpression": "SET stock_shards = :new, available = available - :moved",
                "ConditionExpression": f"available >= :moved AND ({old})",
                "ExpressionAttributeValues": encode({":new": shards, ":old": stock.shards, ":moved": moved}),
            }
        }

    def _write_row(self, stock: ProductStock, shard: int, units: int, **condition: str) -> Write:
        update = {
            **self.rows.locate(stock.product_name, shard),
            "UpdateExpression": f"SET available = :units, {VERSION_ATTRIBUTE} = :version",
            "ExpressionAttributeValues": encode({":units": units, ":version": SCHEMA_VERSION}),
        }
        return {"Update": update | condition}

    def _retire(self, product_name: str, at: datetime) -> None:
        update: dict[str, Any] = self.rows.locate(product_name, 0)
        try:
            with translate_aws_errors():
                client("dynamodb").update_item(
                    **update,
                    UpdateExpression="SET retired_at = if_not_exists(retired_at, :at)",
                    ConditionExpression=f"attribute_exists({PRODUCTS_KEY})",
                    ExpressionAttributeValues=encode({":at": format_utc(at)}),
                )
        except ConditionFailed as error:
            raise UnknownProduct(product_name) from error


_IS_MISSING = f"attribute_not_exists({PRODUCTS_KEY})"
"""The condition that a row does not exist."""
