"""Compressed bodies, whole numbers in every notation, and names in every normalization form."""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.test import Client

from orders.aws.items import encode
from orders.aws.order_table import OrderTable
from tests.orders.examples import an_order

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
JSON = json.dumps(ORDER).encode()
ZSTD = b"\x28\xb5\x2f\xfd" + JSON


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(JSON, mtime=0), "gzip"),
        (zlib.compress(JSON), "deflate"),
        (ZSTD, "zstd"),
        (JSON, "br"),
        (gzip.compress(JSON, mtime=0), "identity, gzip"),
        (JSON, "gzip"),
        (JSON, "GZIP"),
        (JSON, "utf-8"),
        (gzip.compress(JSON, mtime=0), ""),
        (gzip.compress(JSON, mtime=0), "identity"),
        (zlib.compress(JSON), ""),
        (zlib.compress(JSON, 9), ""),
        (ZSTD, ""),
    ],
    ids=lambda value: repr(value)[:12],
)
@pytest.mark.parametrize("path", ["/orders/", "/orders/order-1/cancel/"])
def test_a_compressed_body_or_one_that_is_called_so_is_not_supported(
    client: Client, stored: Any, path: str, body: bytes, coding: str
) -> None:
    response = client.generic("POST", path, body, "application/json", HTTP_CONTENT_ENCODING=coding)
    assert (response.status_code, response["Accept-Encoding"]) == (415, "identity")
    assert response.json()["detail"] == "the body must be sent without a content coding, such as gzip"
    assert stored() == []


@pytest.mark.parametrize("coding", ["", "identity", "Identity", " identity ,identity"])
def test_a_plain_body_may_say_that_it_is_plain(post: Any, coding: str) -> None:
    assert post(ORDER, HTTP_CONTENT_ENCODING=coding).status_code == 201


def test_the_content_coding_of_no_body_is_ignored(client: Client, dynamodb: Any) -> None:
    assert client.get("/orders/", HTTP_CONTENT_ENCODING="gzip").status_code == 200


@pytest.mark.parametrize(
    ("written", "quantity"), [("2.0", 2), ("2e0", 2), ("0.2E1", 2), ("1000.000", 1000), ("1e3", 1000)]
)
def test_a_whole_number_is_accepted_in_every_notation(post: Any, stored: Any, written: str, quantity: int) -> None:
    response = post(JSON.replace(b"1}", written.encode() + b"}"))
    assert (response.status_code, response.json()["quantity"]) == (201, quantity)
    in_items = post(
        f'{{"customer_name": "c", "items": [{{"product_name": "Test Product", "quantity": {written}}}]}}'.encode()
    )
    assert in_items.json()["items"][0]["quantity"] == quantity
    assert [type(item["quantity"]) for item in stored()] == [int, int]


CURSOR = urlsafe_b64encode(b"2026-11-22T12:00:00.000Z#order-1").decode()


@pytest.mark.parametrize(
    "cursor",
    [
        f"{CURSOR}x",
        f"{CURSOR}junk",
        f"{CURSOR}=",
        f"{CURSOR}\n",
        f"{CURSOR} ",
        f" {CURSOR}",
        f"{CURSOR[:8]}*{CURSOR[8:]}",
        f"{CURSOR[:8]}\r\n{CURSOR[8:]}",
        CURSOR.rstrip("="),
        f"{CURSOR}{CURSOR}",
        CURSOR.replace("Z", "Y", 1),
    ],
)
def test_a_cursor_that_was_changed_is_invalid(client: Client, dynamodb: Any, cursor: str) -> None:
    assert CURSOR.endswith("=")
    assert client.get("/orders/", {"cursor": CURSOR}).status_code == 200
    response = client.get("/orders/", {"cursor": cursor})
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == ["cursor"]


CAFE = "Caf\u00e9 \ud55c"
FORMS = [normalize("NFC", CAFE), normalize("NFD", CAFE)]


@pytest.mark.parametrize("stored_form", FORMS)
@pytest.mark.parametrize("sent", [*FORMS, f"  {CAFE}\n"])
def test_a_product_is_found_in_every_normalization_form(post: Any, dynamodb: Any, stored_form: str, sent: str) -> None:
    product = {"product_name": stored_form, "unit_price": 5, "currency": "USD", "available": 10}
    dynamodb.put_item(TableName="test-products", Item=encode(product))
    response = post(ORDER | {"product_name": sent})
    assert (response.status_code, response.json().get("product_name")) == (201, stored_form)


def test_one_product_in_two_normalization_forms_is_in_two_items(post: Any) -> None:
    items = [{"product_name": form, "quantity": 1} for form in FORMS]
    response = post({"customer_name": "c", "items": items})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "items[1].product_name"


def test_the_error_of_an_unknown_product_names_its_field_in_every_form(post: Any) -> None:
    items = [{"product_name": "Test Product", "quantity": 1}, {"product_name": FORMS[1], "quantity": 1}]
    response = post({"customer_name": "c", "items": items})
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["items[1].product_name"]


def test_a_customers_orders_are_listed_in_every_normalization_form(post: Any, client: Client) -> None:
    placed = [post(ORDER | {"customer_name": form}).json() for form in FORMS]
    assert [order["customer_name"] for order in placed] == [FORMS[0]] * 2
    for form in FORMS:
        assert len(client.get(f"/orders/?customer={quote(form)}").json()["orders"]) == 2


def test_a_repeated_request_in_another_normalization_form_is_the_same_order(post: Any) -> None:
    first, second = (post(ORDER | {"customer_name": form}, HTTP_IDEMPOTENCY_KEY="k") for form in FORMS)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()


def test_a_request_that_an_earlier_version_stored_as_it_was_sent_is_found_again(post: Any, dynamodb: Any) -> None:
    body = ORDER | {"customer_name": FORMS[1]}
    order = post(body, HTTP_IDEMPOTENCY_KEY="k").json()
    dynamodb.update_item(
        TableName="test-orders",
        Key={"order_id": {"S": order["order_id"]}},
        UpdateExpression="SET customer_name = :name, fingerprint = :fingerprint",
        ExpressionAttributeValues={":name": {"S": FORMS[1]}, ":fingerprint": {"S": "the hash of form D"}},
    )
    again = post(body, HTTP_IDEMPOTENCY_KEY="k")
    assert (again.status_code, again.json()["order_id"]) == (200, order["order_id"])
    assert post(body | {"quantity": 2}, HTTP_IDEMPOTENCY_KEY="k").status_code == 422


@pytest.mark.parametrize("spaced", [" Test Customer", "Test Customer\n", "\u2003Test Customer\u2003"])
def test_a_customers_orders_are_listed_without_outer_spaces(post: Any, client: Client, spaced: str) -> None:
    placed = post(ORDER | {"customer_name": spaced}).json()
    assert placed["customer_name"] == "Test Customer"
    assert client.get("/orders/", {"customer": spaced}).json()["orders"] == [placed]
    assert client.get("/orders/", {"customer": "   "}).json()["orders"] == []


@pytest.mark.parametrize(
    "name", ["\u200b", "Test\x07Customer", "\u202eremotsuC", "n" * 300, normalize("NFD", CAFE), " outer "]
)
def test_a_stored_order_is_returned_and_listed_whatever_its_customer_is_called(
    client: Client, dynamodb: Any, name: str
) -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    OrderTable("test-orders").add(an_order(order_id="order-1", customer_name=name, created_at=at, updated_at=at))
    assert client.get("/orders/order-1/").json()["customer_name"] == name
    assert [order["customer_name"] for order in client.get("/orders/").json()["orders"]] == [name]
    if len(name) <= 255:
        assert len(client.get(f"/orders/?customer={quote(name)}").json()["orders"]) == 1
