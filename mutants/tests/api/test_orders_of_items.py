from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from orders.aws.items import encode
from tests.api.test_refusing_a_body import NAME, QUANTITY, wrong_fields

ITEMS = [{"product_name": "Test Product", "quantity": 2}, {"product_name": "Coffee Mug", "quantity": 1}]
ORDER = {"customer_name": "Test Customer", "items": ITEMS}
LIST = "must be a list of 1 to 50 items with product_name and quantity"
NOTES = (
    "must be an object of at most 20 strings of at most 500 characters, each under a name of 1 to 40 letters, digits, "
    "dots, hyphens and underscores"
)


@pytest.fixture(autouse=True)
def shelves(dynamodb: Any) -> None:
    """More products, one of which is sold in another country."""
    for name, price, currency in (("Coffee Mug", 1250, "USD"), ("Bierkrug", 900, "EUR")):
        product = {"product_name": name, "unit_price": price, "currency": currency, "available": 10}
        dynamodb.put_item(TableName="test-products", Item=encode(product))


def items(*lines: Any) -> dict[str, Any]:
    return ORDER | {"items": list(lines)}


def test_every_line_is_priced_and_the_total_adds_up(post: Any, client: Client) -> None:
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


def test_an_order_of_one_item_reads_as_if_it_had_come_in_the_short_form(post: Any) -> None:
    long = post(items({"product_name": "Coffee Mug", "quantity": 3})).json()
    short = post({"customer_name": "Test Customer", "product_name": "Coffee Mug", "quantity": 3}).json()

    own = ("order_id", "created_at", "updated_at")
    assert {name: value for name, value in long.items() if name not in own} == {
        name: value for name, value in short.items() if name not in own
    }
    assert (long["product_name"], long["quantity"], long["unit_price"]) == ("Coffee Mug", 3, 1250)


def test_an_order_has_up_to_fifty_items(post: Any, dynamodb: Any) -> None:
    lines = [{"product_name": f"Cup {number}", "quantity": 1} for number in range(51)]
    for line in lines:
        product = {"product_name": line["product_name"], "unit_price": 1, "currency": "USD", "available": 1}
        dynamodb.put_item(TableName="test-products", Item=encode(product))

    assert post(items(*lines[:50])).json()["total"] == 50
    assert wrong_fields(post(items(*lines))) == [("items", LIST)]


@pytest.mark.parametrize("lines", [[], None, "Test Product", {}, 1, ITEMS[0]])
def test_items_are_a_list(post: Any, stored: Any, lines: Any) -> None:
    assert wrong_fields(post(ORDER | {"items": lines})) == [("items", LIST)]
    assert stored() == []


def test_everything_that_is_wrong_with_an_item_is_told_with_its_place(post: Any, stored: Any) -> None:
    response = post(items(ITEMS[0], {"product_name": "", "quantity": 0, "colour": "red"}, "Coffee Mug", None))
    assert wrong_fields(response) == [
        ("items[1].product_name", NAME),
        ("items[1].quantity", QUANTITY),
        ("items[1].colour", "is not a field of an item; the fields are product_name, quantity"),
        ("items[2]", "must be an object with product_name and quantity"),
        ("items[3]", "must be an object with product_name and quantity"),
    ]
    assert stored() == []


def test_a_product_stands_in_one_item_only(post: Any, stored: Any) -> None:
    assert wrong_fields(post(items(*ITEMS, ITEMS[0]))) == [
        ("items[2].product_name", "stands in items[0] already; add the quantities up")
    ]
    assert stored() == []


def test_an_order_comes_in_one_form_or_the_other(post: Any, stored: Any) -> None:
    known = "the fields are customer_name, items, payment_method, metadata"
    assert wrong_fields(post(ORDER | {"product_name": "Coffee Mug", "quantity": 1})) == [
        ("product_name", f"is not a field of an order with items; {known}"),
        ("quantity", f"is not a field of an order with items; {known}"),
    ]
    assert stored() == []


def test_every_item_that_the_shop_does_not_sell_is_named(post: Any, stored: Any) -> None:
    response = post(items({"product_name": "Spoon", "quantity": 1}, *ITEMS, {"product_name": "Fork", "quantity": 1}))
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["items[0].product_name", "items[3].product_name"]
    assert stored() == []


def test_the_products_of_an_order_are_sold_in_one_currency(post: Any, stored: Any) -> None:
    response = post(items(*ITEMS, {"product_name": "Bierkrug", "quantity": 1}))
    assert response.status_code == 422
    assert response.json()["detail"] == "the products of one order are sold in different currencies"
    assert stored() == []


def test_metadata_comes_back_as_it_was_sent(post: Any, client: Client, stored: Any) -> None:
    notes = {"cart": "4711", "Gift.note": "  für  Oma ", "empty": "", "long-one_" + "x" * 31: "y" * 500}
    response = post(ORDER | {"metadata": notes})

    assert response.status_code == 201
    assert client.get(response["Location"]).json()["metadata"] == notes
    assert [item["metadata"] for item in stored()] == [notes]


@pytest.mark.parametrize("notes", [None, [], "cart", 1, {"": "x"}, {"a b": "x"}, {"x" * 41: "x"}, {"cart\n": "x"}])
def test_metadata_is_an_object_with_short_names(post: Any, stored: Any, notes: Any) -> None:
    assert wrong_fields(post(ORDER | {"metadata": notes})) == [("metadata", NOTES)]
    assert stored() == []


def test_metadata_has_at_most_twenty_entries(post: Any) -> None:
    assert post(ORDER | {"metadata": {str(number): "" for number in range(20)}}).status_code == 201
    assert wrong_fields(post(ORDER | {"metadata": {str(number): "" for number in range(21)}})) == [("metadata", NOTES)]


@pytest.mark.parametrize("value", [1, True, None, [], {}, "x" * 501])
def test_metadata_is_of_bounded_strings(post: Any, stored: Any, value: Any) -> None:
    assert wrong_fields(post(ORDER | {"metadata": {"cart": value, "fine": "yes"}})) == [("metadata.cart", NOTES)]
    assert stored() == []
