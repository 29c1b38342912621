"""Environment variables of the API, checked before the server starts."""

from __future__ import annotations

import os
import re

from orders.contract import ANY_ORIGIN, ORIGIN_PATTERN
from orders.custom_fields import CustomFields, InvalidSchema

PRODUCTION = "API_PRODUCTION"
"""If ``true``, settings that are only acceptable on a laptop are rejected."""


class InvalidEnvironment(Exception):
    """An environment variable has an invalid value."""


def env_int(name: str) -> int:
    """Return the variable as an int; 0 if unset or empty.

    Raises:
        InvalidEnvironment: the value is not a whole number.
    """
    value = os.environ.get(name) or "0"
    if not (value.isascii() and value.isdigit()):
        raise InvalidEnvironment(f"the environment variable {name} must be a whole number, not {value!r}")
    return int(value)


def is_production() -> bool:
    """Return whether the API serves real customers.

    Raises:
        InvalidEnvironment: the variable is neither ``true``, ``false``, empty nor unset.
    """
    value = os.environ.get(PRODUCTION, "")
    if value not in {"", "false", "true"}:
        raise InvalidEnvironment(f"the environment variable {PRODUCTION} must be true or false, not {value!r}")
    return value == "true"


def env_origins(name: str) -> list[str]:
    """Return the comma-separated web origins of the variable; ``["*"]`` allows every origin.

    In production ``*`` and ``http://`` are rejected: over plain HTTP, the network can alter an origin's pages.

    Raises:
        InvalidEnvironment: with the first invalid origin.
    """
    origins = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    if is_production():
        expected = "comma-separated https:// origins such as https://shop.example"
        invalid = [each for each in origins if not (_is_origin(each) and each.startswith("https:"))]
    else:
        expected = f"comma-separated origins such as https://shop.example, or only {ANY_ORIGIN}"
        invalid = [each for each in origins if not _is_origin(each) and origins != [ANY_ORIGIN]]
    if invalid:
        raise InvalidEnvironment(f"the environment variable {name} must be {expected}, not {invalid[0]!r}")
    return origins


def env_custom_fields(name: str) -> CustomFields | None:
    """Return the fields that the JSON Schema in the variable describes; None if unset or empty.

    Raises:
        InvalidEnvironment: the schema is not valid.
    """
    text = os.environ.get(name)
    try:
        return CustomFields.parse(text) if text else None
    except InvalidSchema as error:
        raise InvalidEnvironment(f"the schema in the environment variable {name} {error}") from None


def _is_origin(text: str) -> bool:
    return re.fullmatch(ORIGIN_PATTERN, text) is not None
