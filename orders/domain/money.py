"""Amounts of money: whole minor units (cents, pence, yen) of one currency, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orders.contract import CURRENCY_PATTERN

_CURRENCY = re.compile(CURRENCY_PATTERN)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units with its ISO 4217 code: ``Money(1999, "USD")`` is $19.99.

    Raises:
        ValueError: the amount is negative or not a whole number, or the currency is not three capital letters.
    """

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, quantity: int) -> Money:
        return Money(self.amount * quantity, self.currency)
