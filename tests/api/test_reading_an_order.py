from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from api.representations import ORDER as ORDER_JSON
from orders.aws.order_table import OrderTable
from orders.domain.adjustment import Adjustment
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.payments.simulated import PaymentMethod
from tests.orders.examples import an_order

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


def test_an_order_reads_as_it_was_created(post: Any, client: Client) -> None:
    created = post(ORDER)
    response = client.get(created["Location"])
    assert response.status_code == 200
    assert response.json() == created.json()


def test_a_failed_order_has_its_reason(post: Any, client: Client) -> None:
    created = post(ORDER)
    orders = OrderTable("test-orders")
    orders.transition(Attempt(created.json()["order_id"], 1), OrderStatus.FAILED, NOON, reason="OutOfStock")

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


def test_an_unknown_order_is_not_found(client: Client, dynamodb: Any) -> None:
    response = client.get("/orders/0198c0de-0000-4000-8000-000000000000/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:order-not-found",
        "title": "The order does not exist",
        "status": 404,
        "detail": "the order does not exist",
        "request_id": response["X-Request-Id"],
    }


@pytest.mark.parametrize("order_id", ["a" * 65, "a.1", "a b", "%00", "a%0A", "ä", "%ff", "..", "a%2Fb", "'"])
def test_an_invalid_order_id_is_not_found_without_a_read(client: Client, calls: list[str], order_id: str) -> None:
    response = client.get(f"/orders/{order_id}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert calls == []


def test_an_order_of_several_lines_has_its_products_only_in_items() -> None:
    order = Order(
        order_id="two-lines",
        customer_name="Test Customer",
        lines=(OrderLine("Cup", 2, Money(300, "EUR")), OrderLine("Plate", 1, Money(500, "EUR"))),
        payment_method=PaymentMethod.VISA,
        created_at=NOON,
        updated_at=NOON,
    )
    rendered = ORDER_JSON.render(order)
    assert rendered["items"] == [
        {"product_name": "Cup", "quantity": 2, "unit_price": 300, "line_total": 600},
        {"product_name": "Plate", "quantity": 1, "unit_price": 500, "line_total": 500},
    ]
    assert rendered["total"] == 1100
    assert not {"product_name", "quantity", "unit_price"} & rendered.keys()


def test_an_order_has_its_adjustments_only_if_there_are_any() -> None:
    order = an_order(adjustments=(Adjustment("discount", "10 % off", -200), Adjustment("tax", "VAT", 342)))

    rendered = ORDER_JSON.render(order)

    assert rendered["adjustments"] == [
        {"kind": "discount", "label": "10 % off", "amount": -200},
        {"kind": "tax", "label": "VAT", "amount": 342},
    ]
    assert rendered["total"] == 1999 - 200 + 342
    assert "adjustments" not in ORDER_JSON.render(an_order())
