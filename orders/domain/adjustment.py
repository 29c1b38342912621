"""Signed amounts that a price rule adds to the sum of an order's lines: tax, discount, shipping."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_ADJUSTMENTS = 20
"""Adjustments of one order, inclusive."""

MAX_ADJUSTMENT = 10**14
"""The largest amount of one, in minor units, inclusive: every total stays below 2**53, which every JSON reader has."""

MAX_LABEL = 100
"""Characters of a label, inclusive."""

KIND_PATTERN = r"[a-z][a-z0-9_]{0,39}"
"""Any such word is a kind, so that an older version can read the kinds of a newer one."""

TAX = "tax"
DISCOUNT = "discount"
SHIPPING = "shipping"
"""The kinds that most price rules need; a rule may have others."""

_KIND = re.compile(KIND_PATTERN)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount that changes the total of an order.

    Attributes:
        kind: what it is, for programs, such as ``TAX``.
        label: what it is, for the customer: ``VAT 19 %``.
        amount: in minor units of the order's currency; negative if it reduces the total.

    Raises:
        ValueError: the kind does not match ``KIND_PATTERN``, the label has not 1 to ``MAX_LABEL`` characters, or the
            amount is not a whole number from -``MAX_ADJUSTMENT`` to ``MAX_ADJUSTMENT``.
    """

    kind: str
    label: str
    amount: int

    def __post_init__(self) -> None:
        if not isinstance(self.kind, str) or not _KIND.fullmatch(self.kind):
            raise ValueError(f"an adjustment's kind must match {KIND_PATTERN}, not {self.kind!r}")
        if not isinstance(self.label, str) or not 1 <= len(self.label) <= MAX_LABEL:
            raise ValueError(f"an adjustment's label must be a string of 1 to {MAX_LABEL} characters")
        if type(self.amount) is not int or abs(self.amount) > MAX_ADJUSTMENT:
            raise ValueError(
                f"an adjustment's amount must be a whole number of minor units from -{MAX_ADJUSTMENT} to "
                f"{MAX_ADJUSTMENT}, not {self.amount!r}"
            )
