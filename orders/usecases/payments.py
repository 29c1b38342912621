"""Pay for an order, with our own ledger around whichever payment provider takes the money.

The ledger has what no provider offers.  It blocks a payment that was compensated before its authorization arrived, and
it maps each attempt to the provider's payment: the reference is written before the call that moves money, so a crash at
any point leaves a payment that is found by its reference.

The provider's effect always comes before the ledger's change of state, so the provider is never behind the ledger.  A
payment of 0 needs no provider.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    Rejected,
    WrittenByNewerVersion,
    errors_below,
)
from orders.domain.history import HistoryEventType
from orders.domain.malformed_row import NewerRow
from orders.domain.money import Money
from orders.domain.order import Order
from orders.domain.payment import (
    NO_CURRENCY,
    NO_PROVIDER,
    Payment,
    PaymentRequest,
    PaymentState,
    ProviderPayment,
)
from orders.ports import OrderRepository, PaymentLedger, PaymentProvider

UNFINISHED = frozenset({PaymentState.PENDING, PaymentState.AUTHORIZED, PaymentState.CAPTURED})
"""The states of a payment that a compensation ends."""

_REJECTIONS = {error.__name__: error for error in errors_below(Rejected)}


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments of all attempts.

    Attributes:
        ledger: our record of them.
        provider: returns the provider with a name; a payment stays with the provider that began it.
        new_provider: the name of the provider of new payments.
        is_known_method: whether a payment method is one of any provider's.
    """

    ledger: PaymentLedger
    provider: Callable[[str], PaymentProvider]
    new_provider: str
    is_known_method: Callable[[str], bool] = lambda _: True

    def check_changeable(self, order: Order) -> None:
        """Return if this version can change the order and take or return its money.

        Raises:
            WrittenByNewerVersion: only a newer version can.
        """
        order.check_changeable()
        if not self.is_known_method(order.payment_method):
            raise WrittenByNewerVersion(
                NewerRow("orders", order.order_id, "an order", "its payment_method is no payment provider's")
            )

    def authorize(self, attempt: Attempt, order: Order) -> Payment:
        """Hold the order's total on the customer's card.  Idempotent.

        Raises:
            Rejected: the bank declined the payment, or the payment method cannot be used.
            IllegalPayment: the payment was voided or refunded before.
            WrittenByNewerVersion: only a newer version has the payment method.
        """
        self.check_changeable(order)
        request = _request(attempt, order)
        before = self.ledger.find(attempt.payment_id)
        payment = before or self.ledger.begin(self._open(attempt, request))
        if payment.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED}:
            return payment
        if payment.state is PaymentState.DECLINED:
            error = _REJECTIONS.get(payment.rejection or "", PaymentDeclined)
            raise error(f"payment {payment.payment_id} was rejected{_code(payment)}", payment.decline_code)
        if payment.state is not PaymentState.PENDING:
            raise IllegalPayment(f"payment {payment.payment_id} is {payment.state}, which does not allow authorize")
        if payment.reference is not None:
            self._authorize(attempt, payment, payment.reference, request, is_retry=before is not None)
        held = replace(payment, state=PaymentState.AUTHORIZED)
        stored = self.ledger.change(held, {PaymentState.PENDING})
        if stored.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED}:
            return stored
        if payment.reference is not None:  # compensated in the meantime
            key = attempt.idempotency_key("void")
            self.provider(payment.provider).cancel(payment.reference, request, idempotency_key=key)
        raise IllegalPayment(f"payment {payment.payment_id} was {stored.state} before its authorization arrived")

    def capture(self, attempt: Attempt) -> Payment:
        """Take the whole amount that is held.  Idempotent.

        Raises:
            IllegalPayment: no amount is held, or the provider has captured another amount.
        """
        payment = self.ledger.find(attempt.payment_id)
        if payment is None:
            raise IllegalPayment(f"there is no payment {attempt.payment_id}")
        if payment.state is PaymentState.CAPTURED:
            return payment
        if payment.state is not PaymentState.AUTHORIZED:
            raise IllegalPayment(f"payment {payment.payment_id} is {payment.state}, which does not allow capture")
        if payment.reference is not None:
            self._capture(attempt, payment, payment.reference)
        taken = replace(payment, state=PaymentState.CAPTURED, captured=payment.amount.amount)
        stored = self.ledger.change(taken, {PaymentState.AUTHORIZED})
        if stored.state is not PaymentState.CAPTURED:
            raise IllegalPayment(f"payment {payment.payment_id} was {stored.state} before its capture arrived")
        return stored

    def give_back(self, attempt: Attempt, order: Order, *, trusts_ledger: bool = True) -> Payment:
        """Refund the payment if it was captured, else release its hold.  Idempotent.

        A payment that does not exist yet gets a tombstone, so that an authorization still under way cannot take effect
        after the compensation.  Writing it succeeds even if the provider is unavailable.

        Args:
            attempt: the attempt that is given up.
            order: its order.
            trusts_ledger: whether a payment that has ended in our ledger needs no look at the provider.

        Raises:
            IllegalPayment: a late capture came first; call again, and it is refunded.
        """
        payment = self.ledger.find(attempt.payment_id) or self._bar(attempt, order)
        has_ended = payment.state not in UNFINISHED
        if has_ended and (trusts_ledger or payment.reference is None):
            return payment
        if payment.reference is None:
            is_taken = payment.state is PaymentState.CAPTURED
            ended = replace(payment, state=PaymentState.REFUNDED if is_taken else PaymentState.VOIDED)
        else:
            ended = _as_ended(payment, self._give_back(attempt, payment, payment.reference, _request(attempt, order)))
        return self.ledger.change(ended, UNFINISHED if trusts_ledger else set(PaymentState))

    def look_up(self, payment: Payment) -> ProviderPayment | None:
        """Return the payment as its provider has it; None if the provider has none."""
        if payment.reference is None:
            return None
        return self.provider(payment.provider).find(payment.reference, payment.payment_id)

    def record(self, payment: Payment) -> bool:
        """Write into our ledger what the provider has; return False if it has no such payment."""
        found = self.look_up(payment)
        if found is None:
            return False
        recorded = replace(payment, state=found.state, captured=found.captured, refunded=found.refunded)
        self.ledger.change(recorded, set(PaymentState))
        return True

    def _open(self, attempt: Attempt, request: PaymentRequest) -> Payment:
        """Return a new payment, with the provider's reference if it needs a provider."""
        opened = Payment(
            request.payment_id, request.order_id, request.amount, PaymentState.PENDING, provider=NO_PROVIDER
        )
        if not request.amount.amount:
            return opened
        provider = self.provider(self.new_provider)
        reference = provider.checkout_reference(request.method)
        if reference is None:
            try:
                reference = provider.open(request, idempotency_key=attempt.idempotency_key("open"))
            except Rejected as rejection:
                self.ledger.begin(_rejected(opened, rejection))
                raise
        return replace(opened, provider=self.new_provider, reference=reference)

    def _authorize(
        self, attempt: Attempt, payment: Payment, reference: str, request: PaymentRequest, *, is_retry: bool
    ) -> None:
        provider, key = self.provider(payment.provider), attempt.idempotency_key("authorize")
        # The response to an earlier call may have been lost.  A payment that the customer has authorized at checkout is
        # held before that call, which claims it, so only another call shows that it is claimed.
        if is_retry and provider.checkout_reference(request.method) is None:
            found = provider.find(reference, payment.payment_id)
            if found is not None and _is_held(found, payment):
                return
        try:
            provider.authorize(reference, request, idempotency_key=key)
        except Rejected as rejection:
            stored = self.ledger.change(_rejected(payment, rejection), {PaymentState.PENDING})
            if stored.state is not PaymentState.DECLINED:
                raise IllegalPayment(f"payment {payment.payment_id} is {stored.state}") from rejection
            raise
        except IllegalPayment:  # the provider may have forgotten the key of an earlier call that succeeded
            found = provider.find(reference, payment.payment_id)
            if found is None or not _is_held(found, payment):
                raise

    def _capture(self, attempt: Attempt, payment: Payment, reference: str) -> None:
        provider, key = self.provider(payment.provider), attempt.idempotency_key("capture")
        try:
            taken = provider.capture(reference, payment.payment_id, payment.amount, idempotency_key=key)
        except IllegalPayment:  # as for ``_authorize``
            found = provider.find(reference, payment.payment_id)
            if found is None or found.state is not PaymentState.CAPTURED:
                raise
            taken = found
        if taken.captured != payment.amount.amount or taken.refunded:
            raise IllegalPayment(
                f"payment {payment.payment_id}: the provider captured {taken.captured} of {payment.amount.amount}, and "
                f"refunded {taken.refunded}"
            )

    def _give_back(
        self, attempt: Attempt, payment: Payment, reference: str, request: PaymentRequest
    ) -> ProviderPayment | None:
        """Return the payment as the provider has it after it has returned the money; None if it has no payment."""
        provider = self.provider(payment.provider)
        found = provider.find(reference, payment.payment_id)
        if found is None:
            return None
        if found.state is PaymentState.CAPTURED:
            return provider.refund(
                reference,
                payment.payment_id,
                Money(found.kept, found.amount.currency),
                idempotency_key=attempt.idempotency_key("refund"),
            )
        if found.state in UNFINISHED:
            key = attempt.idempotency_key("void")
            return provider.cancel(reference, request, idempotency_key=key)
        return found

    def _bar(self, attempt: Attempt, order: Order) -> Payment:
        """Store a tombstone, so that a late authorization fails.

        A payment that the customer has authorized at checkout is stored instead, to be cancelled at the provider.
        """
        self.check_changeable(order)
        request = _request(attempt, order)
        provider = self.provider(self.new_provider) if request.amount.amount else None
        reference = provider.checkout_reference(request.method) if provider else None
        tombstone = Payment(
            request.payment_id, request.order_id, Money(0, NO_CURRENCY), PaymentState.VOIDED, provider=NO_PROVIDER
        )
        if reference is None:
            return self.ledger.begin(tombstone)
        return self.ledger.begin(
            replace(
                tombstone,
                amount=request.amount,
                state=PaymentState.PENDING,
                provider=self.new_provider,
                reference=reference,
            )
        )


@contextmanager
def record_delays(attempt: Attempt, orders: OrderRepository) -> Iterator[None]:
    """Record in the order's history that the provider did not respond; the state machine retries the call."""
    try:
        yield
    except (PaymentProviderUnavailable, PaymentProviderTimeout) as delay:
        orders.record_event(attempt, HistoryEventType.PAYMENT_DELAYED, type(delay).__name__)
        raise


def _request(attempt: Attempt, order: Order) -> PaymentRequest:
    return PaymentRequest(attempt.payment_id, attempt.order_id, order.total, order.payment_method)


def _is_held(found: ProviderPayment, payment: Payment) -> bool:
    return found.state is PaymentState.AUTHORIZED and found.amount == payment.amount


def _rejected(payment: Payment, rejection: Rejected) -> Payment:
    return replace(
        payment,
        state=PaymentState.DECLINED,
        rejection=type(rejection).__name__,
        decline_code=rejection.decline_code,
    )


def _code(payment: Payment) -> str:
    return f" with {payment.decline_code}" if payment.decline_code else ""


def _as_ended(payment: Payment, found: ProviderPayment | None) -> Payment:
    """Return the payment in its final state, with the amounts that the provider has.

    Raises:
        IllegalPayment: the provider still holds or keeps money.
    """
    if found is None:
        return replace(payment, state=PaymentState.VOIDED)
    if found.held or found.kept:
        raise IllegalPayment(
            f"payment {payment.payment_id}: the provider still has {found.held} held and {found.kept} kept"
        )
    was_captured = found.captured or found.state in {PaymentState.CAPTURED, PaymentState.REFUNDED}
    state = PaymentState.REFUNDED if was_captured else PaymentState.VOIDED
    if found.state is PaymentState.DECLINED:
        state = PaymentState.DECLINED
    return replace(payment, state=state, captured=found.captured, refunded=found.refunded)
