"""The description of the API as a page: Swagger UI, from this API alone, whatever network a reader is in.

Its files come with drf-spectacular-sidecar.  Each is served under a name that has its contents in it, so a browser may
keep it for ever.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.http import Http404, HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView

# Of the images, the arrows of Swagger UI stand in its style sheet.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

FOR_EVER = "public, max-age=31536000, immutable"

_SWAGGER_UI = files("drf_spectacular_sidecar") / "static/drf_spectacular_sidecar/swagger-ui-dist"

_START = """\
SwaggerUIBundle({
  url: "../schema/",
  dom_id: "#description",
  deepLinking: true,
  // Else it asks a host on the internet whether the description is valid.
  validatorUrl: null,
});
"""

_STYLE = """\
body { background: #fafafa; margin: 0; }
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Order API</title>
    <link rel="icon" href="{favicon}">
    <link rel="stylesheet" href="{swagger_ui_style}">
    <link rel="stylesheet" href="{style}">
  </head>
  <body>
    <div id="description"></div>
    <noscript>The description is at <a href="../schema/">/schema/</a>; this page needs JavaScript to show it.</noscript>
    <script src="{swagger_ui}"></script>
    <script src="{start}"></script>
  </body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page; ``compressed`` is what a client gets that can decompress it."""

    address: str
    """Seen from the page."""
    content_type: str
    content: bytes
    compressed: bytes


class Docs(APIView):
    """The page.  Whoever tries a request there gives it a token there; the page itself needs none."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    throttle_classes = ()
    schema = None

    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002  Django passes it
        """The page in HTML, which names all else that it needs."""
        page = _PAGE.format(**{name: asset.address for name, asset in assets().items()})
        return HttpResponse(page, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})


class DocsAsset(APIView):
    """A file that the page names."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    throttle_classes = ()
    schema = None

    def get(self, request: Request, address: str) -> HttpResponse:
        """The file.

        Raises:
            Http404: the page does not name it, or no longer.
        """
        asset = next((each for each in assets().values() if each.address == address), None)
        if asset is None:
            raise Http404
        headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(asset.content, content_type=asset.content_type, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return HttpResponse(asset.compressed, content_type=asset.content_type, headers=headers)


@cache
def assets() -> Mapping[str, Asset]:
    """What the page needs, by the names that it has for them; compressed once, as this takes a while."""
    return {
        "favicon": _asset("favicon-32x32.png", "image/png"),
        "swagger_ui_style": _asset("swagger-ui.css", "text/css"),
        "style": _asset("docs.css", "text/css", _STYLE),
        "swagger_ui": _asset("swagger-ui-bundle.js", "text/javascript"),
        "start": _asset("docs.js", "text/javascript", _START),
    }


def _asset(name: str, content_type: str, own: str | None = None) -> Asset:
    content = (_SWAGGER_UI / name).read_bytes() if own is None else own.encode()
    return Asset(f"{sha256(content).hexdigest()[:16]}/{name}", content_type, content, gzip.compress(content))
