"""Calls every operation of the API with a client that openapi-python-client has generated; test_clients.py runs it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from order_api_client import AuthenticatedClient
from order_api_client.api.health import check_health, check_readiness
from order_api_client.api.orders import cancel_order, list_orders, place_order, read_history, read_order
from order_api_client.models import (
    Health,
    History,
    HistoryEventType,
    IdempotencyKeyReused,
    InvalidOrder,
    InvalidQuery,
    Item,
    Order,
    OrderNotFound,
    OrderOfItems,
    OrderOfOneProduct,
    OrderStatus,
    Page,
    PaymentMethod,
    Readiness,
    TooLateToCancel,
    UnknownProduct,
)
from order_api_client.types import UNSET, Unset

base_url, completed_id = sys.argv[1:]
api = AuthenticatedClient(base_url=base_url, token="unused")

health = check_health.sync(client=api)
assert isinstance(health, Health)
assert health.status == "ok"
readiness = check_readiness.sync(client=api)
assert isinstance(readiness, Readiness)

example = OrderOfOneProduct(customer_name="Test Customer", product_name="Test Product", quantity=1)
placed = place_order.sync_detailed(client=api, body=example, idempotency_key="cart-0815", x_request_id="request-2")
order = placed.parsed
assert isinstance(order, Order)
assert (placed.status_code, placed.headers["X-Request-Id"]) == (201, "request-2")
total: int = order.total
created_at: datetime = order.created_at
assert (total, order.status, order.failure_reason) == (1999, OrderStatus.PENDING, None)
assert created_at <= datetime.now(UTC)
repeated = place_order.sync_detailed(client=api, body=example, idempotency_key="cart-0815")
assert isinstance(repeated.parsed, Order)
assert (repeated.status_code, repeated.parsed.order_id) == (200, order.order_id)
several = place_order.sync(
    client=api,
    body=OrderOfItems(
        customer_name="Test Customer",
        items=[Item(product_name="Test Product", quantity=2)],
        payment_method=PaymentMethod.TOK_DECLINED,
    ),
)
assert isinstance(several, Order)
assert several.items[0].line_total == 3998

read = read_order.sync(order.order_id, client=api)
assert isinstance(read, Order)
waited = read_order.sync_detailed(order.order_id, client=api, prefer="wait=1")
assert waited.headers["Preference-Applied"] == "wait=1"
history = read_history.sync(order.order_id, client=api)
assert isinstance(history, History)
assert history.events[0].event == HistoryEventType.ORDERPLACED
cancelled = cancel_order.sync(order.order_id, client=api)
assert isinstance(cancelled, Order)
assert cancelled.cancel_requested_at is not None

found: list[str] = []
cursor: str | Unset | None = UNSET
while cursor is not None:
    page = list_orders.sync(client=api, limit=1, created_before=datetime.now(UTC), cursor=cursor)
    assert isinstance(page, Page)
    found += [each.order_id for each in page.orders]
    cursor = page.next_cursor
assert len(set(found)) == len(found)
assert {order.order_id, completed_id} <= set(found)

invalid = place_order.sync(client=api, body=OrderOfOneProduct("Test Customer", "Test Product", 0))
assert isinstance(invalid, InvalidOrder)
assert invalid.status == 400
assert not isinstance(invalid.errors, Unset)
assert invalid.errors[0].field == "quantity"
unknown = place_order.sync(client=api, body=OrderOfOneProduct("Test Customer", "Unicorn", 1))
assert isinstance(unknown, UnknownProduct)
reused = place_order.sync(
    client=api, body=OrderOfOneProduct("Test Customer", "Test Product", 2), idempotency_key="cart-0815"
)
assert isinstance(reused, IdempotencyKeyReused)
assert isinstance(list_orders.sync(client=api, limit=101), InvalidQuery)
assert isinstance(read_order.sync("nowhere", client=api), OrderNotFound)
assert isinstance(read_history.sync("nowhere", client=api), OrderNotFound)
late = cancel_order.sync(completed_id, client=api)
assert isinstance(late, TooLateToCancel)
assert late.status == 409
