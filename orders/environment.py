"""The environment variables that the infrastructure sets, read in one place."""

from __future__ import annotations

import os
from enum import StrEnum


class Setting(StrEnum):
    """The environment variables of the functions and of the API's adapters, apart from those of the tables."""

    MAX_ORDERS_IN_FLIGHT = "MAX_ORDERS_IN_FLIGHT"
    ORDER_EVENTS_TOPIC_ARN = "ORDER_EVENTS_TOPIC_ARN"
    ORDER_COMPLETED_TOPIC_ARN = "ORDER_COMPLETED_TOPIC_ARN"
    ORDER_PUBLIC_EVENTS_TOPIC_ARN = "ORDER_PUBLIC_EVENTS_TOPIC_ARN"
    ORDER_PROCESSING_QUEUE_URL = "ORDER_PROCESSING_QUEUE_URL"
    ORDER_DLQ_URL = "ORDER_DLQ_URL"
    ORDER_WATCHDOG_QUEUE_URL = "ORDER_WATCHDOG_QUEUE_URL"
    ORDER_WORKFLOW_ARN = "ORDER_WORKFLOW_ARN"
    ORDER_WORKFLOW_TYPE = "ORDER_WORKFLOW_TYPE"
    PAYMENT_PROVIDER = "PAYMENT_PROVIDER"
    """Optional: without it the provider is the simulated one."""
    STRIPE_SECRET_ARN = "STRIPE_SECRET_ARN"  # noqa: S105  a name
    STRIPE_URL = "STRIPE_URL"
    """Optional: the address of a stand-in for Stripe."""


class MissingSetting(Exception):
    """An environment variable is not set, or is empty."""


class InvalidSetting(MissingSetting):
    """An environment variable has a value that is not allowed."""


def read_table(table: str) -> str:
    """Return the name of one of ``contract.TABLES`` in this stack.

    Raises:
        MissingSetting: the variable is not set, or is empty.
    """
    return read_setting(f"{table.upper()}_TABLE")


def read_setting(setting: str) -> str:
    """Return the value of an environment variable.

    Raises:
        MissingSetting: the variable is not set, or is empty.
    """
    value = read_optional_setting(setting)
    if not value:
        raise MissingSetting(f"the environment variable {setting} is not set")
    return value


def read_optional_setting(setting: str) -> str:
    """Return the value of an environment variable, empty if it is not set."""
    return os.environ.get(setting, "")
