"""A payment: what has been held, captured and refunded for one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.money import Money

SIMULATED = "simulated"
"""The provider of a payment whose row names none: one from before there were others."""

NO_PROVIDER = "none"
"""Stands for the provider of a payment that no provider takes part in: an order for 0, or a tombstone."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for "no currency", in the tombstone of a payment whose amount is not known."""


class PaymentState(StrEnum):
    """The state of a payment in the payments table."""

    PENDING = "PENDING"
    AUTHORIZED = "AUTHORIZED"
    DECLINED = "DECLINED"
    CAPTURED = "CAPTURED"
    VOIDED = "VOIDED"
    REFUNDED = "REFUNDED"


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt's payment, as our ledger has it.

    Attributes:
        captured: what was taken, in minor units of the amount's currency.
        refunded: what was returned of it, likewise.
        provider: the name of the payment provider; ``NO_PROVIDER`` if there is nothing to do at one.
        reference: the provider's id of the payment; None without a provider.
        rejection: the name of the error with which the payment was rejected; None stands for ``PaymentDeclined``.
        decline_code: the provider's code for the rejection, for an operator.
    """

    payment_id: str
    order_id: str
    amount: Money
    state: PaymentState
    captured: int = 0
    refunded: int = 0
    provider: str = SIMULATED
    reference: str | None = None
    rejection: str | None = None
    decline_code: str | None = None

    @property
    def held(self) -> int:
        """The money that is held on the customer's card and not captured, in minor units."""
        return self.amount.amount if self.state is PaymentState.AUTHORIZED else 0

    @property
    def kept(self) -> int:
        """The money that was captured and not refunded, in minor units."""
        return self.captured - self.refunded

    @property
    def has_effect(self) -> bool:
        """Whether the payment holds or keeps money; its state decides, because an order may cost 0."""
        return self.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED} or self.kept != 0

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that made the payment; None if its id is not that of an attempt at its order."""
        try:
            attempt = Attempt.from_execution_name(self.payment_id)
        except MalformedTask:
            return None
        return attempt if attempt.order_id == self.order_id else None


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What an order pays: the amount, and the payment method, which only the provider understands."""

    payment_id: str
    order_id: str
    amount: Money
    method: str


@dataclass(frozen=True, slots=True)
class ProviderPayment:
    """A payment as its provider has it now; ``captured`` and ``refunded`` are in minor units of the amount's currency.

    A payment that the customer has not paid yet is ``PENDING``, whether or not an attempt to pay it was declined.
    """

    state: PaymentState
    amount: Money
    captured: int = 0
    refunded: int = 0

    @property
    def held(self) -> int:
        """The money that is held on the customer's card and not captured, in minor units."""
        return self.amount.amount if self.state is PaymentState.AUTHORIZED else 0

    @property
    def kept(self) -> int:
        """The money that was captured and not refunded, in minor units."""
        return self.captured - self.refunded
