"""A payment: what has been held, captured and refunded for one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.money import Money


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


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
    """One attempt's payment; ``captured`` and ``refunded`` are in minor units of the amount's currency."""

    payment_id: str
    order_id: str
    amount: Money
    state: PaymentState
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

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that made the payment; None if its id is not that of an attempt at its order."""
        try:
            attempt = Attempt.from_execution_name(self.payment_id)
        except MalformedTask:
            return None
        return attempt if attempt.order_id == self.order_id else None
