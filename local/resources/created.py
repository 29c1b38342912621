"""The input and the result of a function that creates a resource."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.emulator import Aws


class Inputs(Mapping[str, Any]):
    """A resource's resolved arguments: names in camelCase, every number a float.

    It records which are read, so that an argument that the creator ignores is detected.
    """

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self._arguments = arguments
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return self._arguments[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arguments)

    def __len__(self) -> int:
        return len(self._arguments)

    @property
    def unread(self) -> frozenset[str]:
        """The arguments that were not read."""
        return frozenset(self._arguments) - self.read


@dataclass(frozen=True, slots=True)
class Created:
    """A resource's id, and its outputs that are not inputs."""

    id: str
    outputs: dict[str, Any] = field(default_factory=dict)


def unique_name(inputs: Inputs) -> str:
    """Return a new name that begins with the argument ``namePrefix``, as Pulumi's provider chooses it."""
    return f"{inputs['namePrefix']}{secrets.token_hex(4)}"


Creator = Callable[[Aws, Inputs], Created]
