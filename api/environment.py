"""What the environment says, checked before the server starts."""

from __future__ import annotations

import os
import re

PRODUCTION = "API_PRODUCTION"
"""The variable that, when ``true``, forbids what is handy on a laptop and careless where customers are."""

ANY_ORIGIN = "*"

_ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?P<port>:[1-9]\d{0,4})?", re.ASCII
)
"""As a browser writes it, which is how it is compared: small letters, nothing after the host and the port.

https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
"""

_IMPLIED_PORTS = {"http": ":80", "https": ":443"}


class WrongSetting(Exception):
    """An environment variable has a value that makes no sense."""


def whole_number(name: str) -> int:
    """The variable's value; 0 if it is not set, or is empty.

    Raises:
        WrongSetting: with the variable's name and value.
    """
    value = os.environ.get(name) or "0"
    if not (value.isascii() and value.isdigit()):
        raise WrongSetting(f"the environment variable {name} must be a whole number, not {value!r}")
    return int(value)


def is_production() -> bool:
    """Whether the API serves real customers.

    Raises:
        WrongSetting: with the variable's name.
    """
    value = os.environ.get(PRODUCTION, "")
    if value not in {"", "false", "true"}:
        raise WrongSetting(f"{PRODUCTION} must be true or false")
    return value == "true"


def origins(name: str) -> list[str]:
    """The sites that the variable names, between commas; ``["*"]`` for all of them, none if it is not set or empty.

    In production sites are named one by one, and over plain HTTP anybody on the way could speak in a site's name.

    Raises:
        WrongSetting: with the variable's name and the first value that is wrong.
    """
    given = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    if is_production():
        expected = "https:// origins such as https://shop.example, between commas"
        wrong = [each for each in given if not (_is_origin(each) and each.startswith("https:"))]
    else:
        expected = f"origins such as https://shop.example, between commas, or {ANY_ORIGIN} alone"
        wrong = [each for each in given if not _is_origin(each) and given != [ANY_ORIGIN]]
    if wrong:
        raise WrongSetting(f"the environment variable {name} must be {expected}, not {wrong[0]!r}")
    return given


def _is_origin(text: str) -> bool:
    match = _ORIGIN.fullmatch(text)
    return match is not None and match["port"] != _IMPLIED_PORTS[match["scheme"]]
