"""What every group of settings needs: reading a value from the configuration, and saying what is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Protocol

import pulumi

Rule = tuple[str, object, str, object]
"""A setting's key, its value, what it must be, and whether it is that."""

READ = "read"
"""The entry of a field's metadata that makes the setting out of what the configuration's YAML says."""

_READERS: Mapping[str, Callable[[pulumi.Config, str], Any]] = MappingProxyType(
    {"bool": pulumi.Config.get_bool, "int": pulumi.Config.get_int, "str": pulumi.Config.get}
)
"""By the type of the setting; one of another type says with ``READ`` how it is made."""


class Group(Protocol):
    """A group of settings: a dataclass, whose fields are settings with their defaults."""

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""


class WrongSettings(pulumi.RunError):
    """The configuration contradicts itself or AWS; the message has a sentence for each key at fault."""


def given(group: type, config: pulumi.Config) -> dict[str, Any]:
    """The settings of a group that the configuration has, by their keys.

    Raises:
        WrongSettings, pulumi.ConfigTypeError: a value is not of its setting's type.
    """
    values = {field.name: _value(field, config) for field in dataclasses.fields(group)}
    return {key: value for key, value in values.items() if value is not None}


def _value(field: dataclasses.Field[Any], config: pulumi.Config) -> Any:
    if READ not in field.metadata:
        return _READERS[str(field.type)](config, field.name)
    entry = config.get_object(field.name)
    return None if entry is None else field.metadata[READ](entry)


def texts(key: str) -> Callable[[Any], tuple[str, ...]]:
    """How to make a setting that is a list of texts.

    Raises:
        WrongSettings: the entry is something else.
    """

    def read(entry: Any) -> tuple[str, ...]:
        if not isinstance(entry, list) or not all(isinstance(each, str) for each in entry):
            raise WrongSettings(f"{key} must be a list of strings, not {entry!r}.")
        return tuple(entry)

    return read


def broken(*rules: Rule) -> Iterator[str]:
    """A sentence for each rule that does not hold."""
    yield from (f"{key} must be {what}, not {value!r}." for key, value, what, is_right in rules if not is_right)


def is_whole(number: object) -> bool:
    """Whether this is a whole number; YAML's ``true`` is none."""
    return isinstance(number, int) and not isinstance(number, bool)
