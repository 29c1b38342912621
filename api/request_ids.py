"""The id of a request, which its response and all its log lines carry."""

from __future__ import annotations

import re
from contextvars import ContextVar
from uuid import uuid4

HEADER = "X-Request-Id"

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)
"""The id of the request that this thread handles; None between requests."""

SAFE = re.compile(r"[A-Za-z0-9._-]{1,128}")
"""The ids that need no escaping in a header or in a log."""


def accept_or_generate(request_id: str | None) -> str:
    """Return the client's own id if it is safe, else a new one."""
    return request_id if request_id and SAFE.fullmatch(request_id) else str(uuid4())
