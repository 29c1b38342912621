"""The API as in its container: gunicorn with its configuration, and a DynamoDB that cannot be reached."""

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
from runpy import run_path
from time import monotonic
from typing import Any
from uuid import UUID

import psutil
import pytest

from api.environment import InvalidEnvironment
from api.middleware import DEFAULT_HEADERS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ORDER = b'{"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}'
JSON = {"Content-Type": "application/json"}
ORIGIN = "https://shop.example"
CONFIG = "api/gunicorn.conf.py"

WAIT_TIMEOUT_SECONDS = 120
"""Long enough for a slow machine; nothing takes more than a few seconds on a fast one."""


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
        "PAYMENTS_TABLE": "test-payments",
        "SIMULATOR_TABLE": "test-simulator",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}",
    }


@contextmanager
def gunicorn(output: Path, environment: dict[str, str], config: str = CONFIG) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server; none of its processes survives the block."""
    command = [sys.executable, "-m", "gunicorn", "--config", config, "api.wsgi:application"]
    with (
        output.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT) as process,
    ):
        try:
            yield process
        finally:
            workers = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
            process.terminate()
            try:
                process.wait(WAIT_TIMEOUT_SECONDS)
            finally:
                process.kill()
                for worker in workers:
                    with suppress(psutil.NoSuchProcess):
                        worker.kill()


@dataclass
class Server:
    port: int
    process: subprocess.Popen[bytes]
    output: Path

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=WAIT_TIMEOUT_SECONDS)

    def await_start(self) -> None:
        """Return when the port is open; fail as soon as the process has ended."""
        deadline = monotonic() + WAIT_TIMEOUT_SECONDS
        while monotonic() < deadline:
            with suppress(ConnectionRefusedError), closing(self.connect()) as connection:
                connection.connect()
                return
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                break
        pytest.fail(f"gunicorn did not start:\n{self.output.read_text()}")

    def stop(self, stop_signal: signal.Signals = signal.SIGTERM) -> int:
        """Return the exit status."""
        self.process.send_signal(stop_signal)
        return self.process.wait(WAIT_TIMEOUT_SECONDS)

    def log(self) -> list[dict[str, Any]]:
        """Return the lines after the first, which is a warning; all are written once the server has stopped."""
        first, *others = [json.loads(line) for line in self.output.read_text().splitlines()]
        assert first["message"].startswith("the API has no authentication")
        return others


@contextmanager
def running(output: Path, config: str = CONFIG, **changes: str) -> Iterator[Server]:
    port = free_port()
    with gunicorn(output, environment(port) | changes, config) as process:
        server = Server(port, process, output)
        server.await_start()
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own, for a test that stops it or reads its whole log."""
    with running(tmp_path / "output") as server:
        yield server


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("api") / "output") as server:
        yield server


@pytest.fixture
def connection(shared_server: Server) -> Iterator[HTTPConnection]:
    with closing(shared_server.connect()) as connection:
        yield connection


def problem(response: HTTPResponse) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.read())
    assert body["status"] == response.status
    return body


def test_a_connection_stays_open(connection: HTTPConnection) -> None:
    for _ in range(3):
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b'{"status":"ok"}')
        assert response.headers["Connection"] == "keep-alive"
        assert response.headers["Content-Length"] == "15"


def test_head_returns_no_body_and_its_idle_connection_does_not_delay_a_stop(server: Server) -> None:
    with closing(server.connect()) as connection:
        connection.request("HEAD", "/healthz")
        response = connection.getresponse()
        assert (response.status, response.read(), response.headers["Content-Length"]) == (200, b"", "15")
        assert server.stop() == 0
    [line] = server.log()
    assert (line["method"], line["status"]) == ("HEAD", 200)


def test_without_its_database_the_server_is_healthy_busy_and_not_ready(connection: HTTPConnection) -> None:
    connection.request("GET", "/healthz")
    assert connection.getresponse().read() == b'{"status":"ok"}'
    for method, path, name in (("POST", "/orders/", "busy"), ("GET", "/readyz", "not-ready")):
        connection.request(method, path, ORDER, JSON)
        response = connection.getresponse()
        assert (response.status, response.headers["Retry-After"]) == (503, "2")
        assert problem(response)["type"] == f"urn:order-api:problem:{name}"


def test_a_chunked_body_is_rejected(connection: HTTPConnection) -> None:
    connection.request("POST", "/orders/", iter([ORDER]), JSON, encode_chunked=True)
    response = connection.getresponse()
    assert response.status == 411
    assert problem(response)["detail"] == "send the body with a Content-Length, not in chunks"


def test_a_body_that_is_too_large_is_rejected_before_it_is_sent(connection: HTTPConnection) -> None:
    connection.putrequest("POST", "/orders/")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_an_incomplete_body_is_rejected(connection: HTTPConnection) -> None:
    connection.putrequest("POST", "/orders/")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(ORDER) + 1))
    connection.endheaders(ORDER[:-1])
    connection.sock.shutdown(socket.SHUT_WR)
    response = connection.getresponse()
    assert response.status == 400
    assert problem(response)["detail"] == "the body is incomplete"


INVALID_HTTP = [
    (b"Customer / HTTP/1.1\r\n\r\n", 400, "malformed-request"),
    (b"GET / Customer\r\n\r\n", 400, "malformed-request"),
    (b"Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET / HTTP/1.1\r\nCus tomer: 1\r\n\r\n", 400, "malformed-request"),
    (b"GET / HTTP/1.1\r\nContent-Length: Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET /" + b"Customer" * 1000 + b" HTTP/1.1\r\n\r\n", 414, "uri-too-long"),
    (b"GET /healthz HTTP/1.1\r\nAccept: Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET /healthz HTTP/1.1\r\nHost: Cus tomer\r\n\r\n", 400, "malformed-request"),
    (b"GET /healthz HTTP/1.1\r\nHost: Customer@api\r\n\r\n", 400, "malformed-request"),
    (b"GET /healthz HTTP/1.1\r\nHost: api/Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET /healthz HTTP/1.1\r\nHost: api\r\nHost: Customer\r\n\r\n", 400, "malformed-request"),
    (b"GET http://Customer/healthz HTTP/1.1\r\n\r\n", 400, "malformed-request"),
    (b"GET / HTTP/1.1\r\nExpect: Customer\r\n\r\n", 417, "expectation-failed"),
    (b"GET / HTTP/1.1\r\nAccept: " + b"Customer" * 2000 + b"\r\n\r\n", 431, "headers-too-large"),
    (b"GET / HTTP/1.1\r\n" + b"Accept: Customer\r\n" * 101 + b"\r\n", 431, "headers-too-large"),
    (b"GET / HTTP/1.1\r\n" + (b"Accept: " + b"Customer" * 1000 + b"\r\n") * 9, 431, "headers-too-large"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: Customer\r\n\r\n", 501, "unsupported-transfer-coding"),
]


def test_invalid_http_gets_a_problem_that_repeats_none_of_it(shared_server: Server) -> None:
    for sent, status, name in INVALID_HTTP:
        with socket.create_connection(("127.0.0.1", shared_server.port), timeout=WAIT_TIMEOUT_SECONDS) as client:
            client.sendall(sent)
            response = HTTPResponse(client)
            response.begin()
            body = problem(response)
        assert (response.status, body["type"]) == (status, f"urn:order-api:problem:{name}"), sent[:30]
        assert body["request_id"] == response.headers["X-Request-Id"] == str(UUID(body["request_id"], version=4))
        assert {header: response.headers[header] for header in DEFAULT_HEADERS} == DEFAULT_HEADERS
        assert response.headers["Connection"] == "close"
        assert "Customer" not in f"{response.headers}{body}"
    assert "Customer" not in shared_server.output.read_text()


HOSTS = [b"api", b"api:8000", b"192.0.2.7", b"[2001:db8::7]:8000", b"order_api.example.", b""]
VALID_HTTP = [
    *(b"GET /healthz HTTP/1.1\r\nHost: %b\r\n\r\n" % host for host in HOSTS),
    b"GET /healthz HTTP/1.0\r\n\r\n",
]


def test_any_valid_host_is_accepted_and_http_1_0_needs_none(shared_server: Server) -> None:
    for sent in VALID_HTTP:
        with socket.create_connection(("127.0.0.1", shared_server.port), timeout=WAIT_TIMEOUT_SECONDS) as client:
            client.sendall(sent)
            response = HTTPResponse(client)
            response.begin()
            assert response.status == 200, sent


FORWARDED = [
    {"SCRIPT_NAME": "/orders"},
    {"SCRIPT_NAME": "/elsewhere"},
    {"PATH_INFO": "/readyz"},
    {"Script-Name": "/orders", "Path-Info": "/readyz"},
    {"X-Forwarded-Prefix": "/prefix", "X-Script-Name": "/prefix"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on", "X-Forwarded-Protocol": "ssl"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"},
    {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example;proto=https"},
    {"X-Original-Url": "/readyz", "X-Rewrite-Url": "/readyz"},
    {"X-Http-Method-Override": "DELETE", "REMOTE_USER": "admin", "Remote_Addr": "192.0.2.7"},
]
"""Headers in which a client on this machine claims to be a proxy."""


def test_no_header_changes_the_path_or_the_scheme_of_a_request(connection: HTTPConnection) -> None:
    for headers in FORWARDED:
        connection.request("GET", "/healthz?x=1", headers=headers)
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b'{"status":"ok"}'), headers
        connection.request("GET", "/orders", headers=headers)
        redirect = connection.getresponse()
        assert (redirect.status, redirect.headers["Location"], redirect.read()) == (308, "orders/", b""), headers


def test_the_log_has_no_query_and_no_customer_data(server: Server) -> None:
    headers = JSON | {"User-Agent": "Customer", "Referer": "/Customer", "X-Request-Id": "the Customer's"}
    with closing(server.connect()) as connection:
        for method, path in (("POST", "/orders/?name=Customer"), ("GET", "/nowhere%22%0A?name=Customer")):
            connection.request(method, path, ORDER, headers)
            connection.getresponse().read()
    with closing(server.connect()) as another:
        another.request("Customer", "/")
        another.getresponse().read()
    server.stop()

    busy, order, nowhere = server.log()
    assert busy["message"] == "orders table unavailable"
    assert [error["error"] for error in busy["errors"]][:2] == ["StoreUnavailable", "EndpointConnectionError"]
    assert order.keys() == {"time", "request_id", "method", "path", "status", "milliseconds"}
    assert busy["request_id"] == order["request_id"] == str(UUID(order["request_id"], version=4))
    assert [(line["method"], line["path"], line["status"]) for line in (order, nowhere)] == [
        ("POST", "/orders/", 503),
        ("GET", "/nowhere%22%0A", 404),
    ]
    assert "Customer" not in server.output.read_text()


def test_concurrent_requests_keep_their_own_ids(server: Server) -> None:
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
    accessed = [line for line in server.log() if "message" not in line]
    assert sorted(line["request_id"] for line in busy) == sorted(ids)
    assert [line["path"] for line in busy] == [f"/orders/{line['request_id']}/" for line in busy]
    assert sorted(line["request_id"] for line in accessed) == sorted(ids)
    assert [line["order_id"] for line in accessed] == [line["request_id"] for line in accessed]


def test_the_environment_sets_the_rate_limit_the_trusted_proxies_and_the_allowed_origins(tmp_path: Path) -> None:
    settings = {
        "API_REQUESTS_PER_MINUTE": "3",
        "API_TRUSTED_PROXIES": "1",
        "API_CORS_ORIGINS": f"http://localhost:3000, {ORIGIN}",
        "WEB_CONCURRENCY": "1",
    }
    with running(tmp_path / "output", **settings) as server:

        def status(client: str) -> int:
            with closing(server.connect()) as connection:
                connection.request("PUT", "/orders/", headers={"X-Forwarded-For": f"192.0.2.1, {client}"})
                return connection.getresponse().status

        assert [status("192.0.2.7") for _ in range(5)] == [405, 405, 405, 429, 429]
        assert status("192.0.2.8") == 405

        with closing(server.connect()) as connection:
            preflight = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
            connection.request("OPTIONS", "/orders/", headers=preflight)
            response = connection.getresponse()
            assert (response.status, response.read()) == (200, b"")
            assert response.headers["Access-Control-Allow-Origin"] == ORIGIN


INVALID_ENVIRONMENTS = [
    ({"ORDERS_TABLE": ""}, "the environment variable ORDERS_TABLE is not set"),
    ({"API_TRUSTED_PROXIES": "-1"}, "API_TRUSTED_PROXIES must be a whole number, not '-1'"),
    ({"API_PRODUCTION": "true"}, "API_PRODUCTION.*: also set .*API_JWT_AUDIENCE"),
]
"""At least one for each module that checks variables at the start."""


@pytest.mark.parametrize(("changes", "sentence"), INVALID_ENVIRONMENTS, ids=lambda value: str(value)[:40])
def test_an_invalid_environment_stops_the_server_with_one_sentence(
    tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    output = tmp_path / "output"
    with gunicorn(output, environment(free_port()) | changes) as process:
        assert process.wait(WAIT_TIMEOUT_SECONDS) not in {0, None}
    assert len(re.findall(rf"{sentence}$", output.read_text(), re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"API_REQUESTS_PER_MINUTE": "many"}, "API_REQUESTS_PER_MINUTE must be a whole number, not 'many'"),
        ({"API_CORS_ORIGINS": "shop.example"}, r"API_CORS_ORIGINS must be .*, not 'shop\.example'"),
        ({"API_CORS_ORIGINS": "*", "API_PRODUCTION": "true"}, r"API_CORS_ORIGINS must be .*, not '\*'"),
    ],
)
def test_the_settings_reject_an_invalid_variable(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], sentence: str
) -> None:
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InvalidEnvironment, match=f"{sentence}$"):
        run_path(str(ROOT / "api" / "settings.py"))


def test_the_documentation_page_arrives_with_all_its_files(connection: HTTPConnection) -> None:
    connection.request("GET", "/docs/")
    page = connection.getresponse().read().decode()
    addresses = re.findall(r'(?:src|href)="([^"./][^"]*\.\w+)"', page)
    assert len(addresses) == 4
    for address in addresses:
        connection.request("GET", f"/docs/{address}", headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        assert (response.status, len(response.read())) == (200, int(response.headers["Content-Length"]))


@pytest.mark.parametrize("command", ["check", "help"])
def test_the_command_line_needs_no_settings(command: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "api/manage.py", command], cwd=ROOT, env={}, check=True)


def test_a_worker_receives_a_stop_signal_that_was_sent_before_it_had_handlers() -> None:
    script = """if True:
        import os, signal, sys
        from types import SimpleNamespace
        from api.worker import Worker, hold_signals_while_forking

        signal.signal(signal.SIGTERM, lambda *_: None)  # the parent's handler, which a worker inherits
        hold_signals_while_forking()
        if worker := os.fork():
            assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
        os.kill(os.getpid(), signal.SIGTERM)
        worker = Worker.__new__(Worker)
        worker.PIPE = os.pipe()
        os.set_blocking(worker.PIPE[1], False)
        worker.handle_exit = lambda *_: os._exit(7)
        worker.init_signals()
        os._exit(1)
    """
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(0), check=False, timeout=WAIT_TIMEOUT_SECONDS)
    assert done.returncode == 7
