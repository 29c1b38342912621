"""What each part of the pipeline bears on its own, in closed form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from bench.capacity.assumptions import Assumptions
from bench.capacity.stack import Stack, function_of, match
from orders.contract import STEPS

MAX_STOCK_LOSS = 1e-4
"""The share of orders that may exhaust the retries for a product's stock rows, at the rate that the rows bear."""


class Work(NamedTuple):
    """The calls that an operation makes one after the other."""

    database: int = 0
    provider: int = 0
    transactions: int = 0


WORK = defaultdict(
    lambda: Work(database=2),
    {
        "authorize": Work(database=2, provider=1),
        "reserve": Work(database=2, transactions=1),
        "capture": Work(database=2, provider=1),
        "complete": Work(transactions=1),
        "void": Work(database=1, provider=2),
    },
)
"""The calls of each operation; any other operation reads a row and changes it."""

STEPS_WITH_EVENT = ("authorize", "reserve", "capture")
"""The operations whose success is published as an event, besides the final status."""


class Limit(NamedTuple):
    """Orders per second that one part bears, and the setting to change for more."""

    name: str
    rate: float
    setting: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a stack.

    Attributes:
        provider_seconds: mean response time of the payment provider.
        rejected: share of orders that are out of stock, from 0 to 1 inclusive.
        is_hot: whether all orders are for the same product.
    """

    stack: Stack
    assumptions: Assumptions
    provider_seconds: float
    rejected: float = 0.0
    is_hot: bool = False

    def seconds(self, operation: str) -> float:
        """Return the mean duration of an operation without faults and conflicts."""
        a, work = self.assumptions, WORK[operation]
        transaction = a.call(0) + a["transaction_window"]
        database, provider = a.call(a["dynamodb_seconds"]), a.call(self.provider_seconds)
        return work.database * database + work.provider * provider + work.transactions * transaction

    def calls(self, operation: str) -> float:
        """Return the mean number of successful calls of an operation per order."""
        if operation in ("authorize", "reserve"):
            return 1.0
        return self.rejected if operation in self.stack.compensation else 1 - self.rejected

    @property
    def seconds_in_flight(self) -> float:
        """The mean time from one order's permit to the next one's, if orders wait and nothing is throttled."""
        a = self.assumptions
        steps = sum(self.calls(each) * (a["task_overhead"] + self.seconds(each)) for each in self.stack.tasks)
        polls = a["permit_poll"] / self.stack.consumers
        return steps + polls + a.call(a["start_seconds"]) + 2 * a.call(a["permit_seconds"])

    @property
    def stock_rate(self) -> float:
        """Orders per second for one product at which ``MAX_STOCK_LOSS`` of them exhaust all tries.

        A row in a transaction rejects the next one, as a server without a queue does, so the share of rejected calls
        is aS / (1 + aS) for ``a`` calls per second and a window of S seconds.
        """
        retrier = match(self.stack.tasks["reserve"]["Retry"], "StockContention") or {"MaxAttempts": 0}
        conflict = float(MAX_STOCK_LOSS ** (1 / (self.stack.quick_tries * (1 + retrier["MaxAttempts"]))))
        return self.stack.stock_shards * conflict / self.assumptions["transaction_window"]

    def all(self) -> list[Limit]:
        """Return every limit, the narrowest first."""
        stack, a, kind = self.stack, self.assumptions, "express_" if self.stack.is_express else ""
        lanes, permit = stack.publishers(a), a.call(a["permit_seconds"]) if stack.max_orders_in_flight else 0.0
        is_cut = lanes < stack.stream_parallelization_factor * a["stream_shards"]
        publisher = "reserved_concurrency` of `event_publisher" if is_cut else "stream_parallelization_factor"
        changes = 2 + sum(map(self.calls, STEPS_WITH_EVENT))  # a new order, its steps, its final status
        limits = [
            # A lower bound: one call of SNS for each change.  Under load the publisher publishes many changes at once.
            Limit("event publisher", lanes / (changes * a.call(a["sns_publish_seconds"])), f"`{publisher}`"),
            Limit("order consumer", stack.consumers / (a.call(a["start_seconds"]) + permit), "`maximum_concurrency`"),
            Limit("StartExecution", a[f"{kind}start_rate"], "AWS's quota"),
        ]
        for function in STEPS:
            operations = [operation for operation, state in stack.tasks.items() if function_of(state) == function]
            size, setting = stack.concurrency[function], f"`reserved_concurrency` of `{function}`"
            busy = sum(self.calls(each) * self.seconds(each) for each in operations)
            requests = sum(map(self.calls, operations)) / a["requests_per_concurrency"]
            limits.append(Limit(f"concurrency of `{function}`", size / busy, setting))
            limits.append(Limit(f"request rate of `{function}`", size / requests, setting))
        if stack.max_orders_in_flight:
            rate = stack.max_orders_in_flight / self.seconds_in_flight
            limits.append(Limit("orders in flight", rate, "`max_orders_in_flight`"))
        if not stack.is_express:
            # Each call enters a state, and a rejected order enters two more, which choose and end its execution.
            transitions = sum(map(self.calls, stack.tasks)) + 2 * self.rejected
            limits.append(Limit("transitions", a["transition_rate"] / transitions, "AWS's quota"))
        if self.is_hot:
            limits.append(Limit("stock rows of one product", self.stock_rate, "`stock_shards`"))
        return sorted(limits, key=lambda limit: limit.rate)
