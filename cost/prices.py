"""The price list and the assumptions, as ``prices.yaml`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("prices.yaml")


class UnknownPrice(Exception):
    """``prices.yaml`` has no such price or assumption."""


@dataclass(frozen=True, slots=True)
class Price:
    """So many dollars for so many units, where that stands, and the day on which it was read there."""

    price: float
    per: int
    unit: str
    source: str
    read: date

    def __str__(self) -> str:
        return f"${self.price:.10f}".rstrip("0").rstrip(".") + f" for {self.per:,} {self.unit}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that nobody counted, and why it is that."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class PriceList:
    """All prices of one region, and all assumptions."""

    region: str
    prices: Mapping[str, Price]
    assumptions: Mapping[str, Assumption]

    @classmethod
    def load(cls) -> PriceList:
        """What the file says."""
        said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return cls(
            said["region"],
            {name: Price(**each) for name, each in said["prices"].items()},
            {name: Assumption(**each) for name, each in said["assumptions"].items()},
        )

    def dollars(self, name: str, quantity: float) -> float:
        """What so many units cost.

        Raises:
            UnknownPrice: nobody knows.
        """
        if name not in self.prices:
            raise UnknownPrice(f"cost/prices.yaml has no price {name!r}")
        return self.prices[name].price * quantity / self.prices[name].per

    def assumed(self, name: str) -> float:
        """The value of an assumption.

        Raises:
            UnknownPrice: there is no such assumption.
        """
        if name not in self.assumptions:
            raise UnknownPrice(f"cost/prices.yaml has no assumption {name!r}")
        return self.assumptions[name].value
