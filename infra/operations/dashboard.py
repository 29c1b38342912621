"""The dashboard, which follows an order from the request to the money, and then shows the cost.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.operations import metrics
from infra.operations.metrics import Formula, Metric, total
from infra.operations.watched import EdgeResources, Watched
from infra.settings import Settings
from orders.contract import TABLES

COLUMNS = 24
HEIGHT = 6
PERIOD = 300

Widget = dict[str, Any]

ENDS = {
    "ExecutionsStarted": "started",
    "ExecutionsSucceeded": "succeeded",
    "ExecutionsFailed": "failed",
    "ExecutionsTimedOut": "timed out",
    "ExecutionsAborted": "stopped",
}


def dashboard(
    settings: Settings,
    watched: Watched,
    edge: EdgeResources,
    alarms: Sequence[aws.cloudwatch.MetricAlarm],
    opts: pulumi.ResourceOptions,
) -> aws.cloudwatch.Dashboard:
    """Declare the dashboard, one row for each part of an order's way."""
    rows = [
        [_alarm_states(alarms)],
        list(_incoming(settings, watched)),
        list(_processing(settings, watched)),
        list(_load(settings, watched)),
        list(_failures(watched)),
        list(_edge(edge)),
        list(_cost(settings, watched, edge)),
    ]
    widgets = [widget for y, row in enumerate(rows) for widget in _layout(row, y * HEIGHT, settings.region)]
    return aws.cloudwatch.Dashboard(
        "orders",
        dashboard_name=settings.name("orders"),
        dashboard_body=pulumi.Output.json_dumps({"widgets": widgets}),
        opts=opts,
    )


def _incoming(settings: Settings, watched: Watched) -> Iterator[Widget]:
    code = "event_publisher"
    yield _graph("Requests, by operation", [_every(metrics.search_requests(settings, "operation"))], stacked=True)
    yield _graph("Requests, by outcome", [_every(metrics.search_requests(settings, "outcome"))], stacked=True)
    yield _graph(
        "Orders accepted",
        [
            metrics.of_code(settings, code, "OrderCreated").graphed("published"),
            metrics.of_code(settings, "order_consumer", "WorkflowStarted").graphed("workflow started"),
        ],
    )
    yield _graph(
        "Longest waits, in seconds",
        [
            metrics.of_code(settings, "order_age", "OldestOpenOrderSeconds", "Maximum").graphed("oldest open order"),
            _age(watched.queues.processing).graphed("processing queue"),
            _age(watched.queues.watchdog).graphed("watchdog's queue"),
            [{"expression": "stream / 1000", "label": "stream"}],
            metrics.of_function(watched.publisher.function, "IteratorAge", "Maximum").graphed(
                "in milliseconds", id="stream", visible=False
            ),
        ],
    )


def _processing(settings: Settings, watched: Watched) -> Iterator[Widget]:
    arn = watched.workflow.arn
    yield _graph("Executions", [metrics.of_workflow(arn, name).graphed(label) for name, label in ENDS.items()])
    yield _graph(
        "Orders ended, by outcome", [_every(metrics.search(settings, "OrdersEnded", "Sum", "outcome"))], stacked=True
    )
    yield _graph(
        "Money, in minor units of each currency",
        [
            _every(metrics.search(settings, "MoneyCaptured", "Sum", "currency"), "captured "),
            _every(metrics.search(settings, "MoneyRefunded", "Sum", "currency"), "refunded "),
        ],
    )
    seconds = metrics.of_code(settings, "event_publisher", "OrderSeconds", outcome="Completed")
    yield _graph(
        "From POST to completed, in seconds",
        [seconds.at(stat).graphed(stat) for stat in ("p50", "p90", "p99")],
    )


def _load(settings: Settings, watched: Watched) -> Iterator[Widget]:
    arn, queue = watched.workflow.arn, watched.queues.processing
    # A message that waits for a permit is invisible for up to a minute after each receive.
    waiting = ("ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesNotVisible")
    permits = metrics.of_code(settings, "order_age", "PermitsInUse", "Maximum")
    yield _graph(
        "Orders in flight and waiting",
        [
            permits.graphed(f"permits in use, of {settings.orders_in_flight}"),
            *_computed("backlog", total(*(metrics.of_queue(queue, name) for name in waiting)), yAxis="right"),
        ],
    )
    retries = metrics.retries(settings, watched.workflow.functions)
    started = metrics.of_workflow(arn, "ExecutionsStarted")
    yield _graph("Retries per order", list(_computed("retries", retries.per(started))))
    conflicts = [metrics.conflicts(watched.tables[name]).graphed(name) for name in TABLES]
    yield _graph("Transaction conflicts", conflicts, stacked=True)
    throttles = [
        metric.graphed(_throttle_label(name, metric))
        for name in TABLES
        for metric in metrics.throttles(watched.tables[name], has_indexes=name == "orders")
    ]
    yield _graph("Throttles of the tables", throttles, stacked=True)


def _failures(watched: Watched) -> Iterator[Widget]:
    waiting = "ApproximateNumberOfMessagesVisible"
    yield _graph("Dead letters", [metrics.of_queue(watched.queues.dead_letters, waiting).graphed("waiting")])
    for name, title in (("Errors", "Errors of the functions, including rejections"), ("Throttles", "Throttles")):
        yield _graph(title, [metrics.of_function(each, name).graphed(each.stem) for each in watched.functions])


def _edge(edge: EdgeResources) -> Iterator[Widget]:
    if api := edge.gateway.api:
        names = ("Count", "4xx", "5xx")
        yield _graph("API Gateway", [metrics.of_gateway(api, name).graphed(name) for name in names])
    yield _graph(
        "Responses of the load balancer",
        [
            metrics.of_load_balancer(edge, "RequestCount").graphed("requests"),
            metrics.of_load_balancer(edge, "HTTPCode_Target_5XX_Count").graphed("5xx of a task"),
            metrics.of_load_balancer(edge, "HTTPCode_ELB_5XX_Count").graphed("5xx of its own"),
        ],
    )
    time = metrics.of_load_balancer(edge, "TargetResponseTime")
    yield _graph("Response time of the tasks, in seconds", [time.at(stat).graphed(stat) for stat in ("p50", "p99")])
    yield _graph(
        "Tasks",
        [
            metrics.of_targets(edge, "HealthyHostCount", "Minimum").graphed("healthy"),
            metrics.of_targets(edge, "UnHealthyHostCount", "Maximum").graphed("unhealthy"),
        ],
    )


def _cost(settings: Settings, watched: Watched, edge: EdgeResources) -> Iterator[Widget]:
    yield _graph(
        "Tries of the workflow's steps, each a state transition",
        [metrics.of_code(settings, step.folder, "StepTried").graphed(step.stem) for step in watched.workflow.functions],
        stacked=True,
    )
    yield _graph(
        "Milliseconds of the functions",
        [metrics.of_function(each, "Duration").graphed(each.stem) for each in watched.functions],
        stacked=True,
    )
    yield _graph(
        "Invocations of the functions",
        [metrics.of_function(each, "Invocations").graphed(each.stem) for each in watched.functions],
        stacked=True,
    )
    units = {"ConsumedReadCapacityUnits": "read", "ConsumedWriteCapacityUnits": "written"}
    yield _graph(
        "Units of the tables",
        [
            metrics.of_table(watched.tables[label], name).graphed(f"{label}: {kind}")
            for label in TABLES
            for name, kind in units.items()
        ],
        stacked=True,
    )
    groups = [watched.api.logs, watched.workflow.logs, *(each.logs for each in watched.functions)]
    yield _graph(
        "Bytes of logs",
        [Metric("AWS/Logs", "IncomingBytes", {"LogGroupName": group.name}).graphed("${LABEL}") for group in groups],
        stacked=True,
    )
    if edge.network.nat_gateways:
        yield _graph(
            "Bytes through NAT",
            [
                Metric("AWS/NATGateway", name, {"NatGatewayId": gateway.id}).graphed(label)
                for gateway in edge.network.nat_gateways
                for name, label in (("BytesOutToDestination", "out"), ("BytesInFromDestination", "in"))
            ],
            stacked=True,
        )


def _age(queue: aws.sqs.Queue) -> Metric:
    return metrics.of_queue(queue, "ApproximateAgeOfOldestMessage")


def _throttle_label(table: str, metric: Metric) -> str:
    index = metric.dimensions.get("GlobalSecondaryIndexName")
    return f"{table}{f', {index}' if index else ''}: {'read' if metric.name.startswith('Read') else 'written'}"


def _computed(label: str, formula: Formula, **options: Any) -> Iterator[list[Any]]:
    """Yield the row of a formula, and the hidden rows of its metrics."""
    yield [{"expression": formula.expression, "label": label, **options}]
    for key, metric in formula.metrics.items():
        yield metric.graphed(key, id=key, visible=False)


def _every(expression: str, prefix: str = "") -> list[Any]:
    """Return the row for a search; CloudWatch labels each series by the dimensions in which they differ."""
    return [{"expression": expression, "label": f"{prefix}${{LABEL}}"}]


def _graph(title: str, series: Sequence[Any], *, stacked: bool = False) -> Widget:
    return {
        "type": "metric",
        "properties": {
            "title": title,
            "view": "timeSeries",
            "stacked": stacked,
            "period": PERIOD,
            "yAxis": {"left": {"min": 0}, "right": {"min": 0}},
            "metrics": list(series),
        },
    }


def _alarm_states(alarms: Sequence[aws.cloudwatch.MetricAlarm]) -> Widget:
    return {"type": "alarm", "properties": {"title": "Alarms", "alarms": [alarm.arn for alarm in alarms]}}


def _layout(row: Sequence[Widget], y: int, region: str) -> Iterator[Widget]:
    """Place the widgets of a row side by side, over the full width."""
    width = COLUMNS // len(row)
    for column, widget in enumerate(row):
        region_of = {} if widget["type"] == "alarm" else {"region": region}
        yield {
            **widget,
            "x": column * width,
            "y": y,
            "width": width,
            "height": HEIGHT,
            "properties": widget["properties"] | region_of,
        }
