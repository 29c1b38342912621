"""`make load N=300`: place many orders at once, and check that all records agree afterwards."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread, local
from typing import Any

import psutil
import requests
from rich.progress import Progress
from rich.table import Table

from local.api_client import ORDER, ApiClient
from local.console import announced_system, console, verdict
from local.ports import Ports
from local.system_reader import SystemReader, find_discrepancies
from orders.domain.order import OrderStatus
from orders.domain.timestamp import parse_utc

CONNECTIONS = 20
WAIT_TIMEOUT_SECONDS = 1_200
MEMORY_LIMIT_MIB = 2_048


def load(ports: Ports, count: int) -> int:
    """Return 0 if all orders were accepted and are final, all records agree, and memory stayed within its limit."""
    with announced_system(ports) as system, _peak_memory() as peak:
        reader = SystemReader(system)
        stock = reader.available()
        with Progress(console=console) as progress:
            accepted = _post(system.api_url, count, progress)
            orders = _await_final(reader, accepted, progress)
        problems = find_discrepancies(reader, stock)
        _report(accepted, orders, peak)
    if accepted != count:
        problems.append(f"{count - accepted} orders were not accepted")
    if peak["MiB"] > MEMORY_LIMIT_MIB:
        problems.append(f"the system used {peak['MiB']} MiB of memory; the limit is {MEMORY_LIMIT_MIB}")
    return verdict(
        problems, "the money kept equals the total of the completed orders, and every unit of stock is accounted for"
    )


def _post(api_url: str, count: int, progress: Progress) -> int:
    """Place the orders, and return how many were accepted."""
    bar = progress.add_task("posted", total=count)
    thread = local()

    def post(_: int) -> bool:
        if not hasattr(thread, "client"):
            thread.client = ApiClient(api_url)
        try:
            thread.client.place(ORDER)
        except requests.RequestException:
            return False
        finally:
            progress.advance(bar)
        return True

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(post, range(count)))


def _await_final(reader: SystemReader, count: int, progress: Progress) -> list[dict[str, Any]]:
    """Return the orders once all are final, or at the timeout."""
    bar = progress.add_task("final ", total=count)
    deadline = time.monotonic() + WAIT_TIMEOUT_SECONDS
    while True:
        orders = list(reader.items("orders_table"))
        final = sum(OrderStatus(order["status"]).is_final for order in orders)
        progress.update(bar, completed=final)
        if final >= count or time.monotonic() > deadline:
            return orders
        time.sleep(0.5)


def _report(accepted: int, orders: list[dict[str, Any]], peak: dict[str, int]) -> None:
    statuses = Counter(order["status"] for order in orders)
    seconds = sorted(
        (parse_utc(order["updated_at"]) - parse_utc(order["created_at"])) / timedelta(seconds=1)
        for order in orders
        if OrderStatus(order["status"]).is_final
    )
    table = Table(title="Load", title_justify="left", show_header=False)
    table.add_row("accepted", str(accepted))
    for status in OrderStatus:
        if statuses[status]:
            table.add_row(status.lower(), str(statuses[status]))
    if len(seconds) > 1:
        percentiles = statistics.quantiles(seconds, n=100, method="inclusive")
        table.add_row("POST to final, p50", f"{percentiles[49]:.1f} s")
        table.add_row("POST to final, p95", f"{percentiles[94]:.1f} s")
    table.add_row("peak memory", f"{peak['MiB']} MiB")
    console.print(table)


@contextmanager
def _peak_memory() -> Iterator[dict[str, int]]:
    """Sample the memory of this process and its descendants, and yield the peak as ``{"MiB": …}``."""
    peak = {"MiB": 0}
    stop = Event()

    def measure() -> None:
        while not stop.wait(0.5):
            peak["MiB"] = max(peak["MiB"], _resident_bytes() // 2**20)

    sampler = Thread(target=measure, daemon=True)
    sampler.start()
    try:
        yield peak
    finally:
        stop.set()
        sampler.join()


def _resident_bytes() -> int:
    this = psutil.Process()
    total = 0
    for process in [this, *this.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
