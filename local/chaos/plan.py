"""The plan that a seed determines: the orders, the faults, and the progress at which each fault is injected.

What a fault hits at that moment differs between runs, because it depends on the machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from types import MappingProxyType
from typing import Any

from orders.payments.simulated import PaymentMethod


class Fault(StrEnum):
    """A kind of fault; the values are row titles of the report."""

    KILL_FUNCTION = "function process killed"
    FREEZE_FUNCTION = "function process frozen"
    DUPLICATE_MESSAGES = "queue message duplicated"
    REORDER_MESSAGES = "queue message postponed"
    STOP_EXECUTION = "execution stopped"
    CANCEL_ORDER = "cancellation requested"
    KILL_API = "API killed and restarted"
    RESTART_API = "API stopped and restarted"


ORDERS_PER_FAULT: Mapping[Fault, int] = MappingProxyType(
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
"""A plan has one fault of the kind for this many orders, and at least one."""

PRODUCTS: Mapping[str, int] = MappingProxyType(
    {"Test Product": 4, "Coffee Mug": 3, "Desk Lamp": 3, "Espresso Machine": 1, "Sold Out Product": 1}
)
"""Relative frequency of each product in the orders.  The last ones have little stock, so they sell out."""

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
"""Relative frequency of each behavior of the simulated payment provider."""

MAX_PROGRESS_PER_ORDER = 1.8
"""An order adds 1 to the progress when accepted and 1 when final, so the last faults come shortly before the end."""


@dataclass(frozen=True, slots=True)
class Injection:
    """A fault to inject once ``progress`` is reached; ``random`` selects its target."""

    progress: int
    fault: Fault
    random: Random


@dataclass(frozen=True, slots=True)
class ChaosPlan:
    """The request bodies of the orders, and the injections sorted by progress."""

    orders: tuple[Mapping[str, Any], ...]
    injections: tuple[Injection, ...]

    @classmethod
    def from_seed(cls, count: int, seed: int) -> ChaosPlan:
        """Return the seed's plan for this many orders; the same every time."""
        random = Random(seed)  # noqa: S311  a plan needs no secret numbers
        orders = tuple(
            {
                "customer_name": f"Customer {number}",
                "product_name": _weighted(random, PRODUCTS),
                "quantity": random.choice((1, 1, 1, 2, 3)),
                "payment_method": _weighted(random, PAYMENT_METHODS),
            }
            for number in range(count)
        )
        injections = [
            Injection(random.randrange(int(MAX_PROGRESS_PER_ORDER * count) + 1), fault, Random(random.random()))  # noqa: S311
            for fault, orders_per_fault in ORDERS_PER_FAULT.items()
            for _ in range(max(1, count // orders_per_fault))
        ]
        return cls(orders, tuple(sorted(injections, key=lambda injection: injection.progress)))


def _weighted(random: Random, weights: Mapping[Any, int]) -> Any:
    [choice] = random.choices(list(weights), list(weights.values()))
    return choice
