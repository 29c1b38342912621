"""A row of a table that the system cannot read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MalformedRow:
    """A row, by its table and key, with the first reason why it cannot be read.

    It has no value of the row's other attributes, because they may be personal data.
    """

    table: str
    key: str
    noun: str
    """What a row of the table is, such as "an order"."""
    complaint: str

    def __str__(self) -> str:
        return f"the item {self.key} of the {self.table} table is not {self.noun}: {self.complaint}"


@dataclass(frozen=True, slots=True)
class NewerRow(MalformedRow):
    """A row that only a newer version can change; the complaint says why."""

    def __str__(self) -> str:
        return (
            f"the item {self.key} of the {self.table} table was written by a newer version: {self.complaint}; deploy "
            "that version to change it"
        )
