"""``POST /orders/{order_id}/refunds/``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.request import Request

from api.identity import ADMIN_SCOPE, BearerToken, Caller
from orders import wiring
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import PaymentProviderTimeout
from orders.domain.order import OrderStatus
from orders.payments.simulated import SimulatedProvider
from tests.orders.examples import NOON

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
REFUND = {"amount": 500, "reason": "late delivery"}


def refund(client: Client, order_id: str, body: Any = REFUND, key: str | None = "key-1", **headers: str) -> Any:
    if key is not None:
        headers["HTTP_IDEMPOTENCY_KEY"] = key
    return client.post(f"/orders/{order_id}/refunds/", body, "application/json", **headers)


def history(client: Client, order_id: str) -> Any:
    return client.get(f"/orders/{order_id}/events/").json()["events"]


@pytest.fixture
def completed(post: Any) -> str:
    """The id of a completed order of 1999 USD."""
    order_id: str = post(ORDER).json()["order_id"]
    attempt, orders = Attempt(order_id, 1), OrderTable("test-orders")
    payments = wiring.payments()
    payments.authorize(attempt, orders.get(order_id))
    payments.capture(attempt)
    orders.transition(attempt, OrderStatus.PROCESSING, NOON)
    orders.transition(attempt, OrderStatus.COMPLETED, NOON)
    return order_id


@pytest.fixture
def as_caller(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """Trust the token without a signature; ``test_identity`` tests those."""

    def authenticate(_: BearerToken, request: Request) -> tuple[Caller, None]:
        subject, *scopes = request.headers["Authorization"].split()[1:]
        return Caller(subject, frozenset(scopes)), None

    monkeypatch.setattr(BearerToken, "authenticate", authenticate)
    return lambda caller: Client(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {caller}")


def test_a_refund_is_shown_in_the_order_and_its_history(client: Client, completed: str) -> None:
    before = client.get(f"/orders/{completed}/").json()
    assert before["refunded"] == 0
    response = refund(client, completed)
    assert response.status_code == 200
    assert response.json() == before | {"refunded": 500, "updated_at": response.json()["updated_at"]}
    assert client.get(f"/orders/{completed}/").json() == response.json()
    last = history(client, completed)[-1]
    assert (last["event"], last["amount"], last["by"]) == (
        "PaymentRefunded",
        500,
        {"role": "operator", "subject": None},
    )


def test_the_whole_rest_is_refunded_without_an_amount(client: Client, completed: str) -> None:
    refund(client, completed)
    assert refund(client, completed, {"reason": "sent back"}, "key-2").json()["refunded"] == 1999
    assert refund(client, completed, {"reason": "sent back"}, "key-3").json()["type"].endswith("refund-not-possible")


def test_a_retry_with_the_same_key_repeats_nothing(client: Client, completed: str) -> None:
    assert refund(client, completed).json() == refund(client, completed).json()
    other = refund(client, completed, REFUND | {"amount": 501})
    assert (other.status_code, other.json()["type"]) == (422, "urn:order-api:problem:refund-key-reused")


def test_an_unknown_outcome_is_resolved_by_the_same_key(
    client: Client, completed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = SimulatedProvider.refund

    def lose(*args: Any, **options: Any) -> None:
        make(*args, **options)
        raise PaymentProviderTimeout("no response")

    with monkeypatch.context() as patch:
        patch.setattr(SimulatedProvider, "refund", lose)
        response = refund(client, completed)
    assert (response.status_code, response.json()["type"]) == (503, "urn:order-api:problem:busy")
    assert response["Retry-After"]
    assert client.get(f"/orders/{completed}/").json()["refunded"] == 0
    assert refund(client, completed).json()["refunded"] == 500


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "reason"),
        ({"reason": ""}, "reason"),
        ({"reason": "  "}, "reason"),
        ({"reason": "a\nb"}, "reason"),
        ({"reason": "r" * 201}, "reason"),
        (REFUND | {"amount": 0}, "amount"),
        (REFUND | {"amount": -1}, "amount"),
        (REFUND | {"amount": "500"}, "amount"),
        (REFUND | {"amount": None}, "amount"),
        (REFUND | {"amount": 1.5}, "amount"),
        (REFUND | {"currency": "USD"}, "currency"),
    ],
)
def test_an_invalid_field_is_named(client: Client, completed: str, body: Any, field: str) -> None:
    response = refund(client, completed, body)
    assert (response.status_code, response.json()["type"]) == (400, "urn:order-api:problem:invalid-refund")
    assert [each["field"] for each in response.json()["errors"]] == [field]


@pytest.mark.parametrize("key", [None, "two words"])
def test_a_refund_needs_a_key(client: Client, completed: str, key: str | None) -> None:
    response = refund(client, completed, key=key)
    assert response.json()["type"] == "urn:order-api:problem:invalid-idempotency-key"


@pytest.mark.parametrize("amount", [2000, 10**17])
def test_more_than_is_left_cannot_be_refunded(client: Client, completed: str, amount: int) -> None:
    response = refund(client, completed, REFUND | {"amount": amount})
    assert response.status_code == 409
    assert response.json()["detail"] == "1999 USD (minor units) is left of the order's payment"


def test_an_open_order_cannot_be_refunded(client: Client, post: Any) -> None:
    order_id = post(ORDER).json()["order_id"]
    response = refund(client, order_id)
    assert (response.status_code, response.json()["type"]) == (409, "urn:order-api:problem:refund-not-possible")
    assert "is Pending" in response.json()["detail"]


def test_an_unknown_order_cannot_be_refunded(client: Client, dynamodb: Any) -> None:
    assert refund(client, "0198c0de-0000-4000-8000-000000000000").status_code == 404


def test_only_an_operator_refunds_and_the_history_names_them(
    completed: str, as_caller: Callable[[str], Client]
) -> None:
    for order_id in (completed, "0198c0de-0000-4000-8000-000000000000"):
        response = refund(as_caller("ann"), order_id)
        assert (response.status_code, response.json()["type"]) == (403, "urn:order-api:problem:forbidden")
    operator = as_caller(f"olga {ADMIN_SCOPE}")
    assert refund(operator, completed).status_code == 200
    assert history(operator, completed)[-1]["by"] == {"role": "operator", "subject": "olga"}


@pytest.mark.parametrize(("caller", "role"), [("ann", "customer"), (f"olga {ADMIN_SCOPE}", "operator")])
def test_the_history_names_who_placed_the_order(
    dynamodb: Any, as_caller: Callable[[str], Client], caller: str, role: str
) -> None:
    client = as_caller(caller)
    order_id = client.post("/orders/", ORDER, "application/json").json()["order_id"]
    assert history(client, order_id)[0]["by"] == {"role": role, "subject": caller.split(maxsplit=1)[0]}


@pytest.mark.parametrize(("caller", "role"), [("ann", "customer"), (f"olga {ADMIN_SCOPE}", "operator")])
def test_the_history_names_who_cancelled(
    dynamodb: Any, as_caller: Callable[[str], Client], caller: str, role: str
) -> None:
    order_id = as_caller("ann").post("/orders/", ORDER, "application/json").json()["order_id"]
    client = as_caller(caller)
    client.post(f"/orders/{order_id}/cancel/")
    assert history(client, order_id)[-1]["by"] == {"role": role, "subject": caller.split(maxsplit=1)[0]}
