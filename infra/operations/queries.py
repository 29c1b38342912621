"""Questions to the logs that somebody asked before: they stand in CloudWatch Logs Insights under the stack's name.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.operations.watched import Watched
from infra.settings import Settings

ORDER_ID = "ORDER_ID"
"""Stands in a query where whoever asks it writes the order's id."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, and the logs that know the answer."""

    name: str
    text: str
    groups: Sequence[aws.cloudwatch.LogGroup]


def queries(settings: Settings, watched: Watched, opts: pulumi.ResourceOptions) -> list[aws.cloudwatch.QueryDefinition]:
    """The saved queries."""
    return [
        aws.cloudwatch.QueryDefinition(
            query.name,
            name=f"{settings.name('orders')}/{query.name}",
            log_group_names=[group.name for group in query.groups],
            query_string=query.text.strip(),
            opts=opts,
        )
        for query in _queries(watched)
    ]


def _queries(watched: Watched) -> list[Query]:
    api, functions = [watched.api.logs], [function.logs for function in watched.functions]
    return [
        Query("whole-story-of-an-order", WHOLE_STORY, [*api, *functions, watched.workflow.logs]),
        Query("refused-requests", REFUSED_REQUESTS, api),
        Query("slowest-requests", SLOWEST_REQUESTS, api),
        Query("errors-of-the-api", API_ERRORS, api),
        Query("failures-of-the-functions", FAILURES, functions),
        Query("what-a-redrive-did", REDRIVEN, functions),
        Query("oldest-open-orders", OLDEST_OPEN, [watched.order_age.function.logs]),
    ]


WHOLE_STORY = f"""
fields @timestamp, service, coalesce(message, type, operation) as what,
  operation, attempt, status, state, error, outcome
| filter order_id = "{ORDER_ID}" or correlation_id = "{ORDER_ID}" or strcontains(execution_arn, "{ORDER_ID}")
| sort @timestamp asc
| limit 1000
"""
"""A request's line has its order as ``order_id``, a function's as ``correlation_id``, the workflow's in its name."""

REFUSED_REQUESTS = """
filter ispresent(outcome) and outcome != "ok"
| stats count(*) as refused by outcome, operation, status
| sort refused desc
"""

SLOWEST_REQUESTS = """
fields @timestamp, operation, outcome, milliseconds, order_id, request_id
| filter ispresent(milliseconds)
| sort milliseconds desc
| limit 50
"""

API_ERRORS = """
fields @timestamp, level, logger, message, request_id, order_id
| filter level in ["WARNING", "ERROR", "CRITICAL"]
| sort @timestamp desc
| limit 100
"""

FAILURES = """
filter level in ["WARNING", "ERROR", "CRITICAL"] or @message like /Task timed out|Runtime\\.|INIT_REPORT.*error/
| stats count(*) as times, latest(correlation_id) as latest_order by service, message, operation, error
| sort times desc
"""
"""Lambda itself prints a line without a service when a function timed out or died."""

REDRIVEN = """
filter attempt > 1
| stats min(@timestamp) as began, max(@timestamp) as last, latest(status) as ended, count(error) as errors
  by correlation_id, attempt
| sort began desc
"""
"""Only a redrive makes a second attempt."""

OLDEST_OPEN = """
fields @timestamp, correlation_id, seconds
| filter message = "oldest open order" and seconds > 0
| sort @timestamp desc
| limit 100
"""
