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
    """An order as the API answered it."""
    return post(ORDER).json()


def cancel(client: Client, order_id: str, **request: Any) -> Any:
    return client.post(f"/orders/{order_id}/cancel/", **request)


def test_an_order_under_way_is_cancelled_and_its_workflow_sees_to_the_rest(client: Client, placed: Any) -> None:
    response = cancel(client, placed["order_id"])
    assert response.status_code == 202
    answer = response.json()
    assert answer["cancel_requested_at"] == answer["updated_at"]
    assert answer == placed | {name: answer[name] for name in ("cancel_requested_at", "updated_at")}
    assert client.get(f"/orders/{placed['order_id']}/").json() == answer


def test_a_cancellation_that_comes_again_is_answered_the_same(client: Client, placed: Any) -> None:
    first = cancel(client, placed["order_id"]).json()
    again = cancel(client, placed["order_id"])
    assert again.status_code == 202
    assert again.json()["cancel_requested_at"] == first["cancel_requested_at"]


def test_a_cancellation_needs_no_body_and_reads_none(client: Client, placed: Any, calls: list[str]) -> None:
    calls.clear()
    response = cancel(client, placed["order_id"], data=b"\xff{", content_type="text/plain")
    assert response.status_code == 202
    assert calls == ["UpdateItem"]


def test_an_order_that_was_cancelled_stays_so(client: Client, placed: Any) -> None:
    cancel(client, placed["order_id"])
    OrderTable("test-orders").fail_or_cancel(Attempt(placed["order_id"], 1), NOON, "OrderCancelled")
    response = cancel(client, placed["order_id"])
    assert response.status_code == 202
    assert response.json()["status"] == "Cancelled"


def test_an_order_whose_payment_is_being_taken_is_not_cancelled_any_more(client: Client, placed: Any) -> None:
    attempt, book = Attempt(placed["order_id"], 1), OrderTable("test-orders")
    book.transition(attempt, OrderStatus.PROCESSING, NOON)
    book.begin_capture(attempt, NOON)
    before = client.get(f"/orders/{attempt.order_id}/").json()

    response = cancel(client, attempt.order_id)

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:too-late-to-cancel",
        "title": "The order cannot be cancelled any more",
        "status": 409,
        "detail": f"order {attempt.order_id} is Processing, and its payment is being taken",
        "request_id": response["X-Request-Id"],
    }
    assert client.get(f"/orders/{attempt.order_id}/").json() == before


@pytest.mark.parametrize("over", [OrderStatus.COMPLETED, OrderStatus.FAILED])
def test_an_order_that_is_over_is_not_cancelled_and_the_answer_says_how_it_ended(
    client: Client, placed: Any, over: OrderStatus
) -> None:
    attempt, book = Attempt(placed["order_id"], 1), OrderTable("test-orders")
    book.transition(attempt, OrderStatus.PROCESSING, NOON)
    book.transition(attempt, over, NOON)
    response = cancel(client, attempt.order_id)
    assert response.status_code == 409
    assert response.json()["detail"] == f"order {attempt.order_id} is {over}"


def test_an_order_that_does_not_exist_cannot_be_cancelled(client: Client, dynamodb: Any) -> None:
    response = cancel(client, "0198c0de-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json()["detail"] == "there is no such order"


def test_a_cancellation_is_asked_for_and_not_read(client: Client, placed: Any) -> None:
    response = client.get(f"/orders/{placed['order_id']}/cancel/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
