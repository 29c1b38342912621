"""Counts are checked before contents, and no error exceeds 16 KiB however many fields are invalid."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from django.test import Client

from api.problems import MAX_PROBLEM_BYTES
from orders.domain.order import MAX_LINES

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
FULL = 64 * 1024
CPU_SECONDS = 10
"""An order of magnitude above what a slow machine needs, because other programs use the machine too."""


def fill(template: str, part: str) -> bytes:
    """Return a body of at most 64 KiB that repeats a part, numbered, in place of a star."""
    head, tail = template.split("*")
    count = (FULL - len(head) - len(tail)) // (len(part) + 6)
    return (head + ",".join(part.replace("#", str(number)) for number in range(count)) + tail).encode()


LARGE = {
    "16,000 empty items": fill('{"customer_name":"c","items":[*]}', "{}"),
    "items of several kinds": fill('{"customer_name":"c","items":[*]}', '{"product_name":7}'),
    "numbers as items": fill('{"items":[*]}', "#"),
    "unknown fields": fill("{*}", '"#":0'),
    "unknown fields of an item": fill('{"items":[{*}]}', '"#":0'),
    "fields of 50 items": json.dumps({"items": [{f"{'f' * 20}{n}": 0 for n in range(35)}] * MAX_LINES}).encode(),
    "metadata": fill('{"metadata":{*}}', '"#":0'),
    "a field name of 60,000 characters": json.dumps({"f" * 60_000: 1}).encode(),
    "an emoji as a field name": json.dumps({"\U0001f600" * 5_000: 1}).encode(),
    "a name of 60,000 characters": json.dumps(ORDER | {"product_name": "n" * 60_000}).encode(),
    "a name of combining marks": json.dumps(
        ORDER | {"customer_name": "\u0301\u0316" * 15_000}, ensure_ascii=False
    ).encode(),
    "a number of 60,000 digits": b'{"quantity":' + b"9" * 60_000 + b"}",
    "50 unknown products of 200 characters": json.dumps(
        {
            "customer_name": "c",
            "items": [{"product_name": f"{n:200}".replace(" ", "x"), "quantity": 1} for n in range(50)],
        }
    ).encode(),
}


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE.keys())
def test_a_large_invalid_order_gets_a_small_error_soon(post: Any, stored: Any, body: bytes) -> None:
    assert len(body) <= FULL
    start = process_time()
    response = post(body)
    assert process_time() - start < CPU_SECONDS
    assert response.status_code in {400, 422}
    assert len(response.content) <= MAX_PROBLEM_BYTES
    assert stored() == []


@pytest.mark.parametrize("name", ["unknown fields", "unknown fields of an item", "fields of 50 items"])
def test_an_error_says_how_many_errors_are_left_out(post: Any, name: str) -> None:
    problem = post(LARGE[name]).json()
    assert problem["errors"]
    assert problem["errors_left_out"] > 1000
    assert problem["detail"] == f"the order is invalid; {problem['errors_left_out']} more errors are left out"


@pytest.mark.parametrize("count", [0, MAX_LINES + 1, 1000])
def test_a_wrong_number_of_items_is_the_only_error_of_the_items(post: Any, count: int) -> None:
    problem = post({"customer_name": "c", "items": [{}] * count}).json()
    expected = "must be a list of 1 to 50 items with product_name and quantity"
    assert problem["errors"] == [{"field": "items", "detail": expected}]
    assert "errors_left_out" not in problem


def test_a_long_field_name_is_cut(post: Any) -> None:
    [*_, error] = post(ORDER | {"f" * 300: 1}).json()["errors"]
    assert error["field"] == "f" * 200 + "…"


def test_a_query_of_many_unknown_parameters_gets_a_small_error(client: Client) -> None:
    response = client.get("/orders/?" + "&".join(f"p{number}=" for number in range(900)))
    assert response.status_code == 400
    assert len(response.content) <= MAX_PROBLEM_BYTES
    assert response.json()["errors_left_out"] + len(response.json()["errors"]) == 900
