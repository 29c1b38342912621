"""Middleware for every request and response, whichever view handles them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from api.metrics import record_outcome
from api.problems import ProblemType, problem
from api.request_headers import read_header
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

_COMPRESSED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""How a body begins that gzip, zstd or deflate has compressed; no JSON text begins like this."""

HSTS = "max-age=31536000"
"""One year; RFC 6797 forbids the header over plain HTTP."""


def request_id_middleware(get_response: Handler) -> Handler:
    """Give the request its id, and record its outcome for the metrics."""

    def handle(request: HttpRequest) -> HttpResponse:
        request_id = accept_or_generate(read_header(request, HEADER))
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
        schemes = read_header(request, "X-Forwarded-Proto")  # the load balancer, which ends TLS, sets it
        if schemes and all(scheme.strip() == "https" for scheme in schemes.split(",")):
            response["Strict-Transport-Security"] = HSTS
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""  # gunicorn warns of a body that it must drop
        return response

    return handle


def body_limit_middleware(get_response: Handler) -> Handler:
    """Reject a body that is too large, before any of it is read, incomplete, encoded, or of unknown length.

    WSGI marks the end of a body by its length alone.  Django treats a body without one as empty, so the client would
    read that every field is missing.  A connection that broke ends a body early, possibly where it is valid.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH")
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            return problem(ProblemType.LENGTH_REQUIRED)
        size = _parse_length(length) if length else 0
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return problem(
                ProblemType.BODY_TOO_LARGE, f"the body must have at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes"
            )
        if size and _read_length(request) < size:
            return problem(ProblemType.MALFORMED_REQUEST, "the body is incomplete")
        if size and _is_encoded(request):
            return problem(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "the body must be sent without a content coding, such as gzip",
                headers={"Accept-Encoding": "identity"},
            )
        return get_response(request)

    return handle


def _read_length(request: HttpRequest) -> int:
    """Read the body, and return its length; 0 if the connection broke."""
    try:
        return len(request.body)
    except UnreadablePostError:
        return 0


def _is_encoded(request: HttpRequest) -> bool:
    """Return whether the body has a content coding, or a header that says so."""
    codings = read_header(request, "Content-Encoding") or ""
    is_labelled = any(coding.strip() not in {"", "identity"} for coding in codings.lower().split(","))
    return is_labelled or request.body.startswith(_COMPRESSED)


def _parse_length(length: str) -> int:
    """Return the length, or 0 for anything else, which Django treats as an empty body."""
    try:
        return int(length)
    except ValueError:
        return 0
