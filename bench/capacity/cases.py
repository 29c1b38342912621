"""The loads that are simulated, and what becomes of the orders."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import yaml

from bench.capacity.assumptions import Assumptions
from bench.capacity.limits import Limits
from bench.capacity.model import Load, Simulation
from bench.capacity.stack import ROOT, Stack, match, max_wait

PRICES = ROOT / "bench" / "cost" / "prices.yaml"
FAST, SLOW = 0.05, 0.8
BURST_RATE, HOT_RATE, OUTAGE_RATE = 1_000, 2_000, 50
OUTAGE_SECONDS, STEADY_SECONDS, STEADY_SHARE = 600, 120, 0.8
EXPRESS_GIB = 64 / 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A stack under a load.

    Attributes:
        rejected: share of orders that must end out of stock.
        rate: orders per second that keep arriving during and after an outage.
    """

    name: str
    stack: Stack
    load: Load
    rejected: float = 0.0
    rate: float = 0.0

    def bound(self, assumptions: Assumptions) -> float:
        """Return the seconds in which the narrowest limit alone drains the backlog.

        After an outage the permits are held by orders that wait for their next retry.  Until then, on average a third
        of the longest wait with full jitter, their capacity is idle.
        """
        load = self.load
        capacity = (
            Limits(self.stack, assumptions, load.provider_seconds, self.rejected, load.products == 1).all()[0].rate
        )
        if not self.rate:
            return max(load.arrivals[-1], len(load.arrivals) / capacity)
        retrier = match(self.stack.tasks["authorize"]["Retry"], "PaymentProviderUnavailable")
        idle = max_wait(retrier, retrier["MaxAttempts"] - 1) / 3 if retrier else 0.0
        return ((load.outage[1] - load.outage[0]) * self.rate + idle * capacity) / (capacity - self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a case's orders; times are in seconds, ``transitions`` per order.

    Attributes:
        drain: until the last final status or, after an outage, until there are as few open orders as permits.
        receives: how often one message was received at most, waits for a permit included.
        backlog: pairs of a time and the orders that are not final then.
    """

    case: Case
    bound: float
    drain: float
    ratio: float
    lost: int
    completed: int
    rejected: int
    needs_attention: int
    transitions: float
    dollars_per_1000: float
    median: float
    p99: float
    receives: int
    peak_in_flight: int
    backlog: list[tuple[float, float]]


def run(case: Case, a: Assumptions, seed: int = 1) -> Result:
    """Simulate a case."""
    simulation = Simulation(case.stack, case.load, a, seed).run()
    orders = simulation.orders
    placed, final = [each.placed_at for each in orders], sorted(each.final_at or each.closed_at for each in orders)
    waits = sorted((each.final_at or each.closed_at) - each.placed_at for each in orders)
    end, permits = case.load.outage[1], case.stack.max_orders_in_flight or 0
    drained = (at for done, at in enumerate(final) if at > end and bisect_right(placed, at) - done <= permits)
    drain = (next(drained, final[-1]) if case.rate else final[-1]) - end
    outcomes = Counter(each.outcome for each in orders)
    times = [final[-1] * step / 100 for step in range(101)]
    return Result(
        case=case,
        bound=case.bound(a),
        drain=drain,
        ratio=drain / case.bound(a),
        lost=outcomes["lost"],
        completed=outcomes["completed"],
        rejected=outcomes["rejected"],
        needs_attention=sum(each.needs_attention for each in orders),
        transitions=sum(each.transitions for each in orders) / len(orders),
        dollars_per_1000=1_000 * _dollars(simulation) / len(orders),
        median=waits[len(waits) // 2],
        p99=waits[len(waits) * 99 // 100],
        receives=max(each.receives + each.permit_waits for each in orders),
        peak_in_flight=simulation.peak_in_flight,
        backlog=[(at, float(bisect_right(placed, at) - bisect_right(final, at))) for at in times],
    )


def _dollars(simulation: Simulation) -> float:
    """Return what Step Functions charges for the executions, at list prices."""
    prices = yaml.safe_load(PRICES.read_text(encoding="utf-8"))["prices"]
    dollar = {name: prices[name]["price"] / prices[name]["per"] for name in prices}
    if not simulation.stack.is_express:
        return float(dollar["transition"] * sum(each.transitions for each in simulation.orders))
    durations = [each.closed_at - each.started_at for each in simulation.orders if each.started_at is not None]
    gib_seconds = sum(durations) * EXPRESS_GIB
    return float(dollar["express_request"] * len(durations) + dollar["express_duration"] * gib_seconds)


def burst(stack: Stack, count: int, provider: float) -> Case:
    """Return a burst over many products."""
    load = Load(arrivals=tuple(number / BURST_RATE for number in range(count)), provider_seconds=provider)
    return Case(name=f"burst of {count:,}, provider {provider * 1000:g} ms", stack=stack, load=load)


def hot_product(stack: Stack, count: int, provider: float, stocked: float = 1.0) -> Case:
    """Return a burst for one product, of which a share of the orders finds stock."""
    arrivals = tuple(number / HOT_RATE for number in range(count))
    load = Load(arrivals=arrivals, provider_seconds=provider, products=1, stock=int(count * stocked))
    name = f"{count:,} for one product, stock for {stocked:.0%}, provider {provider * 1000:g} ms"
    return Case(name=name, stack=stack, load=load, rejected=1 - stocked)


def steady(stack: Stack, rate: float, seconds: float, provider: float) -> Case:
    """Return random arrivals at a constant mean rate."""
    load = Load(arrivals=_poisson(rate, seconds), provider_seconds=provider)
    return Case(name=f"steady {rate:.3g}/s, provider {provider * 1000:g} ms", stack=stack, load=load)


def outage(stack: Stack, rate: float, seconds: float, a: Assumptions, *, hangs: bool) -> Case:
    """Return steady load with an outage of the provider, which else takes 50 ms, from the second minute on."""
    load = Load(arrivals=(), provider_seconds=FAST, outage=(60.0, 60.0 + seconds), hangs=hangs)
    name = f"provider {'hangs' if hangs else 'fails fast'} for {seconds:g} s at {rate:g}/s"
    case = Case(name=name, stack=stack, load=load, rate=rate)
    return replace(case, load=replace(load, arrivals=_poisson(rate, load.outage[1] + 1.25 * case.bound(a))))


def _poisson(rate: float, seconds: float) -> tuple[float, ...]:
    random, at, times = Random(7), 0.0, []  # noqa: S311  # a simulation, no secret
    while (at := at + random.expovariate(rate)) < seconds:
        times.append(at)
    return tuple(times)


def all_loads(stack: Stack, a: Assumptions, scale: float = 1.0) -> Iterator[Case]:
    """Return the loads of the page for one stack, their sizes multiplied by a factor."""
    for provider in (FAST, SLOW):
        yield burst(stack, int(1_000 * scale), provider)
        yield burst(stack, int(10_000 * scale), provider)
    for provider, stocked in ((FAST, 1.0), (FAST, 0.1), (SLOW, 0.1)):
        yield hot_product(stack, int(20_000 * scale), provider, stocked)
    capacity = {provider: Limits(stack, a, provider).all()[0].rate for provider in (FAST, SLOW)}
    for hangs in (False, True):
        yield outage(stack, min(OUTAGE_RATE, round(capacity[FAST] / 2)), OUTAGE_SECONDS * scale, a, hangs=hangs)
    for provider, rate in capacity.items():
        yield steady(stack, STEADY_SHARE * rate, STEADY_SECONDS * max(scale, 0.1), provider)


def comparisons(stack: Stack, scale: float = 1.0) -> Iterator[Case]:
    """Return one burst with fewer and more permits, and two without permits and with one stock row."""
    count, payment = int(10_000 * scale), stack.concurrency["payment"]
    for factor in (1, 1.5, 2, 3, 4):
        yield burst(replace(stack, max_orders_in_flight=round(factor * payment)), count, SLOW)
    bare = replace(stack, max_orders_in_flight=None, stock_shards=1, quick_tries=1)
    yield burst(bare, count, SLOW)
    yield hot_product(bare, count // 2, FAST)
