"""What Stripe accepts, so far as it can be checked before an order is stored.  Needs no package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from orders.domain.errors import UnsupportedPayment
from orders.domain.money import Money

MINIMUM: Mapping[str, int] = MappingProxyType(
    {
        "AED": 200,
        "AUD": 50,
        "BRL": 50,
        "CAD": 50,
        "CHF": 50,
        "CZK": 1500,
        "DKK": 250,
        "EUR": 50,
        "GBP": 30,
        "HKD": 400,
        "HUF": 17500,
        "INR": 50,
        "JPY": 50,
        "MXN": 1000,
        "MYR": 200,
        "NOK": 300,
        "NZD": 50,
        "PLN": 200,
        "RON": 200,
        "SEK": 300,
        "SGD": 50,
        "THB": 1000,
        "USD": 50,
    }
)
"""The least amounts in minor units, inclusive.  Stripe checks other currencies itself, at its exchange rates.

https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
"""

MAXIMUM = 99_999_999
"""The greatest amount in minor units, inclusive: eight digits.  Some currencies allow more."""

THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
"""The currencies whose last digit must be 0.

https://docs.stripe.com/currencies#three-decimal
"""

OTHER_UNITS = frozenset({"ISK", "MGA", "UGX"})
"""The currencies whose smallest unit at Stripe is not that of ISO 4217, which our prices have.

https://docs.stripe.com/currencies#special-cases
"""


@dataclass(frozen=True, slots=True)
class StripeRules:
    """The ``PaymentRules`` of Stripe."""

    default_method: str | None = None
    known_methods: Sequence[str] = ()
    method_pattern: str = r"(?:pm|pi)_[A-Za-z0-9_]{1,200}"
    expected_method: str = (
        "must be the id of a payment method of Stripe (pm_…), or of a payment intent that the customer has authorized "
        "(pi_…)"
    )

    def check_amount(self, amount: Money) -> None:
        if amount.currency in OTHER_UNITS:
            raise UnsupportedPayment(f"the payment provider takes no payments in {amount.currency}")
        least = MINIMUM.get(amount.currency, 1)
        if not least <= amount.amount <= MAXIMUM:
            raise UnsupportedPayment(
                f"the total must be from {least} to {MAXIMUM} in minor units of {amount.currency}, not {amount.amount}"
            )
        if amount.currency in THREE_DECIMALS and amount.amount % 10:
            raise UnsupportedPayment(
                f"the total in minor units of {amount.currency} must end in 0, because the payment provider takes two "
                f"decimals, and not be {amount.amount}"
            )
