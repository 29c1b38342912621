"""What the adapters of the workflow's ports need on AWS: environment variables, and permissions for what they call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from infra.policies import Statement, allow
from infra.settings import Settings
from infra.tables import Tables


@dataclass(frozen=True, slots=True)
class Needs:
    """The environment variables, the permissions and the layers of a function that uses an adapter."""

    environment: Mapping[str, pulumi.Input[str]]
    permissions: tuple[Statement, ...]
    layers: tuple[pulumi.Input[str], ...] = ()

    def __add__(self, other: Needs) -> Needs:
        return Needs(
            {**self.environment, **other.environment},
            (*self.permissions, *other.permissions),
            (*self.layers, *other.layers),
        )


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


def payments(tables: Tables, provider: Needs) -> Needs:
    """Return the needs of the ledger of payments, with those of the payment provider.

    A payment stays with the provider that began it, so every stack has the simulated provider's table.
    """
    ledger = table(tables, "payments", "GetItem", "PutItem", "UpdateItem")
    simulator = table(tables, "simulator", "GetItem", "UpdateItem")
    return ledger + simulator + provider


def payment_environment(settings: Settings) -> dict[str, pulumi.Input[str]]:
    """Return the environment variable that names the provider of new payments."""
    return {"PAYMENT_PROVIDER": settings.payment_provider}


def compensation(tables: Tables, provider: Needs) -> Needs:
    """Return the needs of the ``Compensation``."""
    return orders(tables) + stock(tables) + payments(tables, provider)
