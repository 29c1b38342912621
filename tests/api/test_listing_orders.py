from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus
from tests.api.test_problems import fail_operation
from tests.orders.examples import an_order

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIMIT = "must be a whole number from 1 to 100"
TIME = "must be a time in ISO 8601 with its time zone, such as 2026-11-22T12:00:00Z"
CURSOR = "must be the cursor of a next page, unchanged"


@pytest.fixture(autouse=True)
def table(dynamodb: Any) -> OrderTable:
    return OrderTable("test-orders")


def place(table: OrderTable, count: int, **changes: Any) -> list[str]:
    """Place orders a minute apart, and return their ids, the newest first."""
    ids = [f"order-{number}" for number in range(count)]
    for number, order_id in enumerate(ids):
        at = NOON + timedelta(minutes=number)
        table.add(an_order(**{"order_id": order_id, "created_at": at, "updated_at": at} | changes))
    return ids[::-1]


def pages_by_cursor(client: Client, query: dict[str, Any]) -> Iterator[list[str]]:
    """Yield the ids of every page, repeating the request with the cursors."""
    cursor: dict[str, str] = {}
    while True:
        body = client.get("/orders/", query | cursor).json()
        yield [order["order_id"] for order in body["orders"]]
        if body["next_cursor"] is None:
            return
        cursor = {"cursor": body["next_cursor"]}


def pages(client: Client, query: dict[str, Any]) -> Iterator[list[str]]:
    """Yield the ids of every page, following the links."""
    response = client.get("/orders/", query)
    while True:
        assert response.status_code == 200, response.json()
        body = response.json()
        yield [order["order_id"] for order in body["orders"]]
        if body["next"] is None:
            assert "Link" not in response
            return
        assert response["Link"] == f'<{body["next"]}>; rel="next"'
        response = client.get(body["next"])


def invalid_parameters(client: Client, query: Any) -> list[tuple[str, str]]:
    response = client.get("/orders/", query) if isinstance(query, dict) else client.get(f"/orders/?{query}")
    assert response.status_code == 400
    assert response.json()["type"] == "urn:order-api:problem:invalid-query"
    return [(error["field"], error["detail"]) for error in response.json()["errors"]]


def test_without_orders_the_list_is_empty(client: Client) -> None:
    response = client.get("/orders/")
    assert (response.status_code, response.json()) == (200, {"orders": [], "next": None, "next_cursor": None})


def test_the_newest_order_comes_first_and_equals_its_own_resource(client: Client, post: Any, table: OrderTable) -> None:
    place(table, 1)
    new = post({"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}).json()

    old, listed = client.get("/orders/order-0/").json(), client.get("/orders/").json()

    assert listed == {"orders": [new, old], "next": None, "next_cursor": None}


@pytest.mark.parametrize("limit", [pytest.param(1, marks=pytest.mark.slow), 7, 24, 25, 26, 100])
def test_the_next_links_lead_through_all_orders(client: Client, table: OrderTable, limit: int) -> None:
    ids = place(table, 25)

    found = list(pages(client, {"limit": limit}))
    assert list(pages_by_cursor(client, {"limit": limit})) == found

    assert [order_id for page in found for order_id in page] == ids
    assert len(found) == -(-25 // limit)


def test_a_page_has_twenty_orders_by_default(client: Client, table: OrderTable) -> None:
    place(table, 25)
    assert [len(page) for page in pages(client, {})] == [20, 5]


def test_the_next_link_keeps_the_filters(client: Client, table: OrderTable) -> None:
    place(table, 3, customer_name="Ann & Bob", status=OrderStatus.FAILED)
    query = {"customer": "Ann & Bob", "status": "Failed", "created_after": "2026-11-22T13:00:00+01:00", "limit": "1"}

    following = client.get("/orders/", query).json()["next"]

    kept = {name: values[0] for name, values in parse_qs(urlsplit(following).query).items()}
    assert kept == query | {"cursor": kept["cursor"]}
    assert list(pages(client, query)) == [["order-2"], ["order-1"], ["order-0"]]


def test_the_filters_select_orders(client: Client, table: OrderTable) -> None:
    place(table, 4)
    table.add(an_order(order_id="failed", status=OrderStatus.FAILED, created_at=NOON, customer_name="Ann"))

    assert list(pages(client, {"status": "Failed"})) == [["failed"]]
    assert list(pages(client, {"customer": "Ann"})) == [["failed"]]
    assert list(pages(client, {"customer": "Ann", "status": "Completed"})) == [[]]
    after_and_before = {"created_after": "2026-11-22T12:01:00Z", "created_before": "2026-11-22T12:03:00Z"}
    assert list(pages(client, after_and_before)) == [["order-2", "order-1"]]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "many", "", "1_0", "+5", " 5", "5.0", "٣", "9" * 5000])
def test_an_invalid_limit_is_rejected(client: Client, limit: str) -> None:
    assert invalid_parameters(client, {"limit": limit}) == [("limit", LIMIT)]


@pytest.mark.parametrize("status", ["completed", "Open", ""])
def test_an_unknown_status_is_rejected(client: Client, status: str) -> None:
    expected = "must be one of Pending, Processing, Completed, Failed, Cancelled"
    assert invalid_parameters(client, {"status": status}) == [("status", expected)]


@pytest.mark.parametrize(
    "time", ["2026-11-22T12:00:00", "yesterday", "", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+09:00"]
)
@pytest.mark.parametrize("name", ["created_after", "created_before"])
def test_an_invalid_time_is_rejected(client: Client, name: str, time: str) -> None:
    assert invalid_parameters(client, {name: time}) == [(name, TIME)]


@pytest.mark.parametrize("cursor", ["", "x", "é", "MjAyNg==", "b3JkZXItMQ==", "A" * 5000])
def test_an_invalid_cursor_is_rejected(client: Client, cursor: str) -> None:
    assert invalid_parameters(client, {"cursor": cursor}) == [("cursor", CURSOR)]


def test_a_customer_filter_has_1_to_255_characters(client: Client) -> None:
    assert invalid_parameters(client, {"customer": ""})
    assert invalid_parameters(client, {"customer": "n" * 256})


def test_unknown_and_duplicate_parameters_are_rejected(client: Client) -> None:
    known = "customer, status, created_after, created_before, limit, cursor"
    assert invalid_parameters(client, "colour=red&limit=1&limit=2") == [
        (
            "colour",
            f"is not a parameter of a list of orders; the parameters are {known}",
        ),
        ("limit", "is given twice"),
    ]


def test_a_throttled_index_is_busy_and_no_empty_list(client: Client, on: Any) -> None:
    fail_operation(on, "Query", "ThrottlingException")
    response = client.get("/orders/")
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
