"""Reading a body: one JSON object in UTF-8, and nothing that only looks like it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

from django.conf import settings
from django.http import UnreadablePostError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

LONGEST_EXACT_INTEGER = 20
"""Digits, of which Python would read up to 4,300; what is longer is wrong in every field, so it need not be exact."""


class JsonObject(BaseParser):
    """Parses a JSON object (RFC 8259), which is UTF-8 whatever charset the content type claims."""

    media_type = "application/json"

    def parse(
        self,
        stream: BinaryIO,
        media_type: str | None = None,  # noqa: ARG002  REST Framework passes it
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002  likewise
    ) -> dict[str, Any]:
        """The object.

        Raises:
            ParseError: it is none.
        """
        try:
            text = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE).decode("utf-8")
            parsed = json.loads(text, parse_constant=_no_constant, parse_int=_integer, object_pairs_hook=_unique)
        except UnreadablePostError as error:
            raise ParseError("the body broke off") from error
        except UnicodeDecodeError as error:
            raise ParseError("the body must be UTF-8") from error
        except ValueError as error:
            raise ParseError(f"the body must be JSON: {error}") from error
        except RecursionError as error:
            raise ParseError("the body is nested too deeply") from error
        if not isinstance(parsed, dict):
            raise ParseError("the body must be a JSON object")
        return parsed


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_EXACT_INTEGER else float(digits)


def _unique(members: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(members)
    if len(unique) != len(members):
        raise ValueError("a name stands twice in one object")
    return unique
