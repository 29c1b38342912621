"""Headers of every response, and the pages of errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from console.problems import ERRORS, explain
from console.views.page import parent_of
from orders.domain.errors import MalformedTask, OrderNotFound

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[HttpRequest], HttpResponse]


def headers_middleware(get_response: Handler) -> Handler:
    """Forbid every other host and origin, and caching of pages.

    A page of another site may link to the console, but not embed or fetch it: reading dead letters hides them from
    other readers for a moment.  https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
    """

    def handle(request: HttpRequest) -> HttpResponse:
        is_embedded = request.headers.get("Sec-Fetch-Dest", "document") != "document"
        if is_embedded and request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
            response = HttpResponse("Another site may only link to the console.", status=403, content_type="text/plain")
        else:
            response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


class problems_middleware:  # noqa: N801  Django's settings name it like the function beside it
    """Render an error of AWS or of the domain as a page with the next step."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the view's response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> Any:
        """Return the page of an error that can be explained, or None for any other."""
        parent = {"parent": parent_of(request)}
        if isinstance(error, OrderNotFound | MalformedTask):
            return render(request, "console/not_found.html", {"what": str(error), **parent}, status=404)
        if isinstance(error, ERRORS):
            return render(request, "console/problem.html", {"problem": explain(error), **parent}, status=502)
        return None
