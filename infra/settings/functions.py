"""The functions' share of the account's capacity, and how they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from infra.settings.values import READ, broken, is_whole

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "event_publisher": "order-event-publisher",
        "order_consumer": "order-consumer",
        "payment": "order-payment",
        "inventory": "order-inventory",
        "status": "order-status",
        "watchdog": "order-watchdog",
        "order_age": "order-age",
    }
)
"""The folders under ``functions/``, and the functions' names after the stack's prefix."""

READERS_OF_QUEUES = ("order_consumer", "watchdog")
"""The folders of the functions that a queue keeps busy."""

STEPS_OF_THE_WORKFLOW = ("payment", "inventory", "status")
"""The folders of the functions behind the state machine's tasks."""

POWERTOOLS_LAYER_VERSION = 27
POWERTOOLS_VERSION = "3.23.0"
"""What AWS's layer of that version holds; functions/requirements.in pins the same.

https://github.com/aws-powertools/powertools-lambda-python/issues/7689
"""

UNRESERVED = -1

_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_CONCURRENT_POLLERS = range(2, 1001)
"""https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html"""


def _for_each_function(reserved: Any) -> Mapping[str, int]:
    return reserved if isinstance(reserved, Mapping) else dict.fromkeys(FUNCTIONS, reserved)


@dataclass(frozen=True, kw_only=True)
class FunctionSettings:
    """What holds for the functions."""

    reserved_concurrency: Mapping[str, int] = field(default_factory=dict, metadata={READ: _for_each_function})
    """How many instances a function has to itself and never exceeds; in the configuration one number for all, or a
    number for each folder under ``functions/``.  A function without one shares what the account has left."""

    maximum_concurrency: int = 5
    """How many instances of its reader a queue may keep busy."""

    log_level: str = "INFO"
    powertools_layer_version: int = POWERTOOLS_LAYER_VERSION

    def reserved_for(self, folder: str) -> int:
        """The reserved concurrency of the function in this folder; ``UNRESERVED`` if it has none."""
        return self.reserved_concurrency.get(folder, UNRESERVED)

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        layer = self.powertools_layer_version
        yield from broken(
            ("log_level", self.log_level, f"one of {', '.join(_LOG_LEVELS)}", self.log_level in _LOG_LEVELS),
            ("powertools_layer_version", layer, "the number of a published version, from 1", layer >= 1),
        )
        if self.maximum_concurrency not in _CONCURRENT_POLLERS:
            yield f"maximum_concurrency must be from 2 to 1000, not {self.maximum_concurrency}."
        yield from self._reservation_complaints()

    def _reservation_complaints(self) -> Iterator[str]:
        for folder, reserved in self.reserved_concurrency.items():
            if folder not in FUNCTIONS:
                yield f"reserved_concurrency must name folders of {', '.join(FUNCTIONS)}, not {folder!r}."
            if not is_whole(reserved) or (reserved < 1 and reserved != UNRESERVED):
                yield (
                    f"reserved_concurrency of {folder} must be a whole number from 1, or {UNRESERVED} for a function "
                    f"that shares the account's, not {reserved!r}."
                )
        for folder in READERS_OF_QUEUES:
            reserved = self.reserved_for(folder)
            if is_whole(reserved) and 1 <= reserved < self.maximum_concurrency:
                yield (
                    f"reserved_concurrency of {folder} must be at least maximum_concurrency "
                    f"({self.maximum_concurrency}), not {reserved}: its queue would count throttled messages as failed."
                )
