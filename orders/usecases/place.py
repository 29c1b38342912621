"""Place an order: price the request and store it, in one write from which everything else follows."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from orders.domain.actor import Actor
from orders.domain.errors import (
    IdempotencyKeyReused,
    MixedCurrencies,
    OrderExists,
    OrderNotFound,
    UnknownProduct,
    UnsupportedPayment,
)
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.name import normalize_name
from orders.domain.order import Order, Price
from orders.domain.order_request import OrderLineRequest, OrderRequest
from orders.ports import OrderRepository, PaymentRules, Pricing

_ID_NAMESPACE = UUID("6b0d6cbe-0d0c-4f35-9c9e-8a4e4f2b2f57")
"""The namespace of the order ids that derive from an idempotency key; the key itself is not stored."""


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """An order, and whether this request created it; False if an earlier one with the same idempotency key did."""

    order: Order
    is_new: bool


@dataclass(frozen=True, slots=True)
class OrderPlacement:
    """The rule that prices an order, the repository that stores it, and what the payment provider accepts."""

    pricing: Pricing
    orders: OrderRepository
    payment_rules: PaymentRules

    def place(  # noqa: PLR0913  a request's whole context
        self,
        request: OrderRequest,
        new_order_id: str,
        now: datetime,
        *,
        owner: str | None = None,
        by: Actor | None = None,
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
            price = self._price(request, owner, now)
        except (UnknownProduct, MixedCurrencies, UnsupportedPayment):
            if has_key:  # an earlier request may have been placed while all of it was accepted
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            lines=price.lines,
            created_at=now,
            updated_at=now,
            fingerprint=request.first_fingerprint if has_key else None,
            request_fingerprint=request.fingerprint if has_key else None,
            owner=owner,
            trace_header=trace_header,
            history=(HistoryEvent(HistoryEventType.PLACED, now, by=by),),
            adjustments=price.adjustments,
            **request.stored_fields,
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def _price(self, request: OrderRequest, owner: str | None, now: datetime) -> Price:
        price = self.pricing.price(request, owner, now)
        total = price.total
        if total.amount:
            self.payment_rules.check_amount(total)
        return price


def _replay(stored: Order, request: OrderRequest) -> PlacementResult:
    if not _is_same(stored, request):
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=False)


def _is_same(stored: Order, request: OrderRequest) -> bool:
    """Return whether the request equals the one that placed the order, whichever version placed it.

    The fingerprint without a version also matches if a default value is sent now and was left out before.
    """
    if request.fingerprint == stored.request_fingerprint or request.first_fingerprint == stored.fingerprint:
        return True
    return stored.request_fingerprint is None and request.first_fingerprint == _request_of(stored).first_fingerprint


def _request_of(stored: Order) -> OrderRequest:
    """Return the request that places such an order today: early versions hashed names as they were sent."""
    return OrderRequest(
        normalize_name(stored.customer_name),
        tuple(OrderLineRequest(normalize_name(line.product_name), line.quantity) for line in stored.lines),
        stored.payment_method,
        stored.metadata,
        stored.custom_fields or None,
    )
