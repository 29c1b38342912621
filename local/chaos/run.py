"""Run chaos: place orders, inject faults, redrive, and check every record."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from typing import Any

from rich.progress import Progress

from local.chaos.customers import Customers
from local.chaos.faults import inject
from local.chaos.leaks import find_leaks
from local.chaos.plan import ChaosPlan, Fault
from local.chaos.quiescence import QuiescenceProbe
from local.chaos.report import count_statuses, show_faults, show_orders
from local.chaos.retries import find_retries
from local.ports import Ports
from local.process import ROOT, wait_until
from local.resources.stepfunctions import MAX_RETRY_WAIT_SECONDS
from local.strict.rules import Limits
from local.system import LocalSystem
from local.system_reader import SystemReader, find_discrepancies
from local.terminal import announced_system, console, verdict
from orders.domain.order import OrderStatus
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS

WAIT_SCALE = 0.2
"""A smaller one would redeliver a message while its function may still run, which AWS's queues do not allow."""

CONNECTIONS = 8
ORDERS_PER_OPEN_ORDER = 5
"""One in this many orders may be open at a time, so that orders still come in when the faults are injected."""

WAIT_TIMEOUT_SECONDS = 900

STRIPE_FAULT_RATE = 0.03
"""The share of Stripe's calls with a random fault, besides those of the payment methods."""


def chaos(ports: Ports, count: int, seed: int) -> int:
    """Return 0 if the system kept every promise to its customers and all records agree, else 1."""
    plan, problems = ChaosPlan.from_seed(count, seed), []
    with announced_system(ports, wait_scale=WAIT_SCALE, limits=Limits(seed=seed)) as system:
        reader, customers = SystemReader(system), Customers(system.api_url)
        stock = reader.available()
        console.print(f"\nSeed {seed}: {count} orders, {len(plan.injections)} faults.")
        console.print(
            f"Retry delays, at most {MAX_RETRY_WAIT_SECONDS} s, and visibility timeouts are scaled by {WAIT_SCALE}."
        )
        if system.stripe:
            system.stripe.proxy.plan.random, system.stripe.proxy.plan.rate = Random(seed), STRIPE_FAULT_RATE  # noqa: S311
        show_faults(plan, _inject_faults(system, reader, customers, plan))
        if not _await_quiescence(reader):
            problems.append(f"the system is not quiescent after {WAIT_TIMEOUT_SECONDS} s")
        before = count_statuses(reader)
        problems += [f"before the redrive: {each}" for each in _missing_compensations(reader, stock)]
        if system.stripe:
            system.stripe.proxy.plan.rate = 0.0
        _redrive(system, reader)
        show_orders(reader, customers, before)
        problems += find_broken_promises(reader, customers, count) + find_discrepancies(reader, stock)
        opening_stock = ",".join(f"{product}={units}" for product, units in stock.items())
        if manage(system, "reconcile", "--minutes", "0", "--provider", "--stock", opening_stock).returncode:
            problems.append("reconcile found discrepancies")
        if system.stripe:
            plan_of_stripe = system.stripe.proxy.plan
            problems += plan_of_stripe.repetitions()
            problems += find_retries(plan_of_stripe.calls, reader.execution)
        problems += find_leaks(reader)
    return verdict(
        problems,
        f"seed {seed}: every accepted order has a final status, none was charged twice, no product was oversold",
    )


def _inject_faults(system: LocalSystem, reader: SystemReader, customers: Customers, plan: ChaosPlan) -> Counter[Fault]:
    """Place the orders, inject the faults at their progress, and return the hits by fault."""
    bodies, injections, probe = list(plan.orders), list(plan.injections), QuiescenceProbe(reader)
    max_open = max(CONNECTIONS, len(bodies) // ORDERS_PER_OPEN_ORDER)
    injected: list[tuple[Fault, Future[int]]] = []
    with (
        Progress(console=console) as progress,
        ThreadPoolExecutor(CONNECTIONS) as placing_threads,
        ThreadPoolExecutor(len(injections)) as injecting_threads,
    ):
        bars = [progress.add_task(name, total=len(bodies)) for name in ("accepted", "final   ")]
        placed: list[Future[bool]] = []
        while bodies or injections:
            if probe.check() and all(each.done() for each in placed):
                if not bodies:
                    break  # stuck orders keep the progress below that of the last faults
                # Stuck orders must not keep new ones out.
                max_open = max(max_open, len(placed) - probe.final_orders + CONNECTIONS)
            accepted, final = len(customers.accepted), probe.final_orders
            for bar, completed in zip(bars, (accepted, final), strict=True):
                progress.update(bar, completed=completed)
            while bodies and len(placed) - final < max_open:
                placed.append(placing_threads.submit(customers.place, _paid(system, bodies.pop(0))))
            while injections and injections[0].progress <= accepted + final:
                each = injections.pop(0)
                hits = injecting_threads.submit(inject, each.fault, system, customers, each.random)
                injected.append((each.fault, hits))
            time.sleep(0.1)
    total: Counter[Fault] = Counter()
    for fault, hits in injected:
        total[fault] += hits.result()
    return total


def _paid(system: LocalSystem, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the order with the provider's payment method for the planned behavior."""
    return {**body, "payment_method": system.method(body["payment_method"])}


def _await_quiescence(reader: SystemReader) -> bool:
    return wait_until(QuiescenceProbe(reader).check, WAIT_TIMEOUT_SECONDS, every=0.5)


def _missing_compensations(reader: SystemReader, stock: Mapping[str, int]) -> list[str]:
    """Return the discrepancies of final orders without a dead letter that needs attention.

    This check precedes the redrive, which completes every compensation and would hide one that the workflow and the
    watchdog missed.
    """
    excluded = {
        order["order_id"] for order in reader.items("orders_table") if not OrderStatus(order["status"]).is_final
    }
    excluded |= {message["order_id"] for message in reader.dead_letters() if message.get("needs_attention")}
    return [each for each in find_discrepancies(reader, stock) if not any(order_id in each for order_id in excluded)]


def _redrive(system: LocalSystem, reader: SystemReader) -> None:
    """Redrive the dead-letter queue until it is empty, as an operator does after an incident."""
    for _ in range(DEFAULT_MAX_ATTEMPTS + 1):
        manage(system, "redrive", "--yes")
        if not _await_quiescence(reader) or not reader.dead_letters():
            return


def manage(system: LocalSystem, *command: str) -> subprocess.CompletedProcess[str]:
    """Run an operator's command as docs/operations.md describes, and print its last line, or all if it fails."""
    result = subprocess.run(
        [sys.executable, "api/manage.py", *command],
        cwd=ROOT,
        env=system.operator_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = result.stdout.strip().splitlines() or ["no output"]
    for line in lines if result.returncode else lines[-1:]:
        console.print(f"{command[0]}: {line}", markup=False)
    return result


def find_broken_promises(reader: SystemReader, customers: Customers, count: int) -> list[str]:
    """Return a sentence for each response of the API that the stored orders contradict."""
    orders = {order["order_id"]: order for order in reader.items("orders_table")}
    problems = [f"order {each} was accepted, but is not stored" for each in customers.accepted if each not in orders]
    problems += [
        f"the cancellation of order {each} was accepted, but its status is {orders[each]['status']}"
        for each in sorted(customers.cancelled & orders.keys())
        if orders[each]["status"] != OrderStatus.CANCELLED
    ]
    if len(customers.accepted) != count:
        problems.append(f"{count - len(customers.accepted)} orders were never accepted")
    return problems
