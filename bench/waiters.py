"""`make bench-waiters`: measure the order API while 500 clients wait for their orders' final status.

Each client has a connection of its own, and repeats its request when the wait ends.  Meanwhile ordinary requests are
measured, with and without the waiters.  Then the benchmark completes the orders in DynamoDB, and measures how long each
waiter needs to receive the final status.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from bench.call_log import CallLog
from bench.harness import CONNECTIONS, ORDERS, Client, Comparison, bench_aws, percentile, served
from local.emulator import Aws
from local.process import Server, wait_until
from local.terminal import console, verdict
from orders.aws.items import encode
from orders.contract import MAX_WAIT_SECONDS
from orders.domain.order import OrderStatus

WAITERS = 500
ROUNDS = 3
REQUESTS = 200
IDLE_SECONDS = 5
IDLE_CPU_SHARE = 0.2
"""Above this share of a processor the server still reads the waiters' orders for the first time."""
WAIT_TIMEOUT_SECONDS = 120
MIB = 2**20


@dataclass
class Waiters:
    """Clients in a thread of their own, each of which waits for one order.

    ``completed_at`` has the monotonic time at which each received the final status, by the order's id; ``problems`` are
    the unexpected responses.
    """

    address: str
    order_ids: Sequence[str]
    completed_at: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Start the clients, and join them after the block."""
        thread = Thread(target=lambda: asyncio.run(self._run()))
        thread.start()
        yield
        thread.join()

    async def _run(self) -> None:
        await asyncio.gather(*map(self._run_one, self.order_ids))

    async def _run_one(self, order_id: str) -> None:
        try:
            async with asyncio.timeout(WAIT_TIMEOUT_SECONDS + MAX_WAIT_SECONDS):
                await self._wait(order_id)
        except (OSError, TimeoutError, EOFError) as error:
            self.problems.append(f"the waiter for {order_id} ended with {type(error).__name__}")

    async def _wait(self, order_id: str) -> None:
        host, _, port = self.address.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        request = f"GET /orders/{order_id}/?wait={MAX_WAIT_SECONDS} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        while order_id not in self.completed_at:
            writer.write(request)
            status, order = await _read_response(reader)
            if status != "200" or order["order_id"] != order_id:
                self.problems.append(f"the waiter for {order_id} received {status}: {order}")
                break
            if order["status"] == OrderStatus.COMPLETED:
                self.completed_at[order_id] = time.monotonic()
        writer.close()


async def _read_response(reader: asyncio.StreamReader) -> tuple[str, dict[str, Any]]:
    """Return the status and the body."""
    first, *headers = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split("\r\n")
    [length] = [line.partition(":")[2] for line in headers if line.lower().startswith("content-length:")]
    return first.split()[1], json.loads(await reader.readexactly(int(length)))


@dataclass(frozen=True, slots=True)
class Idle:
    """The server's memory, and its CPU seconds and batch reads per second, without ordinary requests."""

    mib: float
    cpu: float
    batch_reads: float


def main() -> int:
    """Return 0 if every waiter received its order's final status, else 1."""
    with bench_aws() as (aws, folder):
        calls = CallLog(folder / "call-log")
        with served("api.wsgi:application", aws, folder, calls.environment) as api:
            alone, beside = Client(api), Client(api)
            order_ids = alone.place(WAITERS)
            _measure(alone, order_ids)  # the warm-up
            alone.forget()
            _measure(alone, order_ids)
            before = _measure_idle(api, calls)
            waiters = Waiters(urlsplit(api.health).netloc, order_ids)
            with waiters.waiting():
                if not wait_until(lambda: _threads(api) >= WAITERS, WAIT_TIMEOUT_SECONDS):
                    waiters.problems.append(f"the server has only {_threads(api)} threads")
                wait_until(lambda: _cpu_share(api) < IDLE_CPU_SHARE, MAX_WAIT_SECONDS / 2, every=0)
                during = _measure_idle(api, calls)
                _measure(beside, order_ids)
                written_at = _complete(aws, order_ids)
    title = f"Ordinary requests beside {WAITERS} waiters, {ROUNDS} rounds of {REQUESTS}"
    comparison = Comparison(title, f"{WAITERS} waiters", "no waiters")
    comparison.add_clients(beside, alone, (50, 99))
    comparison.print()
    console.print(
        f"A waiter takes {1024 * (during.mib - before.mib) / WAITERS:.0f} KiB of memory and "
        f"{1000 * (during.cpu - before.cpu) / WAITERS:.3f} ms of CPU per second. All waiters together cause "
        f"{during.batch_reads:.1f} batch reads per second; without waiters there are {before.batch_reads:.1f}."
    )
    return _report_delays(waiters, written_at)


def _measure(client: Client, order_ids: Sequence[str]) -> None:
    for _ in range(ROUNDS):
        client.place(REQUESTS)
        client.read(order_ids[:REQUESTS])


def _threads(server: Server) -> int:
    return sum(process.num_threads() for process in server.processes)


def _cpu_share(server: Server) -> float:
    """Return the share of a processor that the server uses in half a second."""
    start = server.cpu_seconds
    time.sleep(0.5)
    return (server.cpu_seconds - start) / 0.5


def _measure_idle(server: Server, calls: CallLog) -> Idle:
    """Measure for ``IDLE_SECONDS`` without ordinary requests."""
    calls.take()
    cpu, start = server.cpu_seconds, time.monotonic()
    time.sleep(IDLE_SECONDS)
    seconds = time.monotonic() - start
    return Idle(
        mib=sum(process.memory_full_info().uss for process in server.processes) / MIB,
        cpu=(server.cpu_seconds - cpu) / seconds,
        batch_reads=sum(call.operation == "BatchGetItem" for call in calls.take()) / seconds,
    )


def _complete(aws: Aws, order_ids: Sequence[str]) -> dict[str, float]:
    """Write the status as the workflow's last step does, and return the monotonic time of each write by order id."""
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
        return dict(pool.map(complete, order_ids))


def _report_delays(waiters: Waiters, written_at: dict[str, float]) -> int:
    received = waiters.completed_at
    delays = [received[order_id] - moment for order_id, moment in written_at.items() if order_id in received]
    if len(delays) > 1:
        p50, p99, slowest = (
            1000 * seconds for seconds in (percentile(delays, 50), percentile(delays, 99), max(delays))
        )
        console.print(
            f"The final status arrived {p50:.0f} ms (p50), {p99:.0f} ms (p99), at most {slowest:.0f} ms later."
        )
    result = f"{len(delays)} of {WAITERS} waiters received their order's final status"
    return verdict([*waiters.problems[:10], *([] if len(delays) == WAITERS else [result])], result)


if __name__ == "__main__":
    sys.exit(main())
