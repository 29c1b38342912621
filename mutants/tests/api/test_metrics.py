from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from api.access_log import AccessLog
from api.problems import ProblemType
from infra.operations.alarms import API_FAILURE_OUTCOMES
from orders.domain.timestamp import parse_utc

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


def line_of(response: Any) -> dict[str, Any]:
    """The access log's line of a request that took 12 ms."""
    written: list[str] = []
    log = SimpleNamespace(access_log=SimpleNamespace(info=written.append))
    asked = SimpleNamespace(method=response.request["REQUEST_METHOD"], path=response.request["PATH_INFO"])
    answered = SimpleNamespace(status=f"{response.status_code} …", headers=list(response.items()))
    AccessLog.access(log, answered, asked, response.wsgi_request.environ, timedelta(milliseconds=12))
    [line] = map(json.loads, written)
    return line


@pytest.fixture(autouse=True)
def namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_METRICS_NAMESPACE", "dev-order-processing")


def test_an_accepted_order_is_counted_and_timed_as_cloudwatch_reads_it(post: Any) -> None:
    line = line_of(post(ORDER))

    moment = int(parse_utc(line["time"]).timestamp() * 1000)
    assert line.pop("_aws") == {
        "Timestamp": moment,
        "CloudWatchMetrics": [
            {
                "Namespace": "dev-order-processing",
                "Dimensions": [["operation"], ["outcome"], ["operation", "outcome"]],
                "Metrics": [{"Name": "requests", "Unit": "Count"}, {"Name": "milliseconds", "Unit": "Milliseconds"}],
            }
        ],
    }
    assert (line["requests"], line["milliseconds"]) == (1, 12)
    assert (line["operation"], line["outcome"]) == ("POST /orders/", "ok")


def test_a_refusal_is_counted_by_its_reason(post: Any, client: Client) -> None:
    refused = [
        post(ORDER | {"quantity": 0}),
        post(ORDER | {"product_name": "Spoon"}),
        post(b"{"),
        client.get("/orders/0198c0de/"),
        client.delete("/orders/"),
    ]
    assert [line_of(response)["outcome"] for response in refused] == [
        "invalid-order",
        "unknown-product",
        "malformed-request",
        "order-not-found",
        "method-not-allowed",
    ]


def test_an_operation_has_one_name_whatever_order_it_is_about(post: Any, client: Client) -> None:
    location = post(ORDER)["Location"]
    assert line_of(client.get(location))["operation"] == "GET /orders/{order_id}/"
    assert line_of(client.post(f"{location}cancel/"))["operation"] == "POST /orders/{order_id}/cancel/"


def test_no_client_invents_an_operation(client: Client) -> None:
    assert line_of(client.generic("BREW", "/orders/"))["operation"] == "OTHER /orders/"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/orders", "/somewhere/else"])
def test_what_is_no_business_is_not_counted(client: Client, dynamodb: Any, path: str) -> None:
    assert line_of(client.get(path)).keys().isdisjoint({"_aws", "requests", "operation", "outcome"})


def test_without_a_namespace_nothing_is_counted(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("API_METRICS_NAMESPACE")
    assert "_aws" not in line_of(post(ORDER))


def test_the_alarm_on_failures_knows_every_problem_with_a_status_of_500_and_above_that_is_counted() -> None:
    failures = {problem.label for problem in ProblemType if problem.status >= 500}
    # The one is said by /readyz alone, which is no business, and the other by gunicorn, before anything counts.
    assert set(API_FAILURE_OUTCOMES) == failures - {"not-ready", "unsupported-transfer-coding"}
