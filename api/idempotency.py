"""The ``Idempotency-Key`` header, which makes a request safe to retry.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

from __future__ import annotations

import re

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.request_headers import read_header

HEADER = "Idempotency-Key"

MAX_KEY = 255
"""Characters, inclusive, without the quotes."""

QUOTED_KEY = rf"[!#-\[\]-~]{{1,{MAX_KEY}}}"
BARE_KEY = rf"[!#-+\--\[\]-~]{{1,{MAX_KEY}}}"
"""Without commas: a server or proxy joins two headers with one, and two keys must not look like a third.

https://www.rfc-editor.org/rfc/rfc9110#section-5.3
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

_HEADER = re.compile(rf'"(?P<quoted>{QUOTED_KEY})"|(?P<bare>{BARE_KEY})')
"""The draft's format is a quoted string; most clients omit the quotes, and mean the same."""

EXPECTED = (
    f"must be sent once, with 1 to {MAX_KEY} visible ASCII characters without quotes and backslashes; quotes around it "
    "are optional, unless it has a comma"
)


class InvalidIdempotencyKey(ValidationError):
    """The header is not a valid key."""


def parse_required_idempotency_key(request: Request) -> str:
    """Return the key of the request.

    Raises:
        InvalidIdempotencyKey: the header is missing, or is not a valid key.
    """
    key = parse_idempotency_key(request)
    if key is None:
        raise InvalidIdempotencyKey({HEADER: [EXPECTED]})
    return key


def parse_idempotency_key(request: Request) -> str | None:
    """Return the key of the request, or None if it has none.

    Raises:
        InvalidIdempotencyKey: the header is not a valid key.
    """
    header = read_header(request, HEADER)
    if header is None:
        return None
    match = _HEADER.fullmatch(header.strip())
    if match is None:
        raise InvalidIdempotencyKey({HEADER: [EXPECTED]})
    return match["quoted"] or match["bare"]
