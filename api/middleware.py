"""What holds for every request and every answer, whichever view they meet."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.problems import problem

Handler = Callable[[HttpRequest], HttpResponse]


def fixed_headers(get_response: Handler) -> Handler:
    """An answer is about one customer at one moment, so no cache keeps it; it is what its type says."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        response["Content-Length"] = str(len(response.content))
        response["X-Content-Type-Options"] = "nosniff"
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
            return problem(HTTPStatus.LENGTH_REQUIRED, "send the body with a Content-Length, not in chunks")
        if length and _number(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
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
