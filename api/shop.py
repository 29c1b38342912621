"""Placing an order, and the one place where the API's parts are put together."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from orders.adapters.aws import client
from orders.adapters.order_table import OrderTable
from orders.adapters.product_table import ProductTable
from orders.errors import OrderExists
from orders.inventory import Catalogue
from orders.order import Order, OrderBook, OrderLine, PaymentMethod

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WantedOrder:
    """What a customer asks for, before it has an id and a price."""

    customer_name: str
    product_name: str
    quantity: int
    payment_method: PaymentMethod


@dataclass(frozen=True, slots=True)
class Shop:
    """The catalogue that prices an order, and the book that keeps it."""

    catalogue: Catalogue
    orders: OrderBook

    def place(self, wanted: WantedOrder, *, order_id: str, now: datetime) -> Order:
        """Price the order and store it: one write, from which everything else follows.

        Raises:
            UnknownProduct: the catalogue has no such product; nothing was stored.
            StoreUnavailable: try again.
        """
        price = self.catalogue.price_of(wanted.product_name)
        order = Order(
            order_id=order_id,
            customer_name=wanted.customer_name,
            lines=(OrderLine(wanted.product_name, wanted.quantity, price),),
            payment_method=wanted.payment_method,
            created_at=now,
            updated_at=now,
        )
        # The id is new, so an order that has it is this one: boto3 repeated a write whose answer was lost.
        with suppress(OrderExists):
            self.orders.add(order)
        _log.info("order placed", extra={"order_id": order_id})
        return order


@cache
def shop() -> Shop:
    """The shop of this process.

    Raises:
        MissingSetting: with the variable's name.
    """
    client("dynamodb")  # made before the threads start, because boto3 does not make clients thread-safely
    return Shop(ProductTable.from_settings(), OrderTable.from_settings())
