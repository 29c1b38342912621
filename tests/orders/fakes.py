"""In-memory implementations of the ports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    IllegalReservation,
    IllegalTransition,
    NoPermitFree,
    OrderAlreadyCompleted,
    OrderCancelled,
    OrderExists,
    OrderNotFound,
    OutOfStock,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    TooLateToCancel,
)
from orders.domain.events import OrderEvent
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import EVENT_TYPE_BY_STATUS, TRANSITIONS, Order, OrderLine, OrderStatus, PaymentMethod
from orders.domain.payment import Payment, PaymentState
from orders.domain.permit import Permit
from orders.domain.reservation import ReservationState
from orders.usecases.compensate import Compensation
from tests.orders.examples import NOON


@dataclass
class StoredReservation:
    attempt_number: int
    state: ReservationState
    quantities: dict[str, int]
    updated_at: datetime


@dataclass
class FakeStock:
    """A ``StockRepository``."""

    available: dict[str, int]
    reservations: dict[str, StoredReservation] = field(default_factory=dict)

    def reserve(self, attempt: Attempt, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        held = self.reservations.get(attempt.order_id)
        if held and held.attempt_number == attempt.number and held.state is not ReservationState.RELEASED:
            return held.state
        if held and (held.attempt_number >= attempt.number or held.state is not ReservationState.RELEASED):
            raise IllegalReservation(attempt.order_id)
        if any(self.available.get(line.product_name, 0) < line.quantity for line in lines):
            raise OutOfStock(attempt.order_id)
        for line in lines:
            self.available[line.product_name] -= line.quantity
        quantities = {line.product_name: line.quantity for line in lines}
        self.reservations[attempt.order_id] = StoredReservation(
            attempt.number, ReservationState.RESERVED, quantities, at
        )
        return ReservationState.RESERVED

    def release(self, attempt: Attempt, at: datetime) -> ReservationState:
        held = self.reservations.get(attempt.order_id)
        if held and held.state is ReservationState.SOLD:
            raise OrderAlreadyCompleted(attempt.order_id)
        if held and held.attempt_number > attempt.number:
            return ReservationState.RELEASED
        if held is None or (held.attempt_number < attempt.number and held.state is ReservationState.RELEASED):
            self.reservations[attempt.order_id] = StoredReservation(attempt.number, ReservationState.RELEASED, {}, at)
        elif held.state is ReservationState.RESERVED:
            for product in held.quantities.keys() & self.available.keys():
                self.available[product] += held.quantities[product]
            held.attempt_number, held.state, held.updated_at = attempt.number, ReservationState.RELEASED, at
        return ReservationState.RELEASED


@dataclass
class FakeOrderRepository:
    """An ``OrderRepository``."""

    orders: dict[str, Order] = field(default_factory=dict)
    captures_begun: dict[str, int] = field(default_factory=dict)

    def add(self, order: Order) -> None:
        if order.order_id in self.orders:
            raise OrderExists(order.order_id)
        self.orders[order.order_id] = order

    def get(self, order_id: str) -> Order:
        if order_id not in self.orders:
            raise OrderNotFound(order_id)
        return self.orders[order_id]

    def transition(self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        order = self.get(attempt.order_id)
        if order.attempt_number != attempt.number:
            raise IllegalTransition(attempt.order_id)
        if status is not order.status:
            if status not in TRANSITIONS[order.status]:
                raise IllegalTransition(attempt.order_id)
            order = replace(order, status=status, updated_at=at, failure_reason=reason or order.failure_reason)
            self._store(order, HistoryEvent(EVENT_TYPE_BY_STATUS[status], at, attempt.number, reason))
        return self.get(attempt.order_id)

    def fail_or_cancel(self, attempt: Attempt, at: datetime, reason: str, *, is_compensated: bool = True) -> Order:
        order = self.get(attempt.order_id)
        status = OrderStatus.FAILED if order.cancel_requested_at is None else OrderStatus.CANCELLED
        if is_compensated and order.attempt_number == attempt.number and status in TRANSITIONS[order.status]:
            self._store(order, HistoryEvent(HistoryEventType.COMPENSATED, at, attempt.number))
        return self.transition(attempt, status, at, reason)

    def record_event(self, attempt: Attempt, kind: HistoryEventType, reason: str | None = None) -> None:
        order = self.get(attempt.order_id)
        if (order.attempt_number, order.status) == (attempt.number, OrderStatus.PROCESSING):
            self._store(order, HistoryEvent(kind, order.updated_at, attempt.number, reason))

    def request_cancellation(self, order_id: str, at: datetime) -> Order:
        order = self.get(order_id)
        if order.cancel_requested_at is not None:
            return order
        if order.status.is_final or self.captures_begun.get(order_id, 0) >= order.attempt_number:
            raise TooLateToCancel(order_id)
        self._store(
            replace(order, cancel_requested_at=at, updated_at=at),
            HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, at),
        )
        return self.orders[order_id]

    def begin_capture(self, attempt: Attempt, at: datetime) -> None:
        order = self.get(attempt.order_id)
        if order.cancel_requested_at is not None:
            raise OrderCancelled(attempt.order_id)
        if (order.attempt_number, order.status) != (attempt.number, OrderStatus.PROCESSING):
            raise IllegalTransition(attempt.order_id)
        self.captures_begun[attempt.order_id] = attempt.number
        self.orders[attempt.order_id] = replace(order, updated_at=at)

    def _store(self, order: Order, event: HistoryEvent) -> None:
        self.orders[order.order_id] = replace(order, history=(*order.history, event))


@dataclass
class FakeCompletionStore:
    """A ``CompletionStore`` on a ``FakeOrderRepository`` and a ``FakeStock``."""

    orders: FakeOrderRepository
    stock: FakeStock

    def complete(self, attempt: Attempt, at: datetime) -> None:
        order = self.orders.get(attempt.order_id)
        if order.attempt_number != attempt.number or order.status not in {
            OrderStatus.PROCESSING,
            OrderStatus.COMPLETED,
        }:
            raise IllegalTransition(attempt.order_id)
        if order.status is OrderStatus.COMPLETED:
            return
        held = self.stock.reservations.get(attempt.order_id)
        if held is None or held.attempt_number != attempt.number or held.state is not ReservationState.RESERVED:
            raise IllegalReservation(attempt.order_id)
        held.state, held.updated_at = ReservationState.SOLD, at
        self.orders.transition(attempt, OrderStatus.COMPLETED, at)


@dataclass(frozen=True)
class Request:
    operation: str
    key: str
    content: tuple[Any, ...] = ()


@dataclass
class FakePaymentProvider:
    """A ``PaymentProvider`` that records its effects on the customer's card.

    ``lost_responses`` names the operations that take effect but time out for the caller, the first time.
    """

    lost_responses: set[str] = field(default_factory=set)
    forgets_keys: bool = False
    payments: dict[str, Payment] = field(default_factory=dict)
    requests: dict[tuple[str, str], Request] = field(default_factory=dict)
    effects: list[str] = field(default_factory=list)

    def authorize(
        self, payment_id: str, order_id: str, amount: Money, method: PaymentMethod, *, idempotency_key: str
    ) -> Payment:
        if method is PaymentMethod.UNAVAILABLE:
            raise PaymentProviderUnavailable(payment_id)
        state = PaymentState.DECLINED if method is PaymentMethod.DECLINED else PaymentState.AUTHORIZED
        request = Request("authorize", idempotency_key, (order_id, amount, method))
        payment = self._once(request, {None}, Payment(payment_id, order_id, amount, state))
        if payment.state is PaymentState.DECLINED:
            raise PaymentDeclined(payment_id)
        return payment

    def capture(self, payment_id: str, *, idempotency_key: str) -> Payment:
        payment = self._existing(payment_id)
        captured = replace(payment, captured=payment.amount.amount, state=PaymentState.CAPTURED)
        return self._once(Request("capture", idempotency_key), {PaymentState.AUTHORIZED}, captured)

    def void(self, payment_id: str, order_id: str, *, idempotency_key: str) -> Payment:
        payment = self.find(payment_id)
        if payment is None:
            payment = Payment(payment_id, order_id, Money(0, "XXX"), PaymentState.PENDING)
        elif payment.state in {PaymentState.DECLINED, PaymentState.VOIDED}:
            return payment
        voided = replace(payment, state=PaymentState.VOIDED)
        return self._once(Request("void", idempotency_key), {None, PaymentState.AUTHORIZED}, voided)

    def refund(self, payment_id: str, *, idempotency_key: str) -> Payment:
        payment = self._existing(payment_id)
        refunded = replace(payment, refunded=payment.captured, state=PaymentState.REFUNDED)
        return self._once(Request("refund", idempotency_key), {PaymentState.CAPTURED}, refunded)

    def find(self, payment_id: str) -> Payment | None:
        return self.payments.get(payment_id)

    def _existing(self, payment_id: str) -> Payment:
        payment = self.find(payment_id)
        if payment is None:
            raise IllegalPayment(payment_id)
        return payment

    def _once(self, request: Request, allowed: AbstractSet[PaymentState | None], outcome: Payment) -> Payment:
        before, seen = self.find(outcome.payment_id), self.requests.get((outcome.payment_id, request.operation))
        if before and seen and seen.key == request.key and not self.forgets_keys:
            if seen != request:
                raise PaymentKeyReused(outcome.payment_id)
            return before
        if (before.state if before else None) not in allowed:
            raise IllegalPayment(outcome.payment_id)
        self.requests[outcome.payment_id, request.operation] = request
        self.payments[outcome.payment_id] = outcome
        self.effects.append(request.operation)
        if request.operation in self.lost_responses:
            raise PaymentProviderTimeout(outcome.payment_id)
        return outcome


@dataclass
class FakePorts:
    """A fake for each port of the steps and of the compensation."""

    orders: FakeOrderRepository = field(default_factory=FakeOrderRepository)
    stock: FakeStock = field(default_factory=lambda: FakeStock({}))
    provider: FakePaymentProvider = field(default_factory=FakePaymentProvider)

    @property
    def compensation(self) -> Compensation:
        return Compensation(self.stock, self.provider)

    @property
    def by_adapter(self) -> Mapping[str, object]:
        """The fake of each adapter, by its name in ``orders/wiring.py``."""
        return {
            "orders": self.orders,
            "stock": self.stock,
            "payment_provider": self.provider,
            "completion_store": FakeCompletionStore(self.orders, self.stock),
        }


@dataclass
class FakeEventPublisher:
    """An ``EventPublisher`` that keeps the events."""

    published: list[OrderEvent] = field(default_factory=list)

    def publish(self, events: Sequence[OrderEvent]) -> Mapping[int, str]:
        self.published += events
        return {}


@dataclass
class FakePermits:
    """A ``Permits``."""

    limit: int
    held: dict[int, Permit] = field(default_factory=dict)
    now: datetime = NOON

    def acquire(self, attempt: Attempt) -> tuple[Permit, bool]:
        for permit in self.held.values():
            if permit.attempt == attempt:
                return permit, False
        free = set(range(self.limit)) - self.held.keys()
        if not free:
            raise NoPermitFree(f"all {self.limit} permits are in use")
        permit = self.held[min(free)] = Permit(min(free), attempt, self.now)
        return permit, True

    def release(self, permit: Permit) -> None:
        if self.held.get(permit.number) == permit:
            del self.held[permit.number]

    def release_all(self, attempts: Collection[Attempt]) -> None:
        self.held = {number: permit for number, permit in self.held.items() if permit.attempt not in attempts}

    def in_use(self) -> Sequence[Permit]:
        return list(self.held.values())
