"""In-memory implementations of the ports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, get_type_hints
from unittest.mock import create_autospec

from orders.domain.actor import Actor
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    REJECTIONS,
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
from orders.domain.order import EVENT_TYPE_BY_STATUS, TRANSITIONS, Order, OrderLine, OrderStatus
from orders.domain.payment import Payment, PaymentRequest, PaymentState, ProviderPayment, Refund, RefundState
from orders.domain.permit import Permit
from orders.domain.public_events import PublicEvent
from orders.domain.reservation import ReservationState
from orders.payments.simulated import PaymentMethod
from orders.usecases.compensate import Compensation
from orders.usecases.payments import Payments
from tests.orders.examples import NOON, an_order


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
    refund_ids: set[str] = field(default_factory=set)

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
        if order.attempt == attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}:
            return order
        status = OrderStatus.FAILED if order.cancel_requested_at is None else OrderStatus.CANCELLED
        if is_compensated and order.attempt_number == attempt.number and status in TRANSITIONS[order.status]:
            self._store(order, HistoryEvent(HistoryEventType.COMPENSATED, at, attempt.number))
        return self.transition(attempt, status, at, reason)

    def record_event(self, attempt: Attempt, kind: HistoryEventType, reason: str | None = None) -> None:
        order = self.get(attempt.order_id)
        if (order.attempt_number, order.status) == (attempt.number, OrderStatus.PROCESSING):
            self._store(order, HistoryEvent(kind, order.updated_at, attempt.number, reason))

    def request_cancellation(self, order_id: str, at: datetime, by: Actor | None = None) -> Order:
        order = self.get(order_id)
        if order.cancel_requested_at is not None:
            return order
        is_technical_failure = order.status is OrderStatus.FAILED and order.failure_reason not in REJECTIONS
        is_captured = self.captures_begun.get(order_id, 0) >= order.attempt_number
        if not is_technical_failure and (order.status.is_final or is_captured):
            raise TooLateToCancel(order_id)
        self._store(
            replace(order, cancel_requested_at=at, updated_at=at),
            HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, at, by=by),
        )
        return self.orders[order_id]

    def mark_closed(self, order_id: str) -> None:
        self.get(order_id)

    def record_refund(self, attempt: Attempt, refund: Refund, at: datetime) -> Order:
        order = self.get(attempt.order_id)
        if (order.attempt, order.status) != (attempt, OrderStatus.COMPLETED):
            raise IllegalTransition(attempt.order_id)
        if refund.refund_id not in self.refund_ids:
            self.refund_ids.add(refund.refund_id)
            self._store(
                replace(order, refunded=(order.refunded or 0) + refund.amount, updated_at=at),
                HistoryEvent(HistoryEventType.REFUNDED, at, attempt.number, by=refund.by, amount=refund.amount),
            )
        return self.orders[attempt.order_id]

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
class FakeLedger:
    """A ``PaymentLedger``."""

    payments: dict[str, Payment] = field(default_factory=dict)

    def find(self, payment_id: str) -> Payment | None:
        return self.payments.get(payment_id)

    def begin(self, payment: Payment) -> Payment:
        return self.payments.setdefault(payment.payment_id, payment)

    def change(self, payment: Payment, sources: Collection[PaymentState]) -> Payment:
        stored = self.payments.get(payment.payment_id)
        if stored is None:
            raise IllegalPayment(payment.payment_id)
        if stored.state in sources:
            stored = self.payments[payment.payment_id] = replace(
                stored,
                state=payment.state,
                captured=payment.captured,
                refunded=payment.refunded,
                rejection=payment.rejection or stored.rejection,
                decline_code=payment.decline_code or stored.decline_code,
            )
        return stored

    def grant_refund(self, payment_id: str, refund: Refund) -> Payment:
        stored = self.payments[payment_id]
        if stored.find_refund(refund.refund_id) is None and stored.refundable >= refund.amount:
            stored = self.payments[payment_id] = replace(stored, refunds=(*stored.refunds, refund))
        return stored

    def adopt_refund(self, payment: Payment, refund: Refund) -> bool:
        stored = self.payments[payment.payment_id]
        if stored != payment or payment.has_pending_refund:
            return False
        refunded = stored.refunded + refund.amount
        self.payments[payment.payment_id] = replace(stored, refunded=refunded, refunds=(*stored.refunds, refund))
        return True

    def settle_refund(self, payment_id: str, refund: Refund, outcome: RefundState) -> Payment:
        stored = self.payments[payment_id]
        found = stored.find_refund(refund.refund_id)
        if found and found.state not in {RefundState.DONE, outcome}:
            refunds = tuple(replace(each, state=outcome) if each is found else each for each in stored.refunds)
            refunded = stored.refunded + (refund.amount if outcome is RefundState.DONE else 0)
            stored = self.payments[payment_id] = replace(stored, refunds=refunds, refunded=refunded)
        return stored


@dataclass
class FakePaymentProvider:
    """A ``PaymentProvider`` that records its effects on the customer's card, with a ledger for the tests' convenience.

    ``lost_responses`` names the operations that take effect but time out for the caller, the first time.
    """

    lost_responses: set[str] = field(default_factory=set)
    forgets_keys: bool = False
    payments: dict[str, ProviderPayment] = field(default_factory=dict)
    requests: dict[tuple[str, str], Request] = field(default_factory=dict)
    effects: list[str] = field(default_factory=list)
    refund_ids: set[str] = field(default_factory=set)
    ledger: FakeLedger = field(default_factory=FakeLedger)

    @property
    def with_ledger(self) -> Payments:
        return Payments(self.ledger, lambda _: self, "simulated")

    def checkout_reference(self, method: str) -> str | None:
        return None

    def open(self, request: PaymentRequest, *, idempotency_key: str) -> str:
        if request.method == PaymentMethod.UNAVAILABLE:
            raise PaymentProviderUnavailable(request.payment_id)
        if self.payments.setdefault(
            request.payment_id, ProviderPayment(PaymentState.PENDING, request.amount)
        ).amount != (request.amount):
            raise PaymentKeyReused(request.payment_id)
        return request.payment_id

    def authorize(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        is_declined = request.method == PaymentMethod.DECLINED
        outcome = replace(
            self._existing(reference), state=PaymentState.DECLINED if is_declined else PaymentState.AUTHORIZED
        )
        content = Request("authorize", idempotency_key, (request,))
        payment = self._once(reference, content, {PaymentState.PENDING}, outcome)
        if payment.state is PaymentState.DECLINED:
            raise PaymentDeclined(reference, "card_declined")
        return payment

    def capture(self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str) -> ProviderPayment:
        captured = replace(self._existing(reference), captured=amount.amount, state=PaymentState.CAPTURED)
        return self._once(reference, Request("capture", idempotency_key), {PaymentState.AUTHORIZED}, captured)

    def cancel(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        payment = self._existing(reference)
        if payment.state in {PaymentState.DECLINED, PaymentState.VOIDED}:
            return payment
        voided = replace(payment, state=PaymentState.VOIDED)
        allowed = {PaymentState.PENDING, PaymentState.AUTHORIZED}
        return self._once(reference, Request("void", idempotency_key), allowed, voided)

    def refund(
        self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str, refund_id: str | None = None
    ) -> ProviderPayment:
        if refund_id and refund_id in self.refund_ids and not self.forgets_keys:
            return self._existing(reference)
        payment = self._existing(reference)
        total = payment.refunded + amount.amount
        seen = self.requests.get((reference, "refund"))
        if total > payment.captured and not (seen and seen.key == idempotency_key):
            raise IllegalPayment(reference)
        state = PaymentState.REFUNDED if total == payment.captured else PaymentState.CAPTURED
        refunded = replace(payment, refunded=total, state=state)
        if refund_id:
            self.refund_ids.add(refund_id)
        return self._once(reference, Request("refund", idempotency_key, (amount,)), {PaymentState.CAPTURED}, refunded)

    def has_refund(self, reference: str, payment_id: str, refund_id: str) -> bool:
        return refund_id in self.refund_ids

    def find(self, reference: str, payment_id: str) -> ProviderPayment | None:
        return self.payments.get(reference)

    def _existing(self, reference: str) -> ProviderPayment:
        if reference not in self.payments:
            raise IllegalPayment(reference)
        return self.payments[reference]

    def _once(
        self, reference: str, request: Request, allowed: AbstractSet[PaymentState], outcome: ProviderPayment
    ) -> ProviderPayment:
        before, seen = self._existing(reference), self.requests.get((reference, request.operation))
        if seen and seen.key == request.key and not self.forgets_keys:
            if seen != request:
                raise PaymentKeyReused(reference)
            return before
        if before.state not in allowed:
            raise IllegalPayment(reference)
        self.requests[reference, request.operation] = request
        self.payments[reference] = outcome
        self.effects.append(request.operation)
        if request.operation in self.lost_responses:
            raise PaymentProviderTimeout(reference)
        return outcome


def void_or_refund(attempt: Attempt, provider: FakePaymentProvider) -> Payment:
    """Compensate the payment of an attempt at an order, whatever the order is."""
    return provider.with_ledger.give_back(attempt, an_order(order_id=attempt.order_id))


@dataclass
class FakePorts:
    """A fake for each port of the steps and of the compensation; one that has no class here accepts every call."""

    orders: FakeOrderRepository = field(default_factory=FakeOrderRepository)
    stock: FakeStock = field(default_factory=lambda: FakeStock({}))
    provider: FakePaymentProvider = field(default_factory=FakePaymentProvider)

    @property
    def compensation(self) -> Compensation:
        ports = self.by_adapter
        return Compensation(**{each.name: ports[each.name] for each in fields(Compensation)})

    @property
    def by_adapter(self) -> Mapping[str, Any]:
        """The fake of each adapter, by its name in ``orders/wiring.py``."""
        fakes = {
            "orders": self.orders,
            "stock": self.stock,
            "payments": self.provider.with_ledger,
            "completion_store": FakeCompletionStore(self.orders, self.stock),
        }
        ports = get_type_hints(Compensation).items()
        return fakes | {name: create_autospec(port, instance=True) for name, port in ports if name not in fakes}


@dataclass
class FakeEventPublisher:
    """An ``EventPublisher`` that keeps the events."""

    published: list[OrderEvent] = field(default_factory=list)
    public: list[PublicEvent] = field(default_factory=list)

    def publish(self, events: Sequence[OrderEvent | PublicEvent]) -> Mapping[int, str]:
        for event in events:
            if isinstance(event, PublicEvent):
                self.public.append(event)
            else:
                self.published.append(event)
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
