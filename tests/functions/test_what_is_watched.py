"""Alarms, dashboard and saved queries speak of metrics and keys that the deployed code really prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from api.access_log import AccessLog
from functions.event_publisher import handler as publisher
from functions.order_age import handler as order_age
from functions.order_consumer import handler as consumer
from functions.status import handler as status
from infra.settings.functions import FUNCTIONS
from local.program import stack_config
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.domain.attempt import Attempt
from orders.domain.order import PaymentMethod
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import STEPS, Shop, step
from tests.infra.program import Program, run_program
from tests.infra.watched_metrics import ANY, OWN, Series, series_of_alarm, series_of_dashboard
from tests.orders.examples import an_order
from tests.orders.examples import line as order_line

pytestmark = pytest.mark.slow

API = "the API"
Print = tuple[str, str, frozenset[str]]
"""Who prints a metric, its name, and the dimensions beside ``service``."""


@pytest.fixture(scope="module")
def program() -> Program:
    return run_program(stack_config("dev"))


def folder_of(module: Any) -> str:
    return str(module.__name__).split(".")[1]


def metrics_of(lines: list[dict[str, Any]], who: str) -> Iterator[tuple[Print, dict[str, str]]]:
    for line in lines:
        for directive in line["_aws"]["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                for dimensions in directive["Dimensions"]:
                    values = {name: line[name] for name in dimensions if name != "service"}
                    yield (who, metric["Name"], frozenset(values)), values


class Life:
    """Orders that end well, badly and not at all, and what every function printed on the way, by its folder."""

    def __init__(self, shop: Shop, printed: Printed) -> None:
        self._printed, self.lines = printed, dict[str, list[dict[str, Any]]]()
        self._seen = 0
        shop.books.put_product("Sold Out Product", available=0)
        shop.place()
        shop.place(order_id="order-2", payment_method=PaymentMethod.DECLINED)
        shop.place(order_id="order-3")
        shop.place(order_id="order-5", lines=(order_line("Sold Out Product"),))
        first, second, third, fifth = (Attempt(f"order-{n}", 1) for n in (1, 2, 3, 5))
        for attempt, operation in (
            *((first, each) for each in ("authorize", "reserve", "capture", "complete")),
            (second, "authorize"),
            (fifth, "authorize"),
            (fifth, "reserve"),
            *((third, each) for each in ("authorize", "reserve", "capture", "void", "release")),
        ):
            step(operation, attempt)
            self._keep(STEPS[operation])
        caught = {"failure": {"CompleteOrder": {"Error": "States.Timeout", "Cause": ""}}}
        step("fail", third, caught=caught)
        self._keep(status)
        self._around(shop)

    def _around(self, shop: Shop) -> None:
        invoke(order_age.handle, {})
        self._keep(order_age)
        for topic in ("dev-order-events", "dev-order-completed"):
            client("sns").create_topic(Name=topic)
        ended = shop.order("order-1")
        old = encode(to_item(an_order()))
        images = [("INSERT", {"NewImage": old}), ("MODIFY", {"OldImage": old, "NewImage": encode(to_item(ended))})]
        records = [
            {"eventName": name, "dynamodb": {"SequenceNumber": str(n), **image}}
            for n, (name, image) in enumerate(images)
        ]
        invoke(publisher.handle, {"Records": records})
        self._keep(publisher)
        definition = '{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}'
        role = "arn:aws:iam::123456789012:role/anything"
        client("stepfunctions").create_state_machine(name="dev-order-workflow", definition=definition, roleArn=role)
        created = {"type": "OrderCreated", "order_id": "order-4", "attempt": 1}
        bodies = [json.dumps(created), "no order"]
        invoke(consumer.handle, {"Records": [{"messageId": str(n), "body": body} for n, body in enumerate(bodies)]})
        self._keep(consumer)

    def _keep(self, module: Any) -> None:
        lines = [json.loads(line) for line in self._printed.text.split("\n") if line]
        self.lines.setdefault(folder_of(module), []).extend(lines[self._seen :])
        self._seen = len(lines)

    @property
    def prints(self) -> Iterator[tuple[Print, dict[str, str]]]:
        for folder, lines in self.lines.items():
            yield from metrics_of([line for line in lines if "_aws" in line], FUNCTIONS[folder])

    @property
    def keys(self) -> set[str]:
        return {key for lines in self.lines.values() for line in lines if "_aws" not in line for key in line}


@pytest.fixture
def life(shop: Shop, printed: Printed) -> Life:
    return Life(shop, printed)


@pytest.fixture
def request_line(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The access log's line of an order that was placed."""
    monkeypatch.setenv("API_METRICS_NAMESPACE", OWN)
    noted = {"operation": "POST /orders/", "outcome": "ok"}
    written: list[str] = []
    AccessLog.access(
        SimpleNamespace(access_log=SimpleNamespace(info=written.append)),
        SimpleNamespace(status="201 Created", headers=[("Location", "/orders/order-1/")]),
        SimpleNamespace(method="POST", path="/orders/"),
        {"order_api.metrics": noted},
        timedelta(milliseconds=12),
    )
    line: dict[str, Any] = json.loads(written[0])
    return line


def own_series(program: Program) -> set[Series]:
    watched = {
        series for alarm in program.all("cloudwatch/metricAlarm:MetricAlarm") for series in series_of_alarm(alarm)
    }
    body = json.loads(program.the("cloudwatch/dashboard:Dashboard").inputs["dashboardBody"])
    return {series for series in watched | set(series_of_dashboard(body)) if series.namespace == OWN}


def test_every_metric_of_our_own_is_printed_by_the_code_that_it_is_said_to_come_from(
    program: Program, life: Life, request_line: dict[str, Any]
) -> None:
    prints = [*life.prints, *metrics_of([request_line], API)]
    missing = []
    for series in own_series(program):
        wanted = dict(series.dimensions)
        who = wanted.pop("service", API)
        values = [
            printed
            for (owner, name, dimensions), printed in prints
            if name == series.name and dimensions == set(wanted) and who in {owner, ANY}
        ]
        chosen = {name: value for name, value in wanted.items() if value != ANY and name != "outcome"}
        if not any(chosen.items() <= printed.items() for printed in values):
            missing.append(series)
    assert own_series(program)
    assert missing == []


def test_the_outcome_that_the_dashboard_times_is_that_of_a_completed_order(program: Program, life: Life) -> None:
    timed = {dict(series.dimensions)["outcome"] for series in own_series(program) if series.name == "OrderSeconds"}
    printed = {values["outcome"] for (_, name, _), values in life.prints if name == "OrderSeconds"}
    assert timed == printed == {"Completed"}


def test_every_key_that_a_saved_query_names_is_in_some_line_of_the_logs(
    program: Program, life: Life, request_line: dict[str, Any]
) -> None:
    of_workflow = {"execution_arn", "type"}  # https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    of_django = {"level", "logger", "message"}
    known = life.keys | set(request_line) | of_workflow | of_django
    for query in program.all("cloudwatch/queryDefinition:QueryDefinition"):
        assert keys_named_in(query.inputs["queryString"]) <= known


WORDS = {"and", "as", "asc", "by", "desc", "fields", "filter", "in", "like", "limit", "or", "sort", "stats"}
FUNCTIONS_OF_QUERIES = {"coalesce", "count", "ispresent", "latest", "max", "min", "strcontains"}
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html"""


def keys_named_in(query: str) -> set[str]:
    """The words of a query that are none of its language, of its own names, or AWS's own keys."""
    bare = re.sub(r'"[^"]*"|/[^/]*/|@\w+', "", query)
    aliases = set(re.findall(r"\bas (\w+)", bare))
    return set(re.findall(r"\b[a-z_]\w*", bare)) - WORDS - FUNCTIONS_OF_QUERIES - aliases
