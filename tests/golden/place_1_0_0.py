"""Place an order: price the request and store it, in one write from which everything else follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from orders.domain.errors import (
    IdempotencyKeyReused,
    MixedCurrencies,
    OrderExists,
    OrderNotFound,
    UnknownProduct,
    UnsupportedPayment,
)
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.name import normalize_name, spellings
from orders.domain.order import Order, OrderLine, total_of
from orders.ports import Catalogue, OrderRepository, PaymentRules

_ID_NAMESPACE = UUID("6b0d6cbe-0d0c-4f35-9c9e-8a4e4f2b2f57")
"""The namespace of the order ids that derive from an idempotency key; the key itself is not stored."""


@dataclass(frozen=True, slots=True)
class OrderLineRequest:
    """A quantity of one product, before it has a price."""

    product_name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A customer's request, before it has an id and a price."""

    customer_name: str
    lines: tuple[OrderLineRequest, ...]
    payment_method: str
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """A hash that is equal for equal requests, however their JSON was written."""
        # Without absent fields, so that a new optional field leaves the hashes of stored orders as they are.
        fields = {name: value for name, value in asdict(self).items() if value is not None}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """An order, and whether this request created it; False if an earlier one with the same idempotency key did."""

    order: Order
    is_new: bool


@dataclass(frozen=True, slots=True)
class OrderPlacement:
    """The catalogue that prices an order, the repository that stores it, and what the payment provider accepts."""

    catalogue: Catalogue
    orders: OrderRepository
    payment_rules: PaymentRules

    def place(  # noqa: PLR0913  a request's whole context
        self,
        request: OrderRequest,
        new_order_id: str,
        now: datetime,
        *,
        owner: str | None = None,
        client_idempotency_key: str | None = None,
        trace_header: str | None = None,
    ) -> PlacementResult:
        """Price the order and store it.

        The order's id derives from the owner and the idempotency key, if there is one: one conditional write then also
        decides which of several requests with the same key is the first.  ``new_order_id`` is the id otherwise.

        Raises:
            UnknownProduct: the catalogue lacks a product; nothing was stored.
            MixedCurrencies: the products have different currencies; nothing was stored.
            UnsupportedPayment: the payment provider does not accept the total; nothing was stored.
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies, UnsupportedPayment):
            if has_key:  # an earlier request may have been placed while all of it was accepted
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=request.payment_method,
            created_at=now,
            updated_at=now,
            metadata=request.metadata,
            fingerprint=request.fingerprint if has_key else None,
            owner=owner,
            trace_header=trace_header,
            history=(HistoryEvent(HistoryEventType.PLACED, now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def _priced_lines(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        products = self._find_products([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in products]:
            raise UnknownProduct(*unknown)
        if len({price.currency for _, price in products.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        lines = tuple(
            OrderLine(name, line.quantity, price)
            for line in request.lines
            for name, price in [products[line.product_name]]
        )
        total = total_of(lines)
        if total.amount:
            self.payment_rules.check_amount(total)
        return lines

    def _find_products(self, names: Sequence[str]) -> Mapping[str, tuple[str, Money]]:
        """Return the products' names in the catalogue, and their prices, by their names in the request.

        A name in the catalogue may be in another normalization form, because operators write it there.
        """
        prices = self.catalogue.get_unit_prices(names)
        products = {name: (name, price) for name, price in prices.items()}
        others = {other: name for name in names if name not in products for other in spellings(name)[1:]}
        if others:
            found = self.catalogue.get_unit_prices(others)
            products |= {others[other]: (other, price) for other, price in found.items()}
        return products


def _replay(stored: Order, request: OrderRequest) -> PlacementResult:
    if request.fingerprint not in {stored.fingerprint, _request_of(stored).fingerprint}:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=False)


def _request_of(stored: Order) -> OrderRequest:
    """Return the request that places such an order today: earlier versions hashed names as they were sent."""
    return OrderRequest(
        normalize_name(stored.customer_name),
        tuple(OrderLineRequest(normalize_name(line.product_name), line.quantity) for line in stored.lines),
        stored.payment_method,
        stored.metadata,
    )
