from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.test import Client
from rest_framework.exceptions import APIException

from api.logs import JsonLine
from api.shop import Shop

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
LOCATION = "/orders/0198c0de-0000-4000-8000-000000000000/"


class Answer:
    """What botocore needs to know of an HTTP answer."""

    status_code = 400


def refuse(on: Any, operation: str, code: str) -> None:
    parsed = {"Error": {"Code": code, "Message": "Test Customer's table"}, "ResponseMetadata": {}}
    on(f"before-call.dynamodb.{operation}", lambda **_: (Answer(), parsed))


def lines(caplog: pytest.LogCaptureFixture) -> Any:
    return [json.loads(JsonLine().format(record)) for record in caplog.records]


def raise_it(error: Exception) -> Callable[..., None]:
    def place(*_: Any, **__: Any) -> None:
        raise error

    return place


@pytest.mark.parametrize("operation", ["GetItem", "PutItem"])
def test_an_order_that_meets_a_throttled_table_may_come_again(
    post: Any, stored: Any, on: Any, caplog: pytest.LogCaptureFixture, operation: str
) -> None:
    refuse(on, operation, "ProvisionedThroughputExceededException")
    response = post(ORDER)
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "2"
    assert response.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "the shop is busy; try again",
    }
    assert stored() == []


def test_a_throttled_table_is_logged_with_its_cause(post: Any, on: Any, caplog: pytest.LogCaptureFixture) -> None:
    refuse(on, "GetItem", "ThrottlingException")
    post(ORDER)
    [line] = lines(caplog)
    assert (line["level"], line["message"]) == ("WARNING", "order store unavailable")
    assert (line["method"], line["path"]) == ("POST", "/orders/")
    assert [(error["error"], error["detail"]) for error in line["errors"]] == [
        ("StoreUnavailable", "DynamoDB answered ThrottlingException"),
        ("ThrottlingException", "ThrottlingException"),
    ]


def test_reading_a_throttled_table_may_be_tried_again(client: Client, on: Any) -> None:
    refuse(on, "GetItem", "RequestLimitExceeded")
    response = client.get(LOCATION)
    assert response.status_code == 503
    assert response["Retry-After"] == "2"


def test_an_error_that_nobody_foresaw_tells_the_client_nothing(post: Any, on: Any, stored: Any) -> None:
    refuse(on, "PutItem", "AccessDeniedException")
    response = post(ORDER)
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "something went wrong on our side",
    }
    assert stored() == []


def test_an_error_that_nobody_foresaw_is_logged_once_without_what_the_customer_sent(
    post: Any, on: Any, caplog: pytest.LogCaptureFixture
) -> None:
    refuse(on, "PutItem", "AccessDeniedException")
    post(ORDER)
    [line] = lines(caplog)
    assert (line["level"], line["message"]) == ("ERROR", "request failed")
    assert (line["method"], line["path"]) == ("POST", "/orders/")
    assert line["errors"][0]["detail"] == "AccessDeniedException"
    assert any("order_table.py" in frame for frame in line["errors"][0]["stack"])
    assert "Test Customer" not in json.dumps(line)


@pytest.mark.parametrize(("error", "status"), [(SuspiciousOperation(), 400), (Http404(), 404), (APIException(), 500)])
def test_an_error_of_the_framework_is_a_problem_like_any_other(
    post: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(Shop, "place", raise_it(error))
    response = post(ORDER)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status


def test_an_error_that_quotes_the_customer_is_logged_without_the_quotation(
    post: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Shop, "place", raise_it(ValueError("cannot place the order of Test Customer")))
    assert post(ORDER).status_code == 500
    [line] = lines(caplog)
    assert line["errors"][0]["error"] == "ValueError"
    assert line["errors"][0]["detail"] is None
    assert "Test Customer" not in json.dumps(line)


def test_an_order_is_logged_by_its_id(post: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    order = post(ORDER).json()
    [line] = lines(caplog)
    assert line["message"] == "order placed"
    assert line["order_id"] == order["order_id"]
    assert line.keys() == {"time", "level", "logger", "message", "order_id"}


def test_what_a_client_does_wrong_is_not_logged_as_ours(
    post: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    post({})
    client.get("/nowhere")
    client.put("/orders/")
    assert caplog.records == []


@pytest.mark.parametrize(
    "path", ["/", "/orders", f"{LOCATION}items", "/admin/", "/healthz/", "/orders//", "/%00", "/\r\n"]
)
def test_an_address_where_there_is_nothing_is_not_found(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "there is nothing at this address"


@pytest.mark.parametrize(
    ("path", "allowed"), [("/orders/", {"POST"}), (LOCATION, {"GET", "HEAD"}), ("/healthz", {"GET", "HEAD"})]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_a_method_that_an_address_does_not_have_is_refused(
    client: Client, dynamodb: Any, path: str, allowed: Any, method: str
) -> None:
    if method in allowed:
        return
    response = client.generic(method, path, b"{}", content_type="application/json")
    assert response.status_code == 405
    assert {name.strip() for name in response["Allow"].split(",")} == allowed
    assert response["Content-Type"] == "application/problem+json"
    if method != "HEAD":
        assert response.json()["status"] == 405


def test_health_needs_neither_aws_nor_settings(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_health_does_not_ask_dynamodb(client: Client, calls: list[str]) -> None:
    client.get("/healthz")
    assert calls == []


@pytest.mark.parametrize("host", ["10.0.0.7:8000", "evil.example", "not a host", ""])
def test_health_is_answered_whatever_the_host(client: Client, host: str) -> None:
    assert client.get("/healthz", HTTP_HOST=host).status_code == 200


def test_every_answer_says_that_it_is_not_to_be_guessed_at_nor_kept(
    client: Client, post: Any, dynamodb: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = post(ORDER)
    answers = [
        created,
        client.get(created["Location"]),
        client.get("/healthz"),
        client.get("/nowhere"),
        client.put("/orders/"),
        post({}),
        post(b" " * 70_000),
    ]
    monkeypatch.setattr(Shop, "place", None)
    answers.append(post(ORDER))
    assert [answer.status_code for answer in answers] == [201, 200, 200, 404, 405, 400, 413, 500]
    for answer in answers:
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Length"] == str(len(answer.content))
        assert not answer.cookies
