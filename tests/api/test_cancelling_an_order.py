from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


@pytest.fixture
def placed(post: Any) -> Any:
    """A new order as the API returned it."""
    return post(ORDER).json()


def cancel(client: Client, order_id: str, **request: Any) -> Any:
    return client.post(f"/orders/{order_id}/cancel/", **request)


def test_the_cancellation_of_an_open_order_is_accepted(client: Client, placed: Any) -> None:
    response = cancel(client, placed["order_id"])
    assert response.status_code == 202
    body = response.json()
    assert body["cancel_requested_at"] == body["updated_at"]
    assert body == placed | {name: body[name] for name in ("cancel_requested_at", "updated_at")}
    assert client.get(f"/orders/{placed['order_id']}/").json() == body


def test_a_repeated_cancellation_keeps_the_first_time(client: Client, placed: Any) -> None:
    first = cancel(client, placed["order_id"]).json()
    again = cancel(client, placed["order_id"])
    assert again.status_code == 202
    assert again.json()["cancel_requested_at"] == first["cancel_requested_at"]


def test_a_cancellation_ignores_its_body(client: Client, placed: Any, calls: list[str]) -> None:
    calls.clear()
    response = cancel(client, placed["order_id"], data=b"\xff{", content_type="text/plain")
    assert response.status_code == 202
    assert calls == ["GetItem", "UpdateItem"]


def test_a_cancelled_order_accepts_another_cancellation(client: Client, placed: Any) -> None:
    cancel(client, placed["order_id"])
    OrderTable("test-orders").fail_or_cancel(Attempt(placed["order_id"], 1), NOON, "OrderCancelled")
    response = cancel(client, placed["order_id"])
    assert response.status_code == 202
    assert response.json()["status"] == "Cancelled"


def test_an_order_whose_capture_has_begun_cannot_be_cancelled(client: Client, placed: Any) -> None:
    attempt, orders = Attempt(placed["order_id"], 1), OrderTable("test-orders")
    orders.transition(attempt, OrderStatus.PROCESSING, NOON)
    orders.begin_capture(attempt, NOON)
    before = client.get(f"/orders/{attempt.order_id}/").json()

    response = cancel(client, attempt.order_id)

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:too-late-to-cancel",
        "title": "The order can no longer be cancelled",
        "status": 409,
        "detail": response.json()["detail"],
        "request_id": response["X-Request-Id"],
    }
    assert response.json()["detail"].startswith(f"order {attempt.order_id} is Processing")
    assert client.get(f"/orders/{attempt.order_id}/").json() == before


@pytest.mark.parametrize(("status", "reason"), [(OrderStatus.COMPLETED, None), (OrderStatus.FAILED, "PaymentDeclined")])
def test_a_completed_or_rejected_order_cannot_be_cancelled(
    client: Client, placed: Any, status: OrderStatus, reason: str | None
) -> None:
    attempt, orders = Attempt(placed["order_id"], 1), OrderTable("test-orders")
    orders.transition(attempt, OrderStatus.PROCESSING, NOON)
    orders.transition(attempt, status, NOON, reason)
    response = cancel(client, attempt.order_id)
    assert response.status_code == 409
    assert response.json()["detail"] == f"order {attempt.order_id} is {status}"


def test_an_order_that_failed_for_a_technical_reason_can_be_cancelled(client: Client, placed: Any) -> None:
    attempt, orders = Attempt(placed["order_id"], 1), OrderTable("test-orders")
    orders.transition(attempt, OrderStatus.PROCESSING, NOON)
    orders.transition(attempt, OrderStatus.FAILED, NOON, "States.Timeout")

    response = cancel(client, attempt.order_id)

    assert response.status_code == 202
    assert response.json()["status"] == "Failed"
    assert response.json()["cancel_requested_at"] is not None


def test_an_unknown_order_cannot_be_cancelled(client: Client, dynamodb: Any) -> None:
    response = cancel(client, "0198c0de-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json()["detail"] == "the order does not exist"


def test_a_cancellation_cannot_be_read(client: Client, placed: Any) -> None:
    response = client.get(f"/orders/{placed['order_id']}/cancel/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
