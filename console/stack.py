"""The stack that the console shows, from the environment of its process."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from orders.environment import InvalidSetting, MissingSetting


class ConsoleSetting(StrEnum):
    """The environment variables of the console itself; the adapters' own are in ``orders.environment``."""

    STACK = "CONSOLE_STACK"
    """The stack's name, such as ``dev``."""
    PRODUCTION = "CONSOLE_PRODUCTION"
    """``true`` for a stack with real customers, whose changes need a confirmation."""
    BIND = "CONSOLE_BIND"
    """The address and port of the server."""
    API_URL = "CONSOLE_API_URL"
    """Only on the laptop: the base URL of the order API, without a trailing slash."""
    SAMPLES = "CONSOLE_SAMPLES"
    """Only on the laptop: ``{title: body of the request}`` for an order of each outcome, as JSON."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The stack; ``api_url`` and ``samples`` are empty except on the laptop."""

    name: str
    is_production: bool
    api_url: str
    samples: Mapping[str, Mapping[str, Any]]

    @property
    def is_laptop(self) -> bool:
        """Whether the stack runs in the emulator, beside the console."""
        return bool(self.api_url)

    @property
    def poll_milliseconds(self) -> int:
        """The time between two reads of what a page shows; Step Functions allows few reads of a history per second.

        https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
        """
        return 400 if self.is_laptop else 900

    def log_group(self, function: str) -> str:
        """Return the log group of a function, by its name after the stack's prefix."""
        return f"/aws/lambda/{self.name}-{function}"


@cache
def stack() -> Stack:
    """Return the stack of this process.

    Raises:
        MissingSetting: a variable is not set, or has a value that is not allowed.
    """
    name = os.environ.get(ConsoleSetting.STACK, "")
    if not name:
        raise MissingSetting(f"the environment variable {ConsoleSetting.STACK} is not set")
    is_production = os.environ.get(ConsoleSetting.PRODUCTION, "")
    if is_production not in {"true", "false"}:
        raise InvalidSetting(f"the environment variable {ConsoleSetting.PRODUCTION} must be true or false")
    samples = json.loads(os.environ.get(ConsoleSetting.SAMPLES) or "{}")
    return Stack(name, is_production == "true", os.environ.get(ConsoleSetting.API_URL, ""), samples)
