"""Whole numbers from the environment, checked before the server starts."""

from __future__ import annotations

import os


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
