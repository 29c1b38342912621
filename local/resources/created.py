"""What creating a resource gives back to the Pulumi program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.emulator import Aws


class Inputs(Mapping[str, Any]):
    """A resource's arguments, resolved: names in camelCase, every number a float.

    It remembers which were read, so that an argument that a creator does not care for cannot go unnoticed.
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
        """The arguments that nobody asked for."""
        return frozenset(self._arguments) - self.read


@dataclass(frozen=True, slots=True)
class Created:
    """A resource's id, and the outputs that are not among its inputs."""

    id: str
    outputs: dict[str, Any] = field(default_factory=dict)


Creator = Callable[[Aws, Inputs], Created]
