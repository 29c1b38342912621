"""The parts that the benchmarks share: a server with its tables, a client, and a table of ratios."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from rich.table import Table

from local.api_client import ORDER
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import HOST, Ports
from local.process import Server, inherited_environment, server
from local.terminal import console
from orders.aws.items import encode

REGION = "us-west-2"
CONNECTIONS = 8
REQUEST_TIMEOUT_SECONDS = 120
ORDERS, PRODUCTS = "bench-orders", "bench-products"


@dataclass
class Client:
    """A client of one server, and its measurements by HTTP method.

    ``rates`` has the requests per second and ``cpu_seconds`` the server's CPU time per request, one value a round;
    ``latencies`` has the seconds of each request.
    """

    server: Server
    rates: dict[str, list[float]] = field(default_factory=dict)
    cpu_seconds: dict[str, list[float]] = field(default_factory=dict)
    latencies: dict[str, list[float]] = field(default_factory=dict)

    def forget(self) -> None:
        """Discard the measurements."""
        for measurements in (self.rates, self.cpu_seconds, self.latencies):
            measurements.clear()

    def place(self, count: int) -> list[str]:
        """Place this many orders, and return their ids."""
        return self._run("POST", ["/orders/"] * count)

    def read(self, order_ids: Sequence[str]) -> None:
        """Read each of the orders."""
        self._run("GET", [f"/orders/{order_id}/" for order_id in order_ids])

    def rate(self, method: str) -> float:
        """Return the median of the requests per second."""
        return statistics.median(self.rates[method])

    def cpu_ms(self, method: str) -> float:
        """Return the median of the server's CPU time per request."""
        return 1000 * statistics.median(self.cpu_seconds[method])

    def latency_ms(self, method: str, percent: int) -> float:
        """Return a percentile of the latencies."""
        return 1000 * percentile(self.latencies[method], percent)

    def _run(self, method: str, paths: Sequence[str]) -> list[str]:
        shares = [paths[number::CONNECTIONS] for number in range(CONNECTIONS)]
        start, cpu_start = time.perf_counter(), self.server.cpu_seconds
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            results = [each for share in pool.map(lambda share: self._send(method, share), shares) for each in share]
        self.rates.setdefault(method, []).append(len(paths) / (time.perf_counter() - start))
        self.cpu_seconds.setdefault(method, []).append((self.server.cpu_seconds - cpu_start) / len(paths))
        self.latencies.setdefault(method, []).extend(seconds for seconds, _ in results)
        return [order_id for _, order_id in results]

    def _send(self, method: str, paths: Sequence[str]) -> list[tuple[float, str]]:
        """Send requests over one connection, and return the latency and the order's id of each."""
        body = json.dumps(ORDER) if method == "POST" else None
        connection = HTTPConnection(urlsplit(self.server.health).netloc, timeout=REQUEST_TIMEOUT_SECONDS)
        results = []
        for path in paths:
            start = time.perf_counter()
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            content = response.read()
            seconds = time.perf_counter() - start
            if response.status not in (200, 201):
                raise RuntimeError(f"{method} {path} returned {response.status}: {content[:200]!r}")
            results.append((seconds, json.loads(content)["order_id"]))
        connection.close()
        return results


@contextmanager
def bench_aws() -> Iterator[tuple[Aws, Path]]:
    """Run the emulator with the two tables and one product, and a temporary folder, until the block ends."""
    with (
        tempfile.TemporaryDirectory(prefix="order-bench-") as name,
        emulator(Ports.unused(), REGION, Path(name), enforce_iam=False, wait_scale=1) as aws,
    ):
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
        yield aws, Path(name)


@contextmanager
def served(
    application: str, aws: Aws, folder: Path, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Server]:
    """Run a WSGI application under gunicorn with the API's configuration, on an unused port, until the block ends.

    ``more`` are additional environment variables.
    """
    address = f"{HOST}:{Ports.unused().api}"
    environment = {
        **inherited_environment(),
        **aws.environment,
        "API_BIND": address,
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "ORDERS_TABLE": ORDERS,
        "PRODUCTS_TABLE": PRODUCTS,
        **more,
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "api/gunicorn.conf.py", application]
    with server(
        application, command, environment, folder / f"{application}.log", f"http://{address}/healthz"
    ) as running:
        yield running


@dataclass
class Comparison:
    """A table that compares a subject with a reference, line by line, by the ratio of the two."""

    title: str
    subject: str
    reference: str
    _rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, what: str, subject: float, reference: float, digits: int = 0) -> float:
        """Add a line, and return the ratio."""
        ratio = subject / reference
        self._rows.append((what, f"{subject:.{digits}f}", f"{reference:.{digits}f}", f"{ratio:.2f}"))
        return ratio

    def add_clients(self, subject: Client, reference: Client, percents: Sequence[int]) -> float:
        """Add the lines of two clients, and return the ratio of their ``POST`` throughputs."""
        ratios = {}
        for method in ("POST", "GET"):
            ratios[method] = self.add(f"{method}, requests/s", subject.rate(method), reference.rate(method))
            self.add(f"{method}, CPU ms", subject.cpu_ms(method), reference.cpu_ms(method), 2)
            for percent in percents:
                ours, theirs = subject.latency_ms(method, percent), reference.latency_ms(method, percent)
                self.add(f"{method}, p{percent} ms", ours, theirs, 1)
        return ratios["POST"]

    def print(self) -> None:
        """Print the table."""
        table = Table(title=self.title)
        for head in ("", self.subject, self.reference, "ratio"):
            table.add_column(head, justify="right" if head else "left")
        for row in self._rows:
            table.add_row(*row)
        console.print(table)


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile; there must be at least two values."""
    return statistics.quantiles(values, n=100)[percent - 1]
