"""How the stand-in behaves for each test payment method, like the simulated provider for its tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import MappingProxyType

from local.stripe.faults import Kind
from orders.payments.simulated import FLAKY_CALLS, PaymentMethod

METHODS: Mapping[PaymentMethod, str] = MappingProxyType(
    {
        PaymentMethod.VISA: "pm_card_visa",
        PaymentMethod.DECLINED: "pm_card_visa_chargeDeclinedInsufficientFunds",
        PaymentMethod.FLAKY: "pm_card_flaky",
        PaymentMethod.UNAVAILABLE: "pm_card_unavailable",
        PaymentMethod.TIMEOUT: "pm_card_timeout",
        PaymentMethod.SLOW: "pm_card_slow",
        PaymentMethod.AMNESIAC: "pm_card_amnesiac",
    }
)
"""The stand-in's payment method that behaves like each token of the simulated provider.

Stripe itself has only the first two.
"""

BEHAVING = tuple(METHODS.values())

_UNAVAILABLE, _FLAKY = METHODS[PaymentMethod.UNAVAILABLE], METHODS[PaymentMethod.FLAKY]
_TIMEOUT, _SLOW, _AMNESIAC = (
    METHODS[each] for each in (PaymentMethod.TIMEOUT, PaymentMethod.SLOW, PaymentMethod.AMNESIAC)
)


@dataclass
class Behavior:
    """Counts the calls of each payment, and returns the fault of the next one; safe for threads."""

    _calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def fault(self, method: str | None, operation: str, subject: str | None) -> Kind | None:
        """Return the fault of a call.

        Args:
            method: the payment method of the intent that the call is about, if it is known.
            operation: as in ``Call``.
            subject: the intent; None if it does not exist yet.
        """
        if method == _UNAVAILABLE and subject is None:
            return Kind.RATE_LIMITED
        if method is None or subject is None or not operation.startswith("POST"):
            return None
        with self._lock:
            self._calls[subject, operation] += 1
            number = self._calls[subject, operation]
        if method == _FLAKY and number <= FLAKY_CALLS:
            return Kind.RATE_LIMITED
        if method == _TIMEOUT and number == 1 and operation.endswith("/capture"):
            return Kind.CUT_AFTER
        if method == _AMNESIAC and number == 1:
            return Kind.CUT_AND_FORGOTTEN
        return Kind.DELAYED if method == _SLOW else None
