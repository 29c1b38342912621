from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.test import Client
from rest_framework.exceptions import APIException, AuthenticationFailed, NotAuthenticated, PermissionDenied, Throttled

from api.identity import KeysUnavailable
from api.logs import JsonLine
from api.problems import ProblemType
from api.schema import document
from orders.domain.errors import (
    IdempotencyKeyReused,
    InvalidRequest,
    MixedCurrencies,
    RefundKeyReused,
    RefundNotPossible,
    StoreUnavailable,
    TooLateToCancel,
    UnsupportedPayment,
    WrittenByNewerVersion,
    errors_below,
)
from orders.domain.malformed_row import NewerRow
from orders.usecases.place import OrderPlacement

REJECTED_BY_GUNICORN = {
    "request-timeout",
    "uri-too-long",
    "expectation-failed",
    "headers-too-large",
    "unsupported-transfer-coding",
}
"""``test_server`` and ``test_slow_clients`` test them."""

REFERENCE = Path(__file__).parents[2] / "docs" / "api.md"

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
LOCATION = "/orders/0198c0de-0000-4000-8000-000000000000/"


class HttpResponse400:
    """The part of an HTTP response that botocore reads."""

    status_code = 400


def fail_operation(on: Any, operation: str, code: str) -> None:
    parsed = {"Error": {"Code": code, "Message": "Test Customer's table"}, "ResponseMetadata": {}}
    on(f"before-call.dynamodb.{operation}", lambda **_: (HttpResponse400(), parsed))


def lines(caplog: pytest.LogCaptureFixture) -> Any:
    return [json.loads(JsonLine().format(record)) for record in caplog.records]


def raising(error: Exception) -> Callable[..., None]:
    def place(*_: Any, **__: Any) -> None:
        raise error

    return place


@pytest.mark.parametrize("operation", ["BatchGetItem", "PutItem"])
def test_a_throttled_table_makes_the_service_busy(
    post: Any, stored: Any, on: Any, caplog: pytest.LogCaptureFixture, operation: str
) -> None:
    fail_operation(on, operation, "ProvisionedThroughputExceededException")
    response = post(ORDER)
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "2"
    assert response.json() == {
        "type": "urn:order-api:problem:busy",
        "title": "The service is busy",
        "status": 503,
        "detail": "the service is busy; retry",
        "request_id": response["X-Request-Id"],
    }
    assert stored() == []


def test_a_throttled_table_is_logged_with_its_cause(post: Any, on: Any, caplog: pytest.LogCaptureFixture) -> None:
    fail_operation(on, "BatchGetItem", "ThrottlingException")
    post(ORDER)
    [line] = lines(caplog)
    assert (line["level"], line["message"]) == ("WARNING", "orders table unavailable")
    assert (line["method"], line["path"]) == ("POST", "/orders/")
    assert "ThrottlingException" in line["errors"][0]["detail"]
    assert [(error["error"], error["detail"]) for error in line["errors"]] == [
        ("StoreUnavailable", line["errors"][0]["detail"]),
        ("ThrottlingException", "ThrottlingException"),
    ]


def test_a_throttled_read_makes_the_service_busy(client: Client, on: Any) -> None:
    fail_operation(on, "GetItem", "RequestLimitExceeded")
    response = client.get(LOCATION)
    assert response.status_code == 503
    assert response["Retry-After"] == "2"


def test_an_unexpected_error_reveals_nothing_to_the_client(post: Any, on: Any, stored: Any) -> None:
    fail_operation(on, "PutItem", "AccessDeniedException")
    response = post(ORDER)
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:server-error",
        "title": "Internal server error",
        "status": 500,
        "detail": "an internal error occurred",
        "request_id": response["X-Request-Id"],
    }
    assert stored() == []


def test_an_unexpected_error_is_logged_once_without_customer_data(
    post: Any, on: Any, caplog: pytest.LogCaptureFixture
) -> None:
    fail_operation(on, "PutItem", "AccessDeniedException")
    post(ORDER)
    [line] = lines(caplog)
    assert (line["level"], line["message"]) == ("ERROR", "request failed")
    assert (line["method"], line["path"]) == ("POST", "/orders/")
    assert line["errors"][0]["detail"] == "AccessDeniedException"
    assert any("order_table.py" in frame for frame in line["errors"][0]["stack"])
    assert "Test Customer" not in json.dumps(line)


@pytest.mark.parametrize(("error", "status"), [(SuspiciousOperation(), 400), (Http404(), 404), (APIException(), 500)])
def test_an_error_of_the_framework_is_a_problem(
    post: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(OrderPlacement, "place", raising(error))
    response = post(ORDER)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status


def test_a_message_that_quotes_customer_data_is_not_logged(
    post: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(OrderPlacement, "place", raising(ValueError("cannot place the order of Test Customer")))
    assert post(ORDER).status_code == 500
    [line] = lines(caplog)
    assert line["errors"][0]["error"] == "ValueError"
    assert line["errors"][0]["detail"] is None
    assert "Test Customer" not in json.dumps(line)


def test_a_placed_order_is_logged_by_its_id_only(post: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    order = post(ORDER).json()
    [line] = lines(caplog)
    assert line["message"] == "order placed"
    assert line["order_id"] == order["order_id"]
    assert line.keys() == {"time", "level", "logger", "message", "order_id"}


def test_client_errors_are_not_logged(post: Any, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    post({})
    client.get("/nowhere")
    client.put("/orders/")
    assert caplog.records == []


@pytest.mark.parametrize(
    "path", ["/", "/order", f"{LOCATION}items", "/admin/", "/healthz//", "/orders//", "//orders", "/%00", "/\r\n"]
)
def test_an_unknown_address_is_not_found(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "the address does not exist"


ALMOST_RIGHT = [
    ("/orders", "orders/", "/orders/"),
    ("/docs", "docs/", "/docs/"),
    ("/schema", "schema/", "/schema/"),
    ("/healthz/", "../healthz", "/healthz"),
    ("/readyz/", "../readyz", "/readyz"),
    (LOCATION[:-1], LOCATION.split("/")[2] + "/", LOCATION),
    (f"{LOCATION}events", "events/", f"{LOCATION}events/"),
    (f"{LOCATION}cancel", "cancel/", f"{LOCATION}cancel/"),
]
"""Addresses that lack their slash or have one more, with the redirect and the right address."""


@pytest.mark.parametrize(("path", "location", "right"), ALMOST_RIGHT)
def test_an_address_with_a_wrong_slash_is_redirected_or_named(
    client: Client, path: str, location: str, right: str
) -> None:
    for response in (client.get(path), client.head(path)):
        assert (response.status_code, response["Location"], response.content) == (308, location, b"")
        assert urljoin(f"https://api.example/prefix{path}", location) == f"https://api.example/prefix{right}"
    assert client.get(f"{path}?limit=1&customer=a%20b")["Location"] == f"{location}?limit=1&customer=a%20b"
    for method in ("POST", "PUT", "DELETE", "BREW"):
        problem = client.generic(method, path, b"{}", content_type="application/json")
        assert problem.status_code == 404
        assert problem.json()["detail"] == f"the address does not exist; use {right}"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/orders/", {"GET", "HEAD", "POST"}), (LOCATION, {"GET", "HEAD"}), ("/healthz", {"GET", "HEAD"})],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_not_allowed(client: Client, dynamodb: Any, path: str, allowed: Any, method: str) -> None:
    if method in allowed:
        return
    response = client.generic(method, path, b"{}", content_type="application/json")
    assert response.status_code == 405
    assert {name.strip() for name in response["Allow"].split(",")} == allowed
    assert response["Content-Type"] == "application/problem+json"
    if method != "HEAD":
        assert response.json()["status"] == 405


def test_every_problem_type_has_its_own_condition(
    post: Any, client: Client, on: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meet(error: Exception) -> Any:
        monkeypatch.setattr(OrderPlacement, "place", raising(error))
        return post(ORDER)

    def refund(body: Any) -> Any:
        return client.post(f"{LOCATION}refunds/", body, "application/json", HTTP_IDEMPOTENCY_KEY="key-1")

    met = {
        "invalid-order": post({}),
        "invalid-query": client.get("/orders/?limit=many"),
        "invalid-idempotency-key": post(ORDER, HTTP_IDEMPOTENCY_KEY="two words"),
        "malformed-request": post(b"{"),
        "not-found": client.get("/nowhere"),
        "order-not-found": client.get(LOCATION),
        "method-not-allowed": client.put(LOCATION),
        "length-required": post(ORDER, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"),
        "body-too-large": post(b" " * 70_000),
        "unsupported-media-type": post(ORDER, "text/plain"),
        "unknown-product": post(ORDER | {"product_name": "Unicorn"}),
        "too-late-to-cancel": meet(TooLateToCancel("order 1 is Completed")),
        "mixed-currencies": meet(MixedCurrencies("two currencies")),
        "unsupported-payment": meet(UnsupportedPayment("the total is too small")),
        "idempotency-key-reused": meet(IdempotencyKeyReused("another body")),
        "invalid-refund": refund({}),
        "refund-not-possible": meet(RefundNotPossible("nothing is left")),
        "written-by-newer-version": meet(WrittenByNewerVersion(NewerRow("orders", "1", "an order", "it is newer"))),
        "refund-key-reused": meet(RefundKeyReused("another refund")),
        "forbidden": meet(PermissionDenied("only an operator")),
        "unauthorized": meet(NotAuthenticated()),
        "invalid-token": meet(AuthenticationFailed()),
        "issuer-unavailable": meet(KeysUnavailable()),
        "too-many-requests": meet(Throttled()),
        "server-error": meet(ValueError()),
        "busy": meet(StoreUnavailable("DynamoDB is unavailable")),
    }
    fail_operation(on, "GetItem", "AccessDeniedException")
    met["not-ready"] = client.get("/readyz")

    kinds = {kind.uri: kind for kind in ProblemType}
    for label in REJECTED_BY_GUNICORN:
        del kinds[f"urn:order-api:problem:{label}"]
    for name, response in met.items():
        assert response["Content-Type"] == "application/problem+json"
        problem = response.json()
        kind = kinds.pop(f"urn:order-api:problem:{name}")
        assert problem["type"] == kind.uri
        assert problem["title"] == kind.title
        assert problem["status"] == response.status_code == kind.status
        assert problem["request_id"] == response["X-Request-Id"]
    assert kinds == {}


def test_every_invalid_request_of_the_domain_has_its_own_problem_type_and_operation() -> None:
    kinds = {kind.error: kind for kind in ProblemType}
    operations = {each["operationId"] for path in document()["paths"].values() for each in path.values()}
    for error in errors_below(InvalidRequest):
        assert kinds[error].operation in operations


def test_the_reference_lists_every_problem_type_with_its_status() -> None:
    table = re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \| .+ \|$", REFERENCE.read_text(), re.MULTILINE)
    assert [(f"urn:order-api:problem:{name}", int(status)) for name, status in table] == [
        (kind.uri, kind.status) for kind in ProblemType
    ]


def test_a_request_without_a_token_gets_a_bearer_challenge(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OrderPlacement, "place", raising(NotAuthenticated()))
    response = post(ORDER)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="orders"'


def test_every_response_has_the_default_headers_and_no_cookie(
    client: Client, post: Any, dynamodb: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = post(ORDER)
    responses = [
        created,
        client.get(created["Location"]),
        client.get("/healthz"),
        client.get("/readyz"),
        client.get("/nowhere"),
        client.put("/orders/"),
        post({}),
        post(b" " * 70_000),
    ]
    monkeypatch.setattr(OrderPlacement, "place", None)
    responses.append(post(ORDER))
    assert [response.status_code for response in responses] == [201, 200, 200, 200, 404, 405, 400, 413, 500]
    for response in responses:
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store"
        assert response["Content-Length"] == str(len(response.content))
        assert "Strict-Transport-Security" not in response
        assert not response.cookies
        assert "Set-Cookie" not in response


def test_a_response_over_https_has_hsts(client: Client) -> None:
    for path in ("/healthz", "/nowhere"):
        response = client.get(path, HTTP_X_FORWARDED_PROTO="https")
        assert response["Strict-Transport-Security"] == "max-age=31536000"
        assert "Strict-Transport-Security" not in client.get(path, HTTP_X_FORWARDED_PROTO="http")
