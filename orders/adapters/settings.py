"""What the deployment tells the code, by environment variable: the one list of their names."""

from __future__ import annotations

import os
from enum import StrEnum


class Setting(StrEnum):
    """The environment variables that the API and the functions read."""

    ORDERS_TABLE = "ORDERS_TABLE"
    PRODUCTS_TABLE = "PRODUCTS_TABLE"
    RESERVATIONS_TABLE = "RESERVATIONS_TABLE"
    PAYMENTS_TABLE = "PAYMENTS_TABLE"
    ORDER_EVENTS_TOPIC_ARN = "ORDER_EVENTS_TOPIC_ARN"
    ORDER_COMPLETED_TOPIC_ARN = "ORDER_COMPLETED_TOPIC_ARN"
    ORDER_DLQ_URL = "ORDER_DLQ_URL"
    ORDER_WATCHDOG_QUEUE_URL = "ORDER_WATCHDOG_QUEUE_URL"
    ORDER_WORKFLOW_ARN = "ORDER_WORKFLOW_ARN"
    ORDER_WORKFLOW_TYPE = "ORDER_WORKFLOW_TYPE"


class MissingSetting(Exception):
    """An environment variable is not set, or is empty."""


class WrongSetting(MissingSetting):
    """An environment variable says something that nothing here understands."""


def read(setting: Setting) -> str:
    """The setting's value.

    Raises:
        MissingSetting: with the variable's name.
    """
    value = os.environ.get(setting, "")
    if not value:
        raise MissingSetting(f"the environment variable {setting} is not set")
    return value
