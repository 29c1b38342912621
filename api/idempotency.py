"""The ``Idempotency-Key`` header, which makes a request safe to retry.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

from __future__ import annotations

import re

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

HEADER = "Idempotency-Key"

MAX_KEY = 255
"""Characters, inclusive, without the quotes."""

KEY = rf"[!#-\[\]-~]{{1,{MAX_KEY}}}"

_QUOTED = re.compile(rf'(?P<quote>"?)(?P<key>{KEY})(?P=quote)')
"""The draft's format is a quoted string; most clients omit the quotes, and mean the same."""

EXPECTED = (
    f"must be 1 to {MAX_KEY} visible ASCII characters without quotes and backslashes; quotes around it are optional"
)


class InvalidIdempotencyKey(ValidationError):
    """The header is not a valid key."""


def parse_idempotency_key(request: Request) -> str | None:
    """Return the key of the request, or None if it has none.

    Raises:
        InvalidIdempotencyKey: the header is not a valid key.
    """
    header = request.headers.get(HEADER)
    if header is None:
        return None
    match = _QUOTED.fullmatch(header.strip())
    if match is None:
        raise InvalidIdempotencyKey({HEADER: [EXPECTED]})
    return match["key"]
