"""Amounts of money: whole minor units (cents, pence, yen) of one currency, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orders.contract import CURRENCY_PATTERN

_CURRENCY = re.compile(CURRENCY_PATTERN)


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁMoneyǁ__post_init____mutmut: MutantDict = {}  # type: ignore
mutants_xǁMoneyǁ__add____mutmut: MutantDict = {}  # type: ignore
mutants_xǁMoneyǁ__mul____mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units with its ISO 4217 code: ``Money(1999, "USD")`` is $19.99.

    Raises:
        ValueError: the amount is negative or not a whole number, or the currency is not three capital letters.
    """

    amount: int
    currency: str

    @_mutmut_mutated(mutants_xǁMoneyǁ__post_init____mutmut)
    def __post_init__(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_orig(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_1(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) and self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_2(self) -> None:
        if not isinstance(self.amount, int) and isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_3(self) -> None:
        if isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_4(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount <= 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_5(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 1:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_6(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(None)
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_7(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) and not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_8(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_9(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_10(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(None):
            raise ValueError(f"currency must be an ISO 4217 code such as USD, not {self.currency!r}")

    def xǁMoneyǁ__post_init____mutmut_11(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"amount must be a whole number of minor units, zero or more, not {self.amount!r}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError(None)

    @_mutmut_mutated(mutants_xǁMoneyǁ__add____mutmut)
    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def xǁMoneyǁ__add____mutmut_orig(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def xǁMoneyǁ__add____mutmut_1(self, other: Money) -> Money:
        if other.currency == self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def xǁMoneyǁ__add____mutmut_2(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(None)
        return Money(self.amount + other.amount, self.currency)

    def xǁMoneyǁ__add____mutmut_3(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(None, self.currency)

    def xǁMoneyǁ__add____mutmut_4(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, None)

    def xǁMoneyǁ__add____mutmut_5(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.currency)

    def xǁMoneyǁ__add____mutmut_6(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, )

    def xǁMoneyǁ__add____mutmut_7(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount - other.amount, self.currency)

    @_mutmut_mutated(mutants_xǁMoneyǁ__mul____mutmut)
    def __mul__(self, quantity: int) -> Money:
        return Money(self.amount * quantity, self.currency)

    def xǁMoneyǁ__mul____mutmut_orig(self, quantity: int) -> Money:
        return Money(self.amount * quantity, self.currency)

    def xǁMoneyǁ__mul____mutmut_1(self, quantity: int) -> Money:
        return Money(None, self.currency)

    def xǁMoneyǁ__mul____mutmut_2(self, quantity: int) -> Money:
        return Money(self.amount * quantity, None)

    def xǁMoneyǁ__mul____mutmut_3(self, quantity: int) -> Money:
        return Money(self.currency)

    def xǁMoneyǁ__mul____mutmut_4(self, quantity: int) -> Money:
        return Money(self.amount * quantity, )

    def xǁMoneyǁ__mul____mutmut_5(self, quantity: int) -> Money:
        return Money(self.amount / quantity, self.currency)

mutants_xǁMoneyǁ__post_init____mutmut['_mutmut_orig'] = Money.xǁMoneyǁ__post_init____mutmut_orig # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_1'] = Money.xǁMoneyǁ__post_init____mutmut_1 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_2'] = Money.xǁMoneyǁ__post_init____mutmut_2 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_3'] = Money.xǁMoneyǁ__post_init____mutmut_3 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_4'] = Money.xǁMoneyǁ__post_init____mutmut_4 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_5'] = Money.xǁMoneyǁ__post_init____mutmut_5 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_6'] = Money.xǁMoneyǁ__post_init____mutmut_6 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_7'] = Money.xǁMoneyǁ__post_init____mutmut_7 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_8'] = Money.xǁMoneyǁ__post_init____mutmut_8 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_9'] = Money.xǁMoneyǁ__post_init____mutmut_9 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_10'] = Money.xǁMoneyǁ__post_init____mutmut_10 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__post_init____mutmut['xǁMoneyǁ__post_init____mutmut_11'] = Money.xǁMoneyǁ__post_init____mutmut_11 # type: ignore # mutmut generated

mutants_xǁMoneyǁ__add____mutmut['_mutmut_orig'] = Money.xǁMoneyǁ__add____mutmut_orig # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_1'] = Money.xǁMoneyǁ__add____mutmut_1 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_2'] = Money.xǁMoneyǁ__add____mutmut_2 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_3'] = Money.xǁMoneyǁ__add____mutmut_3 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_4'] = Money.xǁMoneyǁ__add____mutmut_4 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_5'] = Money.xǁMoneyǁ__add____mutmut_5 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_6'] = Money.xǁMoneyǁ__add____mutmut_6 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__add____mutmut['xǁMoneyǁ__add____mutmut_7'] = Money.xǁMoneyǁ__add____mutmut_7 # type: ignore # mutmut generated

mutants_xǁMoneyǁ__mul____mutmut['_mutmut_orig'] = Money.xǁMoneyǁ__mul____mutmut_orig # type: ignore # mutmut generated
mutants_xǁMoneyǁ__mul____mutmut['xǁMoneyǁ__mul____mutmut_1'] = Money.xǁMoneyǁ__mul____mutmut_1 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__mul____mutmut['xǁMoneyǁ__mul____mutmut_2'] = Money.xǁMoneyǁ__mul____mutmut_2 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__mul____mutmut['xǁMoneyǁ__mul____mutmut_3'] = Money.xǁMoneyǁ__mul____mutmut_3 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__mul____mutmut['xǁMoneyǁ__mul____mutmut_4'] = Money.xǁMoneyǁ__mul____mutmut_4 # type: ignore # mutmut generated
mutants_xǁMoneyǁ__mul____mutmut['xǁMoneyǁ__mul____mutmut_5'] = Money.xǁMoneyǁ__mul____mutmut_5 # type: ignore # mutmut generated
