"""Saved queries of CloudWatch Logs Insights, under the stack's name.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
"""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.operations.watched import Watched
from infra.settings import Settings

ORDER_ID = "ORDER_ID"
"""A placeholder in a query, to be replaced by an order's id."""


def declare_queries(settings: Settings, watched: Watched, opts: pulumi.ResourceOptions) -> None:
    """Declare the saved queries."""
    api, functions = [watched.api.logs], [function.logs for function in watched.functions]
    for name, text, groups in (
        ("whole-story-of-an-order", WHOLE_STORY, [*api, *functions, watched.workflow.logs]),
        ("refused-requests", REFUSED_REQUESTS, api),
        ("slowest-requests", SLOWEST_REQUESTS, api),
        ("errors-of-the-api", API_ERRORS, api),
        ("failures-of-the-functions", FAILURES, functions),
        ("what-a-redrive-did", REDRIVEN, functions),
        ("oldest-open-orders", OLDEST_OPEN, [watched.order_age.function.logs]),
    ):
        aws.cloudwatch.QueryDefinition(
            name,
            name=f"{settings.name('orders')}/{name}",
            log_group_names=[group.name for group in groups],
            query_string=text.strip(),
            opts=opts,
        )


WHOLE_STORY = f"""
fields @timestamp, service, coalesce(message, type, operation) as what,
  operation, attempt, status, state, error, outcome
| filter order_id = "{ORDER_ID}" or correlation_id = "{ORDER_ID}" or strcontains(execution_arn, "{ORDER_ID}")
| sort @timestamp asc
| limit 1000
"""
"""The order's id is ``order_id`` in the API's lines, ``correlation_id`` in a function's, part of execution names."""

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
"""Lambda logs a line without a service when a function times out or crashes."""

REDRIVEN = """
filter attempt > 1
| stats min(@timestamp) as began, max(@timestamp) as last, latest(status) as ended, count(error) as errors
  by correlation_id, attempt
| sort began desc
"""
"""Only a redrive starts a second attempt."""

OLDEST_OPEN = """
fields @timestamp, correlation_id, seconds
| filter message = "oldest open order" and seconds > 0
| sort @timestamp desc
| limit 100
"""
