"""What a caller sees of the orders of others, which is nothing, and what an operator sees, which is all."""

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
    """Whoever the token says, without a signature: ``test_identity`` looks at those."""

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
def anns(dynamodb: Any) -> str:
    """The id of an order of Ann's."""
    order_id: str = place("ann").json()["order_id"]
    return order_id


def test_an_order_belongs_to_whoever_placed_it(anns: str, stored: Any) -> None:
    assert [item["owner"] for item in stored()] == ["ann"]
    assert as_("ann").get(f"/orders/{anns}/").json()["order_id"] == anns


def test_an_order_does_not_tell_whose_it_is(anns: str) -> None:
    assert "owner" not in as_("ann").get(f"/orders/{anns}/").json()


def test_another_s_order_is_as_if_it_were_not_there(anns: str, stored: Any) -> None:
    before = stored()
    nobodys = as_("bob").get("/orders/0198c0de-0000-4000-8000-000000000000/").json()

    read = as_("bob").get(f"/orders/{anns}/")
    told = as_("bob").get(f"/orders/{anns}/events/")
    cancelled = as_("bob").post(f"/orders/{anns}/cancel/")

    for response in (read, told, cancelled):
        assert response.status_code == 404
        assert response.json() | {"request_id": ""} == nobodys | {"request_id": ""}
    assert stored() == before


def test_a_caller_cancels_an_order_of_their_own(anns: str) -> None:
    assert as_("ann").post(f"/orders/{anns}/cancel/").status_code == 202


def test_a_caller_lists_their_own_orders(anns: str) -> None:
    bobs = place("bob").json()["order_id"]

    assert (listed("ann"), listed("bob"), listed("cleo")) == ([anns], [bobs], [])


@pytest.mark.parametrize("customer", ["ann", "Test%20Customer"])
def test_no_filter_shows_another_s_orders(anns: str, customer: str) -> None:
    assert listed("bob", f"?customer={customer}") == []


def test_a_list_under_another_s_name_is_empty_and_under_one_s_own_it_is_one_s_own(anns: str) -> None:
    bobs = place("bob").json()["order_id"]

    assert as_("bob").get("/orders/?customer=ann").json() == {"orders": [], "next": None}
    assert listed("bob", "?customer=bob") == [bobs]


def test_an_operator_sees_everything(anns: str) -> None:
    bobs = place("bob").json()["order_id"]

    assert listed(OPERATOR) == [bobs, anns]
    assert listed(OPERATOR, "?customer=ann") == [anns]
    assert as_(OPERATOR).get(f"/orders/{anns}/").status_code == 200
    assert as_(OPERATOR).post(f"/orders/{bobs}/cancel/").status_code == 202


def test_two_callers_may_use_the_same_idempotency_key(dynamodb: Any) -> None:
    first, second, again = (place(caller, HTTP_IDEMPOTENCY_KEY="1") for caller in ("ann", "bob", "ann"))

    assert [response.status_code for response in (first, second, again)] == [201, 201, 200]
    assert again.json()["order_id"] == first.json()["order_id"] != second.json()["order_id"]
