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


def log_line(response: Any) -> dict[str, Any]:
    """Return the access log's line of a request that took 12 ms."""
    written: list[str] = []
    log = SimpleNamespace(access_log=SimpleNamespace(info=written.append))
    request = SimpleNamespace(method=response.request["REQUEST_METHOD"], path=response.request["PATH_INFO"])
    answer = SimpleNamespace(status=f"{response.status_code} …", headers=list(response.items()))
    AccessLog.access(log, answer, request, response.wsgi_request.environ, timedelta(milliseconds=12))
    [line] = map(json.loads, written)
    return line


@pytest.fixture(autouse=True)
def namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_METRICS_NAMESPACE", "dev-order-processing")


def test_an_accepted_order_is_logged_in_the_embedded_metric_format(post: Any) -> None:
    line = log_line(post(ORDER))

    timestamp = int(parse_utc(line["time"]).timestamp() * 1000)
    assert line.pop("_aws") == {
        "Timestamp": timestamp,
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


def test_a_rejection_is_counted_by_its_problem_type(post: Any, client: Client) -> None:
    rejected = [
        post(ORDER | {"quantity": 0}),
        post(ORDER | {"product_name": "Spoon"}),
        post(b"{"),
        client.get("/orders/0198c0de/"),
        client.delete("/orders/"),
    ]
    assert [log_line(response)["outcome"] for response in rejected] == [
        "invalid-order",
        "unknown-product",
        "malformed-request",
        "order-not-found",
        "method-not-allowed",
    ]


def test_an_operation_has_one_name_for_all_orders(post: Any, client: Client) -> None:
    location = post(ORDER)["Location"]
    assert log_line(client.get(location))["operation"] == "GET /orders/{order_id}/"
    assert log_line(client.post(f"{location}cancel/"))["operation"] == "POST /orders/{order_id}/cancel/"


def test_an_unknown_method_counts_as_other(client: Client) -> None:
    assert log_line(client.generic("BREW", "/orders/"))["operation"] == "OTHER /orders/"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/orders", "/somewhere/else"])
def test_health_checks_and_unknown_addresses_are_not_counted(client: Client, dynamodb: Any, path: str) -> None:
    assert log_line(client.get(path)).keys().isdisjoint({"_aws", "requests", "operation", "outcome"})


def test_without_a_namespace_there_are_no_metrics(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("API_METRICS_NAMESPACE")
    assert "_aws" not in log_line(post(ORDER))


def test_the_failure_alarm_covers_every_counted_problem_with_a_status_of_at_least_500() -> None:
    failures = {problem.label for problem in ProblemType if problem.status >= 500}
    # /readyz alone returns not-ready, and it is not counted; gunicorn rejects transfer codings before anything counts.
    assert set(API_FAILURE_OUTCOMES) == failures - {"not-ready", "unsupported-transfer-coding"}
