"""Content negotiation: JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Sequence

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class JsonOnly(BaseContentNegotiation):
    """Accepts ``application/json`` only, and ignores ``Accept``: a view's first renderer writes every response."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser:
        """Return the JSON parser.

        Raises:
            ParseError: there are several content types.
            UnsupportedMediaType: the content type is another one, or a pattern such as ``*/*``.
        """
        essence = request.content_type.partition(";")[0].strip().lower()
        if "," in essence:
            raise ParseError("Content-Type must be sent once")
        for parser in parsers:
            if parser.media_type == essence:
                return parser
        raise UnsupportedMediaType(essence, detail="the body must be sent as application/json")

    def select_renderer(
        self,
        request: Request,  # noqa: ARG002  REST Framework passes it
        renderers: Sequence[BaseRenderer],
        format_suffix: str | None = None,  # noqa: ARG002  likewise
    ) -> tuple[BaseRenderer, str]:
        """Return the view's first renderer."""
        return renderers[0], renderers[0].media_type
