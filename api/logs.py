"""Log records as one JSON object per line, without anything that a customer sent."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from api.request_ids import current_request_id
from orders.domain.errors import OrderError
from orders.domain.timestamp import format_utc

SHARED_KEYS = ("method", "path", "order_id")
"""The extra attributes that are logged; Django adds the whole request to some records."""

MAX_STACK_FRAMES = 30


class JsonLine(logging.Formatter):
    """Formats a log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": format_utc(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        line |= {key: value for key, value in vars(record).items() if key in SHARED_KEYS}
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_describe(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _describe(error: BaseException) -> dict[str, Any]:
    stack = traceback.extract_tb(error.__traceback__)[-MAX_STACK_FRAMES:]
    return {
        "error": type(error).__name__,
        "detail": _safe_detail(error),
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in stack],
    }


def _safe_detail(error: BaseException) -> str | None:
    """Return our own messages, which carry only identifiers, and AWS's error codes; others may quote a body."""
    if isinstance(error, OrderError):
        return str(error)
    match getattr(error, "response", None):
        case {"Error": {"Code": str(code)}}:
            return code
    return None
