"""The metrics and log keys in alarms, dashboard and saved queries are ones that the deployed code writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from api.access_log import AccessLog
from functions.order_age import handler as order_age
from orders.aws.order_item import to_item
from orders.contract import FUNCTION_NAMES
from orders.domain.attempt import Attempt
from orders.payments.simulated import PaymentMethod
from tests.functions.batch_functions import CONSUMER, PUBLISHER, WATCHDOG
from tests.functions.lambda_runtime import CapturedOutput, dimensions_of, invoke
from tests.functions.store_harness import FORWARD, STEPS, StoreHarness, step
from tests.infra.program import Program, plan
from tests.infra.watched_metrics import ANY, OWN, Series, series_of_alarm, series_of_dashboard
from tests.orders.examples import an_order, line

pytestmark = pytest.mark.slow

API = "the API"
"""The source of the metrics without a ``service`` dimension."""

COMPLETED, DECLINED, REFUNDED, SOLD_OUT = (Attempt(f"order-{number}", 1) for number in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def program() -> Program:
    return plan()


@pytest.fixture
def access_log_line(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The API's log line about a placed order."""
    monkeypatch.setenv("API_METRICS_NAMESPACE", OWN)
    written: list[str] = []
    AccessLog.access(
        SimpleNamespace(access_log=SimpleNamespace(info=written.append)),
        SimpleNamespace(status="201 Created", headers=[("Location", "/orders/order-1/")]),
        SimpleNamespace(method="POST", path="/orders/"),
        {"order_api.metrics": {"operation": "POST /orders/", "outcome": "ok"}},
        timedelta(milliseconds=12),
    )
    access_log_line: dict[str, Any] = json.loads(written[0])
    return access_log_line


@pytest.fixture
def lines(
    store: StoreHarness, output: CapturedOutput, access_log_line: dict[str, Any]
) -> list[tuple[str, dict[str, Any]]]:
    """Every function's output for orders with each kind of outcome, and the API's; each line with its source."""
    lines = [(API, access_log_line)]

    def collect(handler: Any) -> None:
        folder = handler.__module__.split(".")[1]
        lines.extend((FUNCTION_NAMES[folder], each) for each in output.lines[len(lines) - 1 :])

    store.place(order_id=DECLINED.order_id, payment_method=PaymentMethod.DECLINED)
    store.place(order_id=SOLD_OUT.order_id, lines=(line("Sold Out Product"),))
    for attempt in (COMPLETED, REFUNDED):
        store.place(order_id=attempt.order_id)
    for attempt, operations in (
        (COMPLETED, FORWARD),
        (DECLINED, ("authorize",)),
        (SOLD_OUT, ("authorize", "reserve")),
        (REFUNDED, ("authorize", "reserve", "capture", "void", "release", "fail")),
    ):
        for operation in operations:
            step(operation, attempt)
            collect(STEPS[operation].handle)
    invoke(order_age.handle, {})
    collect(order_age.handle)
    completion = {"OldImage": to_item(an_order()), "NewImage": to_item(store.order(COMPLETED.order_id))}
    for function, records in (
        (PUBLISHER, [PUBLISHER.record_of("order-5"), completion]),
        (CONSUMER, [CONSUMER.record_of("order-5"), CONSUMER.malformed[0]]),
        (WATCHDOG, [WATCHDOG.record_of(SOLD_OUT.order_id)]),
    ):
        function.process(*records)
        collect(function.handle)
    return lines


def emitted_metrics(lines: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the source, the name and the dimensions of each metric."""
    for source, each in lines:
        if "_aws" in each:
            yield from ((source, *metric) for metric in dimensions_of(each))


def watched_series(program: Program) -> set[Series]:
    """Return the series of the system's own metrics on the dashboard and in the alarms."""
    alarms = program.all("cloudwatch/metricAlarm:MetricAlarm")
    body = json.loads(program.the("cloudwatch/dashboard:Dashboard").inputs["dashboardBody"])
    series = {each for alarm in alarms for each in series_of_alarm(alarm)} | set(series_of_dashboard(body))
    return {each for each in series if each.namespace == OWN}


def test_every_watched_metric_is_emitted_by_its_source(
    program: Program, lines: list[tuple[str, dict[str, Any]]]
) -> None:
    emitted = list(emitted_metrics(lines))

    def is_emitted(series: Series) -> bool:
        expected = dict(series.dimensions)
        source = expected.pop("service", API)
        values = {name: value for name, value in expected.items() if value != ANY and name != "outcome"}
        return any(
            name == series.name
            and source in {emitter, ANY}
            and dimensions.keys() == expected.keys()
            and values.items() <= dimensions.items()
            for emitter, name, dimensions in emitted
        )

    assert watched_series(program)
    assert [series for series in watched_series(program) if not is_emitted(series)] == []


def test_the_dashboard_shows_the_duration_of_completed_orders(
    program: Program, lines: list[tuple[str, dict[str, Any]]]
) -> None:
    watched = {
        dict(series.dimensions)["outcome"] for series in watched_series(program) if series.name == "OrderSeconds"
    }
    emitted = {dimensions["outcome"] for _, name, dimensions in emitted_metrics(lines) if name == "OrderSeconds"}

    assert watched == emitted == {"Completed"}


def test_every_key_in_a_saved_query_is_in_some_log_line(
    program: Program, lines: list[tuple[str, dict[str, Any]]]
) -> None:
    of_workflow = {"execution_arn", "type"}  # https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    of_django = {"level", "logger", "message"}
    known = {key for source, each in lines if "_aws" not in each or source == API for key in each}
    for query in program.all("cloudwatch/queryDefinition:QueryDefinition"):
        assert keys_in(query.inputs["queryString"]) <= known | of_workflow | of_django


WORDS = {"and", "as", "asc", "by", "desc", "fields", "filter", "in", "like", "limit", "or", "sort", "stats"}
FUNCTIONS_OF_QUERIES = {"coalesce", "count", "ispresent", "latest", "max", "min", "strcontains"}
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html"""


def keys_in(query: str) -> set[str]:
    """Return the keys in a query, without those that it defines and those that AWS adds."""
    bare = re.sub(r'"[^"]*"|/[^/]*/|@\w+', "", query)
    aliases = set(re.findall(r"\bas (\w+)", bare))
    return set(re.findall(r"\b[a-z_]\w*", bare)) - WORDS - FUNCTIONS_OF_QUERIES - aliases
