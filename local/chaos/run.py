"""One run of chaos, from the first order to the verdict."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from rich.progress import Progress

from local.chaos.customers import Customers
from local.chaos.faults import strike
from local.chaos.plan import Fault, Plan
from local.chaos.quiescence import QuiescenceProbe
from local.chaos.report import count_statuses, show_faults, show_orders
from local.console import announced_system, console, verdict
from local.ports import Ports
from local.process import ROOT, wait_until
from local.system import LocalSystem
from local.system_reader import SystemReader, find_discrepancies
from orders.domain.order import OrderStatus
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS

WAIT_SCALE = 0.2
"""With less, a message would come back while the function that has it still may run, which AWS's queues forbid."""

CONNECTIONS = 8
CROWD = 5
"""One in so many of the orders is under way at any time, so that orders still come in when the faults strike."""

WAIT_TIMEOUT_SECONDS = 300


def chaos(ports: Ports, count: int, seed: int) -> int:
    """Returns 0 if every order that was accepted ended as it must, and the reader balance."""
    plan, problems = Plan.drawn(count, seed), []
    with announced_system(ports, wait_scale=WAIT_SCALE) as system:
        reader, customers = SystemReader(system), Customers(system.api_url)
        stock = reader.available()
        console.print(f"\nSeed {seed}: {count} orders, {len(plan.strikes)} faults; waits are {WAIT_SCALE} x as long")
        show_faults(plan, _unleash(system, reader, customers, plan))
        if not _await_stillness(reader):
            problems.append(f"something still moves after {WAIT_TIMEOUT_SECONDS} s")
        before = count_statuses(reader)
        problems += [f"before anyone looked after it, {each}" for each in _left_undone(reader, stock)]
        _redrive(system, reader)
        show_orders(reader, customers, before)
        problems += broken_promises(reader, customers, count) + find_discrepancies(reader, stock)
        balance = _manage(system, "reconcile", "--minutes", "0", "--stock", _units(stock))
        if balance.returncode:
            problems.append("reconcile says that the reader do not balance")
    return verdict(
        problems,
        f"seed {seed}: every order that was accepted is there and over, none was charged twice, nothing was oversold",
    )


def _unleash(system: LocalSystem, reader: SystemReader, customers: Customers, plan: Plan) -> Counter[Fault]:
    """Let the orders come in and the faults strike; what was hit, by the kind of fault."""
    bodies, strikes, stillness = list(plan.orders), list(plan.strikes), QuiescenceProbe(reader)
    crowd = max(CONNECTIONS, len(bodies) // CROWD)
    struck: list[tuple[Fault, Future[int]]] = []
    with (
        Progress(console=console) as progress,
        ThreadPoolExecutor(CONNECTIONS) as desks,
        ThreadPoolExecutor(len(strikes)) as arms,
    ):
        bars = [progress.add_task(name, total=len(bodies)) for name in ("accepted", "over    ")]
        placed: list[Future[bool]] = []
        while bodies or strikes:
            if stillness.look() and all(each.done() for each in placed):
                if not bodies:
                    break  # so few orders came to an end by themselves that the last faults never strike
                crowd = max(crowd, len(placed) - stillness.over + CONNECTIONS)  # those that are stuck keep nobody out
            accepted, over = len(customers.accepted), stillness.over
            for bar, done in zip(bars, (accepted, over), strict=True):
                progress.update(bar, completed=done)
            while bodies and len(placed) - over < crowd:
                placed.append(desks.submit(customers.place, bodies.pop(0)))
            while strikes and strikes[0].progress <= accepted + over:
                each = strikes.pop(0)
                struck.append((each.fault, arms.submit(strike, each.fault, system, customers, each.dice)))
            time.sleep(0.1)
    hits: Counter[Fault] = Counter()
    for fault, future in struck:
        hits[fault] += future.result()
    return hits


def _await_stillness(reader: SystemReader) -> bool:
    """Whether everything came to rest in time."""
    return wait_until(QuiescenceProbe(reader).look, WAIT_TIMEOUT_SECONDS, every=0.5)


def _left_undone(reader: SystemReader, stock: Mapping[str, int]) -> list[str]:
    """What does not balance though no order is open and no letter says that something is left to undo.

    An operator's redrive finishes every undo, and would hide what the workflow and the watchdog had forgotten.
    """
    excused = {order["order_id"] for order in reader.items("orders_table") if not OrderStatus(order["status"]).is_final}
    excused |= {letter["order_id"] for letter in reader.dead_letters() if letter.get("needs_attention")}
    return [problem for problem in find_discrepancies(reader, stock) if not any(order_id in problem for order_id in excused)]


def _redrive(system: LocalSystem, reader: SystemReader) -> None:
    """Run again what lies in the dead-letter queue, as an operator would once the faults are over."""
    for _ in range(DEFAULT_MAX_ATTEMPTS + 1):
        _manage(system, "redrive", "--yes")
        if not _await_stillness(reader) or not reader.dead_letters():
            return


def _manage(system: LocalSystem, *command: str) -> subprocess.CompletedProcess[str]:
    """Run an operator's command as docs/operations.md says, and show the end of what it says."""
    answer = subprocess.run(
        [sys.executable, "api/manage.py", *command],
        cwd=ROOT,
        env=system.operator_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = answer.stdout.strip().splitlines() or ["nothing"]
    for line in lines if answer.returncode else lines[-1:]:
        console.print(f"{command[0]}: {line}", markup=False)
    return answer


def _units(stock: Mapping[str, int]) -> str:
    return ",".join(f"{product}={units}" for product, units in stock.items())


def broken_promises(reader: SystemReader, customers: Customers, count: int) -> list[str]:
    """What the customers were told and is not so, a sentence each."""
    orders = {order["order_id"]: order for order in reader.items("orders_table")}
    problems = [f"order {each} was accepted, and is missing" for each in customers.accepted if each not in orders]
    problems += [
        f"the cancellation of order {each} was accepted, and it is {orders[each]['status']}"
        for each in sorted(customers.cancelled & orders.keys())
        if orders[each]["status"] != OrderStatus.CANCELLED
    ]
    if len(customers.accepted) != count:
        problems.append(f"{count - len(customers.accepted)} orders were never accepted")
    return problems
