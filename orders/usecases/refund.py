"""Refund a completed order, in part or in full.

The payment's row grants a refund before the provider makes it, so all refunds together never exceed what was captured.
The refund's id derives from the payment and the client's idempotency key.  The provider gets the id with the call, and
its own idempotency key derives from it: whenever the outcome of a call is unknown, the refund stays pending, and the
next call looks it up by its id before it calls again with the same key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from orders.domain.actor import Actor, Role
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    OrderContention,
    RefundKeyReused,
    RefundNotPossible,
    Rejected,
)
from orders.domain.fingerprint import VERSION, fingerprint
from orders.domain.money import Money
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import MAX_REFUNDS, Payment, Refund, RefundState
from orders.ports import RefundedOrders
from orders.usecases.payments import Payments


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """What an operator asks for; ``amount`` is in minor units, and None stands for all that is left."""

    order_id: str
    amount: int | None
    reason: str
    idempotency_key: str
    by: Actor

    @property
    def fingerprint(self) -> str:
        """The fingerprint of what the client sent."""
        return fingerprint({"amount": self.amount, "reason": self.reason})


@dataclass(frozen=True, slots=True)
class Refunds:
    """The refunds of completed orders."""

    orders: RefundedOrders
    payments: Payments

    def refund(self, request: RefundRequest, now: datetime) -> Order:
        """Refund the order, or return what an earlier call with the same key did.  Idempotent.

        Raises:
            OrderNotFound: no order has this id.
            WrittenByNewerVersion: only a newer version can change the order.
            RefundNotPossible: the order is not completed, less than the amount is left, or the provider refused.
            RefundKeyReused: an earlier refund with another amount or reason used the key.
            Transient: the outcome is unknown or nothing was done; call again with the same key.
        """
        order = self.orders.get(request.order_id)
        self.payments.check_changeable(order)
        payment = self.payments.ledger.find(order.attempt.payment_id)
        if order.status is not OrderStatus.COMPLETED or payment is None:
            raise RefundNotPossible(f"order {order.order_id} is {order.status}: only a completed order can be refunded")
        refund_id = _refund_id(payment, request.idempotency_key)
        refund = payment.find_refund(refund_id) or self._grant(payment, refund_id, request, now)
        if not _is_same(refund, request):
            raise RefundKeyReused(f"another refund of order {order.order_id} used this idempotency key")
        return self.resolve(order.attempt, refund_id, now)

    def resolve(self, attempt: Attempt, refund_id: str, now: datetime) -> Order:
        """Carry out a granted refund, unless the provider has made it, and show it in the order.  Idempotent.

        Raises:
            IllegalPayment: the payment has no such refund.
            RefundNotPossible: the provider refused the refund.
            Transient: as for ``refund``.
        """
        payment = self.payments.ledger.find(attempt.payment_id)
        refund = payment.find_refund(refund_id) if payment else None
        if payment is None or refund is None:
            raise IllegalPayment(f"payment {attempt.payment_id} has no refund {refund_id}")
        if refund.state is RefundState.PENDING:
            outcome = RefundState.DONE if self._is_made(payment, refund) else RefundState.REFUSED
            payment = self.payments.ledger.settle_refund(payment.payment_id, refund, outcome)
            refund = payment.find_refund(refund_id) or refund
        if refund.state is not RefundState.DONE:
            raise RefundNotPossible(
                f"the payment provider refused the refund of {refund.amount} for order {attempt.order_id}"
            )
        return self.orders.record_refund(attempt, refund, now)

    def adopt(self, attempt: Attempt, now: datetime) -> bool:
        """Record what was refunded at the provider's own dashboard as one refund, and show it in the order.

        Returns:
            False if our ledger lacks no refund, or a refund is pending, whose outcome must be known first.
        """
        payment = self.payments.ledger.find(attempt.payment_id)
        if payment is None or payment.has_pending_refund:
            return False
        found = self.payments.look_up(payment)
        if found is None or found.captured != payment.captured or found.refunded <= payment.refunded:
            return False
        refund = Refund(
            _refund_id(payment, f"at the provider until {found.refunded}"),
            found.refunded - payment.refunded,
            "refunded at the payment provider",
            Actor(Role.OPERATOR),
            now,
            state=RefundState.DONE,
        )
        if not self.payments.ledger.adopt_refund(payment, refund):
            return False
        self.orders.record_refund(attempt, refund, now)
        return True

    def _grant(self, payment: Payment, refund_id: str, request: RefundRequest, now: datetime) -> Refund:
        _check(payment, request.amount)
        amount = payment.refundable if request.amount is None else request.amount
        wanted = Refund(
            refund_id,
            amount,
            request.reason,
            request.by,
            now,
            is_rest=request.amount is None,
            fingerprint=request.fingerprint,
        )
        stored = self.payments.ledger.grant_refund(payment.payment_id, wanted)
        granted = stored.find_refund(refund_id)
        if granted is None:
            _check(stored, request.amount)
            raise OrderContention(f"order {request.order_id} was refunded at the same moment")
        return granted

    def _is_made(self, payment: Payment, refund: Refund) -> bool:
        """Return whether the provider has made the refund, now or before; False if it refused for good."""
        if payment.reference is None:
            return True
        provider = self.payments.provider(payment.provider)
        if provider.has_refund(payment.reference, payment.payment_id, refund.refund_id):
            return True
        try:
            provider.refund(
                payment.reference,
                payment.payment_id,
                Money(refund.amount, payment.amount.currency),
                idempotency_key=f"{payment.payment_id}:refund:{refund.refund_id}",
                refund_id=refund.refund_id,
            )
        except (IllegalPayment, Rejected):  # the provider may have forgotten the key of a call that succeeded
            return provider.has_refund(payment.reference, payment.payment_id, refund.refund_id)
        return True


def _is_same(refund: Refund, request: RefundRequest) -> bool:
    """Return whether the request equals the one for which the refund was granted, by any version."""
    if refund.fingerprint and refund.fingerprint.startswith(VERSION):
        return refund.fingerprint == request.fingerprint
    amount = None if refund.is_rest else refund.amount
    return (amount, refund.reason) == (request.amount, request.reason)


def _check(payment: Payment, amount: int | None) -> None:
    """Check that so much is left of the payment.

    Raises:
        RefundNotPossible: it is not.
    """
    left = payment.refundable
    if left < (1 if amount is None else amount):
        raise RefundNotPossible(f"{left} {payment.amount.currency} (minor units) is left of the order's payment")
    if len(payment.refunds) >= MAX_REFUNDS:
        raise RefundNotPossible(f"the order has had {MAX_REFUNDS} refunds, which is the most that one order may have")


def _refund_id(payment: Payment, key: str) -> str:
    return sha256(json.dumps([payment.payment_id, key]).encode()).hexdigest()[:32]
