"""The style sheet, the scripts, and the check that the console responds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from console.assets import MEDIA_TYPES, address, content


def file(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Return a static file, which a browser may keep for ever, because its address has a hash of its content.

    Raises:
        Http404: there is no such file.
    """
    if name not in MEDIA_TYPES or address(name) != f"/static/{digest}/{name}":
        raise Http404
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(content(name), content_type=MEDIA_TYPES[name], headers=headers)


def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Return 200: the console responds."""
    return HttpResponse("ok", content_type="text/plain")
