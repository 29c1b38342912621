from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from api.logs import JsonLine
from api.urls import OrderIdConverter
from api.views import IMPOSSIBLE_ORDER_ID
from tests.api.test_problems import fail_operation


def test_the_health_check_needs_neither_aws_nor_settings(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_the_health_check_calls_no_aws_service(client: Client, calls: list[str]) -> None:
    client.get("/healthz")
    assert calls == []


@pytest.mark.parametrize("host", ["10.0.0.7:8000", "evil.example", "not a host", ""])
def test_the_health_check_accepts_any_host(client: Client, host: str) -> None:
    assert client.get("/healthz", HTTP_HOST=host).status_code == 200


def test_the_api_is_ready_if_one_read_of_the_orders_table_succeeds(client: Client, calls: list[str]) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}
    assert calls == ["GetItem"]


def test_the_readiness_check_reads_an_order_that_cannot_exist() -> None:
    assert not re.fullmatch(OrderIdConverter.regex, IMPOSSIBLE_ORDER_ID)


@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException", "ResourceNotFoundException"])
def test_without_its_table_the_api_is_not_ready_and_logs_the_cause(
    client: Client, on: Any, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    fail_operation(on, "GetItem", code)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:order-api:problem:not-ready"
    [line] = [json.loads(JsonLine().format(record)) for record in caplog.records]
    assert (line["level"], line["message"]) == ("WARNING", "orders table unavailable")
    assert line["errors"][-1]["detail"] == code


def test_the_health_checks_need_no_token(client: Client, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    assert client.get("/orders/order-1/").status_code == 401
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
