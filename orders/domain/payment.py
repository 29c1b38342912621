"""A payment: what has been held, captured and refunded for one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from orders.contract import SIMULATED
from orders.domain.actor import Actor
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.money import Money
from orders.domain.open_enum import OpenEnum

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


MAX_REFUNDS = 50
"""The most refunds of one payment, inclusive: they share an item of the payments table."""


MAX_REASON = 200
"""Characters of a refund's reason, inclusive."""


class RefundState(OpenEnum):
    """The state of a refund in the payment's row."""

    PENDING = "PENDING"
    """It was granted, and the provider has not confirmed it: the outcome may be unknown."""

    DONE = "DONE"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Refund:
    """A part of a captured payment that an operator returns.

    Attributes:
        refund_id: derives from the payment and the client's idempotency key; the provider has it too.
        amount: in minor units of the payment's currency.
        reason: why, in the operator's words.
        by: who granted it.
        at: when it was granted.
        is_rest: whether the operator asked for all that was left, and not for an amount.
        fingerprint: of the request; None if version 1.0.0 granted the refund, or it was made at the provider.
    """

    refund_id: str
    amount: int
    reason: str
    by: Actor
    at: datetime
    is_rest: bool = False
    state: RefundState = RefundState.PENDING
    fingerprint: str | None = None


class Balance:
    """The money that a payment holds and keeps, by its state and amounts."""

    __slots__ = ()
    state: PaymentState
    amount: Money
    captured: int
    refunded: int

    @property
    def held(self) -> int:
        """The money that is held on the customer's card and not captured, in minor units."""
        return self.amount.amount if self.state is PaymentState.AUTHORIZED else 0

    @property
    def kept(self) -> int:
        """The money that was captured and not refunded, in minor units."""
        return self.captured - self.refunded


@dataclass(frozen=True, slots=True)
class Payment(Balance):
    """One attempt's payment, as our ledger has it.

    Attributes:
        captured: what was taken, in minor units of the amount's currency.
        refunded: what was returned of it, likewise.
        provider: the name of the payment provider; ``NO_PROVIDER`` if there is nothing to do at one.
        reference: the provider's id of the payment; None without a provider.
        rejection: the name of the error with which the payment was rejected; None stands for ``PaymentDeclined``.
        decline_code: the provider's code for the rejection, for an operator.
        refunds: the refunds of a completed order, which operators granted; a compensation has none.
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
    refunds: tuple[Refund, ...] = ()

    @property
    def has_effect(self) -> bool:
        """Whether the payment holds or keeps money; its state decides, because an order may cost 0."""
        return self.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED} or self.kept != 0

    @property
    def refundable(self) -> int:
        """The captured money that no refund returns, done or pending, in minor units."""
        pending = sum(refund.amount for refund in self.refunds if refund.state is RefundState.PENDING)
        return self.kept - pending if self.state is PaymentState.CAPTURED else 0

    @property
    def has_pending_refund(self) -> bool:
        """Whether the outcome of a refund is not known yet."""
        return any(refund.state is RefundState.PENDING for refund in self.refunds)

    @property
    def done_refunds(self) -> int:
        """The sum of the refunds that operators granted and the provider made, in minor units."""
        return sum(refund.amount for refund in self.refunds if refund.state is RefundState.DONE)

    def find_refund(self, refund_id: str) -> Refund | None:
        """Return the refund with this id, or None."""
        return next((refund for refund in self.refunds if refund.refund_id == refund_id), None)

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
class ProviderPayment(Balance):
    """A payment as its provider has it now; ``captured`` and ``refunded`` are in minor units of the amount's currency.

    A payment that the customer has not paid yet is ``PENDING``, whether or not an attempt to pay it was declined.
    """

    state: PaymentState
    amount: Money
    captured: int = 0
    refunded: int = 0
