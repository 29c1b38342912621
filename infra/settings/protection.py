"""What keeps the stack's data from being lost or read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ProtectionSettings:
    """What holds for everything that keeps data."""

    deletion_protection: bool = True
    """Whether DynamoDB refuses to delete the tables, and ``pulumi destroy`` refuses before it deletes anything."""

    retain_data: bool = False
    """Whether the tables, and the key that they are encrypted with, stay in AWS when Pulumi forgets them."""

    customer_managed_key: bool = False
    """Whether a KMS key of the stack's own encrypts what the stack keeps, in place of AWS's keys.

    Choose it when the stack is made: a repository of images cannot change its key and would be replaced.
    """

    @property
    def unprotected(self) -> Sequence[str]:
        """The keys of the settings that leave the data of real customers at risk."""
        needed = {"deletion_protection": self.deletion_protection, "retain_data": self.retain_data}
        return [key for key, is_set in needed.items() if not is_set]

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from ()
