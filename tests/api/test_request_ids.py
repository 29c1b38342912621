from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from api.access_log import AccessLog
from api.logs import JsonLine
from tests.api.test_problems import LOCATION, fail_operation

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


@pytest.fixture
def log() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines of the log, formatted when they are written."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def access_log_line(path: str, **response_headers: str) -> dict[str, Any]:
    """Return the access log's line of a request to this path."""
    written: list[str] = []
    log = SimpleNamespace(access_log=SimpleNamespace(info=written.append))
    request = SimpleNamespace(method="POST", path=path, query="name=Customer")
    headers = [(name.replace("_", "-"), value) for name, value in response_headers.items()]
    response = SimpleNamespace(status="201 Created", headers=headers)
    AccessLog.access(log, response, request, {"REMOTE_ADDR": "192.0.2.7"}, timedelta(seconds=2))
    [line] = map(json.loads, written)
    return line


@pytest.mark.parametrize("request_id", ["7", "a.B_c-9", "..", "x" * 128])
def test_the_clients_request_id_is_kept(client: Client, request_id: str) -> None:
    assert client.get("/healthz", HTTP_X_REQUEST_ID=request_id)["X-Request-Id"] == request_id


@pytest.mark.parametrize("request_id", ["", "x" * 129, "a b", "a\n", "a\tb", "a,b", "a/b", '"a"', "{a}", "ä", "²"])
def test_an_unsafe_request_id_is_replaced(client: Client, request_id: str) -> None:
    given = client.get("/healthz", HTTP_X_REQUEST_ID=request_id)["X-Request-Id"]
    assert given == str(UUID(given, version=4))


def test_every_request_without_an_id_gets_its_own(client: Client) -> None:
    given = [client.get(path)["X-Request-Id"] for path in ("/healthz", "/healthz", "/nowhere", "/orders/")]
    assert given == [str(UUID(each, version=4)) for each in given]
    assert len(set(given)) == 4


def test_a_request_rejected_before_any_view_keeps_its_id(post: Any) -> None:
    response = post(b" " * 70_000, HTTP_X_REQUEST_ID="mine")
    assert (response.status_code, response["X-Request-Id"], response.json()["request_id"]) == (413, "mine", "mine")


def test_every_log_line_of_a_request_has_its_id(post: Any, client: Client, on: Any, log: Any) -> None:
    logging.getLogger("api").setLevel(logging.INFO)
    post(ORDER, HTTP_X_REQUEST_ID="placed")
    fail_operation(on, "GetItem", "ThrottlingException")
    client.get(LOCATION, HTTP_X_REQUEST_ID="busy")
    fail_operation(on, "PutItem", "AccessDeniedException")
    post(ORDER, HTTP_X_REQUEST_ID="failed")

    assert [(line["message"], line["request_id"]) for line in log()] == [
        ("order placed", "placed"),
        ("orders table unavailable", "busy"),
        ("request failed", "failed"),
    ]


def test_a_log_line_outside_of_requests_has_no_id(client: Client, log: Any) -> None:
    client.get("/nowhere")
    logging.getLogger("api").warning("outside of requests")
    [line] = log()
    assert "request_id" not in line


def test_the_access_log_has_the_request_id_and_the_order_in_location() -> None:
    line = access_log_line(
        "/orders/", X_Request_Id="mine", Location="/orders/order-1/", Content_Type="application/json"
    )
    assert line == {
        "time": line["time"],
        "request_id": "mine",
        "method": "POST",
        "path": "/orders/",
        "status": 201,
        "milliseconds": 2000,
        "order_id": "order-1",
    }


@pytest.mark.parametrize("path", ["/orders/order-1/", "/orders/order-1/cancel/"])
def test_the_access_log_has_the_order_in_the_path(path: str) -> None:
    assert access_log_line(path, X_Request_Id="mine")["order_id"] == "order-1"


@pytest.mark.parametrize(
    "path", ["/orders/", "/orders", "/orders//", "/healthz", "/orders/a%20b/", "/x/orders/a/", "*"]
)
def test_the_access_log_has_no_order_for_other_paths(path: str) -> None:
    assert "order_id" not in access_log_line(path, X_Request_Id="mine")
