"""`make load N=300` and `make flash-sale N=2000`: place many orders at once, and check that all records agree."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread, local
from typing import Any

import psutil
import requests
from rich.progress import Progress
from rich.table import Table

from local.api_client import ApiClient
from local.ports import Ports
from local.process import wait_until
from local.strict.rules import REJECTIONS_PATH, Limits
from local.system_reader import SystemReader, find_discrepancies
from local.terminal import announced_system, console, verdict
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState
from orders.domain.timestamp import parse_utc

CONNECTIONS = 20
RETRY_TIMEOUT_SECONDS = 120
WAIT_TIMEOUT_SECONDS = 3_600
MEMORY_LIMIT_MIB = 1_024
SAMPLED_EXECUTIONS = 200
REPORTED = ("order_id", "attempt", "status", "failure_reason", "created_at", "updated_at")
"""The attributes of an order that the report reads."""

FLASH_SALE_PRODUCT = "Concert Ticket"
FLASH_SALE_STOCK_PERCENT = 40
"""The stock, in percent of the orders: most of them meet the last units."""

WAIT_SCALE = 0.2
"""As in ``local/chaos``: retries and redeliveries wait for a fifth of the time that they wait on AWS.

Otherwise the waits of throttled calls determine the time per order, and half of the machine is idle meanwhile.
"""

SECONDS_PER_OPEN_ORDER = 0.01
"""The wait between two counts of the open orders, in seconds for each of them, because a count reads them all.

An order takes longer, so the end is noticed in time.
"""

SECONDS_BETWEEN_SAMPLES = 2
"""Reading the memory of 20 processes takes 30 ms of CPU time."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The number of accepted orders, and the orders once they are final; ``seconds`` is from the first POST on."""

    accepted: int
    orders: list[dict[str, Any]]
    seconds: float
    peak: Mapping[str, int]


def load(ports: Ports, count: int) -> int:
    """Return 0 if all orders were accepted and are final, all records agree, and memory stayed within its limit."""
    with announced_system(ports, wait_scale=WAIT_SCALE) as system, _peak_memory() as peak:
        reader = SystemReader(system)
        stock = reader.available()
        result = _place_and_wait(reader, system.order, count, peak)
        problems = find_discrepancies(reader, stock) + _problems(result, count)
        _print("Load", _rows(result))
    return verdict(
        problems, "the money kept equals the total of the completed orders, and every unit of stock is accounted for"
    )


def flash_sale(ports: Ports, count: int) -> int:
    """Return 0 if exactly the stock of one product was sold and no order failed technically, under strict rules."""
    stock = max(1, count * FLASH_SALE_STOCK_PERCENT // 100)
    catalogue = [{"product_name": FLASH_SALE_PRODUCT, "unit_price": 4_500, "currency": "USD", "available": stock}]
    changes = {
        "order-processing:catalogue": catalogue,
        # The default, which is twice the payment function's concurrency: more orders would be throttled more often.
        "order-processing:max_orders_in_flight": 0,
    }
    with (
        announced_system(ports, wait_scale=WAIT_SCALE, changes=changes, limits=Limits()) as system,
        _peak_memory() as peak,
    ):
        console.print(
            f"\n{count} orders for {stock} units of {FLASH_SALE_PRODUCT}, with AWS's conflicts and throttles."
        )
        reader = SystemReader(system)
        result = _place_and_wait(reader, system.order | {"product_name": FLASH_SALE_PRODUCT}, count, peak)
        reservations = reader.items("reservations_table")
        sold = sum(
            each["quantities"][FLASH_SALE_PRODUCT] for each in reservations if each["state"] == ReservationState.SOLD
        )
        failed = sum(order["failure_reason"] not in (None, "OutOfStock") for order in result.orders)
        rejections = requests.get(system.aws.ports.aws_url + REJECTIONS_PATH, timeout=60).json()
        rows = {
            "units sold": f"{sold} of {stock}",
            "technical failures": str(failed),
            "transitions per order": f"{_transitions_per_order(reader, result.orders):.1f}",
            **{reason: str(number) for reason, number in sorted(rejections.items())},
        }
        problems = find_discrepancies(reader, {FLASH_SALE_PRODUCT: stock}) + _problems(result, count)
        _print("Flash sale", _rows(result) | rows)
    if sold != stock:
        problems.append(f"{sold} units were sold, and {stock} were in stock")
    if failed:
        problems.append(f"{failed} orders failed for another reason than OutOfStock")
    return verdict(problems, "exactly the stock was sold, and no order failed technically")


def _place_and_wait(reader: SystemReader, order: dict[str, Any], count: int, peak: Mapping[str, int]) -> LoadResult:
    """Place the order ``count`` times, and wait until all accepted orders are final."""
    began = time.monotonic()
    with Progress(console=console, refresh_per_second=2) as progress:
        accepted = _post(reader.system.api_url, order, count, progress)
        _await_final(reader, accepted, progress)
    seconds = time.monotonic() - began
    orders = [{name: order.get(name) for name in REPORTED} for order in reader.items("orders_table")]
    return LoadResult(accepted, orders, seconds, peak)


def _post(api_url: str, order: dict[str, Any], count: int, progress: Progress) -> int:
    """Place the orders, each with retries until the API accepts it, and return how many were accepted."""
    bar = progress.add_task("posted", total=count)
    thread = local()

    def place(key: str) -> bool:
        try:
            thread.client.place(order, key)
        except requests.RequestException:
            return False
        return True

    def post(number: int) -> bool:
        if not hasattr(thread, "client"):
            thread.client = ApiClient(api_url)
        try:
            return wait_until(lambda: place(f"order-{number}"), RETRY_TIMEOUT_SECONDS, every=1)
        finally:
            progress.advance(bar)

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(post, range(count)))


def _await_final(reader: SystemReader, count: int, progress: Progress) -> None:
    """Return once all orders are final, or at the timeout."""
    bar = progress.add_task("final ", total=count)
    deadline = time.monotonic() + WAIT_TIMEOUT_SECONDS
    while (remaining := reader.open_orders()) and time.monotonic() < deadline:
        progress.update(bar, completed=count - remaining)
        time.sleep(max(1, remaining * SECONDS_PER_OPEN_ORDER))
    progress.update(bar, completed=count - remaining)


def _transitions_per_order(reader: SystemReader, orders: list[dict[str, Any]]) -> float:
    """Return the mean number of state transitions, retries included, of some of the orders."""
    sample = orders[:: max(1, len(orders) // SAMPLED_EXECUTIONS)]
    executions = [reader.execution(Attempt(order["order_id"], order["attempt"])) for order in sample]
    return statistics.mean(each.transitions for each in executions if each)


def _problems(result: LoadResult, count: int) -> list[str]:
    problems = []
    if result.accepted != count:
        problems.append(f"{count - result.accepted} orders were not accepted")
    if result.peak["MiB"] > MEMORY_LIMIT_MIB:
        problems.append(f"the system used {result.peak['MiB']} MiB of memory; the limit is {MEMORY_LIMIT_MIB}")
    return problems


def _rows(result: LoadResult) -> dict[str, str]:
    statuses = Counter(order["status"] for order in result.orders)
    seconds = sorted(
        (parse_utc(order["updated_at"]) - parse_utc(order["created_at"])) / timedelta(seconds=1)
        for order in result.orders
        if OrderStatus(order["status"]).is_final
    )
    rows = {"accepted": str(result.accepted)}
    rows |= {status.lower(): str(statuses[status]) for status in OrderStatus if statuses[status]}
    if len(seconds) > 1:
        percentiles = statistics.quantiles(seconds, n=100, method="inclusive")
        rows |= {"POST to final, p50": f"{percentiles[49]:.1f} s", "POST to final, p95": f"{percentiles[94]:.1f} s"}
    per_order = 1_000 * result.seconds / max(1, result.accepted)
    return rows | {
        "time": f"{result.seconds:.1f} s, {per_order:.0f} ms per order",
        "peak memory": f"{result.peak['MiB']} MiB",
    }


def _print(title: str, rows: Mapping[str, str]) -> None:
    table = Table(title=title, title_justify="left", show_header=False)
    for name, value in rows.items():
        table.add_row(name, value)
    console.print(table)


@contextmanager
def _peak_memory() -> Iterator[dict[str, int]]:
    """Sample the memory of this process and its descendants, and yield the peak as ``{"MiB": …}``."""
    peak = {"MiB": 0}
    stop = Event()

    def measure() -> None:
        while not stop.wait(SECONDS_BETWEEN_SAMPLES):
            peak["MiB"] = max(peak["MiB"], _used_bytes() // 2**20)

    sampler = Thread(target=measure, daemon=True)
    sampler.start()
    try:
        yield peak
    finally:
        stop.set()
        sampler.join()


def _used_bytes() -> int:
    """Return the memory of the processes; pages that several of them share count once where the system says so."""
    this = psutil.Process()
    total = 0
    for process in [this, *this.children(recursive=True)]:
        try:
            memory = process.memory_full_info()
        except psutil.Error:
            continue
        total += getattr(memory, "pss", memory.rss)
    return total
