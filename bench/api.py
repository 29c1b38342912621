"""`make bench-api`: the order API against its floor, in the same run and on the same tables.

Both are served by gunicorn with the API's own configuration, and ask the same emulated DynamoDB; no workflow follows.
The rounds take turns, so that what else the machine does falls on both.  The emulator is busier than either of them, so
what the framework costs shows in the time that the servers' processes compute.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from orders.adapters.items import encode
from rich.table import Table

from local.api_client import ORDER
from local.console import console, verdict
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import HOST, Ports
from local.process import Server, inherited_environment, server

REGION = "us-west-2"
ROUNDS = 7
REQUESTS = 400
CONNECTIONS = 8
WANTED = 0.7
"""Of the floor's throughput, for POST."""

ORDERS, PRODUCTS = "bench-orders", "bench-products"


@dataclass
class Runner:
    """One of the two servers, and what was measured on it.

    ``rates`` has the requests a second and ``costs`` the seconds of computing for a request, round by round;
    ``seconds`` has how long each request took.
    """

    server: Server
    rates: dict[str, list[float]] = field(default_factory=dict)
    costs: dict[str, list[float]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget what was measured."""
        self.rates.clear()
        self.costs.clear()
        self.seconds.clear()

    def run(self, kind: str, paths: list[str]) -> list[str]:
        """One round; the ids of the orders that were answered."""
        body = json.dumps(ORDER) if kind == "POST" else None
        share = [paths[number::CONNECTIONS] for number in range(CONNECTIONS)]
        began, computed = time.perf_counter(), self.server.cpu_seconds
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            results = list(pool.map(lambda part: self._ask(kind, part, body), share))
        self.rates.setdefault(kind, []).append(len(paths) / (time.perf_counter() - began))
        self.costs.setdefault(kind, []).append((self.server.cpu_seconds - computed) / len(paths))
        self.seconds.setdefault(kind, []).extend(seconds for times, _ in results for seconds in times)
        return [order_id for _, ids in results for order_id in ids]

    def _ask(self, kind: str, paths: list[str], body: str | None) -> tuple[list[float], list[str]]:
        address = urlsplit(self.server.health)
        connection = HTTPConnection(address.hostname or HOST, address.port, timeout=30)
        times, ids = [], []
        for path in paths:
            began = time.perf_counter()
            connection.request(kind, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            content = answer.read()
            times.append(time.perf_counter() - began)
            if not 200 <= answer.status < 300:  # noqa: PLR2004  a success of HTTP
                raise RuntimeError(f"{kind} {path} was answered {answer.status}: {content[:200]!r}")
            ids.append(json.loads(content)["order_id"])
        connection.close()
        return times, ids


def main() -> int:
    """Returns 0 if the API keeps ``WANTED`` of the floor's throughput."""
    ports, floor_ports = Ports.unused(), Ports.unused()
    with (
        tempfile.TemporaryDirectory(prefix="order-bench-") as name,
        emulator(ports, REGION, Path(name), enforce_iam=False, wait_scale=1) as aws,
    ):
        open_tables(aws)
        with (
            served("api.wsgi:application", aws, ports.api, Path(name)) as api,
            served("bench.bare:application", aws, floor_ports.api, Path(name)) as floor,
        ):
            runners = {"the API": Runner(api), "the floor": Runner(floor)}
            ids = runners["the API"].run("POST", ["/orders/"] * REQUESTS)
            for number in range(ROUNDS + 1):
                for runner in list(runners.values())[:: 1 if number % 2 else -1]:
                    runner.run("POST", ["/orders/"] * REQUESTS)
                    runner.run("GET", [f"/orders/{order_id}/" for order_id in ids])
                    if number == 0:  # everything is warm now
                        runner.forget()
    return _report(runners["the API"], runners["the floor"])


@contextmanager
def served(
    application: str, aws: Aws, port: int, folder: Path, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Server]:
    """A WSGI application under gunicorn, with the API's configuration and ``open_tables``."""
    environment = (
        inherited_environment()
        | aws.environment
        | {
            "API_BIND": f"{HOST}:{port}",
            "AWS_ACCESS_KEY_ID": ROOT_KEY,
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
            "ORDERS_TABLE": ORDERS,
            "PRODUCTS_TABLE": PRODUCTS,
        }
        | dict(more)
    )
    command = [sys.executable, "-m", "gunicorn", "--config", "api/gunicorn.conf.py", application]
    health = f"http://{HOST}:{port}/healthz"
    with server(application, command, environment, folder / f"{application}.log", health) as running:
        yield running


def open_tables(aws: Aws) -> None:
    """Make the tables, and put one product up for sale."""
    dynamodb = aws.client("dynamodb")
    for table, key in ((ORDERS, "order_id"), (PRODUCTS, "product_name")):
        dynamodb.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
    product = {"product_name": ORDER["product_name"], "unit_price": 1999, "currency": "USD", "available": 1}
    dynamodb.put_item(TableName=PRODUCTS, Item=encode(product))


def _report(api: Runner, floor: Runner) -> int:
    table = Table(title=f"The API and its floor, {ROUNDS} rounds of {REQUESTS} over {CONNECTIONS} connections")
    for column in ("", "the API", "the floor", "ratio"):
        table.add_column(column, justify="right" if column else "left")
    kept = {}
    for kind in ("POST", "GET"):
        ours, theirs = statistics.median(api.rates[kind]), statistics.median(floor.rates[kind])
        kept[kind] = ours / theirs
        table.add_row(f"{kind}, requests a second", f"{ours:.0f}", f"{theirs:.0f}", f"{kept[kind]:.2f}")
        ours, theirs = (1000 * statistics.median(each.costs[kind]) for each in (api, floor))
        table.add_row(f"{kind}, computing in ms", f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}")
        for percent in (50, 95):
            ours, theirs = (
                1000 * statistics.quantiles(each.seconds[kind], n=100)[percent - 1] for each in (api, floor)
            )
            table.add_row(f"{kind}, p{percent} in ms", f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.2f}")
    console.print(table)
    told = f"POST keeps {kept['POST']:.3f} of the floor's throughput; {WANTED} is wanted"
    return verdict([] if kept["POST"] >= WANTED else [told], told)


if __name__ == "__main__":
    sys.exit(main())
