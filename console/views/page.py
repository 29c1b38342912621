"""What the pages share: live regions, confirmations, the time, and the threads that read AWS."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe

from console.stack import stack

POOL = ThreadPoolExecutor(24)
"""The threads that read the parts of a page at the same time.

They are more than the server's own threads: the figures of a page wait in one of them for the others.
"""

SLOW_MILLISECONDS = 5_000
"""The time between two reads of a page that no longer changes by itself."""


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def is_fragment(request: HttpRequest) -> bool:
    """Return whether the page's script requests a part of a page."""
    return "X-Fragment" in request.headers


def live_page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, is_settled: bool = False, status: int = 200
) -> HttpResponse:
    """Return a page, or only its live region if the page's script requests it; 304 if that has not changed.

    Args:
        request: the request.
        name: of the template ``<name>.html``, which shows the region ``<name>_live.html``.
        context: of both templates.
        is_settled: whether the region rarely changes from now on.
        status: the response's status.
    """
    region = render_to_string(f"console/{name}_live.html", dict(context), request)
    etag = f'"{sha256(region.encode()).hexdigest()[:20]}"'
    interval = SLOW_MILLISECONDS if is_settled else stack().poll_milliseconds
    headers = {"ETag": etag, "X-Poll-Milliseconds": str(interval)}
    if not is_fragment(request):
        live = {"region": mark_safe(region), "etag": etag, "interval": interval}  # noqa: S308  rendered above
        return render(request, f"console/{name}.html", {**context, **live}, status=status)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return HttpResponse(region, headers=headers)


def part_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Return a part of a page to the page's script, and as a page of its own to a browser without scripts."""
    return render(request, template, {**context, "parent": parent_of(request)})


def parent_of(request: HttpRequest) -> str:
    """Return the template around a part of a page, or around an error in its place."""
    return "console/bare.html" if is_fragment(request) else "console/base.html"


def needs_confirmation(request: HttpRequest, what: str, effect: str) -> HttpResponse | None:
    """Return the page on which a change of a production stack is confirmed; None if the change may go on."""
    if not stack().is_production or request.POST.get("confirm") == stack().name:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "confirm"]
    context = {
        "what": what,
        "effect": effect,
        "fields": [field for field in fields if field[0] != "csrfmiddlewaretoken"],
        "is_wrong": "confirm" in request.POST,
        "back": back(request),
    }
    return render(request, "console/confirm.html", context)


def back(request: HttpRequest, default: str = "/orders/") -> str:
    """Return the path of the page with the form, from its field ``back``."""
    path = request.POST.get("back", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else default
