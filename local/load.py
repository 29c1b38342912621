"""`make load N=300`: many orders at once, and whether the reader balance afterwards."""

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
WAIT_TIMEOUT_SECONDS = 600
MEMORY_LIMIT_MIB = 2_048


def load(ports: Ports, count: int) -> int:
    """Returns 0 if every order was accepted and reached a final status, in memory, and the reader balance."""
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
        problems.append(f"the system took {peak['MiB']} MiB, more than {MEMORY_LIMIT_MIB}")
    return verdict(
        problems, "the reader balance: the money kept is what completed orders cost, no stock was lost or made"
    )


def _post(api_url: str, count: int, progress: Progress) -> int:
    """How many of the orders were accepted."""
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
    """The orders, once all of them are final or the time is over."""
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
    table.add_row("memory at most", f"{peak['MiB']} MiB")
    console.print(table)


@contextmanager
def _peak_memory() -> Iterator[dict[str, int]]:
    """The most memory that this process and all it started were seen to take together, as ``{"MiB": …}``."""
    peak = {"MiB": 0}
    over = Event()

    def measure() -> None:
        while not over.wait(0.5):
            peak["MiB"] = max(peak["MiB"], _resident_bytes() // 2**20)

    watcher = Thread(target=measure, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _resident_bytes() -> int:
    this = psutil.Process()
    total = 0
    for process in [this, *this.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
