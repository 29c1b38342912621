"""`make bench-waiters`: the order API while 500 clients wait for the end of their orders.

Each has a connection of its own, and asks again when its time is over.  Meanwhile ordinary requests are measured, in
turns with and without the waiters; then the orders are completed behind the API's back, and each waiter says when it
heard of it.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from rich.table import Table

from api.waiting import LONGEST
from bench import BATCH_READS
from bench.api import CONNECTIONS, ORDERS, REGION, Runner, open_tables, served
from local.console import console, verdict
from local.emulator import Aws, emulator
from local.ports import HOST, Ports
from local.process import Server, wait_until
from orders.adapters.items import encode
from orders.order import OrderStatus

WAITERS = 500
ROUNDS = 3
REQUESTS = 200
IDLE_SECONDS = 5
SETTLED = 0.2
"""Of a processor: above it the waiters are still reading their orders for the first time."""
PATIENCE_SECONDS = 60
MIB = 2**20


@dataclass
class Crowd:
    """Clients that wait, each for one order, in a thread of their own.

    ``heard`` has when each was told that its order is over, by the order's id; ``wrong`` what should not have come.
    """

    port: int
    order_ids: Sequence[str]
    heard: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """They wait while the block runs, and it ends when all of them have gone."""
        thread = Thread(target=lambda: asyncio.run(self._all()))
        thread.start()
        yield
        thread.join()

    async def _all(self) -> None:
        await asyncio.gather(*map(self._one, self.order_ids))

    async def _one(self, order_id: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS + LONGEST):
                await self._wait(order_id)
        except (OSError, TimeoutError, EOFError) as error:
            self.wrong.append(f"the waiter for {order_id} ended with {type(error).__name__}")

    async def _wait(self, order_id: str) -> None:
        reader, writer = await asyncio.open_connection(HOST, self.port)
        asked = f"GET /orders/{order_id}/?wait={LONGEST} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
        while order_id not in self.heard:
            writer.write(asked)
            status, order = await _answer(reader)
            if status != "200" or order["order_id"] != order_id:
                self.wrong.append(f"the waiter for {order_id} was answered {status}: {order}")
                break
            if order["status"] == OrderStatus.COMPLETED:
                self.heard[order_id] = time.monotonic()
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[str, dict[str, Any]]:
    """The status and the body."""
    first, *headers = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split("\r\n")
    [length] = [line.partition(":")[2] for line in headers if line.lower().startswith("content-length:")]
    return first.split()[1], json.loads(await reader.readexactly(int(length)))


@dataclass(frozen=True, slots=True)
class Idle:
    """What the server takes while nobody but the waiters is there: MiB, and computing and batch reads a second."""

    mib: float
    computing: float
    batch_reads: float


def main() -> int:
    """Returns 0 if every waiter was answered, and heard of its order's end."""
    ports = Ports.unused()
    with (
        tempfile.TemporaryDirectory(prefix="order-bench-") as name,
        emulator(ports, REGION, Path(name), enforce_iam=False, wait_scale=1) as aws,
    ):
        open_tables(aws)
        counter = Path(name) / "batch-reads"
        with served("bench.counted:application", aws, ports.api, Path(name), {BATCH_READS: str(counter)}) as api:
            alone, among = Runner(api), Runner(api)
            ids = alone.run("POST", ["/orders/"] * WAITERS)
            _measure(alone, ids)
            alone.forget()
            _measure(alone, ids)
            before = _idle(api, counter)
            crowd = Crowd(ports.api, ids)
            with crowd.waiting():
                if not wait_until(lambda: _threads(api) >= WAITERS, PATIENCE_SECONDS):
                    crowd.wrong.append(f"the server came to {_threads(api)} threads only")
                wait_until(lambda: _load(api) < SETTLED, LONGEST / 2, every=0)
                during = _idle(api, counter)
                _measure(among, ids)
                done = _complete(aws, ids)
    _report(alone, among, before, during)
    return _judge(crowd, done)


def _measure(runner: Runner, ids: Sequence[str]) -> None:
    for _ in range(ROUNDS):
        runner.run("POST", ["/orders/"] * REQUESTS)
        runner.run("GET", [f"/orders/{order_id}/" for order_id in ids[:REQUESTS]])


def _threads(server: Server) -> int:
    return sum(process.num_threads() for process in server.processes)


def _load(server: Server) -> float:
    """The share of a processor that it takes just now."""
    computed = server.cpu_seconds
    time.sleep(0.5)
    return (server.cpu_seconds - computed) / 0.5


def _idle(server: Server, counter: Path) -> Idle:
    """Measured for some seconds in which nothing else is asked."""
    computed, reads, began = server.cpu_seconds, counter.stat().st_size, time.monotonic()
    time.sleep(IDLE_SECONDS)
    seconds = time.monotonic() - began
    return Idle(
        mib=sum(process.memory_full_info().uss for process in server.processes) / MIB,
        computing=(server.cpu_seconds - computed) / seconds,
        batch_reads=(counter.stat().st_size - reads) / seconds,
    )


def _complete(aws: Aws, ids: Sequence[str]) -> dict[str, float]:
    """Write the status as the workflow's last step does; when it was written, by the order's id."""
    dynamodb = aws.client("dynamodb")

    def complete(order_id: str) -> tuple[str, float]:
        dynamodb.update_item(
            TableName=ORDERS,
            Key=encode({"order_id": order_id}),
            UpdateExpression="SET #status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=encode({":status": OrderStatus.COMPLETED}),
        )
        return order_id, time.monotonic()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return dict(pool.map(complete, ids))


def _rate(runner: Runner, kind: str) -> float:
    return statistics.median(runner.rates[kind])


def _milliseconds(runner: Runner, kind: str, percent: int) -> float:
    return 1000 * _percentile(runner.seconds[kind], percent)


def _report(alone: Runner, among: Runner, before: Idle, during: Idle) -> None:
    table = Table(title=f"Ordinary requests beside {WAITERS} waiters, {ROUNDS} rounds of {REQUESTS}")
    for column in ("", "no waiters", f"{WAITERS} waiters", "ratio"):
        table.add_column(column, justify="right" if column else "left")

    def compare(what: str, of: Callable[[Runner], float], digits: int = 0) -> None:
        first, second = of(alone), of(among)
        table.add_row(what, f"{first:.{digits}f}", f"{second:.{digits}f}", f"{second / first:.2f}")

    for kind in ("POST", "GET"):
        compare(f"{kind}, requests a second", partial(_rate, kind=kind))
        for percent in (50, 99):
            compare(f"{kind}, p{percent} in ms", partial(_milliseconds, kind=kind, percent=percent), 1)
    console.print(table)
    console.print(
        f"A waiter takes {1024 * (during.mib - before.mib) / WAITERS:.0f} KiB of memory and "
        f"{1000 * (during.computing - before.computing) / WAITERS:.3f} ms of computing a second; all together ask "
        f"{during.batch_reads:.1f} batch reads a second, and without them there are {before.batch_reads:.1f}."
    )


def _judge(crowd: Crowd, done: dict[str, float]) -> int:
    delays = [crowd.heard[order_id] - moment for order_id, moment in done.items() if order_id in crowd.heard]
    if len(delays) > 1:
        console.print(
            f"Their answers came {1000 * _percentile(delays, 50):.0f} ms (p50), "
            f"{1000 * _percentile(delays, 99):.0f} ms (p99) and at most {1000 * max(delays):.0f} ms "
            "after the order's last status."
        )
    told = f"{len(delays)} of {WAITERS} waiters were answered with their order's last status"
    return verdict([*crowd.wrong[:10], *([] if len(delays) == WAITERS else [told])], told)


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    sys.exit(main())
