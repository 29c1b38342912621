"""The alarms on load start before orders are lost, and not while a stack is only busy.

The alarms' own expressions are evaluated on the metrics that AWS would have of a simulated load.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isnan, nan
from typing import Any

import pytest

from bench.capacity.assumptions import Assumptions
from bench.capacity.cases import FAST, SLOW, Case, burst, hot_product, outage, steady
from bench.capacity.limits import Limits
from bench.capacity.model import Call, Order, Simulation, Steps, StockRow
from bench.capacity.stack import Stack, State, function_of
from infra.operations.load_alarms import BACKLOG_SECONDS, OPEN_ORDER_SECONDS
from infra.order_age import EVERY_MINUTES
from infra.queues import MAX_RECEIVES
from tests.infra.program import Program

pytestmark = pytest.mark.slow

A = Assumptions.load()
DEV, PROD = Stack.load("dev", A), Stack.load("prod", A)
EXPRESS = Stack.load("dev", A, workflow_type="EXPRESS")

RETRIES, CONFLICTS, PERMITS = "order-retries", "order-transaction-conflicts", "order-permits-exhausted"
STEP_ERRORS = ("order-payment-errors", "order-inventory-errors", "order-status-errors")
STATISTICS = {"Sum": sum, "SampleCount": len, "Minimum": min, "Maximum": max}


class MeasuredSimulation(Simulation):
    """A simulation with the metrics that AWS would have of it, by name and resource."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.stack, case.load, A)
        self.metrics: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        self.env.process(self._measure_order_age())
        self.run()
        for order in self.orders:
            if order.started_at is not None:
                self.metrics["ExecutionsStarted", "order-workflow"].append((order.started_at, 1))

    def lost_after(self, at: float) -> list[float]:
        """Return when the orders were lost that started after this time, ascending."""
        return sorted(each.closed_at for each in self.orders if each.outcome == "lost" and (each.started_at or at) > at)

    def _measure_order_age(self) -> Steps:
        while True:
            yield self.env.timeout(60 * EVERY_MINUTES)
            oldest = min((order.placed_at for order in self.orders if order.final_at is None), default=self.env.now)
            self._record("OldestOpenOrderSeconds", "order-age", self.env.now - oldest)
            self._record("PermitsInUse", "order-age", self.in_flight)

    def _invoke(self, order: Order, state: State) -> Call:
        error = yield from super()._invoke(order, state)
        if error:
            function = f"order-{function_of(state)}"
            self._record("Throttles" if error == "Lambda.TooManyRequestsException" else "Errors", function)
            if error == "OutOfStock":
                self._record("StepRejected", function)
        return error

    def _change(self, row: StockRow, change: int) -> Call:
        error = yield from super()._change(row, change)
        if error == "StockContention":
            self._record("TransactionConflict", "stock")
        return error

    def _record(self, name: str, resource: str, value: float = 1) -> None:
        self.metrics[name, resource].append((self.env.now, value))


def alarm_of(program: Program, name: str) -> Mapping[str, Any]:
    return program.one("cloudwatch/metricAlarm:MetricAlarm", f"dev-{name}").inputs


def series(metric: Mapping[str, Any], simulation: MeasuredSimulation) -> dict[int, float]:
    """Return the values of an alarm's metric by the number of the period."""
    (resource,) = metric["dimensions"].values()
    name = resource.rpartition("/")[2].rpartition(":")[2].removeprefix("dev-")
    periods: dict[int, list[float]] = defaultdict(list)
    for at, value in simulation.metrics[metric["metricName"], name]:
        periods[int(at // metric["period"])].append(value)
    return {number: STATISTICS[metric["stat"]](found) for number, found in periods.items()}


def evaluate(expression: str, variables: Mapping[str, float]) -> float:
    """Return the value of an expression of CloudWatch's metric math, in which ``nan`` is missing."""
    functions = {
        "FILL": lambda value, default: default if isnan(value) else value,
        "IF": lambda condition, value, default: value if condition else default,
    }
    value: float = eval(expression, functions, dict(variables))  # noqa: S307  the program's own text
    return value


def breaches(program: Program, name: str, simulation: MeasuredSimulation) -> Iterator[bool]:
    """Yield for each period whether the alarm's value is at or above its threshold."""
    alarm = alarm_of(program, name)
    result, *queries = alarm["metricQueries"]
    found = {query["id"]: series(query["metric"], simulation) for query in queries}
    for number in range(int(simulation.env.now // queries[0]["metric"]["period"]) + 1):
        value = evaluate(result["expression"], {key: values.get(number, nan) for key, values in found.items()})
        yield value >= alarm["threshold"]


def starts(program: Program, name: str, simulation: MeasuredSimulation) -> Iterator[float]:
    """Yield the times in seconds at the end of each period in which the alarm is in alarm state."""
    alarm = alarm_of(program, name)
    period, last = alarm["metricQueries"][1]["metric"]["period"], int(alarm["evaluationPeriods"])
    are_breaching: list[bool] = []
    for number, is_breaching in enumerate(breaches(program, name, simulation), start=1):
        are_breaching.append(is_breaching)
        if sum(are_breaching[-last:]) >= alarm["datapointsToAlarm"]:
            yield number * period


def busy(stack: Stack, provider: float) -> Case:
    """Return ten minutes at four fifths of the stack's capacity."""
    return steady(stack, 0.8 * Limits(stack, A, provider).all()[0].rate, 600, provider)


BUSY = [
    busy(DEV, FAST),
    busy(DEV, SLOW),
    busy(EXPRESS, FAST),
    burst(DEV, 2_000, SLOW),
    burst(PROD, 10_000, SLOW),
    hot_product(DEV, 5_000, FAST),
    hot_product(PROD, 25_000, FAST),
    hot_product(PROD, 10_000, SLOW, stocked=0.1),
]


@pytest.mark.parametrize("case", BUSY, ids=lambda case: f"{case.stack.name}, {case.name}")
def test_a_busy_stack_breaches_no_threshold(program: Program, express_program: Program, case: Case) -> None:
    planned, simulation = express_program if case.stack.is_express else program, MeasuredSimulation(case)

    assert simulation.metrics["ExecutionsStarted", "order-workflow"]
    assert simulation.lost_after(0) == []
    for name in (RETRIES, CONFLICTS, PERMITS, *STEP_ERRORS):
        assert not any(breaches(planned, name, simulation)), name


def test_an_outage_starts_the_alarm_on_retries_before_waiting_orders_are_lost(program: Program) -> None:
    case = outage(DEV, 6, 1_200, A, hangs=False)
    simulation = MeasuredSimulation(case)
    began_at, _ = case.load.outage

    lost = simulation.lost_after(began_at)
    assert lost
    assert next(starts(program, RETRIES, simulation)) <= began_at + 300 < lost[0]


def test_an_outage_starts_the_alarm_on_retries_of_an_express_stack(express_program: Program) -> None:
    """Its orders fail within seconds, so the alarm cannot be earlier."""
    simulation = MeasuredSimulation(outage(EXPRESS, 2, 300, A, hangs=False))
    assert next(starts(express_program, RETRIES, simulation)) <= 360


def test_conflicts_start_their_alarm_before_orders_are_lost(program: Program) -> None:
    """At the same rate, a product with three stock rows loses no order yet, and one with two rows does."""
    few, fewer = (MeasuredSimulation(hot_product(replace(PROD, stock_shards=n), 20_000, FAST)) for n in (3, 2))

    assert few.lost_after(0) == []
    assert fewer.lost_after(0)
    assert list(starts(program, CONFLICTS, few))
    assert list(starts(program, CONFLICTS, fewer))


def test_a_backlog_of_more_than_an_hour_starts_the_alarm_on_permits_within_forty_minutes(program: Program) -> None:
    simulation = MeasuredSimulation(burst(DEV, 8_000, SLOW))

    assert simulation.env.now > 3_600
    assert simulation.lost_after(0) == []
    assert next(starts(program, PERMITS, simulation)) <= 2_400


def test_the_alarms_on_waiting_orders_start_long_before_a_message_has_used_up_its_receives() -> None:
    """Even if it were received every second."""
    assert BACKLOG_SECONDS < OPEN_ORDER_SECONDS < MAX_RECEIVES
