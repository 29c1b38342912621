"""Reconcile the ledgers: check orders, payments, stock, executions and dead letters against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import REJECTIONS, MalformedOrder, OrderNotFound
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation, ReservationState
from orders.ports import DeadLetterReader, Executions, Ledgers
from orders.usecases import compensate
from orders.usecases.watchdog import REASON_BY_STATUS, EndedExecution, Watchdog, dead_letter


class Repair(StrEnum):
    """An idempotent operation that repairs a discrepancy without risk; the values complete "would …"."""

    START = "start its execution"
    CLEAN_UP = "clean up as the watchdog does"
    GIVE_BACK = "void or refund the payment"
    RELEASE = "release the stock"
    RESEND_DEAD_LETTER = "send its message to the dead-letter queue again"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A contradiction between the ledgers, with its repair and the attempt to repair, or None if a person must look."""

    sentence: str
    repair: Repair | None = None
    attempt: Attempt | None = None

    def __str__(self) -> str:
        return f"{self.sentence}; would {self.repair}" if self.repair else f"{self.sentence}; needs manual review"


@dataclass(frozen=True, slots=True)
class LedgerSnapshot:
    """The ledgers, read once.

    The orders are read first: the payments and the stock of an order that was final by then can only change by a
    redrive.
    """

    orders: Mapping[str, Order | None]
    payments: Mapping[str, Sequence[Payment]]
    reservations: Mapping[str, Reservation]
    available: Mapping[str, int]

    @classmethod
    def read(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    def taken(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = Counter()
        for reservation in self.reservations.values():
            if reservation.state is not ReservationState.RELEASED:
                taken.update(reservation.quantities)
        return taken


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The ledgers and operations that a reconciliation needs.

    ``opening_stock`` has the units that products started with; their counts are checked too.
    """

    ledgers: Ledgers
    executions: Executions
    dead_letters: DeadLetterReader
    watchdog: Watchdog
    opening_stock: Mapping[str, int] = field(default_factory=dict)

    def find_discrepancies(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = []
        for order_id, order in snapshot.orders.items():
            if order is None:
                discrepancies.append(Discrepancy(f"the item {order_id} of the orders table is not an order"))
            else:
                found = [
                    *_check_payments(order, snapshot.payments.get(order_id, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def repair(self, discrepancy: Discrepancy, now: datetime) -> bool:
        """Carry out the repair.

        Returns:
            False if there was nothing left to repair, or the repair is no longer safe.

        Raises:
            OrderError: the repair failed; the discrepancy remains.
        """
        match discrepancy:
            case Discrepancy(repair=Repair.START, attempt=Attempt() as attempt):
                self.executions.start(attempt)
            case Discrepancy(repair=Repair.CLEAN_UP, attempt=Attempt() as attempt):
                execution = self.executions.find(attempt)
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.compensation.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.compensation.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def _check_progress(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def _check_dead_letter(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def _new_dead_letter(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def _is_given_up(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def _is_unchanged(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(order.order_id) == order
        except OrderNotFound:
            return False

    def _orphans(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def _is_orphaned(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def _check_units(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )


def _check_payments(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = payment.kept
            if not order.status.is_final or (is_completed and not payment.held):
                continue
        amount = f"{payment.kept} was kept" if payment.kept else f"{payment.held} is held" if payment.held else ""
        if amount:
            is_past = attempt is not None and attempt.number < order.attempt_number
            is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def _check_stock(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def _name(order: Order) -> str:
    return f"order {order.order_id} is {order.status} in attempt {order.attempt_number}"
