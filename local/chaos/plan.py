"""What a seed stands for: which orders come in, which faults strike, and how far the work has come when they do.

The machine decides the rest: how the faults meet what runs at that moment is different in each run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from types import MappingProxyType
from typing import Any

from orders.domain.order import PaymentMethod


class Fault(StrEnum):
    """What is done to the running system; the values are the rows of the report."""

    KILL_FUNCTION = "function process killed"
    FREEZE_FUNCTION = "function process frozen"
    DUPLICATE_MESSAGES = "queue message duplicated"
    REORDER_MESSAGES = "queue message put back"
    STOP_EXECUTION = "execution stopped"
    CANCEL_ORDER = "cancellation asked for"
    KILL_API = "API killed and started again"
    RESTART_API = "API stopped and started again"


EVERY: Mapping[Fault, int] = MappingProxyType(
    {
        Fault.KILL_FUNCTION: 6,
        Fault.FREEZE_FUNCTION: 50,
        Fault.DUPLICATE_MESSAGES: 30,
        Fault.REORDER_MESSAGES: 30,
        Fault.STOP_EXECUTION: 12,
        Fault.CANCEL_ORDER: 5,
        Fault.KILL_API: 60,
        Fault.RESTART_API: 60,
    }
)
"""One fault of the kind to so many orders, and at least one."""

PRODUCTS: Mapping[str, int] = MappingProxyType(
    {"Test Product": 4, "Coffee Mug": 3, "Desk Lamp": 3, "Espresso Machine": 1, "Sold Out Product": 1}
)
"""How often each is wanted, compared to the others; there are few of the later ones, so they sell out."""

PAYMENT_METHODS: Mapping[PaymentMethod, int] = MappingProxyType(
    {
        PaymentMethod.VISA: 10,
        PaymentMethod.DECLINED: 1,
        PaymentMethod.FLAKY: 3,
        PaymentMethod.UNAVAILABLE: 1,
        PaymentMethod.TIMEOUT: 2,
        PaymentMethod.SLOW: 1,
        PaymentMethod.AMNESIAC: 3,
    }
)
"""How often the provider is sound, and how often it is in each kind of trouble."""

SPAN = 1.8
"""An order's work is 1 when it is accepted and 2 when it is over: the last faults strike a little before the end."""


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault, when ``progress`` orders were accepted or ended; ``dice`` decide what it hits."""

    progress: int
    fault: Fault
    dice: Random


@dataclass(frozen=True, slots=True)
class Plan:
    """The bodies of the orders, in the order in which they come, and the strikes by their progress."""

    orders: tuple[Mapping[str, Any], ...]
    strikes: tuple[Strike, ...]

    @classmethod
    def drawn(cls, count: int, seed: int) -> Plan:
        """The plan of a seed, the same each time."""
        dice = Random(seed)  # noqa: S311  a plan is no secret
        orders = tuple(
            {
                "customer_name": f"Customer {number}",
                "product_name": _weighted(dice, PRODUCTS),
                "quantity": dice.choice((1, 1, 1, 2, 3)),
                "payment_method": _weighted(dice, PAYMENT_METHODS),
            }
            for number in range(count)
        )
        strikes = [
            Strike(dice.randrange(int(SPAN * count) + 1), fault, Random(dice.random()))  # noqa: S311
            for fault, every in EVERY.items()
            for _ in range(max(1, count // every))
        ]
        return cls(orders, tuple(sorted(strikes, key=lambda strike: strike.progress)))


def _weighted(dice: Random, weights: Mapping[Any, int]) -> Any:
    [drawn] = dice.choices(list(weights), list(weights.values()))
    return drawn
