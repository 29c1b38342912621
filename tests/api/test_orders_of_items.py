from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from api.serializers import OrderOfItems
from orders.aws.items import encode
from tests.api.test_rejecting_a_body import NAME, QUANTITY, invalid_fields

ITEMS = [{"product_name": "Test Product", "quantity": 2}, {"product_name": "Coffee Mug", "quantity": 1}]
ORDER = {"customer_name": "Test Customer", "items": ITEMS}
LIST = "must be a list of 1 to 50 items with product_name and quantity"
NOTES = (
    "must be an object of at most 20 strings of at most 500 characters, with names of 1 to 40 letters, digits, dots, "
    "hyphens and underscores"
)


@pytest.fixture(autouse=True)
def more_products(dynamodb: Any) -> None:
    """Add products, one of them in another currency."""
    for name, price, currency in (("Coffee Mug", 1250, "USD"), ("Bierkrug", 900, "EUR")):
        product = {"product_name": name, "unit_price": price, "currency": currency, "available": 10}
        dynamodb.put_item(TableName="test-products", Item=encode(product))


def items(*lines: Any) -> dict[str, Any]:
    return ORDER | {"items": list(lines)}


def test_every_item_has_a_price_and_the_total_adds_up(post: Any, client: Client) -> None:
    response = post(ORDER)

    assert response.status_code == 201
    order = response.json()
    assert order["items"] == [
        {"product_name": "Test Product", "quantity": 2, "unit_price": 1999, "line_total": 3998},
        {"product_name": "Coffee Mug", "quantity": 1, "unit_price": 1250, "line_total": 1250},
    ]
    assert (order["total"], order["currency"]) == (5248, "USD")
    assert order.keys().isdisjoint({"product_name", "quantity", "unit_price"})
    assert client.get(response["Location"]).json() == order


def test_an_order_of_one_item_equals_one_in_the_short_form(post: Any) -> None:
    long = post(items({"product_name": "Coffee Mug", "quantity": 3})).json()
    short = post({"customer_name": "Test Customer", "product_name": "Coffee Mug", "quantity": 3}).json()

    own = ("order_id", "created_at", "updated_at")
    assert {name: value for name, value in long.items() if name not in own} == {
        name: value for name, value in short.items() if name not in own
    }
    assert (long["product_name"], long["quantity"], long["unit_price"]) == ("Coffee Mug", 3, 1250)


def test_an_order_has_at_most_fifty_items(post: Any, dynamodb: Any) -> None:
    lines = [{"product_name": f"Cup {number}", "quantity": 1} for number in range(51)]
    for line in lines:
        product = {"product_name": line["product_name"], "unit_price": 1, "currency": "USD", "available": 1}
        dynamodb.put_item(TableName="test-products", Item=encode(product))

    assert post(items(*lines[:50])).json()["total"] == 50
    assert invalid_fields(post(items(*lines))) == [("items", LIST)]


@pytest.mark.parametrize("lines", [[], None, "Test Product", {}, 1, ITEMS[0]])
def test_items_that_are_not_a_list_are_rejected(post: Any, stored: Any, lines: Any) -> None:
    assert invalid_fields(post(ORDER | {"items": lines})) == [("items", LIST)]
    assert stored() == []


def test_all_invalid_fields_of_items_are_reported_with_their_path(post: Any, stored: Any) -> None:
    response = post(items(ITEMS[0], {"product_name": "", "quantity": 0, "colour": "red"}, "Coffee Mug", None))
    assert invalid_fields(response) == [
        ("items[1].product_name", NAME),
        ("items[1].quantity", QUANTITY),
        ("items[1].colour", "is not a field of an item; the fields are product_name, quantity"),
        ("items[2]", "must be an object with product_name and quantity"),
        ("items[3]", "must be an object with product_name and quantity"),
    ]
    assert stored() == []


def test_a_product_in_two_items_is_rejected(post: Any, stored: Any) -> None:
    assert invalid_fields(post(items(*ITEMS, ITEMS[0]))) == [
        ("items[2].product_name", "is also in items[0]; add up the quantities")
    ]
    assert stored() == []


def test_a_body_that_mixes_both_forms_is_rejected(post: Any, stored: Any) -> None:
    known = f"the fields are {', '.join(OrderOfItems().fields)}"
    assert invalid_fields(post(ORDER | {"product_name": "Coffee Mug", "quantity": 1})) == [
        ("product_name", f"is not a field of an order with items; {known}"),
        ("quantity", f"is not a field of an order with items; {known}"),
    ]
    assert stored() == []


def test_every_item_with_an_unknown_product_is_named(post: Any, stored: Any) -> None:
    response = post(items({"product_name": "Spoon", "quantity": 1}, *ITEMS, {"product_name": "Fork", "quantity": 1}))
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["items[0].product_name", "items[3].product_name"]
    assert stored() == []


def test_products_of_different_currencies_are_rejected(post: Any, stored: Any) -> None:
    response = post(items(*ITEMS, {"product_name": "Bierkrug", "quantity": 1}))
    assert response.status_code == 422
    assert response.json()["detail"] == "the products of one order are sold in different currencies"
    assert stored() == []


def test_metadata_is_returned_unchanged(post: Any, client: Client, stored: Any) -> None:
    notes = {"cart": "4711", "Gift.note": "  für  Oma ", "empty": "", "long-one_" + "x" * 31: "y" * 500}
    response = post(ORDER | {"metadata": notes})

    assert response.status_code == 201
    assert client.get(response["Location"]).json()["metadata"] == notes
    assert [item["metadata"] for item in stored()] == [notes]


@pytest.mark.parametrize("notes", [None, [], "cart", 1, {"": "x"}, {"a b": "x"}, {"x" * 41: "x"}, {"cart\n": "x"}])
def test_metadata_with_an_invalid_name_is_rejected(post: Any, stored: Any, notes: Any) -> None:
    assert invalid_fields(post(ORDER | {"metadata": notes})) == [("metadata", NOTES)]
    assert stored() == []


def test_metadata_has_at_most_twenty_entries(post: Any) -> None:
    assert post(ORDER | {"metadata": {str(number): "" for number in range(20)}}).status_code == 201
    assert invalid_fields(post(ORDER | {"metadata": {str(number): "" for number in range(21)}})) == [
        ("metadata", NOTES)
    ]


@pytest.mark.parametrize("value", [1, True, None, [], {}, "x" * 501])
def test_metadata_with_an_invalid_value_is_rejected(post: Any, stored: Any, value: Any) -> None:
    assert invalid_fields(post(ORDER | {"metadata": {"cart": value, "fine": "yes"}})) == [("metadata.cart", NOTES)]
    assert stored() == []
