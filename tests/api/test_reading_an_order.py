from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from api.serializers import as_json
from api.urls import OrderId
from orders.aws.order_table import OrderTable
from orders.domain import attempt
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus, PaymentMethod

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


def test_an_order_is_read_as_it_was_answered(post: Any, client: Client) -> None:
    created = post(ORDER)
    response = client.get(created["Location"])
    assert response.status_code == 200
    assert response.json() == created.json()


def test_an_order_that_failed_says_why(post: Any, client: Client) -> None:
    created = post(ORDER)
    book = OrderTable("test-orders")
    book.transition(Attempt(created.json()["order_id"], 1), OrderStatus.FAILED, NOON, reason="OutOfStock")

    assert client.get(created["Location"]).json() == created.json() | {
        "status": "Failed",
        "failure_reason": "OutOfStock",
        "updated_at": "2026-11-22T12:00:00.000Z",
    }


def test_reading_is_one_consistent_read_and_no_write(post: Any, client: Client, calls: list[str]) -> None:
    location = post(ORDER)["Location"]
    calls.clear()
    client.get(location)
    assert calls == ["GetItem"]


def test_head_is_get_without_a_body(post: Any, client: Client) -> None:
    response = client.head(post(ORDER)["Location"])
    assert response.status_code == 200
    assert response.content == b""


def test_an_order_that_does_not_exist_is_not_found(client: Client, dynamodb: Any) -> None:
    response = client.get("/orders/0198c0de-0000-4000-8000-000000000000/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:order-not-found",
        "title": "There is no such order",
        "status": 404,
        "detail": "there is no such order",
        "request_id": response["X-Request-Id"],
    }


@pytest.mark.parametrize("order_id", ["a" * 65, "a.1", "a b", "%00", "a%0A", "ä", "%ff", "..", "a%2Fb", "'"])
def test_what_cannot_be_an_order_id_is_not_found_without_asking_dynamodb(
    client: Client, calls: list[str], order_id: str
) -> None:
    response = client.get(f"/orders/{order_id}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert calls == []


def test_an_address_takes_the_order_ids_that_the_domain_takes() -> None:
    assert re.compile(OrderId.regex) == attempt._ORDER_ID


def test_an_order_of_several_lines_has_them_in_its_items_only() -> None:
    order = Order(
        order_id="two-lines",
        customer_name="Test Customer",
        lines=(OrderLine("Cup", 2, Money(300, "EUR")), OrderLine("Plate", 1, Money(500, "EUR"))),
        payment_method=PaymentMethod.VISA,
        created_at=NOON,
        updated_at=NOON,
    )
    told = as_json(order)
    assert told["items"] == [
        {"product_name": "Cup", "quantity": 2, "unit_price": 300, "line_total": 600},
        {"product_name": "Plate", "quantity": 1, "unit_price": 500, "line_total": 500},
    ]
    assert told["total"] == 1100
    assert not {"product_name", "quantity", "unit_price"} & told.keys()
