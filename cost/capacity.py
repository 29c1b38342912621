"""DynamoDB's request units, computed from the items as DynamoDB does.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

WRITE_BYTES = 1024
READ_BYTES = 4096
TRANSACTION = 2
"""DynamoDB prepares and commits: each item of a transaction is paid twice."""
EVENTUAL = 0.5
"""An eventually consistent read is half a consistent one."""

_CONTAINER_BYTES = 3
_ELEMENT_BYTES = 1

Item = Mapping[str, Mapping[str, Any]]
"""In DynamoDB's JSON."""


@dataclass(frozen=True, slots=True)
class Index:
    """What an index keeps of an item; ``attributes`` is None if it keeps all."""

    keys: frozenset[str]
    attributes: frozenset[str] | None

    def entry(self, item: Item | None) -> Item | None:
        """The item's entry, or None if it has none: an item without the index's keys is not in it."""
        if item is None or not self.keys <= item.keys():
            return None
        return item if self.attributes is None else {name: item[name] for name in self.attributes & item.keys()}


def index_of(description: Mapping[str, Any], table_keys: Sequence[str]) -> Index:
    """An index as DescribeTable describes it."""
    keys = frozenset(each["AttributeName"] for each in description["KeySchema"])
    projection = description["Projection"]
    if projection["ProjectionType"] == "ALL":
        return Index(keys, None)
    return Index(keys, keys | frozenset(table_keys) | frozenset(projection.get("NonKeyAttributes", ())))


def size(item: Item) -> int:
    """The bytes of an item: the names of its attributes and their values."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def write_units(before: Item | None, after: Item | None) -> int:
    """What a write costs: the larger of the item before and after it, also if its condition did not hold."""
    return _units(max(size(item) if item else 0 for item in (before, after)), WRITE_BYTES)


def index_write_units(index: Index, before: Item | None, after: Item | None) -> int:
    """What a write costs in an index: nothing if the entry stays, two writes if its key changes, else one.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
    """
    old, new = index.entry(before), index.entry(after)
    if old == new:
        return 0
    if old and new and any(old[key] != new[key] for key in index.keys):
        return write_units(old, None) + write_units(None, new)
    return write_units(old, new)


def read_units(item: Item | None, *, consistent: bool) -> float:
    """What reading one item costs, also if there is none."""
    return _units(size(item) if item else 0, READ_BYTES) * (1 if consistent else EVENTUAL)


def _units(count: int, per: int) -> int:
    return max(1, ceil(count / per))


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return _number_size(content)
        case "BOOL" | "NULL":
            return 1
        case "M":
            return _CONTAINER_BYTES + _ELEMENT_BYTES * len(content) + size(content)
        case "L":
            return _CONTAINER_BYTES + sum(_ELEMENT_BYTES + _value_size(each) for each in content)
        case "SS" | "NS":
            return sum(_value_size({kind[0]: each}) for each in content)
    raise ValueError(f"the size of a DynamoDB value of type {kind} is not known here")


def _number_size(number: str) -> int:
    """A byte for two significant digits, one more for the number, one more for a minus."""
    digits = number.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1 + number.startswith("-")
