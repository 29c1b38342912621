"""The alarms on load: they start while orders wait or are retried, before one is lost.

What a stack at its capacity does by itself starts none of them, because an alarm without a fault would also block
``make release``.  The tests compare the thresholds with the model of the capacity, in ``bench/capacity``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

from infra.operations import metrics
from infra.operations.alarm_spec import BREACHING, REPEATED, Alarm, Datapoints
from infra.operations.metrics import Formula, total
from infra.operations.watched import Watched
from infra.order_age import EVERY_MINUTES
from infra.settings import Settings
from infra.tables import Tables
from infra.workflow import OrderWorkflow
from orders.contract import PROVIDER_TABLE, TABLES

OPEN_ORDER_SECONDS = 15 * 60
"""An order takes seconds, or minutes if each step is retried or the payment provider is unavailable."""

BACKLOG_SECONDS = 10 * 60
"""The age of a waiting order, less than ``OPEN_ORDER_SECONDS``, so that this alarm locates a backlog first."""

MEASURED_SECONDS = 2 * EVERY_MINUTES * 60
"""Every period of this length contains a measurement of the order age function."""

NEARLY_ALL_PERMITS = 0.8
"""The share of the permits that counts as all: in a backlog, each is free for a moment before the next order."""

PERIOD_SECONDS = 60
MINUTES = Datapoints(3, 5)
"""Soon enough: without their provider, orders use up their retries after nine minutes or more."""

RETRIES_PER_ORDER = 4
"""With the default of ``max_orders_in_flight`` a backlog causes two, and three if the product is sold out, because some
throttles cost less than an idle payment provider."""

EXPRESS_RETRIES_PER_ORDER = 1
"""An Express workflow has the budget for few retries, and so few orders in flight that a backlog causes hardly any."""

RETRIES = 5
"""Per minute, beyond those for each order; two orders that wait for the payment provider cause fewer."""

CONFLICTS_PER_ORDER = 1
"""Half of the transactions conflict then.  A step repeats its transaction five times at once, and the state machine
repeats the step three times, so orders fail only when two thirds conflict."""

CONFLICTS = 20
"""Per minute, beyond those for each order: so few are normal, and the steps repeat their transactions."""

TABLE_THROTTLES = 10
"""Per five minutes: an on-demand table throttles briefly when its traffic doubles, and the SDK retries."""


def load_alarms(settings: Settings, watched: Watched) -> Iterator[Alarm]:
    """Yield the alarms, in the order in which an order flows."""
    age = metrics.of_code(settings, "order_age", "OldestOpenOrderSeconds", "Maximum")
    yield Alarm(
        name="order-open-too-long",
        sentence="An order is open for more than a quarter of an hour, or the measurement is missing.",
        runbook="an-order-is-open-for-too-long",
        watches=age,
        threshold=OPEN_ORDER_SECONDS,
        period=MEASURED_SECONDS,
        missing=BREACHING,
    )
    yield Alarm(
        name="order-processing-age",
        sentence="New orders wait for minutes before their workflow starts.",
        runbook="messages-wait-too-long",
        settings=("reserved_concurrency", "max_orders_in_flight", "maximum_concurrency"),
        # SQS leaves out the messages that it has delivered three times, such as those that found no free permit.
        watches=metrics.of_queue(watched.queues.processing, "ApproximateAgeOfOldestMessage"),
        threshold=BACKLOG_SECONDS,
    )
    permits = metrics.of_code(settings, "order_age", "PermitsInUse", "Maximum")
    yield Alarm(
        name="order-permits-exhausted",
        sentence="For 20 minutes nearly all permits were in use, and an order was open for over a quarter of an hour.",
        runbook="all-permits-are-in-use",
        settings=("reserved_concurrency", "max_orders_in_flight"),
        watches=Formula(f"IF(permits >= {_nearly_all(settings)}, age, 0)", {"permits": permits, "age": age}),
        threshold=OPEN_ORDER_SECONDS,
        period=MEASURED_SECONDS,
        datapoints=Datapoints(2, 2),
    )
    yield from _of_retries(settings, watched.workflow)
    yield from _of_tables(watched.tables, watched.workflow)


def _nearly_all(settings: Settings) -> int:
    return math.ceil(NEARLY_ALL_PERMITS * settings.orders_in_flight)


Item = TypeVar("Item")

FUNCTIONS_PER_ALARM = 3
"""Each has two metrics, and may have a third for its rejections; the executions are the tenth."""

TABLES_PER_ALARM = 5
"""Each has two metrics."""


def _numbered(name: str, items: Sequence[Item], size: int) -> Iterator[tuple[str, Sequence[Item]]]:
    """Yield the items of each alarm with its name, because an alarm's expression has at most ten metrics.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    for number, start in enumerate(range(0, len(items), size), start=1):
        yield name if number == 1 else f"{name}-{number}", items[start : start + size]


def _of_retries(settings: Settings, workflow: OrderWorkflow) -> Iterator[Alarm]:
    allowance = EXPRESS_RETRIES_PER_ORDER if settings.is_express else RETRIES_PER_ORDER
    started = metrics.of_workflow(workflow.arn, "ExecutionsStarted")
    for name, functions in _numbered("order-retries", workflow.functions, FUNCTIONS_PER_ALARM):
        yield Alarm(
            name=name,
            sentence="The workflow's steps are retried so often that orders may soon use up their retries.",
            runbook="steps-are-retried-too-often",
            settings=("reserved_concurrency", "max_orders_in_flight"),
            watches=metrics.retries(settings, functions).beyond(allowance, started),
            threshold=RETRIES,
            period=PERIOD_SECONDS,
            datapoints=MINUTES,
        )


def _of_tables(tables: Tables, workflow: OrderWorkflow) -> Iterator[Alarm]:
    started = metrics.of_workflow(workflow.arn, "ExecutionsStarted")
    ledgers = [name for name in TABLES if name not in {"orders", PROVIDER_TABLE}]
    yield Alarm(
        name="order-transaction-conflicts",
        sentence="Transactions conflict more than once for each order that starts, so a product needs more stock rows.",
        runbook="transactions-conflict",
        settings=("max_orders_in_flight",),
        watches=total(*(metrics.conflicts(tables[name]) for name in TABLES)).beyond(CONFLICTS_PER_ORDER, started),
        threshold=CONFLICTS,
        period=PERIOD_SECONDS,
        datapoints=MINUTES,
    )
    yield Alarm(
        name="orders-table-throttles",
        sentence="DynamoDB throttles the orders table or one of its indexes.",
        runbook="the-orders-table-is-throttled",
        settings=("api_requests_per_minute", "max_orders_in_flight"),
        watches=total(*metrics.throttles(tables["orders"], has_indexes=True)),
        threshold=TABLE_THROTTLES,
        datapoints=REPEATED,
    )
    for alarm, names in _numbered("ledger-tables-throttles", ledgers, TABLES_PER_ALARM):
        yield Alarm(
            name=alarm,
            sentence=f"DynamoDB throttles one of the tables {', '.join(names)}.",
            runbook="a-ledger-is-throttled",
            settings=("max_orders_in_flight",),
            watches=total(*(metric for name in names for metric in metrics.throttles(tables[name]))),
            threshold=TABLE_THROTTLES,
            datapoints=REPEATED,
        )
