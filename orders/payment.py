"""Taking the customer's money: authorize, capture, and undo.

The capture is the pivot of an order: before it the hold on the money can simply be voided, after it only a refund
gives the money back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from orders.errors import (
    IllegalPayment,
    OrderAlreadyCompleted,
    OrderCancelled,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.history import Happening
from orders.money import Money
from orders.order import OrderBook, OrderStatus, PaymentMethod
from orders.task import Task


class PaymentState(StrEnum):
    """Where a payment stands in the provider's ledger."""

    PENDING = "PENDING"
    AUTHORIZED = "AUTHORIZED"
    DECLINED = "DECLINED"
    CAPTURED = "CAPTURED"
    VOIDED = "VOIDED"
    REFUNDED = "REFUNDED"


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt's payment as the provider's ledger has it; ``captured`` and ``refunded`` are in minor units."""

    payment_id: str
    order_id: str
    amount: Money
    state: PaymentState
    captured: int = 0
    refunded: int = 0

    @property
    def held(self) -> int:
        """What is blocked on the customer's card but not taken, in minor units."""
        return self.amount.amount if self.state is PaymentState.AUTHORIZED else 0


class PaymentGateway(Protocol):
    """A payment provider that honours idempotency keys.

    A key that comes again with the same request has no second effect, and is answered with the payment as it is now.
    No provider remembers a key for ever; once it is forgotten, the request is an IllegalPayment.
    Every operation may raise:

    - PaymentProviderUnavailable: nothing happened.
    - PaymentProviderTimeout: it may have happened.
    - IdempotencyKeyReused: the payment was authorized under this key with another request.
    - IllegalPayment: the payment's state does not allow it.
    """

    def authorize(
        self, payment_id: str, order_id: str, amount: Money, method: PaymentMethod, *, idempotency_key: str
    ) -> Payment:
        """Hold the amount on the customer's card.

        Raises:
            PaymentDeclined: the bank refused.
        """

    def capture(self, payment_id: str, *, idempotency_key: str) -> Payment:
        """Take the whole amount that is held."""

    def void(self, payment_id: str, order_id: str, *, idempotency_key: str) -> Payment:
        """Let go of the hold; nothing was captured.

        A payment that is not there yet is barred: an authorization that is still under way can then not take effect
        after the order was undone.
        """

    def refund(self, payment_id: str, *, idempotency_key: str) -> Payment:
        """Give the whole captured amount back."""

    def find(self, payment_id: str) -> Payment | None:
        """The payment as the ledger has it, or None."""


def authorize(task: Task, orders: OrderBook, gateway: PaymentGateway, now: datetime) -> Payment:
    """Begin the attempt: the order is ``Processing`` from here on, and its total is held on the customer's card.

    Raises:
        OrderCancelled: the customer has cancelled, so there is nothing to begin.
    """
    order = orders.move(task, OrderStatus.PROCESSING, now)
    if order.cancel_requested_at is not None:
        raise OrderCancelled(f"order {task.order_id} was cancelled before its payment")
    with _delays_noted(task, orders):
        try:
            payment = gateway.authorize(
                task.payment_id,
                task.order_id,
                order.total,
                order.payment_method,
                idempotency_key=task.idempotency_key("authorize"),
            )
        except IllegalPayment as refusal:
            payment = _done_before(task, gateway, PaymentState.AUTHORIZED, refusal)
    orders.note(task, Happening.PAYMENT_AUTHORIZED)
    return payment


def capture(task: Task, orders: OrderBook, gateway: PaymentGateway, now: datetime) -> Payment:
    """Take the money that is held: the point from which only a refund leads back.

    Raises:
        OrderCancelled: the customer has cancelled.
    """
    orders.begin_capture(task, now)
    with _delays_noted(task, orders):
        try:
            payment = gateway.capture(task.payment_id, idempotency_key=task.idempotency_key("capture"))
        except IllegalPayment as refusal:
            payment = _done_before(task, gateway, PaymentState.CAPTURED, refusal)
    orders.note(task, Happening.PAYMENT_CAPTURED)
    return payment


def undo(task: Task, orders: OrderBook, gateway: PaymentGateway) -> Payment:
    """Undo the payment of an attempt that its workflow gives up.

    Raises:
        OrderAlreadyCompleted: the attempt completed the order and only the answer was lost, so the money is the shop's.
    """
    order = orders.get(task.order_id)
    if (order.status, order.attempt) == (OrderStatus.COMPLETED, task.attempt):
        raise OrderAlreadyCompleted(f"order {task.order_id}: its payment is not undone")
    with _delays_noted(task, orders):
        return void(task, gateway)


def void(task: Task, gateway: PaymentGateway) -> Payment:
    """Undo the payment, however far it got: refund what was captured, else let go of the hold."""
    payment = gateway.find(task.payment_id)
    if payment is not None and payment.state is PaymentState.REFUNDED:
        return payment
    if payment is not None and payment.captured:
        return gateway.refund(task.payment_id, idempotency_key=task.idempotency_key("refund"))
    return gateway.void(task.payment_id, task.order_id, idempotency_key=task.idempotency_key("void"))


def _done_before(task: Task, gateway: PaymentGateway, state: PaymentState, refusal: IllegalPayment) -> Payment:
    """The payment, if an earlier try brought it to this state, whose answer was lost and whose key is forgotten.

    Raises:
        IllegalPayment: there was no such try, so the refusal stands.
    """
    payment = gateway.find(task.payment_id)
    if payment is None or payment.state is not state:
        raise refusal
    return payment


@contextmanager
def _delays_noted(task: Task, orders: OrderBook) -> Iterator[None]:
    """Let the order's history tell that the provider gave no answer; the state machine asks it again."""
    try:
        yield
    except (PaymentProviderUnavailable, PaymentProviderTimeout) as delay:
        orders.note(task, Happening.PAYMENT_DELAYED, type(delay).__name__)
        raise
