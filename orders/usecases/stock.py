"""Show and change the products' stock, beside running orders."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from orders.domain.errors import StockContention
from orders.domain.malformed_row import MalformedRow
from orders.domain.reservation import Reservation, ReservationState
from orders.domain.stock import ProductStock, moves_to_level
from orders.ports import ProductStocks

MAX_PASSES = 3
"""How often ``spread`` levels the rows, inclusive; orders change them meanwhile, so they need not end up equal."""


@dataclass(frozen=True, slots=True)
class StockLevel:
    """A product's stock, with the units that running orders hold and the units that orders have bought."""

    stock: ProductStock
    held: int
    sold: int


@dataclass(frozen=True, slots=True)
class StockKeeping:
    """The stocks that an operator works on.

    Every method raises UnknownProduct if there is no such product, and StockContention if running orders prevented the
    change; call again.
    """

    stocks: ProductStocks

    def levels(self, product_name: str | None = None) -> tuple[list[StockLevel], list[MalformedRow]]:
        """Return the level of one product or of all, by name, and the rows that cannot be read.

        Tables are read one after the other, so the figures add up only while no order is running.
        """
        stocks = [self.stocks.get(product_name)] if product_name is not None else list(self.stocks.all())
        reservations = list(self.stocks.reservations())
        units: dict[ReservationState, Counter[str]] = {state: Counter() for state in ReservationState}
        for reservation in reservations:
            if isinstance(reservation, Reservation):
                units[reservation.state].update(reservation.quantities)
        held, sold = units[ReservationState.RESERVED], units[ReservationState.SOLD]
        levels = [
            StockLevel(stock, held[stock.product_name], sold[stock.product_name])
            for stock in stocks
            if isinstance(stock, ProductStock)
        ]
        malformed = [row for row in (*stocks, *reservations) if isinstance(row, MalformedRow)]
        return sorted(levels, key=lambda level: level.stock.product_name), malformed

    def add(self, product_name: str, units: int) -> ProductStock:
        """Add units to a product's stock, and return the stock."""
        self.stocks.add(product_name, units)
        return self.stocks.get(product_name)

    def spread(self, product_name: str, shards: int) -> ProductStock:
        """Spread a product's stock over this many rows, and return the stock.  Idempotent.

        Every write is a transaction that keeps the sum, so orders can reserve and release at any moment, and a run that
        stopped half-way is continued by the next one.
        """
        self.stocks.open_rows(product_name, shards)
        self.stocks.close_rows(product_name, shards)
        for _ in range(MAX_PASSES):
            moves = list(moves_to_level(self.stocks.get(product_name).rows))
            if not moves:
                break
            for move in moves:
                with suppress(StockContention):  # the next pass moves what is still uneven
                    self.stocks.move(product_name, move)
        return self.stocks.get(product_name)

    def retire(self, product_name: str, now: datetime) -> None:
        """Take a product off sale: no new order can name it.

        Orders that were placed before are processed as usual, and a release still returns their units.
        """
        self.stocks.retire(product_name, now)
