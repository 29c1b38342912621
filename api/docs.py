"""The API's documentation as a page: Swagger UI, served by the API itself, so it needs no other host.

The files come with drf-spectacular-sidecar.  Their address contains its version, so browsers may cache them for ever.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.http import Http404, HttpResponse
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import PublicView

# Swagger UI's style sheet contains its arrows as data: images.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

CACHE_FOR_EVER = "public, max-age=31536000, immutable"

_MEDIA_TYPES = {
    "favicon-32x32.png": "image/png",
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-standalone-preset.js": "text/javascript",
}


class DocsView(PublicView, SpectacularSwaggerSplitView):
    """The page, and with ``?script`` the script that starts it."""

    schema = None
    template_name = "docs.html"
    url = "../schema/"

    def get(self, request: Request) -> Response:
        """Return the page or its script."""
        response: Response = super().get(request)  # type: ignore[no-untyped-call] # drf-spectacular has no types
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response


class DocsAssetView(PublicView):
    """A file of Swagger UI."""

    schema = None

    def get(self, request: Request, version: str, name: str) -> HttpResponse:
        """Return the file, compressed if the client accepts that.

        Raises:
            Http404: the version is not the installed one, or the page does not need the file.
        """
        if version != settings.SPECTACULAR_SETTINGS["SWAGGER_UI_DIST"] or name not in _MEDIA_TYPES:
            raise Http404
        headers = {"Cache-Control": CACHE_FOR_EVER, "Vary": "Accept-Encoding"}
        is_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        if is_gzip:
            headers["Content-Encoding"] = "gzip"
        return HttpResponse(_read(name, is_gzip=is_gzip), content_type=_MEDIA_TYPES[name], headers=headers)


@cache
def _read(name: str, *, is_gzip: bool) -> bytes:
    folder = files("drf_spectacular_sidecar") / "static" / "drf_spectacular_sidecar" / "swagger-ui-dist"
    content = (folder / name).read_bytes()
    return gzip.compress(content) if is_gzip else content
