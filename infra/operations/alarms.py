"""The alarms: few enough that each is worth getting up for, and one for whatever an order passes through."""

from __future__ import annotations

from collections.abc import Iterator

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.operations import metrics
from infra.operations.alarm import SUSPICIOUS, Alarm, Span
from infra.operations.metrics import Formula, Metric, total
from infra.operations.watched import FrontDoor, Watched
from infra.order_age import EVERY_MINUTES
from infra.queues import MAX_RECEIVES, VISIBILITY_TIMEOUT_SECONDS, WATCHDOG_MAX_RECEIVES
from infra.settings import Settings

BACKLOG_SECONDS = 120
"""What a message may wait beyond the time that one needs which fails every time: until then it is that message, and
the alarm of the dead-letter queue tells of it."""

OPEN_ORDER_SECONDS = 15 * 60
"""An order takes seconds; one that meets a retry in every step, or a payment provider that is away, takes minutes."""

ITERATOR_AGE_MILLISECONDS = 5 * 60 * 1000
"""A batch is read within a second; for minutes only one is tried again that cannot be published."""

API_FAILURES = 5
"""In five minutes: one is a hiccup of the database that the client repeats, five are no coincidence."""

API_FAILURE_OUTCOMES = ("server-error", "busy", "issuer-unavailable")
"""The problem types that the API answers with a status of 500 and above."""

API_P99_MILLISECONDS = 1000
"""Of placing an order, which reads and writes DynamoDB once: it takes 20 to 50, and a customer notices a second.

What the load balancer measures tells less: it counts those who wait for their order's end among the others.
"""

STEP_ERRORS = 5
"""In five minutes: the state machine asks again, so what a step meets once or twice is mended by the time one looks."""

REFUSING_STEPS = ("payment", "inventory")
"""Whose errors may be an answer of the business, such as a declined card."""

TABLE_THROTTLES = 10
"""In five minutes: an on-demand table throttles for moments when its traffic doubles, and the SDK asks again."""

TABLE_OPERATIONS = ("BatchGetItem", "GetItem", "PutItem", "Query", "TransactWriteItems", "UpdateItem")
"""What the system asks of the orders table: DynamoDB counts its own errors by operation only."""

A_WHILE = Span(3, 3)
"""A quarter of an hour on end: what is over by then needs nobody."""

AGAIN = Span(2, 3)
"""Twice in a quarter of an hour: once is what redelivery and retries are for."""


def alarms(settings: Settings, watched: Watched, front_door: FrontDoor) -> Iterator[Alarm]:
    """All of them, in the order in which an order flows."""
    yield from _of_api(settings)
    yield from _of_front_door(front_door)
    yield from _of_orders(settings)
    yield from _of_orders_table(watched.tables.orders)
    yield from _of_stream(watched.publisher.function)
    yield from _of_queues(watched)
    yield from _of_workflow(watched.workflow.arn)
    for function in watched.functions:
        yield from _of_function(settings, function, watched)


def _of_api(settings: Settings) -> Iterator[Alarm]:
    failures = [metrics.of_requests(settings, "requests", outcome=outcome) for outcome in API_FAILURE_OUTCOMES]
    yield Alarm(
        name="order-api-failures",
        sentence="The order API answers requests with a status of 500 and above.",
        runbook="the-api-fails",
        watches=total(*failures),
        threshold=API_FAILURES,
    )
    yield Alarm(
        name="order-api-latency",
        sentence="One in a hundred customers waits a second and more for the answer to an order.",
        runbook="the-api-is-slow",
        watches=metrics.of_requests(settings, "milliseconds", "p99", operation="POST /orders/"),
        threshold=API_P99_MILLISECONDS,
        bad=A_WHILE,
    )


def _of_front_door(front_door: FrontDoor) -> Iterator[Alarm]:
    answers = ("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count")
    yield Alarm(
        name="order-lb-failures",
        sentence="The load balancer answers requests with a status of 500 and above, its own or a task's.",
        runbook="the-api-fails",
        watches=total(*(metrics.of_load_balancer(front_door, name) for name in answers)),
        threshold=API_FAILURES,
    )
    yield Alarm(
        name="order-gateway-failures",
        sentence="The API Gateway answers requests with a status of 500 and above.",
        runbook="the-api-fails",
        watches=metrics.of_gateway(front_door, "5xx"),
        threshold=API_FAILURES,
    )
    yield Alarm(
        name="order-targets-unhealthy",
        sentence="A task of the API fails its health checks and is not replaced by one that passes them.",
        runbook="targets-are-unhealthy",
        watches=metrics.of_targets(front_door, "UnHealthyHostCount", "Maximum"),
        threshold=1,
        period=60,
        bad=Span(5, 5),  # a task that starts, or is replaced, is unhealthy for a minute or two
    )
    yield Alarm(
        name="order-targets-none-healthy",
        sentence="No task of the API is healthy: nobody can place an order.",
        runbook="targets-are-unhealthy",
        watches=metrics.of_targets(front_door, "HealthyHostCount", "Maximum"),
        threshold=1,
        is_floor=True,
        period=60,
        bad=Span(3, 3),
        # The load balancer stops reporting when its last target is gone.
        missing=SUSPICIOUS,
    )


def _of_orders(settings: Settings) -> Iterator[Alarm]:
    yield Alarm(
        name="order-open-too-long",
        sentence="An order is open for more than a quarter of an hour, or nobody measures any more.",
        runbook="an-order-is-open-for-too-long",
        watches=metrics.of_code(settings, "order_age", "OldestOpenOrderSeconds", "Maximum"),
        threshold=OPEN_ORDER_SECONDS,
        # Long enough that every period has a measurement, whenever in it the schedule begins.
        period=2 * EVERY_MINUTES * 60,
        missing=SUSPICIOUS,
    )


def _of_orders_table(orders: aws.dynamodb.Table) -> Iterator[Alarm]:
    errors = (metrics.of_table(orders, "SystemErrors", Operation=operation) for operation in TABLE_OPERATIONS)
    yield Alarm(
        name="orders-table-errors",
        sentence="DynamoDB fails to answer for the orders table.",
        runbook="the-orders-table-fails",
        watches=total(*errors),
        threshold=1,
        bad=AGAIN,
    )
    yield Alarm(
        name="orders-table-throttles",
        sentence="DynamoDB throttles the orders table.",
        runbook="the-orders-table-is-throttled",
        watches=total(metrics.of_table(orders, "ReadThrottleEvents"), metrics.of_table(orders, "WriteThrottleEvents")),
        threshold=TABLE_THROTTLES,
        bad=AGAIN,
    )


def _of_stream(publisher: Function) -> Iterator[Alarm]:
    yield Alarm(
        name="order-stream-age",
        sentence="Changes of orders wait for minutes before they are published, so new orders are not started.",
        runbook="the-stream-is-read-too-late",
        watches=metrics.of_function(publisher, "IteratorAge", "Maximum"),
        threshold=ITERATOR_AGE_MILLISECONDS,
    )


def _of_queues(watched: Watched) -> Iterator[Alarm]:
    queues = watched.queues
    yield Alarm(
        name="order-processing-age",
        sentence="New orders wait for minutes before their workflow starts.",
        runbook="messages-wait-too-long",
        watches=metrics.of_queue(queues.processing, "ApproximateAgeOfOldestMessage"),
        threshold=MAX_RECEIVES * VISIBILITY_TIMEOUT_SECONDS + BACKLOG_SECONDS,
    )
    yield Alarm(
        name="order-watchdog-age",
        sentence="Executions that ended badly wait for their clean-up longer than it is tried.",
        runbook="messages-wait-too-long",
        watches=metrics.of_queue(queues.watchdog, "ApproximateAgeOfOldestMessage"),
        threshold=WATCHDOG_MAX_RECEIVES * VISIBILITY_TIMEOUT_SECONDS + BACKLOG_SECONDS,
    )
    yield Alarm(
        name="order-dlq-not-empty",
        sentence="Something that the system could not deal with lies in the dead-letter queue.",
        runbook="the-dead-letter-queue-is-not-empty",
        watches=metrics.of_queue(queues.dead_letters, "ApproximateNumberOfMessagesVisible"),
        threshold=1,
        period=60,
    )


def _of_workflow(arn: pulumi.Input[str]) -> Iterator[Alarm]:
    """A red execution always means that someone must look, so the first one rings."""
    for metric, name, ended in (
        ("ExecutionsFailed", "failed", "failed"),
        ("ExecutionsTimedOut", "timed-out", "timed out"),
        ("ExecutionsAborted", "aborted", "were stopped"),
    ):
        yield Alarm(
            name=f"order-workflow-{name}",
            sentence=f"Executions of the order workflow {ended}; their orders are undone, and someone must look.",
            runbook=f"executions-{name}",
            watches=metrics.of_workflow(arn, metric),
            threshold=1,
        )
    yield Alarm(
        name="order-workflow-throttled",
        sentence="Step Functions holds the order workflow back, because the account's transitions are used up.",
        runbook="executions-are-throttled",
        watches=metrics.of_workflow(arn, "ExecutionThrottled"),
        threshold=1,
        bad=A_WHILE,
    )


def _of_function(settings: Settings, function: Function, watched: Watched) -> Iterator[Alarm]:
    is_step, may_refuse = function in watched.workflow.functions, function.folder in REFUSING_STEPS
    yield Alarm(
        name=f"{function.stem}-errors",
        sentence=f"The function {function.stem} fails again and again.",
        runbook="a-function-fails",
        watches=_faults(settings, function) if may_refuse else metrics.of_function(function, "Errors"),
        threshold=STEP_ERRORS if is_step else 1,
        bad=AGAIN,
    )
    yield Alarm(
        name=f"{function.stem}-throttles",
        sentence=f"The function {function.stem} is asked for more than its concurrency allows.",
        runbook="a-function-is-throttled",
        watches=metrics.of_function(function, "Throttles"),
        threshold=1,
        bad=A_WHILE,
    )


def _faults(settings: Settings, step: Function) -> Formula:
    """The errors of a workflow's step without the answers of the business.

    The state machine learns these by an error's name, so Lambda counts them too; a crash or a time-out prints nothing,
    so counting the faults themselves would miss the worst of them.
    """
    rejected: Metric = metrics.of_code(settings, step.folder, "StepRejected")
    errors = metrics.of_function(step, "Errors")
    return Formula("FILL(errors, 0) - FILL(rejected, 0)", {"errors": errors, "rejected": rejected})
