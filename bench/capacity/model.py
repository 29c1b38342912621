"""Simulate the pipeline under load, event by event, with AWS's limits and the workflow of the definition.

One process per execution interprets the state machine.  A function at its reserved concurrency rejects a call instead
of queueing it, a stock row in a transaction rejects other transactions, and Step Functions retries as the definition
says.  Times are in seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from random import Random

import simpy

from bench.capacity.assumptions import Assumptions
from bench.capacity.limits import STEPS_WITH_EVENT, WORK, Work
from bench.capacity.stack import Stack, State, function_of, match, max_wait, operation_of

Steps = Generator[simpy.Event, None, None]
Call = Generator[simpy.Event, None, str | None]
"""A call that returns the name of its error, or None."""

MANY_PRODUCTS = 1_000


class TokenBucket:
    """AWS's rate limit: a bucket that starts full and refills at a constant rate."""

    def __init__(self, size: float, rate: float) -> None:
        self._size, self._rate, self._tokens, self._at = size, rate, size, 0.0

    def wait(self, now: float) -> float:
        """Take a token, even one that is not there yet, and return the seconds until it is."""
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._rate) - 1
        self._at = now
        return max(0.0, -self._tokens / self._rate)

    def take(self, now: float) -> bool:
        """Take a token if there is one, and return whether there was."""
        has_token = self.wait(now) == 0
        self._tokens += not has_token
        return has_token


@dataclass(slots=True)
class Function:
    """A function with reserved concurrency."""

    limit: int
    requests: TokenBucket
    running: int = 0
    environments: int = 0
    busy_seconds: float = 0.0


@dataclass(slots=True)
class StockRow:
    """One row with a part of a product's stock."""

    available: float
    busy_until: float = 0.0


@dataclass(slots=True)
class Order:
    """One order; ``outcome`` is ``completed``, ``rejected`` or ``lost`` in the end."""

    placed_at: float
    product: int
    started_at: float | None = None
    final_at: float | None = None
    closed_at: float = 0.0
    outcome: str = "open"
    error: str | None = None
    transitions: int = 0
    receives: int = 0
    permit_waits: int = 0
    needs_attention: bool = False
    may_hold_money: bool = False
    row: StockRow | None = None
    paths: set[str] = field(default_factory=set)
    """Which parts of the execution's data exist, such as ``$.failure``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What happens to the system from outside.

    Attributes:
        arrivals: the times at which orders are placed, ascending.
        provider_seconds: mean response time of the payment provider.
        products: products in demand, evenly.
        stock: units of each product.
        outage: when the provider becomes unavailable and, exclusive, when it returns.
        hangs: whether calls in the outage run into the client's timeout instead of failing fast.
    """

    arrivals: tuple[float, ...]
    provider_seconds: float
    products: int = MANY_PRODUCTS
    stock: int = 10**9
    outage: tuple[float, float] = (0.0, 0.0)
    hangs: bool = False


class Simulation:
    """The pipeline of one stack under one load."""

    def __init__(self, stack: Stack, load: Load, assumptions: Assumptions, seed: int = 1) -> None:
        self.stack, self.load, self.assumptions = stack, load, assumptions
        self.env, self.random = simpy.Environment(), Random(seed)  # noqa: S311  # a simulation, no secret
        a, kind = assumptions, "express_" if stack.is_express else ""
        rates = {name: size * a["requests_per_concurrency"] for name, size in stack.concurrency.items()}
        self.functions = {name: Function(stack.concurrency[name], TokenBucket(r, r)) for name, r in rates.items()}
        self.starts = TokenBucket(a[f"{kind}start_bucket"], a[f"{kind}start_rate"])
        self.transitions = TokenBucket(a["transition_bucket"], a["transition_rate"])
        self.lanes = [simpy.Store(self.env) for _ in range(stack.publishers(a))]
        self.queue: deque[Order] = deque()
        self.idle_pollers: list[simpy.Event] = []
        self.rows: dict[int, list[StockRow]] = {}
        self.orders: list[Order] = []
        self.in_flight = self.peak_in_flight = 0
        self.open_orders = len(load.arrivals)
        self.done = self.env.event()

    def run(self) -> Simulation:
        """Run until every order is final."""
        for process in (self._place(), *map(self._publish, self.lanes), *map(self._poll, range(self.stack.consumers))):
            self.env.process(process)
        self.env.run(until=self.done)
        return self

    # From the API to the queue

    def _place(self) -> Steps:
        for at in self.load.arrivals:
            yield self.env.timeout(at - self.env.now)
            self.orders.append(Order(at, self.random.randrange(self.load.products)))
            self._emit(self.orders[-1])

    def _emit(self, order: Order | None) -> None:
        """Put a new order, or None for another change that has an event, on the stream."""
        lane = self.random.choice(self.lanes)
        self._later(self.assumptions.draw("stream_delay", self.random), partial(lane.put, order))

    def _publish(self, lane: simpy.Store) -> Steps:
        a = self.assumptions
        while True:
            first = yield lane.get()
            yield self.env.timeout(a["stream_invoke_seconds"])
            rest = lane.items[: int(a["stream_batch"]) - 1]
            del lane.items[: len(rest)]
            for order in (first, *rest):
                yield self.env.timeout(a.call(a["sns_publish_seconds"]))
                if order is not None:
                    self._later(a.draw("sns_to_sqs", self.random), partial(self._send, order))

    def _send(self, order: Order) -> None:
        self.queue.append(order)
        if self.idle_pollers:
            self.idle_pollers.pop().succeed()

    def _later(self, delay: float, action: Callable[[], object]) -> None:
        def act(_: simpy.Event) -> None:
            action()

        self.env.timeout(delay).callbacks.append(act)

    # From the queue to the workflow

    def _poll(self, number: int) -> Steps:
        a, env = self.assumptions, self.env
        yield env.timeout(max(0, number + 1 - a["sqs_pollers_at_first"]) / a["sqs_pollers_added"])
        while True:
            while not self.queue:
                self.idle_pollers.append(env.event())
                yield self.idle_pollers[-1]
            yield env.timeout(a.draw("sqs_receive", self.random))
            received_at = env.now
            for order in [self.queue.popleft() for _ in range(min(int(a["sqs_batch"]), len(self.queue)))]:
                order.receives += 1
                is_started = env.now - received_at <= a["function_timeout"] and (
                    yield from self._start(order, received_at)
                )
                if not is_started:
                    self._redeliver(order, received_at)

    def _start(self, order: Order, received_at: float) -> Generator[simpy.Event, None, bool]:
        """Start the execution, or return the message to the queue for want of a permit; return False if neither."""
        a, env = self.assumptions, self.env
        if permits := self.stack.max_orders_in_flight:
            while self.in_flight >= permits:
                if env.now - received_at > a["permit_wait"]:
                    order.receives -= 1
                    order.permit_waits += 1
                    self.queue.appendleft(order)
                    return True
                yield env.timeout(a.draw("permit_poll", self.random))
        self.in_flight += 1
        self.peak_in_flight = max(self.peak_in_flight, self.in_flight)
        if permits:
            yield env.timeout(a.call(a["permit_seconds"]))
        for pause in (0.0, self.random.random()):  # boto3 retries once, after up to a second
            yield env.timeout(pause + a.call(a["start_seconds"]))
            if self.starts.take(env.now):
                order.started_at = env.now
                env.process(self._execute(order))
                return True
        self.in_flight -= 1
        return False

    def _redeliver(self, order: Order, received_at: float) -> None:
        """Show the message again after its visibility timeout, or dead-letter it after its last receive."""
        a = self.assumptions
        if order.receives < a["max_receives"]:
            self._later(max(0.0, received_at + a["visibility_timeout"] - self.env.now), partial(self._send, order))
        else:
            order.error = "never started"
            self._close(order, "lost")

    def _close(self, order: Order, outcome: str) -> None:
        order.outcome, order.closed_at = outcome, self.env.now
        self.open_orders -= 1
        if not self.open_orders:
            self.done.succeed()

    # The workflow

    def _execute(self, order: Order) -> Steps:
        machine, env = self.stack.machine, self.env
        deadline = env.now + machine["TimeoutSeconds"]
        name, state = machine["StartAt"], machine["States"][machine["StartAt"]]
        while name and env.now < deadline:
            state = machine["States"][name]
            if state["Type"] == "Task":
                error = yield from self._task(order, state, deadline)
                name = state.get("Next") if error is None else self._catch(order, state, error)
            else:
                yield env.timeout(self._transition(order))
                choices = (each["Next"] for each in state.get("Choices", []) if each["Variable"] in order.paths)
                name = next(choices, state.get("Default"))
        if order.final_at is None:  # the watchdog gives the order its final status
            self._finish(order)
        is_lost = bool(name) or state["Type"] == "Fail"
        self._close(order, "lost" if is_lost else "rejected" if order.error else "completed")

    def _catch(self, order: Order, state: State, error: str) -> str | None:
        order.needs_attention |= order.error is not None
        order.error = order.error or error
        catcher = match(state.get("Catch", []), error)
        if catcher is None:
            return None
        order.paths.add(".".join((catcher["ResultPath"] or "$").split(".")[:2]))
        return str(catcher["Next"])

    def _finish(self, order: Order) -> None:
        order.final_at = self.env.now
        self._emit(None)
        self._later(self.assumptions.call(self.assumptions["permit_seconds"]), self._release_permit)

    def _release_permit(self) -> None:
        self.in_flight -= 1

    def _transition(self, order: Order) -> float:
        order.transitions += 1
        return 0.0 if self.stack.is_express else self.transitions.wait(self.env.now)

    def _task(self, order: Order, state: State, deadline: float) -> Call:
        retries: dict[int, int] = {}
        while True:
            overhead = self.assumptions.draw("task_overhead", self.random)
            yield self.env.timeout(self._transition(order) + overhead)
            error = yield from self._invoke(order, state)
            retrier = match(state.get("Retry", []), error) if error else None
            if retrier is None:
                return error
            done = retries.get(id(retrier), 0)
            if done >= retrier.get("MaxAttempts", 3):
                return error
            retries[id(retrier)] = done + 1
            wait = max_wait(retrier, done) * (self.random.random() if retrier.get("JitterStrategy") == "FULL" else 1)
            if self.env.now + wait >= deadline:
                yield self.env.timeout(max(0.0, deadline - self.env.now))
                return error
            yield self.env.timeout(wait)

    def _invoke(self, order: Order, state: State) -> Call:
        operation = operation_of(state)
        if operation is None:
            yield self.env.timeout(self.assumptions["send_message_seconds"])
            return None
        function = self.functions[function_of(state)]
        if function.running >= function.limit or not function.requests.take(self.env.now):
            yield self.env.timeout(self.assumptions["throttle_seconds"])
            return "Lambda.TooManyRequestsException"
        function.running += 1
        began_at = self.env.now
        if function.running > function.environments:
            function.environments = function.running
            yield self.env.timeout(self.assumptions.draw("cold_start", self.random))
        error = yield from self._work(order, operation)
        function.running -= 1
        function.busy_seconds += self.env.now - began_at
        if error is None and operation in STEPS_WITH_EVENT:
            self._emit(None)
        if error is None and operation in ("complete", "fail"):
            self._finish(order)
        return error

    # The operations

    def _work(self, order: Order, operation: str) -> Call:
        a, work = self.assumptions, WORK[operation]
        error = None
        if operation == "reserve":
            error = yield from self._reserve(order)
        elif operation == "release" and order.row:
            error = yield from self._change(order.row, 1)
            order.row = order.row if error else None
        elif work.transactions:
            yield self.env.timeout(a.call(0) + a.draw("transaction_window", self.random))
        if error:
            return error
        yield self.env.timeout(work.database * a.call(a["dynamodb_seconds"]))
        if operation == "void" and not order.may_hold_money:
            return None  # the tombstone is ours
        error = yield from self._call_provider(work)
        order.may_hold_money |= operation == "authorize" and error != "PaymentProviderUnavailable"
        return error

    def _call_provider(self, work: Work) -> Call:
        a, load = self.assumptions, self.load
        shape = a["provider_variation"] ** -2
        for _ in range(work.provider):
            if not load.outage[0] <= self.env.now < load.outage[1]:
                yield self.env.timeout(a.call(self.random.gammavariate(shape, load.provider_seconds / shape)))
            elif load.hangs:
                yield self.env.timeout(a["provider_timeout"])
                return "PaymentProviderTimeout"
            else:
                yield self.env.timeout(a.call(a["provider_down_seconds"]))
                return "PaymentProviderUnavailable"
        return None

    def _reserve(self, order: Order) -> Call:
        """Try random rows, each try another one; after an empty row read all rows, and leave out the empty ones."""
        shards, stock = self.stack.stock_shards, self.load.stock
        if order.product not in self.rows:
            self.rows[order.product] = [StockRow(stock // shards + (n < stock % shards)) for n in range(shards)]
        rows, tries = self.rows[order.product], self.stack.quick_tries
        while rows:
            row = self.random.choice(rows)
            error = yield from self._change(row, -1)
            if error is None:
                order.row = row
                return None
            if error == "OutOfStock":
                yield self.env.timeout(self.assumptions.call(self.assumptions["dynamodb_seconds"]))
                rows = [each for each in rows if each.available]
                continue
            tries -= 1
            if not tries:
                return error
            yield self.env.timeout(self.assumptions.draw("quick_pause", self.random))
        return "OutOfStock"

    def _change(self, row: StockRow, change: int) -> Call:
        """Change a row in a transaction, which fails at once while the row is in another."""
        half_of_cpu = self.assumptions.call(0) / 2
        yield self.env.timeout(half_of_cpu)
        if row.busy_until > self.env.now:
            yield self.env.timeout(self.assumptions["conflict_seconds"] + half_of_cpu)
            return "StockContention"
        is_possible = row.available + change >= 0
        window = self.assumptions.draw("transaction_window", self.random) / (1 if is_possible else 2)
        row.busy_until = self.env.now + window
        row.available += change if is_possible else 0
        yield self.env.timeout(window + half_of_cpu)
        return None if is_possible else "OutOfStock"
