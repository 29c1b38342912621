"""What one operation accepts, the others accept too: a test for each pair of limits that meet."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.test import Client

from api import idempotency, wait_preference
from api.identity import MAX_SUBJECT, BearerToken, Caller
from api.limits import MAX_BODY_BYTES, MAX_HEAD_BYTES
from api.order_query import MAX_CUSTOMER, MAX_LIMIT, OrderQuery, encode_cursor
from api.schema import document
from api.serializers import MAX_METADATA, MAX_METADATA_VALUE
from orders.aws.order_queries import MAX_KEY_BYTES
from orders.contract import MAX_WAIT_SECONDS
from orders.domain.name import MAX_NAME_LENGTH
from orders.domain.order import MAX_LINES, MAX_QUANTITY

ROOT = Path(__file__).parents[2]
GUNICORN = runpy.run_path(str(ROOT / "api" / "gunicorn.conf.py"))
MAX_REQUEST_LINE = GUNICORN.get("limit_request_line", 4094)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
WIDE = "\U0001f600"
"""A character of four bytes, and of twelve in a URL."""

DOCUMENT = json.loads(json.dumps(document()))
SCHEMAS = DOCUMENT["components"]["schemas"]
FIELDS = SCHEMAS["OrderOfOneProduct"]["properties"]


def parameter(path: str, method: str, name: str) -> Any:
    [found] = [each for each in DOCUMENT["paths"][path][method]["parameters"] if each["name"] == name]
    return found["schema"]


@pytest.mark.parametrize(
    "subject", ["s" * 201, "s" * 230, "s" * MAX_SUBJECT, WIDE * MAX_SUBJECT, "auth0|7", "a b", "ä"]
)
def test_every_subject_that_places_orders_lists_and_cancels_them(
    post: Any, client: Client, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.setattr(BearerToken, "authenticate", lambda *_: (Caller(subject), None))
    order = post(ORDER).json()
    for query in ("", f"?customer={quote(subject)}", f"?customer={quote(subject)}&limit=1&status=Pending"):
        assert [each["order_id"] for each in client.get(f"/orders/{query}").json()["orders"]] == [order["order_id"]]
    assert client.get(f"/orders/{order['order_id']}/").status_code == 200
    assert client.post(f"/orders/{order['order_id']}/cancel/").status_code == 202


@pytest.mark.parametrize("name", ["n" * MAX_NAME_LENGTH, WIDE * MAX_NAME_LENGTH, "\ud55c" * MAX_NAME_LENGTH])
def test_every_name_that_places_an_order_lists_it(post: Any, client: Client, name: str) -> None:
    order = post(ORDER | {"customer_name": name}).json()
    assert client.get("/orders/", {"customer": name}).json()["orders"] == [order]


@pytest.mark.parametrize("character", ["n", WIDE, "\ud55c", "\U0001d160"])
def test_every_customer_of_a_query_is_looked_up(client: Client, dynamodb: Any, character: str) -> None:
    assert client.get("/orders/", {"customer": character * MAX_CUSTOMER}).status_code == 200


@pytest.mark.parametrize("key", ["k" * idempotency.MAX_KEY, "~" * idempotency.MAX_KEY])
def test_every_idempotency_key_gives_an_order_that_can_be_read(post: Any, client: Client, key: str) -> None:
    location = post(ORDER, HTTP_IDEMPOTENCY_KEY=key)["Location"]
    for path in (location, f"{location}events/"):
        assert client.get(path).status_code == 200


PAIRS = {
    "customers and names": (MAX_CUSTOMER, MAX_NAME_LENGTH),
    "customers and subjects": (MAX_CUSTOMER, MAX_SUBJECT),
    "partition keys and names": (MAX_KEY_BYTES, 4 * MAX_NAME_LENGTH),
    "partition keys and subjects": (MAX_KEY_BYTES, 4 * MAX_SUBJECT),
    "the request line and the longest list query": (
        MAX_REQUEST_LINE,
        len(
            "GET /orders/? HTTP/1.1"
            + urlencode(
                {
                    "customer": WIDE * MAX_CUSTOMER,
                    "status": "Processing",
                    "created_after": "2026-11-22T12:00:00.000+00:00",
                    "created_before": "2026-11-22T12:00:00.000+00:00",
                    "limit": MAX_LIMIT,
                    "cursor": encode_cursor("2026-11-22T12:00:00.000Z#" + "x" * 64),
                }
            )
        ),
    ),
    "the head and the request line": (MAX_HEAD_BYTES, MAX_REQUEST_LINE),
    "bodies of the application and of the server": (MAX_BODY_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    "bodies of the server and of the application": (settings.DATA_UPLOAD_MAX_MEMORY_SIZE, MAX_BODY_BYTES),
    "bodies and the largest order in ASCII": (
        MAX_BODY_BYTES,
        len(
            json.dumps(
                {
                    "customer_name": "n" * MAX_NAME_LENGTH,
                    "items": [{"product_name": "n" * MAX_NAME_LENGTH, "quantity": MAX_QUANTITY}] * MAX_LINES,
                    "metadata": {f"{number:040}": "v" * MAX_METADATA_VALUE for number in range(MAX_METADATA)},
                    "payment_method": "tok_unavailable",
                }
            )
        ),
    ),
    "documented and accepted customers": (
        parameter("/orders/", "get", "customer")["maxLength"],
        OrderQuery().fields["customer"].max_length,
    ),
    "documented and accepted names": (FIELDS["customer_name"]["maxLength"], MAX_NAME_LENGTH),
    "documented and accepted quantities": (FIELDS["quantity"]["maximum"], MAX_QUANTITY),
    "documented and accepted keys": (
        parameter("/orders/", "post", idempotency.HEADER)["maxLength"],
        idempotency.MAX_KEY + 2,
    ),
    "documented and accepted waits": (parameter("/orders/{order_id}/", "get", "wait")["maximum"], MAX_WAIT_SECONDS),
    "waits of the query and of the header": (
        wait_preference.WaitQuery().fields["wait"].max_value,
        MAX_WAIT_SECONDS,
    ),
}
"""Limits of which the first must include the second."""


@pytest.mark.parametrize(("outer", "inner"), PAIRS.values(), ids=PAIRS.keys())
def test_one_limit_includes_the_other(outer: int, inner: int) -> None:
    assert outer >= inner


def test_the_documented_customer_is_accepted_to_the_last_character(client: Client, dynamodb: Any) -> None:
    longest = parameter("/orders/", "get", "customer")["maxLength"]
    assert [client.get("/orders/", {"customer": "n" * n}).status_code for n in (longest, longest + 1)] == [200, 400]
