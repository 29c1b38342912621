"""What keeps the stack's data from being lost or read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ProtectionSettings:
    """What holds for everything that keeps data."""

    deletion_protection: bool = True
    """Whether DynamoDB refuses to delete the tables, and ``pulumi destroy`` with it."""

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from ()
