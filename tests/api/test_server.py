"""The API as in its container: gunicorn with its configuration, on a port, and nobody where DynamoDB should be."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ORDER = b'{"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}'
JSON = {"Content-Type": "application/json"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "API_BIND": f"127.0.0.1:{port}",
        "ORDERS_TABLE": "test-orders",
        "PRODUCTS_TABLE": "test-products",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}",
    }


@contextmanager
def gunicorn(output: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The server, which ends with the block, whatever the test made of it."""
    command = [sys.executable, "-m", "gunicorn", "--config", "api/gunicorn.conf.py", "api.wsgi:application"]
    with (
        output.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


@dataclass
class Server:
    port: int
    process: subprocess.Popen[bytes]
    output: Path

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=20)

    def await_start(self) -> None:
        """Return when the port is open; waiting for the end of the process is what passes the time."""
        deadline = monotonic() + 30
        while monotonic() < deadline:
            with suppress(ConnectionRefusedError), closing(self.connect()) as connection:
                connection.connect()
                return
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                break
        pytest.fail(f"gunicorn did not start:\n{self.output.read_text()}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)

    def log(self) -> list[dict[str, Any]]:
        """Its lines; the last of them are there once the server has stopped, for it answers before it writes."""
        return [json.loads(line) for line in self.output.read_text().splitlines()]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    port = free_port()
    output = tmp_path / "output"
    with gunicorn(output, environment(port)) as process:
        server = Server(port, process, output)
        server.await_start()
        yield server


@pytest.fixture
def connection(server: Server) -> Iterator[HTTPConnection]:
    with closing(server.connect()) as connection:
        yield connection


def problem(response: HTTPResponse) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    read: dict[str, Any] = json.loads(response.read())
    assert read["status"] == response.status
    return read


def test_health_is_answered_over_a_connection_that_stays_open(connection: HTTPConnection) -> None:
    for _ in range(3):
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b'{"status":"ok"}')
        assert response.headers["Connection"] == "keep-alive"
        assert response.headers["Content-Length"] == "15"


def test_head_is_answered_with_the_length_alone(server: Server, connection: HTTPConnection) -> None:
    connection.request("HEAD", "/healthz")
    response = connection.getresponse()
    assert (response.status, response.read(), response.headers["Content-Length"]) == (200, b"", "15")
    connection.close()
    server.stop()
    [line] = server.log()
    assert (line["method"], line["status"]) == ("HEAD", 200)


def test_an_order_waits_for_a_database_that_is_away(connection: HTTPConnection) -> None:
    connection.request("POST", "/orders/", ORDER, JSON)
    response = connection.getresponse()
    assert response.status == 503
    assert response.headers["Retry-After"] == "2"
    assert problem(response)["title"] == "Service Unavailable"


def test_a_body_in_chunks_is_refused(connection: HTTPConnection) -> None:
    connection.request("POST", "/orders/", iter([ORDER]), JSON, encode_chunked=True)
    response = connection.getresponse()
    assert response.status == 411
    assert problem(response)["detail"] == "send the body with a Content-Length, not in chunks"


def test_a_body_that_is_too_long_is_refused_before_it_is_sent(connection: HTTPConnection) -> None:
    connection.putrequest("POST", "/orders/")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    assert problem(response)["detail"] == "the body must not be longer than 65536 bytes"


def test_a_body_that_breaks_off_is_refused(connection: HTTPConnection) -> None:
    connection.putrequest("POST", "/orders/")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(ORDER) + 1))
    connection.endheaders(ORDER[:-1])
    connection.sock.shutdown(socket.SHUT_WR)
    response = connection.getresponse()
    assert response.status == 400
    assert problem(response)["detail"].startswith("the body must be JSON")


def test_a_request_for_the_end_is_met_at_once_though_a_client_keeps_its_connection(
    server: Server, connection: HTTPConnection
) -> None:
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    assert server.stop() == 0


def test_the_log_has_no_query_and_nothing_that_the_customer_sent(server: Server, connection: HTTPConnection) -> None:
    for method, path in (("POST", "/orders/?name=Customer"), ("GET", "/nowhere%22%0A?name=Customer")):
        connection.request(method, path, ORDER, JSON | {"User-Agent": "Customer", "Referer": "/Customer"})
        connection.getresponse().read()
    with closing(server.connect()) as another:
        another.request("Customer", "/")
        another.getresponse().read()
    connection.close()
    server.stop()

    busy, order, nowhere = server.log()
    assert busy["message"] == "order store unavailable"
    assert [error["error"] for error in busy["errors"]][:2] == ["StoreUnavailable", "EndpointConnectionError"]
    assert order.keys() == {"time", "method", "path", "status", "milliseconds"}
    assert [(line["method"], line["path"], line["status"]) for line in (order, nowhere)] == [
        ("POST", "/orders/", 503),
        ("GET", "/nowhere%22%0A", 404),
    ]
    assert "Customer" not in server.output.read_text()


@pytest.mark.parametrize("name", ["ORDERS_TABLE", "PRODUCTS_TABLE"])
def test_a_missing_setting_stops_the_server_with_its_name(tmp_path: Path, name: str) -> None:
    output = tmp_path / "output"
    settings = environment(free_port())
    del settings[name]
    with gunicorn(output, settings) as process:
        assert process.wait(timeout=30) not in {0, None}
    assert f"the environment variable {name} is not set" in output.read_text()


@pytest.mark.parametrize("command", ["check", "help"])
def test_the_command_line_needs_no_settings(command: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "api/manage.py", command], cwd=ROOT, env={}, check=True)
