"""Every request gets a JSON response, and stores an order only with status 201; ``test_wire`` uses a real server."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.identity import Issuer
from api.order_query import OrderQuery
from tests.api.invalid_requests import NAMES, TRAVERSALS, almost_orders, garbage, header_values, text

pytestmark = pytest.mark.slow

SAME_TABLES = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


class NoKeys:
    """The keys of an issuer that has none."""

    def find(self, *_: Any) -> tuple[()]:
        return ()

    def refresh(self) -> None:
        """Have no keys for ever."""


def assert_json_response_and_matching_write(post: Any, calls: list[str], body: Any) -> None:
    calls.clear()
    response = post(body)
    assert response.status_code in {201, 400, 415, 422}
    assert calls.count("PutItem") == (1 if response.status_code == 201 else 0)
    assert response.json()


@SAME_TABLES
@given(body=garbage | almost_orders)
def test_any_json_gets_a_response(post: Any, calls: list[str], body: Any) -> None:
    assert_json_response_and_matching_write(post, calls, json.dumps(body).encode())


@SAME_TABLES
@given(body=st.binary(max_size=200), order=almost_orders, at=st.floats(0, 1))
def test_any_bytes_get_a_response(post: Any, calls: list[str], body: Any, order: Any, at: Any) -> None:
    whole = json.dumps(order).encode()
    cut = int(len(whole) * at)
    assert_json_response_and_matching_write(post, calls, whole[:cut] + body + whole[cut:])


@SAME_TABLES
@given(
    query=st.dictionaries(
        st.sampled_from(sorted(OrderQuery().fields)) | text, text | st.integers().map(str), max_size=4
    )
    | st.binary(max_size=200)
)
def test_any_query_gets_a_response(client: Client, dynamodb: Any, query: Any) -> None:
    if isinstance(query, dict):
        query = urlencode(query, errors="replace").encode()
    response = client.get("/orders/", QUERY_STRING=query.decode("latin-1"))
    assert response.status_code in {200, 400}
    assert response.json()


@SAME_TABLES
@given(headers=st.dictionaries(st.sampled_from(NAMES), header_values, max_size=4))
def test_any_headers_get_a_response(post: Any, calls: list[str], headers: dict[str, bytes]) -> None:
    calls.clear()
    given = {f"HTTP_{name.upper().replace('-', '_')}": value.decode("latin-1") for name, value in headers.items()}
    response = post(ORDER, **given)
    assert response.status_code in {200, 201, 400, 411, 415}
    assert calls.count("PutItem") == (1 if response.status_code in {200, 201} else 0)
    assert response.json()


@SAME_TABLES
@given(token=header_values)
def test_no_random_token_is_accepted(
    client: Client, monkeypatch: pytest.MonkeyPatch, calls: list[str], token: bytes
) -> None:
    trusted = Issuer("https://issuer.example/", "orders", NoKeys())
    monkeypatch.setattr("api.identity.issuer", lambda: trusted)
    for scheme in ("Bearer ", ""):
        response = client.get("/orders/", HTTP_AUTHORIZATION=scheme + token.decode("latin-1"))
        is_repeated = scheme and b"," in token
        assert response.status_code == (400 if is_repeated else 401)
        assert is_repeated or response["WWW-Authenticate"].startswith("Bearer ")
    assert calls == []


@SAME_TABLES
@given(order_id=st.sampled_from(TRAVERSALS) | text, method=st.sampled_from(["GET", "HEAD", "PUT", "BREW", "get", ""]))
def test_any_address_gets_a_response(client: Client, dynamodb: Any, order_id: str, method: str) -> None:
    for end in ("", "/", "/cancel/"):
        path = f"/orders/{quote(order_id, errors='replace')}{end}"
        assert client.generic(method, path).status_code in {200, 308, 404, 405}
