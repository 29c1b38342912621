"""Waiting as in the container: gunicorn with its configuration, and an emulated DynamoDB."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any

import psutil
import pytest

from api.waiting import MAX_WAITERS
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import wait_until
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.domain.order import OrderStatus
from tests.api.test_server import Server, environment, free_port, gunicorn
from tests.orders.examples import an_order

pytestmark = pytest.mark.slow

TABLE = "test-orders"


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
def keep(aws: Aws) -> Callable[[OrderStatus], None]:
    """Put the one order into the table, or change how it stands."""

    def keep(status: OrderStatus) -> None:
        aws.client("dynamodb").put_item(
            TableName=TABLE, Item=encode(to_item(an_order(order_id="order-1", status=status)))
        )

    return keep


@pytest.fixture
def server(tmp_path: Path, aws: Aws, keep: Callable[[OrderStatus], None]) -> Iterator[Server]:
    """One process, so that all who wait meet in one room, and an order that is not over."""
    keep(OrderStatus.PENDING)
    port, output = free_port(), tmp_path / "output"
    credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
    settings = environment(port) | aws.environment | credentials | {"WEB_CONCURRENCY": "1"}
    with gunicorn(output, settings) as process:
        server = Server(port, process, output)
        server.await_start()
        yield server


@dataclass
class Waiters:
    """Connections on which an answer is awaited."""

    sockets: list[socket.socket]

    def answered(self, count: int, seconds: float) -> list[tuple[HTTPResponse, dict[str, Any]]]:
        """The answers, once there are so many."""
        ready: set[socket.socket] = set()
        with DefaultSelector() as selector:
            for each in self.sockets:
                selector.register(each, EVENT_READ)
            deadline = monotonic() + seconds
            while len(ready) < count:
                assert monotonic() < deadline, f"only {len(ready)} of {count} were answered"
                for key, _ in selector.select(0.1):
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
    """Let so many clients wait; comes back when the server has a thread for each for whom it has room."""
    with ExitStack() as opened:

        def wait(count: int) -> Waiters:
            sockets = []
            for _ in range(count):
                client = opened.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30))
                client.sendall(b"GET /orders/order-1/ HTTP/1.1\r\nHost: api\r\nPrefer: wait=20\r\n\r\n")
                sockets.append(client)
            [worker] = psutil.Process(server.process.pid).children()
            assert wait_until(lambda: worker.num_threads() > min(count, MAX_WAITERS), 20)
            return Waiters(sockets)

        yield wait


def ask(server: Server) -> str:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/orders/order-1/")
    order: dict[str, str] = json.loads(connection.getresponse().read())
    connection.close()
    return order["status"]


def test_the_end_of_an_order_is_answered_soon(wait: Any, keep: Any) -> None:
    waiters = wait(3)
    keep(OrderStatus.COMPLETED)
    began = monotonic()
    answers = waiters.answered(3, seconds=10)
    assert monotonic() - began < 2
    for response, order in answers:
        assert (response.status, order["status"]) == (200, "Completed")
        assert response.headers["Preference-Applied"] == "wait=20"


def test_more_than_there_is_room_for_are_answered_at_once_and_a_stop_answers_the_others(
    server: Server, wait: Any
) -> None:
    too_many = 20
    waiters = wait(MAX_WAITERS + too_many)

    for response, order in waiters.answered(too_many, seconds=10):
        assert (response.status, order["status"]) == (200, "Pending")
        assert "Preference-Applied" not in response.headers
    assert ask(server) == "Pending"
    assert len(waiters.sockets) == MAX_WAITERS

    server.process.send_signal(signal.SIGTERM)
    for response, order in waiters.answered(MAX_WAITERS, seconds=10):
        assert (response.status, order["status"]) == (200, "Pending")
    assert server.process.wait(timeout=10) == 0
    assert "Connection pool is full" not in server.output.read_text()


def test_who_waits_does_not_hold_up_an_end_that_is_wanted_now(server: Server, wait: Any) -> None:
    wait(3)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=10) == 0
