"""The numbers of orders by status, in flight, waiting and dead-lettered; only the permits are read as a whole table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from console.problems import Problem, Result, attempt_to
from orders import wiring
from orders.aws.clients import client, translate_aws_errors
from orders.domain.order import OrderStatus
from orders.domain.search import OpenOrder, OrderFilter, Page, age_of
from orders.environment import Setting, read_setting

NO_ORDERS = Page((), None)

NEWEST = 100
"""The newest orders, inclusive, that are counted by status."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """The messages of the processing queue that wait, and that the consumer holds."""

    waiting: int
    received: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures at the top of the page of orders, each with the problem that prevented it."""

    newest: Result[Page]
    by_status: Mapping[OrderStatus, int]
    in_flight: Result[int | None]
    limit: int
    backlog: Result[Backlog | None]
    oldest: Result[OpenOrder | None]
    oldest_seconds: float
    dead_letters: Result[int | None]

    @property
    def problems(self) -> list[Problem]:
        """Why some of the figures could not be read."""
        parts = (self.newest, self.in_flight, self.backlog, self.oldest, self.dead_letters)
        return [part.problem for part in parts if part.problem]


def read_counts(pool: ThreadPoolExecutor, order_filter: OrderFilter, now: datetime) -> Counts:
    """Return the figures; ``order_filter`` limits the counts by status to a customer and a time."""
    of_everyone = OrderFilter(
        customer=order_filter.customer,
        created_after=order_filter.created_after,
        created_before=order_filter.created_before,
    )
    page = pool.submit(attempt_to, lambda: wiring.order_search().page(of_everyone, NEWEST), NO_ORDERS)
    in_flight = pool.submit(attempt_to, lambda: len(wiring.permits().in_use()), None)
    backlog = pool.submit(attempt_to, _read_backlog, None)
    oldest = pool.submit(attempt_to, lambda: wiring.open_orders().oldest(), None)
    dead_letters = pool.submit(attempt_to, lambda: wiring.dead_letters().count(), None)
    newest = page.result()
    counted = Counter(order.status for order in newest.value.orders)
    return Counts(
        newest,
        {status: counted[status] for status in OrderStatus},
        in_flight.result(),
        int(read_setting(Setting.MAX_ORDERS_IN_FLIGHT)),
        backlog.result(),
        oldest.result(),
        age_of(oldest.result().value, now),
        dead_letters.result(),
    )


def _read_backlog() -> Backlog:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    with translate_aws_errors("SQS"):
        found = client("sqs").get_queue_attributes(
            QueueUrl=read_setting(Setting.ORDER_PROCESSING_QUEUE_URL), AttributeNames=names
        )["Attributes"]
    return Backlog(*(int(found[name]) for name in names))
