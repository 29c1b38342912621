"""The id that a request has in its answer and in every line that is logged of it."""

from __future__ import annotations

import re
from contextvars import ContextVar
from uuid import uuid4

HEADER = "X-Request-Id"

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread answers; None between two."""

SAFE = re.compile(r"[A-Za-z0-9._-]{1,128}")


def kept_or_new(given: str | None) -> str:
    """The client's own id if it can stand in a header and a log as it is, else a new one."""
    return given if given and SAFE.fullmatch(given) else str(uuid4())
