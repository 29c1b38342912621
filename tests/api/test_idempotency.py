from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import Client

from api.idempotency import EXPECTED

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


def place(post: Any, body: Any = ORDER, key: str = KEY) -> Any:
    return post(body, HTTP_IDEMPOTENCY_KEY=key)


def test_a_repeated_request_with_the_same_key_is_one_order(post: Any, stored: Any) -> None:
    first, second = place(post), place(post)

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    assert second["Location"] == first["Location"]
    assert [item["order_id"] for item in stored()] == [first.json()["order_id"]]


def test_equal_requests_match_however_they_are_written(post: Any) -> None:
    first = place(post)
    spaced = place(post, json.dumps(dict(reversed(ORDER.items())), indent=4).encode())
    explicit = place(post, ORDER | {"payment_method": "tok_visa", "metadata": {}})
    long = place(post, {"customer_name": "Test Customer", "items": [{"product_name": "Test Product", "quantity": 1}]})

    assert [response.status_code for response in (spaced, explicit, long)] == [200] * 3
    assert {response.json()["order_id"] for response in (spaced, explicit, long)} == {first.json()["order_id"]}


def test_the_hash_of_a_request_does_not_change(post: Any, stored: Any) -> None:
    """An earlier version stored it with the order, and a repeated request is compared with it."""
    place(post)

    (item,) = stored()
    assert item["fingerprint"] == "dacc94062d44145a57e3dc35f752f796449c6757659dff5b54e4be7e61a103b9"


@pytest.mark.parametrize(
    "change",
    [{"quantity": 2}, {"customer_name": "Other Customer"}, {"payment_method": "tok_flaky"}, {"metadata": {"a": "b"}}],
)
def test_another_request_with_the_same_key_is_rejected(post: Any, stored: Any, change: Any) -> None:
    first = place(post)
    response = place(post, ORDER | change)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "another order was placed with this Idempotency-Key"
    assert [item["order_id"] for item in stored()] == [first.json()["order_id"]]


def test_different_keys_are_different_orders(post: Any, stored: Any) -> None:
    responses = [place(post, key=key) for key in ("a", "b", "A")] + [post(ORDER)]

    assert [response.status_code for response in responses] == [201] * 4
    assert len(stored()) == 4


def test_quotes_around_a_key_are_optional(post: Any) -> None:
    assert place(post, key=KEY).json() == place(post, key=f'"{KEY}"').json()


@pytest.mark.parametrize("key", ["", " ", '""', '"', 'a"b', '"a', 'a"', "a\\b", "a b", "ä", "x" * 256, "a\tb"])
def test_an_invalid_key_is_rejected(post: Any, stored: Any, key: str) -> None:
    response = place(post, key=key)
    assert response.status_code == 400
    assert response.json()["type"] == "urn:order-api:problem:invalid-idempotency-key"
    assert response.json()["errors"] == [{"field": "Idempotency-Key", "detail": EXPECTED}]
    assert stored() == []


def test_the_longest_key_is_accepted(post: Any) -> None:
    assert place(post, key="x" * 255).status_code == 201


def test_a_rejected_request_does_not_use_its_key(post: Any) -> None:
    assert place(post, ORDER | {"quantity": 0}).status_code == 400
    assert place(post, ORDER | {"product_name": "Spoon"}).status_code == 422
    assert place(post).status_code == 201


def test_a_key_finds_its_order_after_the_product_is_gone(post: Any, dynamodb: Any) -> None:
    first = place(post)
    dynamodb.delete_item(TableName="test-products", Key={"product_name": {"S": "Test Product"}})

    assert place(post).json() == first.json()
    assert place(post, ORDER | {"quantity": 2}).status_code == 422


def test_a_key_finds_its_order_at_the_original_price(post: Any, dynamodb: Any) -> None:
    first = place(post)
    dynamodb.update_item(
        TableName="test-products",
        Key={"product_name": {"S": "Test Product"}},
        UpdateExpression="SET unit_price = :price",
        ExpressionAttributeValues={":price": {"N": "2999"}},
    )

    assert place(post).json() == first.json()


def test_the_key_itself_is_not_stored(post: Any, stored: Any) -> None:
    place(post)
    assert KEY not in json.dumps(stored())


@pytest.mark.slow
def test_concurrent_requests_with_the_same_key_are_one_order(client: Client, dynamodb: Any, stored: Any) -> None:
    def send(_: int) -> Any:
        return Client().post("/orders/", ORDER, "application/json", HTTP_IDEMPOTENCY_KEY=KEY)

    with ThreadPoolExecutor(20) as pool:
        responses = list(pool.map(send, range(200)))

    assert sorted(response.status_code for response in responses) == [200] * 199 + [201]
    assert {response.json()["order_id"] for response in responses} == {item["order_id"] for item in stored()}
    assert len(stored()) == 1
