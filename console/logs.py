"""One order's lines in the functions' logs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from botocore.exceptions import ClientError

from console.stack import Stack
from orders.aws.clients import client, error_code, translate_aws_errors
from orders.contract import FUNCTION_NAMES
from orders.domain.errors import StoreUnavailable
from orders.domain.order import Order

MAX_PAGES = 5
"""Pages of one log group, inclusive: CloudWatch Logs may return empty pages before the one with the lines."""

MAX_LINES = 200
"""Lines of one log group, inclusive."""

MARGIN = timedelta(minutes=15)
"""The time before and after an order's own times in which lines about it are looked for."""

UNSHOWN = {"timestamp", "level", "message", "service", "correlation_id", "location", "xray_trace_id"}
"""Fields of a line that have a column, or say nothing about the order."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a function's log."""

    at: datetime
    function: str
    level: str
    message: str
    details: str


@dataclass(frozen=True, slots=True)
class Milestones:
    """When an order's events passed the functions around the workflow; None if no line says so."""

    published: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None


def read_lines(stack: Stack, order: Order, functions: Iterable[str] = FUNCTION_NAMES.values()) -> list[LogLine]:
    """Return the lines about the order, the oldest first.

    Raises:
        StoreUnavailable: CloudWatch Logs throttled the call or could not be reached.
        ClientError: it rejected the call.
    """
    with ThreadPoolExecutor(4) as pool:
        groups = pool.map(lambda function: _read_group(stack, order, function), functions)
        return sorted((line for lines in groups for line in lines), key=lambda line: line.at)


def _read_group(stack: Stack, order: Order, function: str) -> list[LogLine]:
    lines: list[LogLine] = []
    position: dict[str, Any] = {}
    for _ in range(MAX_PAGES):
        with translate_aws_errors("CloudWatch Logs"):
            try:
                page = client("logs").filter_log_events(
                    logGroupName=stack.log_group(function),
                    filterPattern=f'"{order.order_id}"',
                    startTime=_milliseconds(order.created_at - MARGIN),
                    endTime=_milliseconds(order.updated_at + MARGIN),
                    **position,
                )
            except ClientError as error:
                if error_code(error) == "ResourceNotFoundException":  # the function has not run yet
                    return lines
                raise
        lines += [parse_line(function, event) for event in page["events"]]
        if "nextToken" not in page or len(lines) >= MAX_LINES:
            break
        position = {"nextToken": page["nextToken"]}
    return lines[:MAX_LINES]


def parse_line(function: str, event: Mapping[str, Any]) -> LogLine:
    """Return the line in an event of CloudWatch Logs: the function's JSON, or any other text."""
    at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
    text = event["message"].strip()
    try:
        fields = json.loads(text)
        level, message = str(fields["level"]), str(fields["message"])
    except (ValueError, KeyError, TypeError, RecursionError):
        first, _, rest = text.partition("\n")
        return LogLine(at, function, "ERROR" if first.startswith("[ERROR]") else "", first, rest)
    shown = {
        name: value
        for name, value in fields.items()
        if name not in UNSHOWN and not name.startswith(("function_", "cold_start"))
    }
    return LogLine(_time_of(fields, at), function, level, message, json.dumps(shown, ensure_ascii=False)[1:-1])


def _time_of(fields: Mapping[str, Any], default: datetime) -> datetime:
    """Return the function's own time of a line: CloudWatch's may be that of a later delivery."""
    try:
        at = datetime.fromisoformat(fields["timestamp"])
    except (KeyError, TypeError, ValueError):
        return default
    return at if at.tzinfo else default


def milestones(lines: Sequence[LogLine]) -> Milestones:
    """Return the milestones in an order's lines."""
    published = [line.at for line in lines if line.message == "event published"]
    created = [line.at for line in lines if line.message == "event published" and '"OrderCreated"' in line.details]
    finished = [line.at for line in lines if line.message == "event published" and '"OrderFinished"' in line.details]
    started = [line.at for line in lines if line.message.startswith("workflow ")]
    return Milestones(
        next(iter(created or published), None), next(iter(started), None), finished[-1] if finished else None
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """The last look for an order's milestones: when, what it found, and the error that it met."""

    at: datetime
    found: Milestones
    error: Exception | None = None


class MilestoneCache:
    """Keeps milestones in memory, so that a page that updates itself rarely reads the logs."""

    PAUSE = timedelta(seconds=2)
    PAUSE_AFTER_ERROR = timedelta(seconds=20)
    CAPACITY = 200

    def __init__(self) -> None:
        self._looks: dict[str, _Look] = {}
        self._lock = Lock()

    def get(self, stack: Stack, order: Order, now: datetime) -> Milestones:
        """Return the order's milestones, read from the logs if some are missing and the last look is a while ago.

        Raises:
            StoreUnavailable, ClientError: as for ``read_lines``; the same error is raised again for a while.
        """
        with self._lock:
            last = self._looks.get(order.order_id)
            if last and (last.error or self._is_enough(last, order, now)):
                if last.error is None:
                    return last.found
                if now - last.at < self.PAUSE_AFTER_ERROR:
                    raise last.error
            before = last.found if last else Milestones()
            self._remember(order.order_id, _Look(now, before))  # first, so that another thread does not look too
        functions = [FUNCTION_NAMES["event_publisher"], FUNCTION_NAMES["order_consumer"]]
        try:
            look = _Look(now, milestones(read_lines(stack, order, functions)))
        except (ClientError, StoreUnavailable) as error:
            look = _Look(now, before, error)
        with self._lock:
            self._remember(order.order_id, look)
        if look.error:
            raise look.error
        return look.found

    def _is_enough(self, last: _Look, order: Order, now: datetime) -> bool:
        """Return whether the last look found everything, is recent, or could not find more today."""
        is_complete = last.found.published and last.found.started and (last.found.finished or not order.status.is_final)
        is_old = order.status.is_final and now - order.updated_at > MARGIN
        return bool(is_complete or is_old or now - last.at < self.PAUSE)

    def _remember(self, order_id: str, look: _Look) -> None:
        while len(self._looks) >= self.CAPACITY:
            del self._looks[next(iter(self._looks))]
        self._looks[order_id] = look


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
