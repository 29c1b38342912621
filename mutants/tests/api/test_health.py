from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from api.logs import JsonLine
from api.urls import OrderId
from api.views import NO_ORDER
from tests.api.test_problems import refuse


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


def test_an_api_is_ready_when_the_orders_table_answers_one_cheap_read(client: Client, calls: list[str]) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}
    assert calls == ["GetItem"]


def test_the_order_that_is_looked_for_cannot_be_there() -> None:
    assert not re.fullmatch(OrderId.regex, NO_ORDER)


@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException", "ResourceNotFoundException"])
def test_an_api_whose_table_does_not_answer_is_not_ready_and_the_log_says_why(
    client: Client, on: Any, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    refuse(on, "GetItem", code)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:order-api:problem:not-ready"
    [line] = [json.loads(JsonLine().format(record)) for record in caplog.records]
    assert (line["level"], line["message"]) == ("WARNING", "order store unavailable")
    assert line["errors"][-1]["detail"] == code


def test_who_asks_for_the_health_needs_no_token(client: Client, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    assert client.get("/orders/order-1/").status_code == 401
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
