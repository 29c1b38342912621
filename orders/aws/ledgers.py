"""All rows of the tables, for the reconciliation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orders.aws.items import decode
from orders.aws.order_item import from_item
from orders.aws.payment_item import parse_payment
from orders.aws.reads import scan
from orders.aws.stock_rows import StockRows
from orders.contract import ORDERS_KEY
from orders.domain.errors import MalformedOrder
from orders.domain.order import Order
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation, ReservationState


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """A ``Ledgers`` that scans all tables with consistent reads."""

    orders_table: str
    stock_rows: StockRows
    reservations_table: str
    payments_table: str

    def orders(self) -> Iterator[tuple[str, Order | None]]:
        for item in scan(self.orders_table):
            order_id = item[ORDERS_KEY]["S"]
            try:
                yield order_id, from_item(decode(item))
            except (MalformedOrder, ValueError):  # ValueError: a number is not an integer
                yield order_id, None

    def payments(self) -> Iterator[Payment]:
        yield from map(parse_payment, map(decode, scan(self.payments_table)))

    def reservations(self) -> Iterator[Reservation]:
        return scan_reservations(self.reservations_table)

    def available(self) -> dict[str, int]:
        return {stock.product_name: stock.available for stock in self.stock_rows.scan()}


def scan_reservations(table: str) -> Iterator[Reservation]:
    """Yield every order's reservation."""
    for row in map(decode, scan(table)):
        yield Reservation(row["order_id"], row["attempt"], ReservationState(row["state"]), row["quantities"])
