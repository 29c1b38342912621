"""The series of alarms and dashboard, and the metrics that AWS has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.infra.program import Resource

OWN = "dev-order-processing"
"""The namespace of the API's and the functions' own metrics."""

_LB = frozenset({"LoadBalancer"})
_TARGETS = frozenset({"LoadBalancer", "TargetGroup"})

AWS_METRICS: dict[str, dict[str, list[set[str] | frozenset[str]]]] = {
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    "AWS/ApplicationELB": {
        "HTTPCode_ELB_5XX_Count": [_LB],
        "HTTPCode_Target_5XX_Count": [_LB, _TARGETS],
        "HealthyHostCount": [_TARGETS],
        "RequestCount": [_LB, _TARGETS],
        "TargetResponseTime": [_LB, _TARGETS],
        "UnHealthyHostCount": [_TARGETS],
    },
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    "AWS/ApiGateway": {name: [{"ApiId"}, {"ApiId", "Stage"}] for name in ("4xx", "5xx", "Count", "Latency")},
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    "AWS/DynamoDB": {
        "ConsumedReadCapacityUnits": [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
        "ConsumedWriteCapacityUnits": [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
        "ReadThrottleEvents": [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
        "SystemErrors": [{"TableName", "Operation"}],
        "TransactionConflict": [{"TableName"}],
        "WriteThrottleEvents": [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
    },
    # https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    "AWS/Lambda": {
        name: [{"FunctionName"}, {"FunctionName", "Resource"}]
        for name in ("Duration", "Errors", "Invocations", "IteratorAge", "Throttles")
    },
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
    "AWS/Logs": {"IncomingBytes": [{"LogGroupName"}]},
    # https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
    "AWS/NATGateway": {name: [{"NatGatewayId"}] for name in ("BytesInFromDestination", "BytesOutToDestination")},
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    "AWS/SQS": {
        name: [{"QueueName"}]
        for name in (
            "ApproximateAgeOfOldestMessage",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible",
        )
    },
    # https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
    "AWS/States": {
        name: [{"StateMachineArn"}]
        for name in (
            "ExecutionThrottled",
            "ExecutionsAborted",
            "ExecutionsFailed",
            "ExecutionsStarted",
            "ExecutionsSucceeded",
            "ExecutionsTimedOut",
        )
    },
}
"""The sets of dimensions that each metric of AWS has."""

_SEARCH = re.compile(r"""SEARCH\('\{"(?P<namespace>[^"]+)",(?P<names>[^}]+)\} MetricName="(?P<name>\w+)"', '\w+'\)""")

ANY = "*"
"""The value of a dimension that a search leaves open."""


@dataclass(frozen=True)
class Series:
    namespace: str
    name: str
    dimensions: frozenset[tuple[str, str]]


def series_of_alarm(alarm: Resource) -> Iterator[Series]:
    """Yield the series that an alarm watches, alone or in an expression."""
    queries = alarm.inputs.get("metricQueries")
    for metric in [query["metric"] for query in queries if "metric" in query] if queries else [alarm.inputs]:
        yield Series(metric["namespace"], metric["metricName"], frozenset(metric["dimensions"].items()))


def series_of_dashboard(body: dict[str, Any]) -> Iterator[Series]:
    """Yield the series that its graphs show or search for; a computed one is computed from rows of its own graph."""
    for widget in body["widgets"]:
        rows = widget["properties"].get("metrics", [])
        ids = {options["id"] for *_, options in rows if "id" in options}
        for *names, options in rows:
            if names:
                namespace, name, *rest = names
                yield Series(namespace, name, frozenset(zip(rest[::2], rest[1::2], strict=True)))
            elif search := _SEARCH.fullmatch(options["expression"]):
                dimensions = frozenset((each, ANY) for each in search["names"].split(","))
                yield Series(search["namespace"], search["name"], dimensions)
            else:
                assert set(re.findall(r"\b[a-z]\w*", options["expression"])) == ids
