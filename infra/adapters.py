"""What the adapters of the workflow's ports need on AWS: environment variables, and permissions for what they call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from infra.policies import Statement, allow
from infra.tables import Tables


@dataclass(frozen=True, slots=True)
class Needs:
    """The environment variables and the permissions of a function that uses an adapter."""

    environment: Mapping[str, pulumi.Input[str]]
    permissions: tuple[Statement, ...]

    def __add__(self, other: Needs) -> Needs:
        return Needs({**self.environment, **other.environment}, (*self.permissions, *other.permissions))


def table(tables: Tables, name: str, *actions: str) -> Needs:
    """Return what a function needs that calls these actions of DynamoDB on a table."""
    found = tables[name]
    return Needs(
        {f"{name.upper()}_TABLE": found.name},
        (allow(*(f"dynamodb:{action}" for action in actions), on=found.arn),),
    )


def orders(tables: Tables) -> Needs:
    """Return the needs of the ``OrderRepository``, except for new orders."""
    return table(tables, "orders", "GetItem", "UpdateItem")


def stock(tables: Tables) -> Needs:
    """Return the needs of the ``StockRepository``, except for ``reserve``'s search in all rows of a product."""
    reservations = table(tables, "reservations", "GetItem", "PutItem", "UpdateItem")
    rows = table(tables, "products", "BatchGetItem", "UpdateItem") + table(tables, "stock", "UpdateItem")
    return reservations + rows


def completion_store(tables: Tables) -> Needs:
    """Return the needs of the ``CompletionStore``."""
    return orders(tables) + table(tables, "reservations", "UpdateItem")


def payment_provider(tables: Tables) -> Needs:
    """Return the needs of the ``PaymentProvider``."""
    return table(tables, "payments", "GetItem", "UpdateItem")


def compensation(tables: Tables) -> Needs:
    """Return the needs of the ``Compensation``."""
    return stock(tables) + payment_provider(tables)
