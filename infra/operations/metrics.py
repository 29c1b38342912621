"""The metrics of alarms and dashboard: AWS's own, and those that the code emits through its logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.operations.watched import EdgeResources
from infra.settings import Settings
from infra.tables import INDEXES
from orders.contract import FUNCTION_NAMES

REJECTING_STEPS = ("payment", "inventory")
"""The steps whose errors may be business rejections, such as a declined card."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One series: ``stat`` is a statistic such as ``Sum``, or a percentile such as ``p99``."""

    namespace: str
    name: str
    dimensions: Mapping[str, pulumi.Input[str]]
    stat: str = "Sum"

    @property
    def is_percentile(self) -> bool:
        """Whether the statistic is a percentile, which CloudWatch calls an extended statistic."""
        return self.stat.startswith("p")

    def at(self, stat: str) -> Metric:
        """Return the series with another statistic."""
        return replace(self, stat=stat)

    def graphed(self, label: str, **options: Any) -> list[Any]:
        """Return the series as a row of a dashboard's widget."""
        pairs = [part for pair in self.dimensions.items() for part in pair]
        return [self.namespace, self.name, *pairs, {"label": label, "stat": self.stat, **options}]


@dataclass(frozen=True, slots=True)
class Formula:
    """A series computed from others, whose keys are the expression's variables."""

    expression: str
    metrics: Mapping[str, Metric]

    def per(self, unit: Metric) -> Formula:
        """Return the value for each unit; there is none while there are no units."""
        return Formula(f"({self.expression}) / units", {**self.metrics, "units": unit})

    def beyond(self, allowance: float, unit: Metric) -> Formula:
        """Return the part of the value beyond an allowance for each unit.

        It is defined without units too, unlike a quotient, and a single unit cannot make it large.
        """
        return Formula(f"{self.expression} - {allowance} * FILL(units, 0)", {**self.metrics, "units": unit})


def total(*metrics: Metric, less: Sequence[Metric] = ()) -> Formula:
    """Return the sum of the series, less that of others; missing data counts as 0."""
    named = {f"m{n}": metric for n, metric in enumerate((*metrics, *less), start=1)}
    filled = [f"FILL({key}, 0)" for key in named]
    sums = " + ".join(filled[: len(metrics)]), *filled[len(metrics) :]
    return Formula(" - ".join(sums), named)


def of_queue(queue: aws.sqs.Queue, name: str, stat: str = "Maximum") -> Metric:
    """Return SQS's metric of a queue.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    """
    return Metric("AWS/SQS", name, {"QueueName": queue.name}, stat)


def of_function(function: Function, name: str, stat: str = "Sum") -> Metric:
    """Return Lambda's metric of a function.

    https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """
    return Metric("AWS/Lambda", name, {"FunctionName": function.name}, stat)


def of_workflow(arn: pulumi.Input[str], name: str, stat: str = "Sum") -> Metric:
    """Return Step Functions' metric of the workflow.

    https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
    """
    return Metric("AWS/States", name, {"StateMachineArn": arn}, stat)


def of_table(table: aws.dynamodb.Table, name: str, **more: str) -> Metric:
    """Return DynamoDB's metric of a table.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    """
    return Metric("AWS/DynamoDB", name, {"TableName": table.name, **more})


def conflicts(table: aws.dynamodb.Table) -> Metric:
    """Return the requests that DynamoDB rejected because another one was changing the same items of the table.

    The metric's sum counts every item of a rejected transaction instead.
    """
    return of_table(table, "TransactionConflict").at("SampleCount")


def throttles(table: aws.dynamodb.Table, *, has_indexes: bool = False) -> Iterator[Metric]:
    """Yield the throttled reads and writes of a table, and of each of its indexes, which the table's do not include."""
    indexes = [{"GlobalSecondaryIndexName": name} for name, _, _ in INDEXES] if has_indexes else []
    for index in ({}, *indexes):
        for name in ("ReadThrottleEvents", "WriteThrottleEvents"):
            yield of_table(table, name, **index)


def faults(settings: Settings, step: Function) -> Formula:
    """Return the errors of a workflow's step without the business rejections.

    A step rejects an order by raising an error, which Lambda counts.  The faults themselves cannot be counted, as a
    crash or a timeout emits no metric.
    """
    return total(of_function(step, "Errors"), less=_rejections(settings, [step]))


def retries(settings: Settings, steps: Sequence[Function]) -> Formula:
    """Return the retries of the workflow's steps: each follows a fault or a throttle.

    Step Functions has no metric of the retries of one state machine.
    """
    failed = [of_function(step, name) for name in ("Errors", "Throttles") for step in steps]
    return total(*failed, less=_rejections(settings, steps))


def _rejections(settings: Settings, steps: Sequence[Function]) -> list[Metric]:
    return [of_code(settings, step.folder, "StepRejected") for step in steps if step.folder in REJECTING_STEPS]


def of_load_balancer(edge: EdgeResources, name: str, stat: str = "Sum") -> Metric:
    """Return the load balancer's metric of all its requests.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """
    return Metric("AWS/ApplicationELB", name, {"LoadBalancer": edge.load_balancer.arn_suffix}, stat)


def of_targets(edge: EdgeResources, name: str, stat: str) -> Metric:
    """Return the load balancer's metric of the API's tasks."""
    dimensions = {
        "TargetGroup": edge.load_balancer.target_group.arn_suffix,
        "LoadBalancer": edge.load_balancer.arn_suffix,
    }
    return Metric("AWS/ApplicationELB", name, dimensions, stat)


def of_gateway(api: aws.apigatewayv2.Api, name: str, stat: str = "Sum") -> Metric:
    """Return the API Gateway's metric of all its requests.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    """
    return Metric("AWS/ApiGateway", name, {"ApiId": api.id}, stat)


def namespace(settings: Settings) -> str:
    """Return the namespace of the API's and the functions' own metrics."""
    return settings.name("order-processing")


def of_requests(settings: Settings, name: str, stat: str = "Sum", **dimensions: str) -> Metric:
    """Return the API's own metric ``requests`` or ``milliseconds``, by operation, by outcome, or by both."""
    return Metric(namespace(settings), name, dimensions, stat)


def of_reconciliation(settings: Settings, name: str) -> Metric:
    """Return a metric that ``reconcile --metrics`` emits; it has no dimensions."""
    return Metric(namespace(settings), name, {}, "Maximum")


def of_code(settings: Settings, folder: str, name: str, stat: str = "Sum", **dimensions: str) -> Metric:
    """Return a metric that the function in this folder emits."""
    return Metric(namespace(settings), name, {"service": FUNCTION_NAMES[folder], **dimensions}, stat)


def search(settings: Settings, name: str, stat: str, *dimensions: str) -> str:
    """Return a search for every series of this name that functions emit with these dimensions and ``service``.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
    """
    return _search(settings, name, stat, "service", *dimensions)


def search_requests(settings: Settings, dimension: str) -> str:
    """Return a search for the API's ``requests`` by one dimension: operation or outcome."""
    return _search(settings, "requests", "Sum", dimension)


def _search(settings: Settings, name: str, stat: str, *dimensions: str) -> str:
    schema = ",".join([f'"{namespace(settings)}"', *dimensions])
    return f"SEARCH('{{{schema}}} MetricName=\"{name}\"', '{stat}')"
