"""Start the emulator with corrections, and behind the strict rules if ``STRICT_LIMITS`` is set.

``python -m local.strict.emulator`` replaces ``python -m ministack``.  The rules run inside the emulator's process, in
front of its web application, so they cost no further hop.
"""

from __future__ import annotations

# ruff: noqa: SLF001  ministack has no hooks for what is corrected here
import asyncio
import copy
import gc
import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from threading import Lock
from types import SimpleNamespace
from typing import Any

import ministack.app
import uvicorn
from ministack.core import lambda_runtime
from ministack.services import cloudwatch_logs, dynamodb, eventbridge, lambda_svc, stepfunctions

from local.strict.instances import fork_server
from local.strict.rules import REJECTIONS_PATH, STRICT_LIMITS, TARGETS, Limits, Rejected, StrictRules

SWITCH_SECONDS = 0.0005
"""The threads of the emulator wait for each other after each request; Python's default of 5 ms prolongs that."""

NEW_OBJECTS = 20_000
"""The number of new objects that starts a garbage collection; Python's default starts one during most requests."""

TOKEN_SECONDS = 10
"""Longer than a client's calls with one token: it has two, of at most 3 s each."""

STREAM_BATCH_SECONDS = 0.05
"""The wait before each look at the streams, so that a batch has several records when many orders change."""

LAST_EVENTS = frozenset({"ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut"})
"""The types of the events that end an execution."""

START_SECONDS = 0.15
"""The wait of ministack before an execution's first state."""

MAX_LOG_LINES = 2_000
"""The lines of a log, inclusive; a longer one loses its first half."""

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def apply(rules: StrictRules, application: Application) -> Application:
    """Return the ASGI application behind the rules."""

    async def strict(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        if scope["path"] == REJECTIONS_PATH:
            return await _respond(send, HTTPStatus.OK, json.dumps(rules.rejections).encode())
        target = next((value.decode() for name, value in scope["headers"] if name == b"x-amz-target"), "")
        if target not in TARGETS:
            return await application(scope, receive, send)
        body = await _read(receive)
        try:
            seconds = rules.delay(target, json.loads(body))
        except Rejected as rejected:
            return await _respond(send, rejected.status, rejected.body)
        if seconds:
            await asyncio.sleep(seconds)
        return await application(scope, _replay(body, receive), send)

    return strict


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that yields the body that was already read, and then what follows."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> dict[str, Any]:
        return messages.pop() if messages else await receive()

    return replay


async def _respond(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/x-amz-json-1.0"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def correct_reserved_concurrency() -> None:
    """Make the reserved concurrency apply to a function's versions too, and report its throttles as AWS does.

    ministack 1.5.33 stores the number with the function and looks for it in the version that an alias invokes.  The
    error in the state machine is then ``Lambda.TooManyRequestsException`` instead of ``Lambda.Unknown``.
    """
    find_reserved, throttle = lambda_svc._reserved_concurrency, lambda_svc._throttle_response

    def find(func: dict[str, Any], config: dict[str, Any]) -> int | None:
        reserved: int | None = find_reserved(lambda_svc._functions.get(config["FunctionName"]) or func, config)
        return reserved

    def respond(*arguments: Any, **named: Any) -> dict[str, Any]:
        response = throttle(*arguments, **named)
        return {**response, "body": {**response["body"], "errorType": "Lambda.TooManyRequestsException"}}

    lambda_svc._reserved_concurrency, lambda_svc._throttle_response = find, respond


def limit_memory() -> None:
    """Forget what an order leaves behind beside its items and its execution.

    Stream records are forgotten once they are delivered, tokens of transactions after some seconds, and all but the
    last lines of a log.  AWS keeps records for a day, tokens for ten minutes, and a log for its retention.
    The history of an execution, which stays, is kept as text, compressed when the execution ends.
    """
    eventbridge._events_log_list = list  # no request reads the log of all events
    _keep_histories_as_text()
    _forget_delivered_records()
    _forget_tokens()
    _forget_log_lines()


class EventTexts:
    """The events of an execution as JSON lines, which take a fraction of the memory of their objects.

    The last event compresses them all.
    """

    def __init__(self, events: Iterable[Mapping[str, Any]]) -> None:
        self._compressed = zlib.compress(b"")
        self._lines: list[str] = []
        self._count = 0
        for event in events:
            self.append(event)

    def append(self, event: Mapping[str, Any]) -> None:
        """Add an event at the end."""
        self._lines.append(json.dumps(event))
        self._count += 1
        if event["type"] in LAST_EVENTS:
            self._compressed, self._lines = zlib.compress("\n".join(self._all_lines()).encode()), []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(json.loads, self._all_lines())

    def _all_lines(self) -> list[str]:
        return zlib.decompress(self._compressed).decode().splitlines() + self._lines


def _keep_histories_as_text() -> None:
    add = stepfunctions._add_event

    def add_text(execution: dict[str, Any], event_type: str, details: Mapping[str, Any] | None = None) -> None:
        if isinstance(execution["events"], list):
            execution["events"] = EventTexts(execution["events"])
        add(execution, event_type, details)

    stepfunctions._add_event = add_text


def _forget_delivered_records() -> None:
    expire, lock = dynamodb._trim_stream_records, Lock()

    def forget(table: str, *, account_id: str | None = None, region: str | None = None) -> None:
        with lock:
            expire(table, account_id=account_id, region=region)
            delivered = min(lambda_svc._dynamodb_stream_positions.values(), default=0)
            forgotten = dynamodb._stream_trimmed.get(table, 0)
            if account_id is None and delivered > forgotten and table in dynamodb._stream_records:
                del dynamodb._stream_records[table][: delivered - forgotten]
                dynamodb._stream_trimmed[table] = delivered

    dynamodb._trim_stream_records = forget


def _forget_tokens() -> None:
    dynamodb._TXN_TOKEN_TTL = TOKEN_SECONDS
    store = dynamodb._txn_token_store

    def store_and_sweep_soon(token: str, entry: dict[str, Any]) -> None:
        store(token, entry)
        dynamodb._txn_token_sweep_at = min(dynamodb._txn_token_sweep_at, time.time() + TOKEN_SECONDS)

    dynamodb._txn_token_store = store_and_sweep_soon


def _forget_log_lines() -> None:
    append = cloudwatch_logs._append_log_events

    def append_and_forget(stream: dict[str, Any], events: list[dict[str, Any]]) -> None:
        append(stream, events)
        with cloudwatch_logs._log_events_lock:
            if len(stream["events"]) > MAX_LOG_LINES:
                stream["events"] = stream["events"][-MAX_LOG_LINES // 2 :]

    cloudwatch_logs._append_log_events = append_and_forget


def reduce_work() -> None:
    """Remove work that no request needs: a third of the time of a write to DynamoDB."""
    dynamodb.copy = SimpleNamespace(deepcopy=copy_json)
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def reduce_waits() -> None:
    """Remove waits that AWS does not have, which took most of the time of a single order.

    Without a buffer, a function receives the head and the body of its event in two packets, of which Nagle's algorithm
    holds back the second until the first is acknowledged, for 40 ms.  https://www.rfc-editor.org/rfc/rfc896
    """
    BaseHTTPRequestHandler.wbufsize = -1
    stepfunctions.time = SimpleNamespace(
        time=time.time,
        monotonic=time.monotonic,
        sleep=lambda seconds: None if seconds == START_SECONDS else time.sleep(seconds),
    )


def collect_stream_records() -> None:
    """Let records gather before a function is called with them, as a batching window does on AWS."""
    poll = lambda_svc._poll_dynamodb_streams

    def poll_later() -> bool:
        time.sleep(STREAM_BATCH_SECONDS)
        found: bool = poll()
        return found

    lambda_svc._poll_dynamodb_streams = poll_later


def copy_json(value: Any) -> Any:
    """Return a deep copy of an item, which is a tree, in a sixth of the time of Python's ``deepcopy``."""
    kind = type(value)
    if kind is dict:
        return {sys.intern(name): copy_json(each) for name, each in value.items()}  # items have the same names
    if kind is list:
        return [copy_json(each) for each in value]
    return value if kind is str else copy.deepcopy(value)


def main() -> None:
    """Run the emulator until it is terminated."""
    sys.setswitchinterval(SWITCH_SECONDS)
    correct_reserved_concurrency()
    limit_memory()
    reduce_work()
    reduce_waits()
    collect_stream_records()
    if limits := os.environ.get(STRICT_LIMITS):
        ministack.app.app = apply(StrictRules(Limits(**json.loads(limits))), ministack.app.app)
    with fork_server() as start_instance:
        lambda_runtime.subprocess = SimpleNamespace(**vars(subprocess) | {"Popen": start_instance})
        uvicorn.run(
            ministack.app.app,
            host=os.environ["BIND_HOST"],
            port=int(os.environ["GATEWAY_PORT"]),
            loop="uvloop",
            http="httptools",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            log_level="warning",
        )


if __name__ == "__main__":
    main()
