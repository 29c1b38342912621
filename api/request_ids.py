"""The id of a request, which its response and all its log lines carry."""

from __future__ import annotations

import re
from contextvars import ContextVar
from random import getrandbits
from uuid import UUID

HEADER = "X-Request-Id"

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)
"""The id of the request that this thread handles; None between requests."""

SAFE = re.compile(r"[A-Za-z0-9._-]{1,128}")
"""The ids that need no escaping in a header or in a log."""


def accept_or_generate(request_id: str | None) -> str:
    """Return the client's own id if it is safe, else a new one."""
    if request_id and SAFE.fullmatch(request_id):
        return request_id
    # Unlike uuid4(), this makes no system call, after which the thread would wait for the other threads.
    return str(UUID(int=getrandbits(128), version=4))
