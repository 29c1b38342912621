"""Long polling as in the container: gunicorn with its configuration, and an emulated DynamoDB."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any

import psutil
import pytest

from api.long_polling import MAX_WAITERS
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import wait_until
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.domain.order import OrderStatus
from tests.api.test_server import WAIT_TIMEOUT_SECONDS, Server, environment, free_port, gunicorn
from tests.orders.examples import an_order

pytestmark = pytest.mark.slow

TABLE = "test-orders"
LONG_WAIT_SECONDS = 600
"""The ``MAX_WAIT_SECONDS`` of ``long_wait.conf.py``: a response before it was not caused by the end of the wait."""


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    folder = tmp_path_factory.mktemp("emulator")
    with emulator(Ports.unused(), "us-west-2", folder, enforce_iam=False, wait_scale=1) as aws:
        aws.client("dynamodb").create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "order_id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "order_id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield aws


@pytest.fixture
def store(aws: Aws) -> Callable[[OrderStatus], None]:
    """Store the one order with a status."""

    def store(status: OrderStatus) -> None:
        item = encode(to_item(an_order(order_id="order-1", status=status)))
        aws.client("dynamodb").put_item(TableName=TABLE, Item=item)

    return store


@pytest.fixture
def server(tmp_path: Path, aws: Aws, store: Callable[[OrderStatus], None]) -> Iterator[Server]:
    """One worker process, so that all waiters share its limit, and an open order."""
    store(OrderStatus.PENDING)
    port, output = free_port(), tmp_path / "output"
    credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
    settings = environment(port) | aws.environment | credentials | {"WEB_CONCURRENCY": "1"}
    with gunicorn(output, settings, "tests/api/long_wait.conf.py") as process:
        server = Server(port, process, output)
        server.await_start()
        yield server


@dataclass
class Waiters:
    """Connections that wait for a response."""

    sockets: list[socket.socket]

    def receive(self, count: int) -> list[tuple[HTTPResponse, dict[str, Any]]]:
        """Return the responses of the first ``count`` connections that have one."""
        ready: set[socket.socket] = set()
        with DefaultSelector() as selector:
            for each in self.sockets:
                selector.register(each, EVENT_READ)
            deadline = monotonic() + WAIT_TIMEOUT_SECONDS
            while len(ready) < count:
                assert monotonic() < deadline, f"only {len(ready)} of {count} have a response"
                for key, _ in selector.select(1):
                    ready.add(key.fileobj)  # type: ignore[arg-type]
                    selector.unregister(key.fileobj)
        self.sockets = [each for each in self.sockets if each not in ready]
        return [_read(each) for each in ready]


def _read(client: socket.socket) -> tuple[HTTPResponse, dict[str, Any]]:
    response = HTTPResponse(client)
    response.begin()
    return response, json.loads(response.read())


@pytest.fixture
def wait(server: Server) -> Iterator[Callable[[int], Waiters]]:
    """Connect waiting clients; return when the server has a thread for each, up to its limit."""
    with ExitStack() as opened:

        def wait(count: int) -> Waiters:
            sockets = []
            for _ in range(count):
                address = ("127.0.0.1", server.port)
                client = opened.enter_context(socket.create_connection(address, timeout=WAIT_TIMEOUT_SECONDS))
                client.sendall(
                    b"GET /orders/order-1/ HTTP/1.1\r\nHost: api\r\nPrefer: wait=%d\r\n\r\n" % LONG_WAIT_SECONDS
                )
                sockets.append(client)
            master = psutil.Process(server.process.pid)
            assert wait_until(lambda: bool(master.children()), WAIT_TIMEOUT_SECONDS)  # it listens before it forks
            [worker] = master.children()
            assert wait_until(lambda: worker.num_threads() > min(count, MAX_WAITERS), WAIT_TIMEOUT_SECONDS)
            return Waiters(sockets)

        yield wait


def read_status(server: Server) -> str:
    with closing(server.connect()) as connection:
        connection.request("GET", "/orders/order-1/")
        order: dict[str, str] = json.loads(connection.getresponse().read())
        return order["status"]


def test_clients_above_the_limit_get_the_order_at_once_and_a_stop_wakes_the_others(server: Server, wait: Any) -> None:
    too_many = 20
    waiters = wait(MAX_WAITERS + too_many)

    for response, order in waiters.receive(too_many):
        assert (response.status, order["status"]) == (200, "Pending")
        assert "Preference-Applied" not in response.headers
    assert read_status(server) == "Pending"
    assert len(waiters.sockets) == MAX_WAITERS

    server.process.send_signal(signal.SIGTERM)
    for response, order in waiters.receive(MAX_WAITERS):
        assert (response.status, order["status"]) == (200, "Pending")
    assert server.process.wait(WAIT_TIMEOUT_SECONDS) == 0
    assert "Connection pool is full" not in server.output.read_text()


def test_waiting_clients_keep_their_places_beside_slow_ones_and_a_final_status_wakes_them(
    server: Server, wait: Any, store: Any
) -> None:
    waiters = wait(50)
    with ExitStack() as opened:
        for number in range(800):
            address = ("127.0.0.1", server.port)
            slow = opened.enter_context(socket.create_connection(address, timeout=WAIT_TIMEOUT_SECONDS))
            slow.sendall((b"GET /orders/order-1/ HTTP/1.1\r\nHost: api\r\n", b"POST /or")[number % 2])
        assert read_status(server) == "Pending"
        assert len(waiters.sockets) == 50
        store(OrderStatus.COMPLETED)
        for response, order in waiters.receive(50):
            assert (response.status, order["status"]) == (200, "Completed")
            assert response.headers["Preference-Applied"] == f"wait={LONG_WAIT_SECONDS}"


def test_an_immediate_stop_does_not_wait_for_waiting_clients(server: Server, wait: Any) -> None:
    wait(3)
    assert server.stop(signal.SIGINT) == 0
