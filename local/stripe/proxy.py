"""A proxy in front of localstripe, or of Stripe itself, that replays idempotent requests and injects faults."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl

import requests

from local.ports import HOST
from local.stripe.behavior import Behavior
from local.stripe.emulation import Answer, Emulation, error
from local.stripe.faults import Call, Kind, Plan

_DELAYS = {Kind.SLOW: 2.5, Kind.DELAYED: 1.0}
"""In seconds: longer and shorter than the adapter waits for a response."""

_CUTS = frozenset({Kind.CUT_BEFORE, Kind.CUT_AFTER, Kind.CUT_AND_FORGOTTEN})

UPSTREAM_SECONDS = 60

_ID = re.compile(r"/(?:pi|re|pm|ch)_\w+")

_REJECTED_UNSAVED = frozenset({400, 401, 404, 409, 429})
"""Stripe saves a response for its key only after the endpoint has begun to work.

https://docs.stripe.com/api/idempotent_requests
"""


@dataclass
class _Saved:
    """What an idempotency key was used for, and the response, once there is one."""

    request: tuple[str, str, str]
    answer: Answer | None


@dataclass
class Proxy:
    """The requests' way through the proxy.

    Attributes:
        upstream: the base URL of localstripe or of Stripe.
        plan: the faults, and the record of the calls.
        is_emulated: whether ``upstream`` is localstripe; Stripe itself needs no emulation.
        accepts: says whether an API key is valid.
    """

    upstream: str
    plan: Plan = field(default_factory=Plan)
    is_emulated: bool = True
    accepts: Callable[[str], bool] = lambda _: True
    busy: int = 0
    """The requests that are being handled."""
    _saved: dict[str, _Saved] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _upstream_lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._emulation, self._behavior = Emulation(self._send_to_localstripe), Behavior()

    def handle(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[Answer | None, bool]:
        """Return the response, None if the connection is to be cut, and whether it is a replay."""
        with self._lock:
            self.busy += 1
        try:
            return self._handle(method, path, body, headers)
        finally:
            with self._lock:
                self.busy -= 1

    def forget_keys(self) -> None:
        """Forget all idempotency keys, as Stripe does after a day."""
        with self._lock:
            self._saved.clear()

    def _handle(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[Answer | None, bool]:
        operation = f"{method} {_ID.sub('/:id', path.partition('?')[0])}"
        intent = re.search(r"pi_\w+", f"{path}&{body}")
        subject = intent[0] if intent else None
        fault = self.plan.take(operation) or self._behavior.fault(self._method(subject, body), operation, subject)
        key = headers.get("idempotency-key")
        response, is_replay = self._answer(method, path, body, headers, key, fault)
        answer = None if fault in _CUTS else response
        self.plan.record(Call(operation, key, answer.status if answer else None, is_replay, _subject(subject, body)))
        return answer, is_replay

    def _answer(  # noqa: PLR0911, PLR0913, PLR0917  all that a request can have, and all ways that it can take
        self, method: str, path: str, body: str, headers: dict[str, str], key: str | None, fault: Kind | None
    ) -> tuple[Answer, bool]:
        if fault is Kind.RATE_LIMITED:
            return error(429, "invalid_request_error", "rate_limit"), False
        if fault is Kind.UNAVAILABLE:
            return error(503, "api_error"), False
        if fault is Kind.CUT_BEFORE:
            return error(500, "api_error"), False
        if not self.accepts(headers.get("authorization", "").removeprefix("Bearer ")):
            return error(401, "invalid_request_error"), False
        if key is None or not self.is_emulated:
            return self._execute(method, path, body, headers, fault), False
        with self._lock:
            saved = self._saved.get(key)
            if saved is None:
                mine = self._saved[key] = _Saved((method, path, body), None)
            elif saved.request != (method, path, body):
                return error(400, "idempotency_error"), False
            elif saved.answer is None:
                return error(409, "idempotency_error", "idempotency_key_in_use"), False
            else:
                return saved.answer, True
        answer = self._execute(method, path, body, headers, fault)
        with self._lock:
            if answer.status in _REJECTED_UNSAVED or fault is Kind.CUT_AND_FORGOTTEN:
                self._saved.pop(key, None)
            else:
                mine.answer = answer
        return answer, False

    def _execute(self, method: str, path: str, body: str, headers: dict[str, str], fault: Kind | None) -> Answer:
        if fault is Kind.FAILED_BEFORE:
            return error(500, "api_error")
        if self.is_emulated:
            with self._upstream_lock:
                answer = self._emulation(method, path, body)
        else:
            answer = self._send(method, path, body, headers)
        if fault in _DELAYS:
            time.sleep(_DELAYS[fault])
        return error(500, "api_error") if fault is Kind.FAILED_AFTER else answer

    def _method(self, subject: str | None, body: str) -> str | None:
        """Return the payment method of the intent that a request is about, or that it creates."""
        if subject is not None:
            return self._emulation.methods.get(subject)
        return dict(parse_qsl(body)).get("payment_method")

    def _send_to_localstripe(self, method: str, path: str, body: str) -> Answer:
        return self._send(method, path, body, {"authorization": "Bearer sk_test_localstripe"})

    def _send(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        kept = {name: value for name, value in headers.items() if name not in {"host", "content-length"}}
        kept["content-type"] = "application/x-www-form-urlencoded"
        response = requests.request(
            method, f"{self.upstream}{path}", data=body.encode(), headers=kept, timeout=UPSTREAM_SECONDS
        )
        return Answer(response.status_code, response.json())


def _subject(intent: str | None, body: str) -> str | None:
    """Return the intent and our ids that a request names; None if it names nothing."""
    form = dict(parse_qsl(body))
    ids = [intent, *(form.get(f"metadata[{name}]") for name in ("payment_id", "refund_id"))]
    return " ".join(each for each in ids if each) or None


@contextmanager
def serve(proxy: Proxy, port: int = 0) -> Iterator[str]:
    """Serve the proxy on the loopback interface until the block ends; yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else the body waits 40 ms for the acknowledgement of the head

        def do_GET(self) -> None:
            self._respond()

        def do_POST(self) -> None:
            self._respond()

        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer, is_replay = proxy.handle(self.command, self.path, body, headers)
            if answer is None:
                self.close_connection = True
                return
            content = json.dumps(answer.body).encode()
            try:
                self.send_response(answer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                if is_replay:
                    self.send_header("Idempotent-Replayed", "true")
                self.end_headers()
                self.wfile.write(content)
            except ConnectionError:  # the client no longer waits
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    httpd = Server((HOST, port), Handler)
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{httpd.server_address[1]}"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
