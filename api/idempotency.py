"""The ``Idempotency-Key`` of a request: what makes it safe to send again.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

from __future__ import annotations

import re

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

HEADER = "Idempotency-Key"

MAX_KEY = 255

KEY = rf"[!#-\[\]-~]{{1,{MAX_KEY}}}"

_QUOTED = re.compile(rf'(?P<quote>"?)(?P<key>{KEY})(?P=quote)')
"""A string of HTTP's structured fields, which has quotes; most clients send none, and mean the same."""

EXPECTED = f"must be 1 to {MAX_KEY} visible ASCII characters without quotes and backslashes, and may stand in quotes"


class InvalidIdempotencyKey(ValidationError):
    """The header is no key."""


def read_key(request: Request) -> str | None:
    """The caller's key, or None if there is none.

    Raises:
        InvalidIdempotencyKey: the header is not one.
    """
    header = request.headers.get(HEADER)
    if header is None:
        return None
    match = _QUOTED.fullmatch(header.strip())
    if match is None:
        raise InvalidIdempotencyKey({HEADER: [EXPECTED]})
    return match["key"]
