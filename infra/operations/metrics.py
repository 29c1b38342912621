"""The metrics that alarms and dashboard share: which AWS keeps, and which the code prints into its logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.operations.watched import FrontDoor
from infra.settings import Settings
from infra.settings.functions import FUNCTIONS


@dataclass(frozen=True, slots=True)
class Metric:
    """One series: ``stat`` is a statistic such as ``Sum``, or a percentile such as ``p99``."""

    namespace: str
    name: str
    dimensions: Mapping[str, pulumi.Input[str]]
    stat: str = "Sum"

    @property
    def is_percentile(self) -> bool:
        """Whether CloudWatch calls the statistic an extended one."""
        return self.stat.startswith("p")

    def at(self, stat: str) -> Metric:
        """The same series by another statistic."""
        return replace(self, stat=stat)

    def graphed(self, label: str, **options: Any) -> list[Any]:
        """As a dashboard's widget writes it."""
        pairs = [part for pair in self.dimensions.items() for part in pair]
        return [self.namespace, self.name, *pairs, {"label": label, "stat": self.stat, **options}]


@dataclass(frozen=True, slots=True)
class Formula:
    """A series computed from others, which stand in the expression under their keys."""

    expression: str
    metrics: Mapping[str, Metric]


def total(*metrics: Metric) -> Formula:
    """The sum of the series; one that is not there counts as nothing."""
    named = {f"m{n}": metric for n, metric in enumerate(metrics, start=1)}
    return Formula(" + ".join(f"FILL({key}, 0)" for key in named), named)


def of_queue(queue: aws.sqs.Queue, name: str, stat: str = "Maximum") -> Metric:
    """What SQS tells of a queue.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    """
    return Metric("AWS/SQS", name, {"QueueName": queue.name}, stat)


def of_function(function: Function, name: str, stat: str = "Sum") -> Metric:
    """What Lambda tells of a function.

    https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """
    return Metric("AWS/Lambda", name, {"FunctionName": function.name}, stat)


def of_workflow(arn: pulumi.Input[str], name: str, stat: str = "Sum") -> Metric:
    """What Step Functions tells of the workflow.

    https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
    """
    return Metric("AWS/States", name, {"StateMachineArn": arn}, stat)


def of_table(table: aws.dynamodb.Table, name: str, **more: str) -> Metric:
    """What DynamoDB tells of a table.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    """
    return Metric("AWS/DynamoDB", name, {"TableName": table.name, **more})


def of_load_balancer(front_door: FrontDoor, name: str, stat: str = "Sum") -> Metric:
    """What the load balancer tells of all its requests.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """
    return Metric("AWS/ApplicationELB", name, {"LoadBalancer": front_door.load_balancer}, stat)


def of_targets(front_door: FrontDoor, name: str, stat: str) -> Metric:
    """Likewise, of the API's tasks alone."""
    dimensions = {"TargetGroup": front_door.target_group, "LoadBalancer": front_door.load_balancer}
    return Metric("AWS/ApplicationELB", name, dimensions, stat)


def of_gateway(front_door: FrontDoor, name: str, stat: str = "Sum") -> Metric:
    """What the API Gateway tells of all its requests.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    """
    return Metric("AWS/ApiGateway", name, {"ApiId": front_door.gateway_id}, stat)


def namespace(settings: Settings) -> str:
    """Where the API's and the functions' own metrics are."""
    return settings.name("order-processing")


def of_requests(settings: Settings, name: str, stat: str = "Sum", **dimensions: str) -> Metric:
    """What the API prints of its requests: ``requests`` or ``milliseconds``, by operation, by outcome, or by both."""
    return Metric(namespace(settings), name, dimensions, stat)


def of_code(settings: Settings, folder: str, name: str, stat: str = "Sum", **dimensions: str) -> Metric:
    """What the function in this folder prints."""
    return Metric(namespace(settings), name, {"service": FUNCTIONS[folder], **dimensions}, stat)


def search(settings: Settings, name: str, stat: str, *dimensions: str) -> str:
    """An expression for every series of this name that the functions print by these dimensions beside ``service``.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
    """
    return _search(settings, name, stat, "service", *dimensions)


def search_requests(settings: Settings, dimension: str) -> str:
    """Likewise for the API's requests, by operation or by outcome."""
    return _search(settings, "requests", "Sum", dimension)


def _search(settings: Settings, name: str, stat: str, *dimensions: str) -> str:
    schema = ",".join([f'"{namespace(settings)}"', *dimensions])
    return f"SEARCH('{{{schema}}} MetricName=\"{name}\"', '{stat}')"
