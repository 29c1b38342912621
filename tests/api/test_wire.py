"""Any bytes on the wire get a response in time with the right status, and only valid orders are stored."""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from api.limits import MAX_BODY_BYTES
from api.schema import document
from tests.api.invalid_requests import NAMES, TRAVERSALS, almost_orders, garbage, header_values, text
from tests.api.live_api import live_api
from tests.api.test_error_size import LARGE
from tests.orders.domain.test_name import NO_NAMES

pytestmark = pytest.mark.slow

ORDER = b'{"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}'
WAIT_TIMEOUT_SECONDS = 120
REQUESTS = int(os.environ.get("WIRE_REQUESTS", "300"))
"""``make test-wire`` sends more."""

MAX_CPU_SECONDS = 1.0
"""The most that one request may cost the server; the largest ones cost less than a tenth of it."""

MAX_ERROR_BYTES = MAX_BODY_BYTES + 1024
"""The largest response with an error, with its headers."""

TOO_LONG = 64 * 1024 + 1

STATUS = re.compile(rb"^HTTP/1\.1 (\d{3}) ", re.MULTILINE)
NOT_IMPLEMENTED = {501, 505}
"""The statuses of RFC 9110 for an unsupported transfer coding and version of HTTP, which are the client's errors."""


@contextmanager
def disconnect_allowed() -> Iterator[None]:
    """Allow the server to close the connection; only a timeout is a failure."""
    try:
        yield
    except TimeoutError:
        raise
    except OSError:
        pass


@dataclass(frozen=True, slots=True)
class Wire:
    """A client of the server that sends raw bytes."""

    port: int
    processes: tuple[psutil.Process, ...]

    @property
    def cpu_seconds(self) -> float:
        """The CPU time of the server's processes; psutil raises an error if one of them has ended."""
        times = [process.cpu_times() for process in self.processes]
        return sum(each.user + each.system for each in times)

    def send(self, sent: bytes) -> list[int]:
        """Return the statuses of all responses until the server closes the connection."""
        return [int(status) for status in STATUS.findall(self.exchange(sent))]

    def exchange(self, sent: bytes) -> bytes:
        """Return everything that the server sends until it closes the connection."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=WAIT_TIMEOUT_SECONDS)) as connection:
            received = b""
            with disconnect_allowed():
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
            with disconnect_allowed():
                while chunk := connection.recv(65536):
                    received += chunk
        return received

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, page by page."""
        found, following = [], "/orders/?limit=100"
        while following:
            page = self.read(following)
            found += page["orders"]
            following = page["next"]
        return found

    def read(self, target: str) -> Any:
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=WAIT_TIMEOUT_SECONDS)) as connection:
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n".encode())
            with connection.makefile("rb") as response:
                head, _, body = response.read().partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        return json.loads(body)


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with live_api(tmp_path_factory.mktemp("wire")) as (aws, server):
        yield Wire(aws.ports.api, tuple(server.processes))


def request(target: bytes, *headers: bytes, method: bytes = b"POST", body: bytes = b"") -> bytes:
    return b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"Host: api", *headers, b"", body])


def post(body: bytes, *headers: bytes) -> bytes:
    length = b"Content-Length: " + str(len(body)).encode()
    return request(b"/orders/", b"Content-Type: application/json", length, *headers, body=body)


ids = (st.sampled_from(TRAVERSALS) | text).map(lambda name: quote(name, errors="replace").encode()) | st.binary(
    max_size=40
).map(lambda name: name.replace(b"\r\n", b""))
queries = st.binary(max_size=60) | st.text(max_size=60).map(lambda query: quote(query, safe="=&").encode())
targets = st.one_of(
    st.just(b"/orders/"),
    queries.map(lambda query: b"/orders/?" + query),
    st.tuples(st.sampled_from([b"customer", b"status", b"created_after", b"limit", b"cursor"]), queries).map(
        lambda pair: b"/orders/?%b=%b" % pair
    ),
    ids.map(lambda order_id: b"/orders/%b/" % order_id),
    ids.map(lambda order_id: b"/orders/%b/cancel/" % order_id),
    ids.map(lambda order_id: b"/docs/" + order_id),
    ids.map(lambda path: b"/" + path),
    st.sampled_from([b"*", b"http://evil.example/orders/", b"//orders/", b"orders/", b"", b"/orders/../healthz"]),
)
methods = st.sampled_from([b"GET", b"HEAD", b"PUT", b"OPTIONS", b"TRACE", b"CONNECT", b"BREW", b"get", b"P\0ST", b""])
digits = st.sampled_from([b"1", b"9", b"00", b"+", b"-", b" ", b"1_", b"0x"])
headers = st.lists(st.builds(lambda name, value: name.encode() + b": " + value, st.sampled_from(NAMES), header_values))
KNOWN = (
    ORDER,
    ORDER.replace(b"Test Product", b"Unicorn"),
    ORDER.replace(b"Customer", b"\xff\xfe"),
    ORDER.replace(b"Customer", b"\\u0000"),
    ORDER.replace(b"Customer", b"\\ud800"),
    ORDER.replace(b"1}", b'1, "quantity": 2}'),
    *(ORDER.replace(b"1}", number + b"}") for number in (b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"1.0")),
    b"[" * 30_000 + b"]" * 30_000,
    b'{"a":' * 10_000,
    b" " * TOO_LONG,
    *LARGE.values(),
    *(ORDER.replace(b"Test Customer", json.dumps(name)[1:-1].encode()) for name in NO_NAMES),
    gzip.compress(ORDER, mtime=0),
)
"""An order, and almost orders."""

bodies = st.one_of(
    (garbage | almost_orders).map(lambda body: json.dumps(body).encode()),
    almost_orders.map(lambda body: json.dumps(body)[:-1].encode()),
    st.binary(max_size=300),
    st.sampled_from(KNOWN),
)
requests = st.one_of(
    st.builds(post, bodies),
    st.builds(lambda more: post(ORDER, *more), headers),
    st.builds(lambda body, more: post(body, *more), bodies, headers),
    st.builds(lambda body, more: post(body, *more, *more), bodies, headers),
    st.builds(lambda body, cut: post(body)[:cut], bodies, st.integers(1, 400)),
    st.builds(
        lambda body, length: post(body).replace(b"Content-Length: ", b"Content-Length: " + length), bodies, digits
    ),
    st.builds(lambda target, method, more: request(target, *more, method=method), targets, methods, headers),
    st.builds(lambda target, body, more: request(target, *more, body=body), targets, bodies, headers),
    st.binary(max_size=200),
)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # it would hide the failure
def test_odd_requests_get_small_responses_soon_and_store_only_valid_orders(wire: Wire) -> None:
    before, seen = len(wire.orders()), Counter[int]()

    def send_one(sent: bytes) -> None:
        start = wire.cpu_seconds
        received = wire.exchange(sent)
        assert wire.cpu_seconds - start < MAX_CPU_SECONDS
        statuses = [int(status) for status in STATUS.findall(received)]
        assert all(200 <= status < 500 or status in NOT_IMPLEMENTED for status in statuses)
        if 200 not in statuses:  # a page of orders, or of the documentation
            assert len(received) <= MAX_ERROR_BYTES * max(1, len(statuses))
        seen.update(statuses)

    for body in KNOWN:
        send_one(post(body))
    send_one(request(b"/orders/", method=b"PUT"))

    @settings(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sent=requests)
    def send(sent: bytes) -> None:
        send_one(sent)

    send()

    orders = wire.orders()
    assert seen.total() > 0.8 * REQUESTS
    assert seen.keys() >= {200, 201, 400, 404, 405, 413, 415, 422}
    assert len(orders) - before == seen[201]
    components = document()["components"]
    order = Draft202012Validator({"$ref": "#/components/schemas/Order", "components": components})
    for each in orders:
        order.validate(each)


SMUGGLED = b"POST /orders/ HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(ORDER),
    ORDER,
)
CHUNKED = b"0\r\n\r\n" + SMUGGLED
JSON = b"Content-Type: application/json"


@pytest.mark.parametrize(
    "sent",
    [
        request(b"/orders/", JSON, b"Content-Length: 5", b"Transfer-Encoding: chunked", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer-Encoding: chunked", b"Content-Length: 5", body=CHUNKED),
        request(b"/orders/", JSON, b"Content-Length: 5", b"Content-Length: 0", body=SMUGGLED),
        request(b"/orders/", JSON, b"Content-Length: 5, 5", body=SMUGGLED),
        request(b"/orders/", JSON, b"Content-Length: +0", body=SMUGGLED),
        request(b"/orders/", JSON, b"Content-Length: 0x0", body=SMUGGLED),
        request(b"/orders/", JSON, b"Content-Length: -1", body=SMUGGLED),
        request(b"/orders/", JSON, b"Content-Length : 0", body=SMUGGLED),
        request(b"/orders/", JSON, b"Transfer-Encoding: xchunked", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer-Encoding: chunked, identity", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer-Encoding:\x0bchunked", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer-Encoding: chunked\r\n x", body=CHUNKED),
        request(b"/orders/", JSON, b"Transfer_Encoding: chunked", b"Transfer-Encoding: identity", body=CHUNKED),
        request(b"/orders/", b"X: \0", body=SMUGGLED),
        request(b"/orders/", b"X\0Y: 1", body=SMUGGLED),
        request(b"/orders/ HTTP/1.1\r\nX: ", method=b"GET", body=b""),
        request(b"/healthz", b"Content-Length: %d" % len(SMUGGLED), method=b"GET", body=SMUGGLED),
    ],
    ids=lambda sent: repr(sent[sent.index(b"api") + 3 :][4:70]),
)
def test_no_request_can_be_smuggled(wire: Wire, sent: bytes) -> None:
    before = len(wire.orders())

    statuses = wire.send(sent)

    assert len(statuses) == 1
    assert statuses[0] in {200, 400, 411} | NOT_IMPLEMENTED
    assert len(wire.orders()) == before


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /orders/\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        b"\r\n" * 1000,
        b"\0" * 1000,
        b"GET /orders/ HTTP/1.1\r\nHost: api",
        b"GET /orders/ HTTP/9.9\r\n\r\n",
        request(b"/orders/", method=b"X" * 100),
    ],
    ids=lambda sent: repr(sent[:24]),
)
def test_bytes_that_are_not_http_are_rejected(wire: Wire, sent: bytes) -> None:
    for status in wire.send(sent):
        assert 400 <= status < 500 or status in NOT_IMPLEMENTED


@pytest.mark.parametrize("body", [b" " * 10_000_000, b"[" * 10_000_000, ORDER + b"\0" * 10_000_000])
def test_a_body_of_ten_megabytes_is_rejected(wire: Wire, body: bytes) -> None:
    before = len(wire.orders())

    assert wire.send(post(body)) in (
        [413],
        [],
    )  # the operating system may reset the connection before the response is read

    assert len(wire.orders()) == before
    assert wire.read("/healthz") == {"status": "ok"}
