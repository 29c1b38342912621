"""Middleware for every request and response, whichever view handles them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.metrics import record_outcome
from api.problems import ProblemType, problem
from api.request_ids import HEADER, accept_or_generate, current_request_id

Handler = Callable[[HttpRequest], HttpResponse]

DEFAULT_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
"""A response is data about one customer at one time: it must not be cached, sniffed, framed or rendered as a page.

A view may set its own values instead.
"""

HSTS = "max-age=31536000"
"""One year; RFC 6797 forbids the header over plain HTTP."""


def request_id_middleware(get_response: Handler) -> Handler:
    """Give the request its id, and record its outcome for the metrics."""

    def handle(request: HttpRequest) -> HttpResponse:
        request_id = accept_or_generate(request.headers.get(HEADER))
        token = current_request_id.set(request_id)
        try:
            response = get_response(request)
        finally:
            current_request_id.reset(token)
        response[HEADER] = request_id
        record_outcome(request, response)
        return response

    return handle


def default_headers_middleware(get_response: Handler) -> Handler:
    """Add the default headers and the length, and drop the body of a response to HEAD."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in DEFAULT_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.headers.get("X-Forwarded-Proto") == "https":  # the load balancer, which ends TLS, sets it
            response["Strict-Transport-Security"] = HSTS
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""  # gunicorn warns of a body that it must drop
        return response

    return handle


def body_limit_middleware(get_response: Handler) -> Handler:
    """Reject a body that is too large, before any of it is read, or whose length is not announced.

    WSGI marks the end of a body by its length alone.  Django treats a body without one as empty, so the client would
    read that every field is missing.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH")
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            return problem(ProblemType.LENGTH_REQUIRED)
        if length and _parse_length(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return problem(
                ProblemType.BODY_TOO_LARGE, f"the body must have at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes"
            )
        return get_response(request)

    return handle


def _parse_length(length: str) -> int:
    """Return the length, or 0 for anything else, which Django treats as an empty body."""
    try:
        return int(length)
    except ValueError:
        return 0
