"""What the adapters of the workflow's ports need on AWS: environment variables, and permissions for what they call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pulumi

from infra.policies import Statement, allow
from infra.settings import Settings
from infra.tables import Tables
from orders.contract import ADAPTER_CALLS, STRIPE


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


def needs(tables: Tables, adapters: Iterable[str]) -> Needs:
    """Return what a function needs that uses these adapters of the workflow's ports."""
    calls = [call for adapter in adapters for call in ADAPTER_CALLS[adapter].items()]
    return sum((table(tables, name, *actions) for name, actions in calls), start=Needs({}, ()))


def payment_environment(settings: Settings) -> dict[str, pulumi.Input[str]]:
    """Return the environment variable that names the provider of new payments."""
    return {"PAYMENT_PROVIDER": settings.payment_provider}


def payment_provider(settings: Settings) -> Needs:
    """Return what a caller of the payment provider needs besides the tables: its name, and Stripe's API key."""
    named = Needs(payment_environment(settings), ())
    if settings.payment_provider != STRIPE:
        return named
    secret = settings.stripe_secret_arn
    return named + Needs({"STRIPE_SECRET_ARN": secret}, (allow("secretsmanager:GetSecretValue", on=secret),))
