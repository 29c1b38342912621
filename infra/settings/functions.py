"""The functions, the workflow that calls them, and how their new versions are rolled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from annotated_types import Predicate
from pydantic import BeforeValidator, Field

from infra.settings.group import SettingsGroup, choice, number
from orders.contract import EXPRESS, FUNCTION_NAMES, STANDARD, WORKFLOW_TYPES

READERS_OF_QUEUES = ("order_consumer", "watchdog")
"""The folders of the functions that read a queue."""

POWERTOOLS_LAYER_VERSION = 27
POWERTOOLS_VERSION = "3.23.0"
"""The version in AWS's layer with that number; functions/requirements.in pins the same.

https://github.com/aws-powertools/powertools-lambda-python/issues/7689
"""

UNRESERVED = -1


def _for_each_function(reserved: Any) -> Any:
    return reserved if isinstance(reserved, Mapping) else dict.fromkeys(FUNCTION_NAMES, reserved)


class FunctionSettings(SettingsGroup):
    """Settings of the functions and of the state machine."""

    reserved_concurrency: Annotated[
        Mapping[
            Annotated[str, Predicate(FUNCTION_NAMES.__contains__)],
            Annotated[int, Predicate(lambda reserved: reserved >= 1 or reserved == UNRESERVED)],
        ],
        BeforeValidator(_for_each_function),
    ] = Field(
        default={},
        description=f"a whole number from 1, or {UNRESERVED} to share the account's unreserved concurrency, or a map "
        f"of such numbers by function ({', '.join(FUNCTION_NAMES)})",
    )
    """How many instances are reserved for a function, which is also its maximum.  The configuration has one number for
    all functions, or a number for each folder under ``functions/``.  A function without a number shares the account's
    unreserved concurrency."""

    maximum_concurrency: int = number(5, ge=2, le=1000)
    """How many instances of its reader a queue may invoke at once.

    https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html
    """

    max_orders_in_flight: int = number(0, ge=0, le=1000, must_be="a whole number from 0 to 1000")
    """How many orders may be in the workflow at once; the others wait in the processing queue.  0 stands for twice the
    reserved concurrency of ``payment``: with a real provider most of an order's time is spent in its two payment steps,
    and a few throttles cost less than an idle provider.  An Express workflow has no time for many throttles, so for it
    0 stands for the reserved concurrency itself.  Without a reserved concurrency it stands for 100."""

    log_level: str = choice("INFO", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    powertools_layer_version: int = number(POWERTOOLS_LAYER_VERSION, ge=1, must_be="the number of a published version")

    workflow_type: str = choice(STANDARD, *WORKFLOW_TYPES)
    """Or ``EXPRESS``, which docs/workflow-types.md compares: much cheaper, at least once instead of exactly once, and
    at most five minutes."""

    gradual_release: bool = False
    """Whether new versions get no orders until ``make release``; otherwise ``pulumi up`` gives them all orders.
    docs/safe-change.md has the details."""

    @property
    def is_express(self) -> bool:
        """Whether the workflow is an Express workflow."""
        return self.workflow_type == EXPRESS

    def reserved_for(self, folder: str) -> int:
        """Return the reserved concurrency of the function in this folder; ``UNRESERVED`` if it has none."""
        return self.reserved_concurrency.get(folder, UNRESERVED)

    @property
    def orders_in_flight(self) -> int:
        """The number of permits."""
        reserved = self.reserved_for("payment")
        default = 100 if reserved == UNRESERVED else reserved * (1 if self.is_express else 2)
        return self.max_orders_in_flight or default

    def violations(self) -> Iterator[str]:
        for folder in READERS_OF_QUEUES:
            if UNRESERVED < self.reserved_for(folder) < self.maximum_concurrency:
                yield (
                    f"reserved_concurrency of {folder} must be at least maximum_concurrency "
                    f"({self.maximum_concurrency}), not {self.reserved_for(folder)}: "
                    "otherwise its queue counts throttled messages as failed."
                )
