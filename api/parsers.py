"""Parses a body: one JSON object in UTF-8, without the liberties of Python's parser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

MAX_EXACT_DIGITS = 20
"""A longer integer exceeds every field's limit, so it becomes a float: Python's ``int`` fails above 4,300 digits."""


class JsonObjectParser(BaseParser):
    """Parses a JSON object (RFC 8259), which is UTF-8 whatever charset the content type names."""

    media_type = "application/json"

    def parse(
        self,
        stream: BinaryIO,
        media_type: str | None = None,  # noqa: ARG002  REST Framework passes it
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002  likewise
    ) -> dict[str, Any]:
        """Return the object.

        Raises:
            ParseError: the body is anything else.
        """
        try:
            text = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE).decode("utf-8")
            parsed = json.loads(
                text, parse_constant=_reject_constant, parse_int=_parse_int, object_pairs_hook=_reject_duplicates
            )
        except UnicodeDecodeError as error:
            raise ParseError("the body must be UTF-8") from error
        except ValueError as error:
            raise ParseError(f"the body must be JSON: {error}") from error
        except RecursionError as error:
            raise ParseError("the body is nested too deeply") from error
        if not isinstance(parsed, dict):
            raise ParseError("the body must be a JSON object")
        return parsed


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _parse_int(digits: str) -> int | float:
    return int(digits) if len(digits) <= MAX_EXACT_DIGITS else float(digits)


def _reject_duplicates(members: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(members)
    if len(unique) != len(members):
        raise ValueError("an object has two members of the same name")
    return unique
