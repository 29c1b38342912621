"""The alarms: few enough that each deserves attention, and at least one for each step of an order's way."""

from __future__ import annotations

from collections.abc import Iterator

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.operations import metrics
from infra.operations.alarm_spec import BREACHING, IGNORED, LASTING, REPEATED, Alarm, Datapoints
from infra.operations.load_alarms import load_alarms
from infra.operations.metrics import total
from infra.operations.watched import EdgeResources, Watched
from infra.queues import VISIBILITY_TIMEOUT_SECONDS, WATCHDOG_MAX_RECEIVES
from infra.settings import Settings

WATCHDOG_MARGIN_SECONDS = 120
"""How long a message may wait beyond the time that a message needs which always fails.

Such a message raises the dead-letter queue's alarm and not this one.
"""

ITERATOR_AGE_MILLISECONDS = 5 * 60 * 1000
"""A batch is normally read within a second; only a batch that cannot be published is retried for minutes."""

API_FAILURES = 5
"""Per five minutes: a client retries a single failure, but five indicate a fault."""

API_FAILURE_OUTCOMES = ("server-error", "busy", "issuer-unavailable")
"""The problem types of the API's responses with a status of 500 and above."""

API_P99_MILLISECONDS = 1000
"""Placing an order reads and writes DynamoDB once and takes 20 to 50 ms; a customer notices a second.

The load balancer's metric is less useful, because it includes requests that wait for an order's final status.
"""

STEP_ERRORS = 5
"""Per five minutes, beyond those for each order: the state machine retries, so one or two errors of a step need no
action."""

STEP_ERRORS_PER_ORDER = 0.02
"""So many may fail in a sale of one product before the alarm on conflicts starts; with three retries, none is lost."""

TABLE_OPERATIONS = ("BatchGetItem", "GetItem", "PutItem", "Query", "TransactWriteItems", "UpdateItem")
"""The operations that the system calls on the orders table; DynamoDB reports its errors only by operation."""


def alarms(settings: Settings, watched: Watched, edge: EdgeResources) -> Iterator[Alarm]:
    """Yield every alarm, in the order in which an order flows."""
    yield from _of_api(settings)
    yield from _of_edge(edge)
    yield from load_alarms(settings, watched)
    yield from _of_orders_table(watched.tables["orders"])
    yield from _of_stream(watched.publisher.function)
    yield from _of_queues(watched)
    yield from _of_workflow(watched.workflow.arn)
    if settings.reconcile_schedule:
        yield _of_reconciliation(settings)
    for function in watched.functions:
        yield from _of_function(settings, function, watched)


def _of_api(settings: Settings) -> Iterator[Alarm]:
    failures = [metrics.of_requests(settings, "requests", outcome=outcome) for outcome in API_FAILURE_OUTCOMES]
    yield Alarm(
        name="order-api-failures",
        sentence="The order API responds with a status of 500 or above.",
        runbook="the-api-fails",
        watches=total(*failures),
        threshold=API_FAILURES,
    )
    yield Alarm(
        name="order-api-latency",
        sentence="One in a hundred requests to place an order takes a second or longer.",
        runbook="the-api-is-slow",
        settings=("api_cpu", "api_max_tasks"),
        watches=metrics.of_requests(settings, "milliseconds", "p99", operation="POST /orders/"),
        threshold=API_P99_MILLISECONDS,
        datapoints=LASTING,
    )


def _of_edge(edge: EdgeResources) -> Iterator[Alarm]:
    metric_names = ("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count")
    yield Alarm(
        name="order-lb-failures",
        sentence="The load balancer responds with a status of 500 or above, its own or a task's.",
        runbook="the-api-fails",
        watches=total(*(metrics.of_load_balancer(edge, name) for name in metric_names)),
        threshold=API_FAILURES,
    )
    if edge.gateway.api:
        yield Alarm(
            name="order-gateway-failures",
            sentence="The API Gateway responds with a status of 500 or above.",
            runbook="the-api-fails",
            watches=metrics.of_gateway(edge.gateway.api, "5xx"),
            threshold=API_FAILURES,
        )
    yield Alarm(
        name="order-targets-unhealthy",
        sentence="A task of the API fails its health checks, and no healthy task replaces it.",
        runbook="targets-are-unhealthy",
        settings=("api_memory",),
        watches=metrics.of_targets(edge, "UnHealthyHostCount", "Maximum"),
        threshold=1,
        period=60,
        datapoints=Datapoints(5, 5),  # a task is unhealthy for a minute or two while it starts or is replaced
    )
    yield Alarm(
        name="order-targets-none-healthy",
        sentence="No task of the API is healthy, so customers cannot place orders.",
        runbook="targets-are-unhealthy",
        settings=("api_memory",),
        watches=metrics.of_targets(edge, "HealthyHostCount", "Maximum"),
        threshold=1,
        is_floor=True,
        period=60,
        datapoints=Datapoints(3, 3),
        # The load balancer reports no data when it has no target.
        missing=BREACHING,
    )


def _of_orders_table(orders: aws.dynamodb.Table) -> Iterator[Alarm]:
    errors = (metrics.of_table(orders, "SystemErrors", Operation=operation) for operation in TABLE_OPERATIONS)
    yield Alarm(
        name="orders-table-errors",
        sentence="DynamoDB returns errors for the orders table.",
        runbook="the-orders-table-fails",
        watches=total(*errors),
        threshold=1,
        datapoints=REPEATED,
    )


def _of_stream(publisher: Function) -> Iterator[Alarm]:
    yield Alarm(
        name="order-stream-age",
        sentence="Changes of orders wait for minutes before they are published, so new orders do not start.",
        runbook="the-stream-is-read-too-late",
        settings=("reserved_concurrency",),
        watches=metrics.of_function(publisher, "IteratorAge", "Maximum"),
        threshold=ITERATOR_AGE_MILLISECONDS,
    )


def _of_queues(watched: Watched) -> Iterator[Alarm]:
    queues = watched.queues
    yield Alarm(
        name="order-watchdog-age",
        sentence="Failed executions wait for their compensation longer than its retries take.",
        runbook="messages-wait-too-long",
        watches=metrics.of_queue(queues.watchdog, "ApproximateAgeOfOldestMessage"),
        threshold=WATCHDOG_MAX_RECEIVES * VISIBILITY_TIMEOUT_SECONDS + WATCHDOG_MARGIN_SECONDS,
    )
    yield Alarm(
        name="order-dlq-not-empty",
        sentence="The dead-letter queue holds a message that the system could not process.",
        runbook="the-dead-letter-queue-is-not-empty",
        watches=metrics.of_queue(queues.dead_letters, "ApproximateNumberOfMessagesVisible"),
        threshold=1,
        period=60,
    )
    if watched.topics.undelivered:
        yield Alarm(
            name="order-events-undelivered",
            sentence="SNS could not deliver a public event to a subscriber.",
            runbook="subscribers-miss-events",
            watches=metrics.of_queue(watched.topics.undelivered, "ApproximateNumberOfMessagesVisible"),
            threshold=1,
            period=60,
        )


def _of_workflow(arn: pulumi.Input[str]) -> Iterator[Alarm]:
    """Yield the workflow's alarms; the first unsuccessful execution raises one, as each needs manual review."""
    for metric, name, ended in (
        ("ExecutionsFailed", "failed", "failed"),
        ("ExecutionsTimedOut", "timed-out", "timed out"),
        ("ExecutionsAborted", "aborted", "were stopped"),
    ):
        yield Alarm(
            name=f"order-workflow-{name}",
            sentence=f"Executions of the order workflow {ended}; their orders are compensated and need manual review.",
            runbook=f"executions-{name}",
            watches=metrics.of_workflow(arn, metric),
            threshold=1,
        )
    yield Alarm(
        name="order-workflow-throttled",
        sentence="Step Functions throttles the order workflow, because the account's quota of transitions is used up.",
        runbook="executions-are-throttled",
        settings=("max_orders_in_flight",),
        watches=metrics.of_workflow(arn, "ExecutionThrottled"),
        threshold=1,
        datapoints=LASTING,
    )


def _of_reconciliation(settings: Settings) -> Alarm:
    return Alarm(
        name="order-discrepancies",
        sentence="The orders, payments, stock, executions and dead letters contradict each other.",
        runbook="the-ledgers-contradict-each-other",
        watches=metrics.of_reconciliation(settings, "Discrepancies"),
        threshold=1,
        # Between two runs there is no data; the last run counts until the next one.
        missing=IGNORED,
    )


def _of_function(settings: Settings, function: Function, watched: Watched) -> Iterator[Alarm]:
    workflow = watched.workflow
    is_step = function in workflow.functions
    started = metrics.of_workflow(workflow.arn, "ExecutionsStarted")
    faults = metrics.faults(settings, function).beyond(STEP_ERRORS_PER_ORDER, started)
    yield Alarm(
        name=f"{function.stem}-errors",
        sentence=f"The function {function.stem} fails repeatedly.",
        runbook="a-function-fails",
        watches=faults if is_step else metrics.of_function(function, "Errors"),
        threshold=STEP_ERRORS if is_step else 1,
        datapoints=REPEATED,
    )
    if is_step:
        # Orders in flight compete for the steps by design; the alarm on retries counts the throttles per order.
        return
    yield Alarm(
        name=f"{function.stem}-throttles",
        sentence=f"The function {function.stem} is throttled, because it reached its concurrency limit.",
        runbook="a-function-is-throttled",
        settings=("reserved_concurrency",),
        watches=metrics.of_function(function, "Throttles"),
        threshold=1,
        datapoints=LASTING,
    )
