"""A header that is sent twice has one value or is rejected, also where a gateway has joined the two."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from api.idempotency import EXPECTED

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


@pytest.mark.parametrize(
    "joined", ["k,k", "k, k", "a,b", "a,", ",a", '"k","k"', '"k", "k"', 'k,"k"', "k,k,k", '"a,b","c"', "k\t,k"]
)
def test_two_idempotency_keys_are_rejected(post: Any, stored: Any, joined: str) -> None:
    response = post(ORDER, HTTP_IDEMPOTENCY_KEY=joined)
    assert response.status_code == 400
    assert response.json()["type"] == "urn:order-api:problem:invalid-idempotency-key"
    assert response.json()["errors"] == [{"field": "Idempotency-Key", "detail": EXPECTED}]
    assert stored() == []


def test_a_retry_after_a_doubled_key_places_one_order(post: Any, stored: Any) -> None:
    assert post(ORDER, HTTP_IDEMPOTENCY_KEY="k,k").status_code == 400
    assert post(ORDER, HTTP_IDEMPOTENCY_KEY="k").status_code == 201
    assert post(ORDER, HTTP_IDEMPOTENCY_KEY='"k"').status_code == 200
    assert len(stored()) == 1


@pytest.mark.parametrize("key", ['"a,b"', '"a,b,c"', '","', "a.b;c=d", "a/b:c"])
def test_a_key_with_a_comma_is_accepted_in_quotes(post: Any, key: str) -> None:
    first, second = post(ORDER, HTTP_IDEMPOTENCY_KEY=key), post(ORDER, HTTP_IDEMPOTENCY_KEY=key)
    assert (first.status_code, second.status_code) == (201, 200)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json,application/json",
        "application/json, application/json",
        "application/json, text/plain",
        "text/plain, application/json; charset=utf-8",
    ],
)
def test_two_content_types_are_malformed(post: Any, stored: Any, content_type: str) -> None:
    response = post(ORDER, content_type)
    assert response.status_code == 400
    assert response.json()["detail"] == "Content-Type must be sent once"
    assert stored() == []


@pytest.mark.parametrize("content_type", ['application/json; profile="a,b"', "application/json ; charset=utf-8"])
def test_a_comma_in_a_parameter_of_the_content_type_is_no_second_one(post: Any, content_type: str) -> None:
    assert post(ORDER, content_type).status_code == 201


@pytest.mark.parametrize("joined", ["one,one", "one, two", "one,"])
def test_two_request_ids_are_replaced_by_a_new_one(client: Client, joined: str) -> None:
    assert client.get("/healthz", HTTP_X_REQUEST_ID=joined)["X-Request-Id"] not in {joined, "one", "two"}


@pytest.mark.parametrize(
    ("joined", "confirmation"),
    [
        ("wait=0,wait=0", "wait=0"),
        ("wait=0, wait=20", "wait=0"),
        ("respond-async,wait=0", "wait=0"),
        ("wait=0;x=1,handling=lenient", "wait=0"),
    ],
)
def test_the_first_of_two_preferences_counts(post: Any, client: Client, joined: str, confirmation: str) -> None:
    location = post(ORDER)["Location"]
    assert client.get(location, HTTP_PREFER=joined)["Preference-Applied"] == confirmation


@pytest.mark.parametrize(("joined", "is_secure"), [("https", True), ("https,https", True), ("http,https", False)])
def test_transport_security_is_strict_only_if_every_proxy_received_https(
    client: Client,
    joined: str,
    is_secure: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    assert ("Strict-Transport-Security" in client.get("/healthz", HTTP_X_FORWARDED_PROTO=joined)) == is_secure


@pytest.mark.parametrize("origin", ["https://shop.example,https://shop.example", "https://shop.example, null"])
def test_two_origins_are_not_allowed(client: Client, origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/healthz", HTTP_ORIGIN=origin)


def test_a_joined_trace_header_has_one_trace(post: Any, stored: Any) -> None:
    root = "Root=1-5759e988-bd862e3fe1be46a994272793"
    for joined in (f"{root};Sampled=1,{root};Sampled=1", f"{root},{root}"):
        assert post(ORDER, HTTP_X_AMZN_TRACE_ID=joined).status_code == 201
    assert {item.get("trace_header") for item in stored()} <= {root, f"{root};Sampled=1", None}
