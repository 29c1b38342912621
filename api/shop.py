"""Placing an order: what the API does beside translating."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from uuid import UUID, uuid4, uuid5

from orders.adapters.aws import client
from orders.adapters.order_index import OrderIndex
from orders.adapters.order_table import OrderTable
from orders.adapters.product_table import ProductTable
from orders.errors import IdempotencyKeyReused, MixedCurrencies, OrderExists, OrderNotFound, UnknownProduct
from orders.history import Event, Happening
from orders.inventory import Catalogue
from orders.listing import OrderList
from orders.order import Order, OrderBook, OrderLine, PaymentMethod

_KEYS = UUID("6b0d6cbe-0d0c-4f35-9c9e-8a4e4f2b2f57")
"""The namespace of the ids that derive from an idempotency key; the key itself is not stored."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """Some units of a product, before it has a price."""

    product_name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class WantedOrder:
    """What a customer asks for, before it has an id and a price."""

    customer_name: str
    lines: tuple[WantedLine, ...]
    payment_method: PaymentMethod
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same wish, however its JSON was written."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Placed:
    """An order, and whether it is new or had been placed before under the same key."""

    order: Order
    is_new: bool


@dataclass(frozen=True, slots=True)
class Shop:
    """The catalogue that prices an order, the book that keeps it, and the lists in which it is found."""

    catalogue: Catalogue
    orders: OrderBook
    lists: OrderList

    def place(
        self,
        wanted: WantedOrder,
        now: datetime,
        owner: str | None = None,
        key: str | None = None,
        trace_header: str | None = None,
    ) -> Placed:
        """Price the order and store it: one write, from which everything else follows.

        An idempotency key becomes the order's id, so that this one conditional write also decides which of several
        requests with the same key is the first.  Two callers may use the same key.

        Raises:
            UnknownProduct: the catalogue lacks a product; nothing was stored.
            MixedCurrencies: the products do not add up; nothing was stored.
            IdempotencyKeyReused: another order was placed under the key.
            StoreUnavailable: try again.
        """
        order_id = str(uuid4() if key is None else uuid5(_KEYS, json.dumps([owner, key])))
        try:
            lines = self._priced(wanted)
        except (UnknownProduct, MixedCurrencies):
            if key is not None:  # the order may have been placed when the shop still sold it
                with suppress(OrderNotFound):
                    return _placed_before(self.orders.get(order_id), wanted)
            raise
        order = Order(
            order_id=order_id,
            customer_name=wanted.customer_name,
            lines=lines,
            payment_method=wanted.payment_method,
            created_at=now,
            updated_at=now,
            metadata=wanted.metadata,
            fingerprint=None if key is None else wanted.fingerprint,
            owner=owner,
            trace_header=trace_header,
            history=(Event(Happening.PLACED, now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if key is not None:
                return _placed_before(self.orders.get(order_id), wanted)
            # The id is new, so the order that has it is this one: boto3 repeated a write whose answer was lost.
        _log.info("order placed", extra={"order_id": order_id})
        return Placed(order, is_new=True)

    def _priced(self, wanted: WantedOrder) -> tuple[OrderLine, ...]:
        prices = self.catalogue.prices_of([line.product_name for line in wanted.lines])
        if unknown := [line.product_name for line in wanted.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in wanted.lines)


def _placed_before(stored: Order, wanted: WantedOrder) -> Placed:
    if stored.fingerprint != wanted.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return Placed(stored, is_new=False)


@cache
def shop() -> Shop:
    """The shop of this process.

    Raises:
        MissingSetting: with the variable's name.
    """
    client("dynamodb")  # made before the threads start, because boto3 does not make clients thread-safely
    return Shop(ProductTable.from_settings(), OrderTable.from_settings(), OrderIndex.from_settings())
