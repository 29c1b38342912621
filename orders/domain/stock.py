"""The stock of one product, spread over several rows so that concurrent orders rarely write the same one.

A row is named by its number, its shard, from 0; ``rows`` maps each shard to its available units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductStock:
    """A product's rows that exist, and the number of rows that it should have.

    No new order can name a product that is retired.
    """

    product_name: str
    shards: int
    rows: Mapping[int, int]
    is_retired: bool = False

    @property
    def available(self) -> int:
        """The units that can still be reserved."""
        return sum(self.rows.values())


@dataclass(frozen=True, slots=True)
class Move:
    """Units to move from one row of a product to another."""

    source: int
    target: int
    units: int


def choose_rows(rows: Mapping[int, int], quantity: int, preferred: int) -> dict[int, int] | None:
    """Return the units to take from each row: from as few rows as possible, or None if all together have too few.

    Among the rows that have enough, the first one from the shard ``preferred`` on is chosen, so that orders spread out.
    """
    for shard in sorted(rows, key=lambda shard: (shard < preferred, shard)):
        if rows[shard] >= quantity:
            return {shard: quantity}
    chosen: dict[int, int] = {}
    for shard in sorted(rows, key=lambda shard: (-rows[shard], shard)):
        units = min(rows[shard], quantity - sum(chosen.values()))
        if units > 0:
            chosen[shard] = units
    return chosen if sum(chosen.values()) == quantity else None


def moves_to_level(rows: Mapping[int, int]) -> Iterator[Move]:
    """Yield the moves, fewer than there are rows, after which no two rows differ by more than one unit."""
    share, extra = divmod(sum(rows.values()), len(rows))
    # The fullest rows get the units that remain, so that these need not move.
    fullest = sorted(rows, key=lambda shard: (-rows[shard], shard))
    excess = {shard: rows[shard] - share - (place < extra) for place, shard in enumerate(fullest)}
    while any(excess.values()):
        source = max(excess, key=lambda shard: excess[shard])
        target = min(excess, key=lambda shard: excess[shard])
        units = min(excess[source], -excess[target])
        excess[source] -= units
        excess[target] += units
        yield Move(source, target, units)
