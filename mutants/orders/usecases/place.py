"""Place an order: price the request and store it, in one write from which everything else follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from orders.domain.errors import IdempotencyKeyReused, MixedCurrencies, OrderExists, OrderNotFound, UnknownProduct
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.order import Order, OrderLine, PaymentMethod
from orders.ports import Catalogue, OrderRepository

_ID_NAMESPACE = UUID("6b0d6cbe-0d0c-4f35-9c9e-8a4e4f2b2f57")
"""The namespace of the order ids that derive from an idempotency key; the key itself is not stored."""


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


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
    payment_method: PaymentMethod
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """A hash that is equal for equal requests, however their JSON was written."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """An order, and whether this request created it; False if an earlier one with the same idempotency key did."""

    order: Order
    is_new: bool
mutants_xǁOrderPlacementǁplace__mutmut: MutantDict = {}  # type: ignore
mutants_xǁOrderPlacementǁ_priced_lines__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class OrderPlacement:
    """The catalogue that prices an order, and the repository that stores it."""

    catalogue: Catalogue
    orders: OrderRepository

    @_mutmut_mutated(mutants_xǁOrderPlacementǁplace__mutmut)
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_orig(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_1(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_2(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_3(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = None
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_4(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if (has_key) and False else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_5(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if (has_key) or True else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_6(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(None) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_7(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(None, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_8(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, None)) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_9(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_10(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, )) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_11(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps(None))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_12(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = None
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_13(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(None)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_14(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(None):
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

    def xǁOrderPlacementǁplace__mutmut_15(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(None, request)
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

    def xǁOrderPlacementǁplace__mutmut_16(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), None)
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

    def xǁOrderPlacementǁplace__mutmut_17(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(request)
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

    def xǁOrderPlacementǁplace__mutmut_18(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), )
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

    def xǁOrderPlacementǁplace__mutmut_19(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(None), request)
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

    def xǁOrderPlacementǁplace__mutmut_20(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = None
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_21(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=None,
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

    def xǁOrderPlacementǁplace__mutmut_22(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=None,
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

    def xǁOrderPlacementǁplace__mutmut_23(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=None,
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

    def xǁOrderPlacementǁplace__mutmut_24(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=None,
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

    def xǁOrderPlacementǁplace__mutmut_25(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=request.payment_method,
            created_at=None,
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

    def xǁOrderPlacementǁplace__mutmut_26(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=request.payment_method,
            created_at=now,
            updated_at=None,
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

    def xǁOrderPlacementǁplace__mutmut_27(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            metadata=None,
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

    def xǁOrderPlacementǁplace__mutmut_28(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            fingerprint=None,
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

    def xǁOrderPlacementǁplace__mutmut_29(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            owner=None,
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

    def xǁOrderPlacementǁplace__mutmut_30(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            trace_header=None,
            history=(HistoryEvent(HistoryEventType.PLACED, now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_31(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=None,
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_32(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
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

    def xǁOrderPlacementǁplace__mutmut_33(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
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

    def xǁOrderPlacementǁplace__mutmut_34(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
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

    def xǁOrderPlacementǁplace__mutmut_35(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
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

    def xǁOrderPlacementǁplace__mutmut_36(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=request.payment_method,
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

    def xǁOrderPlacementǁplace__mutmut_37(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
                with suppress(OrderNotFound):
                    return _replay(self.orders.get(order_id), request)
            raise
        order = Order(
            order_id=order_id,
            customer_name=request.customer_name,
            lines=lines,
            payment_method=request.payment_method,
            created_at=now,
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

    def xǁOrderPlacementǁplace__mutmut_38(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_39(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_40(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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

    def xǁOrderPlacementǁplace__mutmut_41(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=(HistoryEvent(HistoryEventType.PLACED, now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_42(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_43(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            fingerprint=request.fingerprint if (has_key) and False else None,
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

    def xǁOrderPlacementǁplace__mutmut_44(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            fingerprint=request.fingerprint if (has_key) or True else None,
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

    def xǁOrderPlacementǁplace__mutmut_45(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=(HistoryEvent(None, now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_46(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=(HistoryEvent(HistoryEventType.PLACED, None),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_47(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=(HistoryEvent(now),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_48(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            history=(HistoryEvent(HistoryEventType.PLACED, ),),
        )
        try:
            self.orders.add(order)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_49(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
            self.orders.add(None)
        except OrderExists:
            if has_key:
                return _replay(self.orders.get(order_id), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_50(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
                return _replay(None, request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_51(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
                return _replay(self.orders.get(order_id), None)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_52(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
                return _replay(request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_53(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
                return _replay(self.orders.get(order_id), )
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_54(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
                return _replay(self.orders.get(None), request)
            # The id is new, so the stored order is this one: boto3 retried a write whose response was lost.
        return PlacementResult(order, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_55(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
        return PlacementResult(None, is_new=True)

    def xǁOrderPlacementǁplace__mutmut_56(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
        return PlacementResult(order, is_new=None)

    def xǁOrderPlacementǁplace__mutmut_57(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
        return PlacementResult(is_new=True)

    def xǁOrderPlacementǁplace__mutmut_58(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
        return PlacementResult(order, )

    def xǁOrderPlacementǁplace__mutmut_59(  # noqa: PLR0913  a request's whole context
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
            IdempotencyKeyReused: an earlier request with another body used the key.
            StoreUnavailable: retry.
        """
        has_key = client_idempotency_key is not None
        order_id = str(uuid5(_ID_NAMESPACE, json.dumps([owner, client_idempotency_key]))) if has_key else new_order_id
        try:
            lines = self._priced_lines(request)
        except (UnknownProduct, MixedCurrencies):
            if has_key:  # an earlier request may have been placed while the product was still sold
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
        return PlacementResult(order, is_new=False)

    @_mutmut_mutated(mutants_xǁOrderPlacementǁ_priced_lines__mutmut)
    def _priced_lines(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_orig(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_1(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = None
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_2(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices(None)
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_3(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_4(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) >= 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_5(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 2:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_6(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies(None)
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_7(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("XXthe products of one order are sold in different currenciesXX")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_8(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("THE PRODUCTS OF ONE ORDER ARE SOLD IN DIFFERENT CURRENCIES")
        return tuple(OrderLine(line.product_name, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_9(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(None)

    def xǁOrderPlacementǁ_priced_lines__mutmut_10(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(None, line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_11(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, None, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_12(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, None) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_13(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.quantity, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_14(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, prices[line.product_name]) for line in request.lines)

    def xǁOrderPlacementǁ_priced_lines__mutmut_15(self, request: OrderRequest) -> tuple[OrderLine, ...]:
        prices = self.catalogue.get_unit_prices([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in prices]:
            raise UnknownProduct(*unknown)
        if len({price.currency for price in prices.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return tuple(OrderLine(line.product_name, line.quantity, ) for line in request.lines)

mutants_xǁOrderPlacementǁplace__mutmut['_mutmut_orig'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_orig # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_1'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_1 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_2'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_2 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_3'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_3 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_4'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_4 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_5'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_5 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_6'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_6 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_7'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_7 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_8'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_8 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_9'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_9 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_10'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_10 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_11'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_11 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_12'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_12 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_13'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_13 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_14'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_14 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_15'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_15 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_16'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_16 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_17'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_17 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_18'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_18 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_19'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_19 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_20'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_20 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_21'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_21 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_22'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_22 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_23'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_23 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_24'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_24 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_25'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_25 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_26'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_26 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_27'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_27 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_28'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_28 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_29'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_29 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_30'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_30 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_31'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_31 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_32'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_32 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_33'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_33 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_34'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_34 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_35'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_35 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_36'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_36 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_37'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_37 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_38'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_38 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_39'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_39 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_40'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_40 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_41'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_41 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_42'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_42 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_43'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_43 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_44'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_44 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_45'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_45 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_46'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_46 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_47'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_47 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_48'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_48 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_49'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_49 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_50'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_50 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_51'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_51 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_52'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_52 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_53'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_53 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_54'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_54 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_55'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_55 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_56'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_56 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_57'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_57 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_58'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_58 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁplace__mutmut['xǁOrderPlacementǁplace__mutmut_59'] = OrderPlacement.xǁOrderPlacementǁplace__mutmut_59 # type: ignore # mutmut generated

mutants_xǁOrderPlacementǁ_priced_lines__mutmut['_mutmut_orig'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_orig # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_1'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_1 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_2'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_2 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_3'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_3 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_4'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_4 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_5'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_5 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_6'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_6 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_7'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_7 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_8'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_8 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_9'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_9 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_10'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_10 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_11'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_11 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_12'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_12 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_13'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_13 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_14'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_14 # type: ignore # mutmut generated
mutants_xǁOrderPlacementǁ_priced_lines__mutmut['xǁOrderPlacementǁ_priced_lines__mutmut_15'] = OrderPlacement.xǁOrderPlacementǁ_priced_lines__mutmut_15 # type: ignore # mutmut generated
mutants_x__replay__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__replay__mutmut)
def _replay(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=False)


def x__replay__mutmut_orig(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=False)


def x__replay__mutmut_1(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint == request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=False)


def x__replay__mutmut_2(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(None)
    return PlacementResult(stored, is_new=False)


def x__replay__mutmut_3(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(None, is_new=False)


def x__replay__mutmut_4(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=None)


def x__replay__mutmut_5(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(is_new=False)


def x__replay__mutmut_6(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, )


def x__replay__mutmut_7(stored: Order, request: OrderRequest) -> PlacementResult:
    if stored.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(f"order {stored.order_id} was placed under this key with another body")
    return PlacementResult(stored, is_new=True)

mutants_x__replay__mutmut['_mutmut_orig'] = x__replay__mutmut_orig # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_1'] = x__replay__mutmut_1 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_2'] = x__replay__mutmut_2 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_3'] = x__replay__mutmut_3 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_4'] = x__replay__mutmut_4 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_5'] = x__replay__mutmut_5 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_6'] = x__replay__mutmut_6 # type: ignore # mutmut generated
mutants_x__replay__mutmut['x__replay__mutmut_7'] = x__replay__mutmut_7 # type: ignore # mutmut generated
