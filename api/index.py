"""The page at ``/``, which only the laptop's API has, with links to the order console and the documentation."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from rest_framework.request import Request

from api.views import PublicView

CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Order API</title>
</head>
<body>
<h1>Order API</h1>
<ul>
<li><a href="{console}">Order console</a>: the orders, and what happened to each</li>
<li><a href="/docs/">API documentation</a></li>
<li><a href="/orders/">The newest orders as JSON</a></li>
</ul>
</body>
</html>
"""


class IndexView(PublicView):
    """The page."""

    schema = None
    console = ""

    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002  Django passes it
        """Return the page."""
        page = format_html(_PAGE, console=self.console)
        return HttpResponse(page, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})
