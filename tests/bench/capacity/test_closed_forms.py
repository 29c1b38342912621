"""The simulation agrees with what queueing theory says in closed form."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
import simpy

from bench.capacity.assumptions import Assumptions
from bench.capacity.cases import FAST, SLOW, burst, hot_product, run, steady
from bench.capacity.limits import Limits
from bench.capacity.model import Load, Order, Simulation, StockRow, TokenBucket
from bench.capacity.stack import Stack

pytestmark = pytest.mark.slow

A = Assumptions.load()
NO_START_UP = Assumptions.load(cold_start=0.0, requests_per_concurrency=1e9)


def prod(**changes: object) -> Stack:
    return replace(Stack.load("prod", A), **changes)


def rejected_share(simulation: Simulation, rate: float, calls: int, one_call: object) -> float:
    """Offer calls at random times, and return the share that ended with an error."""
    errors: list[str] = []

    def call() -> Iterator[simpy.Event]:
        error = yield from one_call()
        if error:
            errors.append(error)

    def source() -> Iterator[simpy.Event]:
        random = Random(3)  # noqa: S311  # a simulation, no secret
        for _ in range(calls):
            yield simulation.env.timeout(random.expovariate(rate))
            simulation.env.process(call())

    simulation.env.process(source())
    simulation.env.run()
    return len(errors) / calls


@pytest.mark.parametrize(("rate", "provider", "seconds"), [(40, FAST, 120), (15, SLOW, 400)])
def test_orders_in_flight_equal_rate_times_time_in_flight(rate: float, provider: float, seconds: float) -> None:
    stack = prod()
    simulation = Simulation(stack, steady(stack, rate, seconds, provider).load, A)
    samples: list[int] = []

    def sample() -> Iterator[simpy.Event]:
        yield simulation.env.timeout(20)
        while simulation.env.now < seconds:
            samples.append(simulation.in_flight)
            yield simulation.env.timeout(0.5)

    simulation.env.process(sample())
    simulation.run()
    limits = Limits(stack, A, provider)
    expected = rate * (limits.seconds_in_flight - A["permit_poll"] / stack.consumers)

    assert sum(samples) / len(samples) == pytest.approx(expected, rel=0.05)


def test_a_function_is_busy_for_the_seconds_that_its_limit_is_computed_from() -> None:
    stack = prod()
    simulation = Simulation(stack, steady(stack, 40, 50, FAST).load, Assumptions.load(cold_start=0.0)).run()
    limits = {limit.name: limit.rate for limit in Limits(stack, A, FAST).all()}
    functions = ("payment", "inventory", "status")
    busy = {name: simulation.functions[name].busy_seconds / len(simulation.orders) for name in functions}

    computed = {name: stack.concurrency[name] / limits[f"concurrency of `{name}`"] for name in functions}
    assert busy == pytest.approx(computed, rel=0.03)


@pytest.mark.parametrize("load_per_unit", [0.8, 1.0, 1.3])
def test_a_function_at_its_concurrency_rejects_as_erlang_b_says(load_per_unit: float) -> None:
    stack = prod()
    size = stack.concurrency["payment"]
    simulation = Simulation(stack, Load(arrivals=(), provider_seconds=SLOW), NO_START_UP)
    offered = load_per_unit * size
    blocked = 1.0
    for servers in range(1, size + 1):
        blocked = offered * blocked / (servers + offered * blocked)

    rate = offered / Limits(stack, A, SLOW).seconds("authorize")
    state = stack.tasks["authorize"]
    share = rejected_share(simulation, rate, 20_000, lambda: simulation._invoke(Order(0.0, 0), state))

    assert share == pytest.approx(blocked, abs=0.01)


@pytest.mark.parametrize("rate", [15, 70, 200])
def test_a_stock_row_rejects_as_a_server_without_a_queue_does(rate: float) -> None:
    simulation = Simulation(prod(), Load(arrivals=(), provider_seconds=FAST), A)
    row, busy = StockRow(10**9), rate * A["transaction_window"]

    share = rejected_share(simulation, rate, 20_000, lambda: simulation._change(row, -1))

    assert share == pytest.approx(busy / (1 + busy), abs=0.01)


@pytest.mark.parametrize("provider", [FAST, SLOW])
def test_a_large_burst_drains_no_faster_than_the_bound_and_little_slower(provider: float) -> None:
    result = run(burst(prod(), 3_000, provider), A)

    assert result.bound < result.drain < 1.15 * result.bound + 5


def test_stock_rows_bear_the_rate_at_which_one_order_in_ten_thousand_exhausts_its_tries() -> None:
    bears = Limits(prod(), A, FAST).stock_rate
    simulation = Simulation(prod(), Load(arrivals=(), provider_seconds=FAST, products=1), NO_START_UP)

    share = rejected_share(simulation, bears, 20_000, lambda: simulation._reserve(Order(0.0, 0)))

    # Of the tries of one call; Step Functions then repeats the call three times.
    assert share**4 < 1e-3


def test_a_token_bucket_admits_its_size_at_once_and_then_its_rate() -> None:
    bucket = TokenBucket(10, 2)

    assert sum(bucket.take(0.0) for _ in range(100)) == 10
    assert sum(bucket.take(3.0) for _ in range(100)) == 6
    assert bucket.wait(3.0) == pytest.approx(0.5)


def test_executions_start_no_faster_than_the_token_bucket_of_start_execution() -> None:
    stack = prod(max_orders_in_flight=None, maximum_concurrency=50)
    arrivals = tuple(number / 1_000 for number in range(4_000))
    simulation = Simulation(stack, Load(arrivals=arrivals, provider_seconds=FAST), A).run()
    starts = sorted(each.started_at for each in simulation.orders if each.started_at is not None)
    bucket, rate = A["start_bucket"], A["start_rate"]

    assert all(number <= bucket + rate * at for number, at in enumerate(starts))


def test_a_hot_product_sells_its_stock_and_not_a_unit_more() -> None:
    result = run(hot_product(prod(), 2_000, FAST, 0.1), A)

    assert (result.completed, result.rejected, result.lost) == (200, 1_800, 0)
