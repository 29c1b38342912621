"""A proxy before the emulator that sees every call which the API and the functions make.

Hooks of botocore end at the process, and each function is a process of its own; the emulator's log has no bodies.  The
address of an AWS service is an environment variable everywhere, so a proxy needs no change of the code that it watches.
What the emulator does inside itself passes by it: tasks, deliveries, and what the event source mappings read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs

from cost.capacity import TRANSACTION, Index, Item, index_of, index_write_units, read_units, write_units
from local.emulator import Aws
from local.ports import HOST

_CREDENTIAL = re.compile(r"Credential=[^/]+/\d+/[^/]+/([a-z0-9-]+)/aws4_request")
_HOP_BY_HOP = frozenset({"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"})

_WATCHED = ("DYNAMODB", "SFN", "SNS", "SQS")
"""https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html"""


class UncountedCall(Exception):
    """The system makes a call whose cost is not known here."""


@dataclass(frozen=True, slots=True)
class Units:
    """What a call, or all calls, took of one table."""

    writes: int = 0
    index_writes: int = 0
    reads: float = 0

    def __add__(self, other: Units) -> Units:
        """Both together."""
        return Units(self.writes + other.writes, self.index_writes + other.index_writes, self.reads + other.reads)


@dataclass(frozen=True, slots=True)
class Call:
    """One call; ``units`` is by table, and empty for another service than DynamoDB."""

    service: str
    operation: str
    units: Mapping[str, Units] = field(default_factory=dict)


@dataclass
class Recorder:
    """Forwards each request to the emulator, and writes down what it was and what DynamoDB takes for it."""

    aws: Aws
    calls: list[Call] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    url: str = ""
    _indexes: dict[str, list[Index]] = field(default_factory=dict)
    _keys: dict[str, list[str]] = field(default_factory=dict)
    _one_at_a_time: Lock = field(default_factory=Lock)

    @property
    def environment(self) -> dict[str, str]:
        """What sends a process's calls through the recorder."""
        return {f"AWS_ENDPOINT_URL_{service}": self.url for service in _WATCHED}

    def take(self) -> list[Call]:
        """The calls since the last time.

        Raises:
            UncountedCall: there was one that nobody can price.
        """
        with self._one_at_a_time:
            calls, self.calls = self.calls, []
        if self.problems:
            raise UncountedCall("; ".join(self.problems))
        return calls

    def pass_on(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, bytes]:
        """The emulator's answer to a request: status, headers and body."""
        service, operation, request = _read(headers, body)
        # One after the other, so that the item before and after a write is what this write found and left.
        with self._one_at_a_time:
            touched = list(_touched(operation, request)) if service == "dynamodb" else []
            before = [self._item(table, item) for table, item, _ in touched]
            answer = self._forward(method, path, headers, body)
            units: dict[str, Units] = {}
            for (table, item, kind), old in zip(touched, before, strict=True):
                units[table] = units.get(table, Units()) + self._cost(table, kind, old, self._item(table, item))
            if service == "dynamodb" and not touched:
                self.problems.append(f"dynamodb {operation} is not known to cost/recorder.py")
            self.calls.append(Call(service, operation, units))
        return answer

    def _forward(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, bytes]:
        connection = HTTPConnection(HOST, self.aws.ports.aws, timeout=30)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def _item(self, table: str, given: Item) -> Item | None:
        """The item as it is now; of what the request gave, its key is enough."""
        key = {name: given[name] for name in self._keys_of(table)}
        answer = self.aws.client("dynamodb").get_item(TableName=table, Key=key, ConsistentRead=True)
        found: Item | None = answer.get("Item")
        return found

    def _keys_of(self, table: str) -> list[str]:
        if table not in self._keys:
            description = self.aws.client("dynamodb").describe_table(TableName=table)["Table"]
            keys = [each["AttributeName"] for each in description["KeySchema"]]
            self._indexes[table] = [index_of(each, keys) for each in description.get("GlobalSecondaryIndexes", ())]
            self._keys[table] = keys
        return self._keys[table]

    def _cost(self, table: str, kind: str, before: Item | None, after: Item | None) -> Units:
        if kind in ("consistent read", "eventual read"):
            return Units(reads=read_units(before, consistent=kind == "consistent read"))
        in_indexes = sum(index_write_units(index, before, after) for index in self._indexes[table])
        times = TRANSACTION if kind == "transaction" else 1
        return Units(writes=times * write_units(before, after), index_writes=times * in_indexes)


def _read(headers: Mapping[str, str], body: bytes) -> tuple[str, str, Mapping[str, Any]]:
    """The service, the operation and the request of a call, whose protocol is AWS's JSON or its query."""
    signed = _CREDENTIAL.search(headers.get("Authorization", ""))
    service = signed[1] if signed else "unsigned"
    if target := headers.get("X-Amz-Target"):
        return service, target.rpartition(".")[2], json.loads(body)
    form = parse_qs(body.decode())
    return service, form.get("Action", [""])[0], form


def _touched(operation: str, request: Mapping[str, Any]) -> Iterator[tuple[str, Item, str]]:
    """The table, the key or item, and the kind of access, for each item that a call reads or writes."""
    match operation:
        case "GetItem":
            yield request["TableName"], request["Key"], _reading(request)
        case "PutItem":
            yield request["TableName"], request["Item"], "write"
        case "UpdateItem" | "DeleteItem":
            yield request["TableName"], request["Key"], "write"
        case "BatchGetItem":
            for table, wanted in request["RequestItems"].items():
                for key in wanted["Keys"]:
                    yield table, key, _reading(wanted)
        case "TransactWriteItems":
            for action in request["TransactItems"]:
                (each,) = action.values()
                yield each["TableName"], each.get("Item") or each["Key"], "transaction"


def _reading(request: Mapping[str, Any]) -> str:
    return "consistent read" if request.get("ConsistentRead") else "eventual read"


@contextmanager
def recorder(aws: Aws) -> Iterator[Recorder]:
    """Run a recorder before the emulator until the block ends."""
    recording = Recorder(aws)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, content = recording.pass_on(self.command, self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in _HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing: the recorder's user reads the calls."""

    with ThreadingHTTPServer((HOST, 0), Handler) as proxy:
        recording.url = f"http://{HOST}:{proxy.server_address[1]}"
        thread = Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        try:
            yield recording
        finally:
            proxy.shutdown()
            thread.join()
