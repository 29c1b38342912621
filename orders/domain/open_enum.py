"""Enumerations that accept stored values which only a newer version has."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


def is_name(value: object) -> bool:
    """Return whether the value has the form of an enumeration's value, unlike a defect or personal data."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


class OpenEnum(StrEnum):
    """A ``StrEnum`` that keeps a value which only a newer version has; iteration yields only this version's members.

    Raises:
        ValueError: the value does not have the form of a name.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or not is_name(value):
            return None
        newer = str.__new__(cls, value)
        newer._name_ = newer._value_ = value
        return newer

    @property
    def is_known(self) -> bool:
        """Whether this version has the value."""
        return type(self).__members__.get(self.name) is self
