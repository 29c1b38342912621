"""The base of every group of settings, and the kinds of fields in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pulumi
from pydantic import BaseModel, ConfigDict, Field, Strict


class InvalidStackSettings(pulumi.RunError):
    """At least one setting is invalid; the message has one line for each violation."""


CONFIG = ConfigDict(frozen=True, strict=True, extra="forbid", regex_engine="python-re")
"""Converts no value to another type: YAML's ``true`` is not 1, and 5.0 is not 5."""


class SettingsGroup(BaseModel):
    """Settings with their defaults and constraints.

    A field's description completes "<key> must be …, not <value>."; by default "a whole number" or "true or false".
    """

    model_config = CONFIG

    def violations(self) -> Iterator[str]:
        """Yield a sentence for each violated rule that no single field can express."""
        yield from ()


HTTPS_URL = r"https://[^\s/?#@]+(?:[/?][^\s#@]*)?"
"""The pattern of an https:// address without credentials."""

LIST = Strict(strict=False)
"""Lets a tuple be given as a list; its items stay strict."""


def text(default: Any, pattern: str, must_be: str) -> Any:
    """Return a field whose whole value matches the pattern."""
    return Field(default, pattern=rf"\A(?:{pattern})\Z", description=must_be)


def optional(pattern: str, must_be: str) -> Any:
    """Return a field whose value is empty, the default, or matches the pattern."""
    return text("", f"|{pattern}", f"{must_be}, or empty")


def choice(default: str, *choices: str) -> Any:
    """Return a field whose value is one of the choices."""
    return text(default, "|".join(map(re.escape, choices)), f"one of {', '.join(choices)}")


def number(default: int, ge: int, le: int | None = None, must_be: str | None = None) -> Any:
    """Return a field whose value is a whole number in this range, both bounds inclusive."""
    to = "" if le is None else f" to {le}"
    return Field(default, ge=ge, le=le, description=must_be or f"a whole number from {ge}{to}")
