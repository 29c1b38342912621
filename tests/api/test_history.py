from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.history import HistoryEventType
from orders.domain.order import OrderStatus

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


def events(client: Client, order_id: str) -> Any:
    return client.get(f"/orders/{order_id}/events/")


def test_a_new_order_has_one_event(post: Any, client: Client) -> None:
    order = post(ORDER).json()
    response = events(client, order["order_id"])
    assert response.status_code == 200
    assert response.json() == {
        "order_id": order["order_id"],
        "status": "Pending",
        "events": [
            {
                "event": "OrderPlaced",
                "at": order["created_at"],
                "attempt": None,
                "reason": None,
                "description": "The order was placed.",
            }
        ],
    }


def test_the_events_are_chronological_and_a_failure_has_its_reason(post: Any, client: Client) -> None:
    order_id = post(ORDER).json()["order_id"]
    orders, attempt = OrderTable("test-orders"), Attempt(order_id, 1)
    orders.transition(attempt, OrderStatus.PROCESSING, NOON)
    orders.record_event(attempt, HistoryEventType.PAYMENT_AUTHORIZED)
    client.post(f"/orders/{order_id}/cancel/")
    orders.fail_or_cancel(attempt, NOON, "OrderCancelled")

    history = events(client, order_id).json()
    assert history["status"] == "Cancelled"
    assert [(each["event"], each["attempt"], each["reason"]) for each in history["events"]] == [
        ("OrderPlaced", None, None),
        ("ProcessingStarted", 1, None),
        ("PaymentAuthorized", 1, None),
        ("CancellationRequested", None, None),
        ("Undone", 1, None),
        ("OrderCancelled", 1, "OrderCancelled"),
    ]


def test_reading_the_history_is_one_read(post: Any, client: Client, calls: list[str]) -> None:
    order_id = post(ORDER).json()["order_id"]
    calls.clear()
    events(client, order_id)
    assert calls == ["GetItem"]


@pytest.mark.parametrize("order_id", ["0198c0de-0000-4000-8000-000000000000", "a.1"])
def test_an_unknown_order_has_no_history(client: Client, dynamodb: Any, order_id: str) -> None:
    response = events(client, order_id)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_an_order_does_not_include_its_history(post: Any, client: Client) -> None:
    location = post(ORDER)["Location"]
    assert "history" not in client.get(location).json()
