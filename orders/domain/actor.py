"""The person who caused a change of an order."""

from __future__ import annotations

from dataclasses import dataclass

from orders.domain.open_enum import OpenEnum


class Role(OpenEnum):
    """The capacity in which a person acts."""

    CUSTOMER = "customer"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person; ``subject`` is the token's ``sub``, or None in an API without authentication."""

    role: Role
    subject: str | None = None
