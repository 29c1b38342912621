"""The numbers of the simulation that are neither settings nor part of the definition, from ``assumptions.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

FILE = Path(__file__).with_name("assumptions.yaml")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The file's entries by name; each has ``low`` and ``high``, which are equal for a single value."""

    entries: Mapping[str, Mapping[str, Any]]

    @classmethod
    def load(cls, **values: float) -> Assumptions:
        """Read the file, with some of its values replaced."""
        entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return cls({name: _with_bounds(entry, values.get(name)) for name, entry in entries.items()})

    def __getitem__(self, name: str) -> float:
        return float(self.entries[name]["low"] + self.entries[name]["high"]) / 2

    def draw(self, name: str, random: Random) -> float:
        """Draw a value from the range."""
        entry = self.entries[name]
        return random.uniform(entry["low"], entry["high"])

    def call(self, network_seconds: float) -> float:
        """Return the seconds of one call from a function, whose share of a CPU is often slower than the network."""
        cpu = self["cpu_per_call"]
        return max(network_seconds + cpu, cpu * self["memory_per_cpu"] / self["memory"])


def _with_bounds(entry: dict[str, Any], value: float | None) -> dict[str, Any]:
    single = entry.pop("value", None) if value is None else value
    return entry if single is None else entry | {"low": single, "high": single}
