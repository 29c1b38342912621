"""Orders that a newer version stored: the API returns them unchanged, and rejects changes of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from api.schema import document
from orders.aws.items import encode

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}

NEWER = {"status": "Shipped", "payment_method": "tok_of_tomorrow", "schema_version": 2}
"""What makes an order one of a newer version, by the attribute."""


@pytest.fixture
def order_id(post: Any) -> str:
    order_id: str = post(ORDER).json()["order_id"]
    return order_id


@pytest.fixture
def rewrite(dynamodb: Any, order_id: str) -> Callable[..., None]:
    """Change attributes of the order's item."""

    def rewrite(**attributes: Any) -> None:
        for name, value in attributes.items():
            dynamodb.update_item(
                TableName="test-orders",
                Key=encode({"order_id": order_id}),
                UpdateExpression="SET #name = :value",
                ExpressionAttributeNames={"#name": name},
                ExpressionAttributeValues=encode({":value": value}),
            )

    return rewrite


def validate(body: Any, component: str) -> None:
    schema = {"$ref": f"#/components/schemas/{component}", "components": document()["components"]}
    Draft202012Validator(schema).validate(body)


@pytest.mark.parametrize("attribute", NEWER)
def test_an_order_of_a_newer_version_is_returned_and_listed(
    client: Client, order_id: str, rewrite: Any, attribute: str
) -> None:
    before = client.get(f"/orders/{order_id}/").json()
    rewrite(**{attribute: NEWER[attribute]})

    response, page = client.get(f"/orders/{order_id}/"), client.get("/orders/")

    assert response.status_code == 200
    assert response.json() == before | ({attribute: NEWER[attribute]} if attribute in before else {})
    assert page.json()["orders"] == [response.json()]
    validate(response.json(), "Order")
    validate(page.json(), "Page")


def test_an_event_of_a_newer_version_is_returned(client: Client, order_id: str, rewrite: Any) -> None:
    rewrite(history=[{"event": "GiftWrapped", "at": "2026-11-22T12:00:00.000Z", "by": {"role": "robot"}}])

    response = client.get(f"/orders/{order_id}/events/")

    [event] = response.json()["events"]
    assert (event["event"], event["by"]["role"]) == ("GiftWrapped", "robot")
    validate(response.json(), "History")


@pytest.mark.parametrize("attribute", NEWER)
@pytest.mark.parametrize("change", ["cancel", "refunds"])
def test_an_order_of_a_newer_version_is_not_changed(
    stored: Any, order_id: str, rewrite: Any, attribute: str, change: str
) -> None:
    rewrite(**{attribute: NEWER[attribute]})
    before = stored()

    response = Client().post(
        f"/orders/{order_id}/{change}/", {"reason": "late"}, "application/json", HTTP_IDEMPOTENCY_KEY="key-1"
    )

    assert response.status_code == 409
    assert response.json()["type"] == "urn:order-api:problem:written-by-newer-version"
    assert response.json()["title"] == "Only a newer version of the service can change the order"
    validate(response.json(), "WrittenByNewerVersion")
    assert stored() == before


@pytest.mark.parametrize("value", [Decimal("1.5"), [Decimal("0.25")], {"deep": Decimal("2.5")}, {"a", "b"}, b"x", None])
def test_an_unused_attribute_is_ignored(client: Client, order_id: str, rewrite: Any, value: Any) -> None:
    before = client.get(f"/orders/{order_id}/").json()
    rewrite(weight=value)

    assert client.get(f"/orders/{order_id}/").json() == before
    assert client.get("/orders/").json()["orders"] == [before]
    assert client.post(f"/orders/{order_id}/cancel/").status_code == 202


def test_a_text_that_no_version_stores_is_a_defect_and_is_not_returned(
    client: Client, order_id: str, rewrite: Any
) -> None:
    rewrite(status="Jane Doe, Secret Street 1")

    response = client.get(f"/orders/{order_id}/")

    assert response.status_code == 500
    assert "Jane" not in response.content.decode()


def test_requests_stay_strict_and_responses_are_open() -> None:
    schemas = document()["components"]["schemas"]
    requests = {"Item", "OrderOfItems", "OrderOfOneProduct", "Refund"}

    assert {name for name, schema in schemas.items() if schema.get("additionalProperties") is False} == requests
    assert {name for name, schema in schemas.items() if "additionalProperties" in schema} == requests
