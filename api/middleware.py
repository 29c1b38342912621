"""What holds for every request and every answer, whichever view they meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.metrics import note
from api.problems import ProblemType, problem
from api.request_ids import HEADER, kept_or_new, request_id

Handler = Callable[[HttpRequest], HttpResponse]

FIXED_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
"""An answer is about one customer at one moment, so no cache keeps it; it is what its type says, and no page.

A view that answers something else says so itself.
"""

ONLY_HTTPS = "max-age=31536000"
"""For a year; over plain HTTP it must not be said (RFC 6797)."""


def identified(get_response: Handler) -> Handler:
    """Give the request the id under which its client and its log lines speak of it, and note what came of it."""

    def handle(request: HttpRequest) -> HttpResponse:
        identity = kept_or_new(request.headers.get(HEADER))
        before = request_id.set(identity)
        try:
            response = get_response(request)
        finally:
            request_id.reset(before)
        response[HEADER] = identity
        note(request, response)
        return response

    return handle


def fixed_headers(get_response: Handler) -> Handler:
    """Say of every answer what holds for all of them, unless its view says otherwise."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.headers.get("X-Forwarded-Proto") == "https":  # the load balancer's word: it ends the TLS connection
            response["Strict-Transport-Security"] = ONLY_HTTPS
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""  # its length is told all the same; gunicorn warns of a body that it must drop
        return response

    return handle


def bounded_body(get_response: Handler) -> Handler:
    """A body that is too long is refused before any of it is read.

    Its length must be announced: WSGI tells where a body ends by its length alone, so Django takes a body without one
    for empty, and the client would be told that every field is missing.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH")
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            return problem(ProblemType.LENGTH_REQUIRED, "send the body with a Content-Length, not in chunks")
        if length and _number(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return problem(
                ProblemType.BODY_TOO_LARGE,
                f"the body must not be longer than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes",
            )
        return get_response(request)

    return handle


def _number(length: str) -> int:
    """The length, or 0 for what is none, which Django takes for an empty body."""
    try:
        return int(length)
    except ValueError:
        return 0
