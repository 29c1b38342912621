"""The headers of a request."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.request import Request


def read_header(request: HttpRequest | Request, name: str) -> str | None:
    """Return the header, or None if the request has none.

    ``request.headers`` would first copy all headers, which takes several times as long as a request needs for its few.
    """
    value: str | None = request.META.get(f"HTTP_{name.upper().replace('-', '_')}")
    return value
