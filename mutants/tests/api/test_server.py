"""The API as in its container: gunicorn with its configuration, on a port, and nobody where DynamoDB should be."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

import pytest

from api.middleware import FIXED_HEADERS

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
        """Its lines after the first, which says that the API is open.

        The last of them are there once the server has stopped, for it answers before it writes.
        """
        first, *others = [json.loads(line) for line in self.output.read_text().splitlines()]
        assert first["message"].startswith("the API is open to everybody")
        return others


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
    assert problem(response)["type"] == "urn:order-api:problem:busy"


def test_a_server_whose_database_is_away_is_healthy_and_not_ready(connection: HTTPConnection) -> None:
    connection.request("GET", "/healthz")
    assert connection.getresponse().read() == b'{"status":"ok"}'
    connection.request("GET", "/readyz")
    response = connection.getresponse()
    assert response.status == 503
    assert response.headers["Retry-After"] == "2"
    assert problem(response)["type"] == "urn:order-api:problem:not-ready"


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


NO_GOOD_HTTP = [
    (b"Customer / HTTP/1.1\r\n\r\n", 400, "malformed-request"),
    (b"GET / Customer\r\n\r\n", 400, "malformed-request"),
    (b"Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET / HTTP/1.1\r\nCus tomer: 1\r\n\r\n", 400, "malformed-request"),
    (b"GET / HTTP/1.1\r\nContent-Length: Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET /" + b"Customer" * 1000 + b" HTTP/1.1\r\n\r\n", 414, "uri-too-long"),
    (b"GET / HTTP/1.1\r\nExpect: Customer\r\n\r\n", 417, "expectation-failed"),
    (b"GET / HTTP/1.1\r\nAccept: " + b"Customer" * 2000 + b"\r\n\r\n", 431, "headers-too-large"),
    (b"GET / HTTP/1.1\r\n" + b"Accept: Customer\r\n" * 101 + b"\r\n", 431, "headers-too-large"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: Customer\r\n\r\n", 501, "unsupported-transfer-coding"),
]


def test_a_request_that_is_no_good_http_is_answered_with_a_problem_that_repeats_nothing_of_it(server: Server) -> None:
    for sent, status, name in NO_GOOD_HTTP:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            client.sendall(sent)
            response = HTTPResponse(client)
            response.begin()
            told = problem(response)
        assert (response.status, told["type"]) == (status, f"urn:order-api:problem:{name}"), sent[:30]
        assert told["request_id"] == response.headers["X-Request-Id"] == str(UUID(told["request_id"], version=4))
        assert {header: response.headers[header] for header in FIXED_HEADERS} == FIXED_HEADERS
        assert response.headers["Connection"] == "close"
        assert "Customer" not in f"{response.headers}{told}"
    assert "Customer" not in server.output.read_text()


def test_a_request_for_the_end_is_met_at_once_though_a_client_keeps_its_connection(
    server: Server, connection: HTTPConnection
) -> None:
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    assert server.stop() == 0


def test_the_log_has_no_query_and_nothing_that_the_customer_sent(server: Server, connection: HTTPConnection) -> None:
    headers = JSON | {"User-Agent": "Customer", "Referer": "/Customer", "X-Request-Id": "the Customer's"}
    for method, path in (("POST", "/orders/?name=Customer"), ("GET", "/nowhere%22%0A?name=Customer")):
        connection.request(method, path, ORDER, headers)
        connection.getresponse().read()
    with closing(server.connect()) as another:
        another.request("Customer", "/")
        another.getresponse().read()
    connection.close()
    server.stop()

    busy, order, nowhere = server.log()
    assert busy["message"] == "order store unavailable"
    assert [error["error"] for error in busy["errors"]][:2] == ["StoreUnavailable", "EndpointConnectionError"]
    assert order.keys() == {"time", "request_id", "method", "path", "status", "milliseconds"}
    assert busy["request_id"] == order["request_id"] == str(UUID(order["request_id"], version=4))
    assert [(line["method"], line["path"], line["status"]) for line in (order, nowhere)] == [
        ("POST", "/orders/", 503),
        ("GET", "/nowhere%22%0A", 404),
    ]
    assert "Customer" not in server.output.read_text()


def test_requests_at_the_same_time_keep_their_ids_apart(server: Server) -> None:
    def read(order_id: str) -> tuple[str | None, str]:
        with closing(server.connect()) as connection:
            connection.request("GET", f"/orders/{order_id}/", headers={"X-Request-Id": order_id})
            response = connection.getresponse()
            return response.headers["X-Request-Id"], problem(response)["request_id"]

    ids = [f"request-{n}" for n in range(64)]
    with ThreadPoolExecutor(32) as clients:
        assert list(clients.map(read, ids)) == [(each, each) for each in ids]
    server.stop()

    busy = [line for line in server.log() if "message" in line]
    answered = [line for line in server.log() if "message" not in line]
    assert sorted(line["request_id"] for line in busy) == sorted(ids)
    assert [line["path"] for line in busy] == [f"/orders/{line['request_id']}/" for line in busy]
    assert sorted(line["request_id"] for line in answered) == sorted(ids)
    assert [line["order_id"] for line in answered] == [line["request_id"] for line in answered]


def test_a_caller_who_asks_too_often_is_told_to_wait_and_health_is_not_counted(tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output"
    settings = environment(port) | {"API_REQUESTS_PER_MINUTE": "3", "API_TRUSTED_PROXIES": "1", "WEB_CONCURRENCY": "1"}

    with gunicorn(output, settings) as process:
        server = Server(port, process, output)
        server.await_start()

        def status(path: str, client: str) -> int:
            with closing(server.connect()) as connection:
                connection.request("PUT", path, headers={"X-Forwarded-For": f"192.0.2.1, {client}"})
                return connection.getresponse().status

        assert [status("/orders/", "192.0.2.7") for _ in range(5)] == [405, 405, 405, 429, 429]
        assert status("/orders/", "192.0.2.8") == 405
        assert [status("/healthz", "192.0.2.7") for _ in range(5)] == [405] * 5


@pytest.mark.parametrize(("name", "value"), [("API_REQUESTS_PER_MINUTE", "many"), ("API_TRUSTED_PROXIES", "-1")])
def test_a_number_that_is_none_stops_the_server_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    output = tmp_path / "output"
    with gunicorn(output, environment(free_port()) | {name: value}) as process:
        assert process.wait(timeout=30) not in {0, None}
    assert output.read_text().count(f"the environment variable {name} must be a whole number, not '{value}'") == 1


def test_a_browser_may_ask_first_for_a_site_that_the_operator_names(tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output"
    site = "https://shop.example"
    with gunicorn(output, environment(port) | {"API_CORS_ORIGINS": f"http://localhost:3000, {site}"}) as process:
        server = Server(port, process, output)
        server.await_start()
        for origin, allowed in ((site, site), ("https://evil.example", None)):
            with closing(server.connect()) as connection:
                connection.request(
                    "OPTIONS", "/orders/", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
                )
                response = connection.getresponse()
                assert (response.status, response.read()) == (200, b"")
                assert response.headers["Access-Control-Allow-Origin"] == allowed
        with closing(server.connect()) as connection:
            connection.request("POST", "/orders/", b" " * 70_000, JSON | {"Origin": site})
            response = connection.getresponse()
            assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (413, site)


@pytest.mark.parametrize(("value", "production"), [("shop.example", "false"), ("*", "true")])
def test_a_site_that_is_none_stops_the_server_with_one_sentence(tmp_path: Path, value: str, production: str) -> None:
    output = tmp_path / "output"
    settings = environment(free_port()) | {"API_CORS_ORIGINS": value, "API_PRODUCTION": production}
    with gunicorn(output, settings) as process:
        assert process.wait(timeout=30) not in {0, None}
    sentence = rf"the environment variable API_CORS_ORIGINS must be .*, not {re.escape(repr(value))}$"
    assert len(re.findall(sentence, output.read_text(), re.MULTILINE)) == 1


def test_the_page_of_the_description_comes_whole(connection: HTTPConnection) -> None:
    connection.request("GET", "/docs/")
    page = connection.getresponse().read().decode()
    for address in re.findall(r'(?:src|href)="(\w+/[^"]+)"', page):
        connection.request("GET", f"/docs/{address}", headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        assert (response.status, len(response.read())) == (200, int(response.headers["Content-Length"]))
    assert page.count(".js") == 2


@pytest.mark.parametrize("name", ["ORDERS_TABLE", "PRODUCTS_TABLE"])
def test_a_missing_setting_stops_the_server_with_its_name(tmp_path: Path, name: str) -> None:
    output = tmp_path / "output"
    settings = environment(free_port())
    del settings[name]
    with gunicorn(output, settings) as process:
        assert process.wait(timeout=30) not in {0, None}
    assert f"the environment variable {name} is not set" in output.read_text()


@pytest.mark.parametrize(
    ("name", "value"), [("API_JWKS_URL", "https://issuer.example/keys"), ("API_PRODUCTION", "true")]
)
def test_a_server_that_cannot_tell_who_calls_refuses_to_start(tmp_path: Path, name: str, value: str) -> None:
    output = tmp_path / "output"
    with gunicorn(output, environment(free_port()) | {name: value}) as process:
        assert process.wait(timeout=30) not in {0, None}
    assert re.search(rf"{name}.*: set .*API_JWT_AUDIENCE too$", output.read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", ["check", "help"])
def test_the_command_line_needs_no_settings(command: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "api/manage.py", command], cwd=ROOT, env={}, check=True)


def test_a_worker_that_is_told_to_stop_before_it_listens_hears_of_it_when_it_does() -> None:
    script = """if True:
        import os, signal, sys
        from types import SimpleNamespace
        from api.worker import Worker, hold_signals_while_forking

        signal.signal(signal.SIGTERM, lambda *_: None)  # the parent's, which a worker has at first
        hold_signals_while_forking()
        if worker := os.fork():
            assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
        os.kill(os.getpid(), signal.SIGTERM)
        heard = Worker.__new__(Worker)
        heard.PIPE = os.pipe()
        os.set_blocking(heard.PIPE[1], False)
        heard.handle_exit = lambda *_: os._exit(7)
        heard.init_signals()
        os._exit(1)
    """
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment(0), check=False, timeout=30)
    assert done.returncode == 7
