"""Fingerprints that released versions stored, and requests that one version places and another one repeats.

``place_1_0_0.py`` is the module of version 1.0.0 that places orders, unchanged.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from api.serializers import parse_order
from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.reads import read_item
from orders.domain.actor import Actor, Role
from orders.domain.errors import IdempotencyKeyReused
from orders.payments.simulated import PaymentMethod, SimulatedRules
from orders.usecases.refund import RefundRequest
from tests.api.conftest import system as system  # noqa: PLC0414  a fixture, which also sets up Django
from tests.golden import place_1_0_0
from tests.golden.record import AT, REQUESTS
from tests.orders.usecases.order_system import OrderSystem

pytestmark = pytest.mark.slow

FIRST = {
    "one_product": "dacc94062d44145a57e3dc35f752f796449c6757659dff5b54e4be7e61a103b9",
    "items_and_metadata": "8743638148a2ad2738c20565876630068b8936d38dc252052c005949124ac5b1",
}
"""The fingerprints without a version, of the requests in ``record.py``."""

SECOND = {
    "one_product": "2:9354ac407edfefef6fec0730b094e4f192953f03595b66b8d00ac531c2c85ab7",
    "items_and_metadata": "2:8743638148a2ad2738c20565876630068b8936d38dc252052c005949124ac5b1",
}

OF_REFUNDS = {
    None: "2:e681f08346f7c433660b70f89ebdfe22d948c7957da58c3a01a4e08fad74730d",
    500: "2:ea03b06bc9a134a050d2708abbd474cf68039af0327268758106103667cbf067",
}
"""The fingerprints of refunds for "late delivery", by their amount."""

FROZEN = {"place_1_0_0.py": "3cdbdc7f738944f06566b5333ff46707709b2efcc4f59826fec96410abd85944"}


def old_request(body: dict[str, Any]) -> place_1_0_0.OrderRequest:
    """Return the request as version 1.0.0 parsed it, which filled in every default."""
    items = body.get("items") or [{name: body[name] for name in ("product_name", "quantity")}]
    return place_1_0_0.OrderRequest(
        body["customer_name"],
        tuple(place_1_0_0.OrderLineRequest(**item) for item in items),
        body.get("payment_method", PaymentMethod.VISA),
        body.get("metadata", {}),
    )


def place_with_old_code(body: dict[str, Any], key: str) -> place_1_0_0.PlacementResult:
    placement = place_1_0_0.OrderPlacement(wiring.catalogue(), wiring.orders(), SimulatedRules())
    return placement.place(old_request(body), "unused", AT, client_idempotency_key=key)


def place(body: dict[str, Any], key: str) -> Any:
    return Client().post("/orders/", body, "application/json", HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.parametrize("name", FROZEN)
def test_the_code_of_a_released_version_is_never_edited(name: str) -> None:
    assert sha256((Path(__file__).parent / name).read_bytes()).hexdigest() == FROZEN[name]


@pytest.mark.parametrize("name", REQUESTS)
def test_the_fingerprints_of_a_request_never_change(name: str) -> None:
    request = parse_order(REQUESTS[name])

    assert request.first_fingerprint == FIRST[name] == old_request(REQUESTS[name]).fingerprint
    assert request.fingerprint == SECOND[name]


@pytest.mark.parametrize("amount", OF_REFUNDS)
def test_the_fingerprint_of_a_refund_never_changes(amount: int | None) -> None:
    request = RefundRequest("order-1", amount, "late delivery", "key-1", Actor(Role.OPERATOR, "ann"))

    assert request.fingerprint == OF_REFUNDS[amount]


@pytest.mark.parametrize("name", REQUESTS)
def test_a_retry_returns_the_order_of_the_previous_version(system: OrderSystem, name: str) -> None:
    system.tables.put_product("Coffee Mug", available=5, cents=1250)
    order = place_with_old_code(REQUESTS[name], name).order

    retry, other = place(REQUESTS[name], name), place(REQUESTS[name] | {"customer_name": "Another"}, name)

    assert (retry.status_code, retry.json()["order_id"]) == (200, order.order_id)
    assert other.json()["type"] == "urn:order-api:problem:idempotency-key-reused"


@pytest.mark.parametrize("name", REQUESTS)
def test_a_retry_after_a_rollback_returns_the_order_of_the_newer_version(system: OrderSystem, name: str) -> None:
    system.tables.put_product("Coffee Mug", available=5, cents=1250)
    placed = place(REQUESTS[name], name)
    assert placed.status_code == 201

    retry = place_with_old_code(REQUESTS[name], name)

    assert (retry.is_new, retry.order.order_id) == (False, placed.json()["order_id"])
    with pytest.raises(IdempotencyKeyReused):
        place_with_old_code(REQUESTS[name] | {"customer_name": "Another"}, name)


def test_a_retry_returns_its_order_after_the_default_payment_method_has_changed(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = place(REQUESTS["one_product"], "key")
    monkeypatch.setattr(wiring, "payment_rules", lambda: SimulatedRules(default_method=PaymentMethod.SLOW))

    retry = place(REQUESTS["one_product"], "key")
    explicit = place(REQUESTS["one_product"] | {"payment_method": PaymentMethod.VISA}, "key")
    other = place(REQUESTS["one_product"] | {"payment_method": PaymentMethod.SLOW}, "key")

    assert (retry.status_code, retry.json()) == (200, placed.json())
    assert (explicit.status_code, explicit.json()) == (200, placed.json())
    assert other.json()["type"] == "urn:order-api:problem:idempotency-key-reused"


def test_a_retry_returns_an_order_with_a_fingerprint_of_a_newer_version(system: OrderSystem) -> None:
    order_id = place(REQUESTS["one_product"], "key").json()["order_id"]
    item = read_item("dev-orders", {"order_id": order_id}) or {}
    newer = encode(item | {"request_fingerprint": "3:unknown"})
    client("dynamodb").put_item(TableName="dev-orders", Item=newer)

    assert place(REQUESTS["one_product"], "key").json()["order_id"] == order_id
    assert place(REQUESTS["one_product"] | {"quantity": 2}, "key").status_code == 422


def test_a_refund_of_a_newer_version_is_compared_by_its_fields(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "complete")
    path = f"/orders/{attempt.order_id}/refunds/"
    bodies = [{"amount": 5, "reason": "late"}, {"amount": 5, "reason": "late"}, {"amount": 6, "reason": "late"}]
    statuses = []
    for body in bodies:
        response = Client().post(path, body, "application/json", HTTP_IDEMPOTENCY_KEY="key")
        statuses.append(response.status_code)
        payment = system.tables.payment(attempt.payment_id) or {}
        [name] = [name for name in payment if name.startswith("refund#")]
        system.tables.put_payment(**payment | {name: payment[name] | {"fingerprint": "3:unknown"}})

    assert statuses == [200, 200, 422]
    assert system.order().refunded == 5
