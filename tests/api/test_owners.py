"""A caller can access only own orders, an operator all."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from rest_framework.request import Request

from api.identity import ADMIN_SCOPE, BearerToken, Caller

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
OPERATOR = f"operator {ADMIN_SCOPE}"


@pytest.fixture(autouse=True)
def callers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the token without a signature; ``test_identity`` tests those."""

    def authenticate(_: BearerToken, request: Request) -> tuple[Caller, None]:
        subject, *scopes = request.headers["Authorization"].split()[1:]
        return Caller(subject, frozenset(scopes)), None

    monkeypatch.setattr(BearerToken, "authenticate", authenticate)


def as_(caller: str) -> Client:
    return Client(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {caller}")


def place(caller: str, **headers: str) -> HttpResponse:
    return as_(caller).post("/orders/", ORDER, "application/json", **headers)


def listed(caller: str, query: str = "") -> list[str]:
    return [order["order_id"] for order in as_(caller).get(f"/orders/{query}").json()["orders"]]


@pytest.fixture
def order_of_ann(dynamodb: Any) -> str:
    """The id of an order that Ann placed."""
    order_id: str = place("ann").json()["order_id"]
    return order_id


def test_an_order_belongs_to_the_caller_who_placed_it(order_of_ann: str, stored: Any) -> None:
    assert [item["owner"] for item in stored()] == ["ann"]
    assert as_("ann").get(f"/orders/{order_of_ann}/").json()["order_id"] == order_of_ann


def test_an_order_does_not_reveal_its_owner(order_of_ann: str) -> None:
    assert "owner" not in as_("ann").get(f"/orders/{order_of_ann}/").json()


def test_another_callers_order_is_not_found(order_of_ann: str, stored: Any) -> None:
    before = stored()
    unknown = as_("bob").get("/orders/0198c0de-0000-4000-8000-000000000000/").json()

    read = as_("bob").get(f"/orders/{order_of_ann}/")
    history = as_("bob").get(f"/orders/{order_of_ann}/events/")
    cancelled = as_("bob").post(f"/orders/{order_of_ann}/cancel/")

    for response in (read, history, cancelled):
        assert response.status_code == 404
        assert response.json() | {"request_id": ""} == unknown | {"request_id": ""}
    assert stored() == before


def test_a_caller_can_cancel_an_own_order(order_of_ann: str) -> None:
    assert as_("ann").post(f"/orders/{order_of_ann}/cancel/").status_code == 202


def test_a_caller_lists_only_own_orders(order_of_ann: str) -> None:
    order_of_bob = place("bob").json()["order_id"]

    assert (listed("ann"), listed("bob"), listed("cleo")) == ([order_of_ann], [order_of_bob], [])


@pytest.mark.parametrize("customer", ["ann", "Test%20Customer"])
def test_no_filter_reveals_another_callers_orders(order_of_ann: str, customer: str) -> None:
    assert listed("bob", f"?customer={customer}") == []


def test_a_customer_filter_with_another_callers_name_is_empty(order_of_ann: str) -> None:
    order_of_bob = place("bob").json()["order_id"]

    assert as_("bob").get("/orders/?customer=ann").json() == {"orders": [], "next": None, "next_cursor": None}
    assert listed("bob", "?customer=bob") == [order_of_bob]


def test_an_operator_can_read_and_cancel_all_orders(order_of_ann: str) -> None:
    order_of_bob = place("bob").json()["order_id"]

    assert listed(OPERATOR) == [order_of_bob, order_of_ann]
    assert listed(OPERATOR, "?customer=ann") == [order_of_ann]
    assert as_(OPERATOR).get(f"/orders/{order_of_ann}/").status_code == 200
    assert as_(OPERATOR).post(f"/orders/{order_of_bob}/cancel/").status_code == 202


def test_two_callers_can_use_the_same_idempotency_key(dynamodb: Any) -> None:
    first, second, again = (place(caller, HTTP_IDEMPOTENCY_KEY="1") for caller in ("ann", "bob", "ann"))

    assert [response.status_code for response in (first, second, again)] == [201, 201, 200]
    assert again.json()["order_id"] == first.json()["order_id"] != second.json()["order_id"]
