"""Reconcile the ledgers: check orders, payments, stock, executions and dead letters against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from orders.domain.attempt import MAX_ATTEMPT_NUMBER, Attempt
from orders.domain.errors import (
    REJECTIONS,
    MalformedOrder,
    OrderError,
    OrderNotFound,
    RefundNotPossible,
    WrittenByNewerVersion,
)
from orders.domain.malformed_row import MalformedRow
from orders.domain.order import Order, OrderStatus, StoredOrder
from orders.domain.payment import Payment, PaymentState, ProviderPayment, Refund, RefundState
from orders.domain.reservation import Reservation, ReservationState
from orders.domain.search import EVERY_ORDER, CreationWindow
from orders.ports import DeadLetterReader, Executions, Ledgers
from orders.usecases import compensate
from orders.usecases.refund import Refunds
from orders.usecases.watchdog import REASON_BY_STATUS, EndedExecution, Watchdog, dead_letter

Row = TypeVar("Row")

MAX_UNREPORTED = 50_000
"""Failed attempts, inclusive, whose messages are looked for in one pass over the dead-letter queue: about 10 MB."""

DEAD_LETTERS_PER_PAGE = 1_000


class Repair(StrEnum):
    """An idempotent operation that repairs a discrepancy without risk; the values complete "would …"."""

    START = "start its execution"
    CLEAN_UP = "clean up as the watchdog does"
    GIVE_BACK = "void or refund the payment"
    RECORD = "record the provider's amounts"
    RECORD_REFUND = "record the refund that was made at the provider"
    RESOLVE_REFUNDS = "resolve its refunds"
    RELEASE = "release the stock"
    CLOSE = "remove it from the open orders"
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
class Reconciliation:
    """The ledgers and operations that a reconciliation needs.

    It reads the ledgers page by page, so its memory does not grow with the number of orders.

    Attributes:
        opening_stock: the units that products started with; their counts are checked too.
        window: the orders to check.  Unless it is unbounded, the payments and the stock of orders that do not exist
            are not looked for, and units are not counted.
        on_progress: is called with the name of what is read and how many rows were read.
        with_provider: whether to compare the payments of final orders with the payment provider too, with one call for
            each.  Our ledger has the provider's reference before money moves, so it has a row for every such payment.
    """

    ledgers: Ledgers
    executions: Executions
    dead_letters: DeadLetterReader
    watchdog: Watchdog
    refunds: Refunds
    opening_stock: Mapping[str, int] = field(default_factory=dict)
    window: CreationWindow = EVERY_ORDER
    on_progress: Callable[[str, int], None] = lambda *_: None
    with_provider: bool = False

    def find_discrepancies(self, grace_period: timedelta, now: datetime) -> Iterator[Discrepancy]:
        """Yield all discrepancies; an order needs no execution until it has been idle for the grace period.

        An order is read before its payment and its stock: those of an order that was final by then can only change by
        a redrive.
        """
        yield from self._check_orders(now - grace_period)
        if self.window.is_unbounded:
            yield from self._check_other_payments()
            taken: Counter[str] = Counter()
            yield from self._check_other_stock(taken)
            yield from self._check_units(taken)

    def repair(self, discrepancy: Discrepancy, now: datetime) -> bool:  # noqa: C901, PLR0911  one for each repair
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
                ended = self._find_ended(attempt)
                return ended is not None and self.watchdog.clean_up(ended, now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                self.watchdog.compensation.give_back(attempt, trusts_ledger=False)
            case Discrepancy(repair=Repair.RECORD, attempt=Attempt() as attempt):
                payments = self.watchdog.compensation.payments
                stored = payments.ledger.find(attempt.payment_id)
                return stored is not None and payments.record(stored)
            case Discrepancy(repair=Repair.RECORD_REFUND, attempt=Attempt() as attempt):
                return self.refunds.adopt(attempt, now)
            case Discrepancy(repair=Repair.RESOLVE_REFUNDS, attempt=Attempt() as attempt):
                return self._resolve_refunds(attempt, now)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.orders, self.watchdog.compensation.stock, now)
            case Discrepancy(repair=Repair.CLOSE, attempt=Attempt() as attempt):
                self.watchdog.orders.mark_closed(attempt.order_id)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def _check_orders(self, idle_since: datetime) -> Iterator[Discrepancy]:
        unreported: set[Attempt] = set()
        for page in self._pages("orders", self.ledgers.orders(self.window)):
            orders = [row.order for row in page if isinstance(row, StoredOrder)]
            payments = self._payments_of(orders)
            reservations = self._reservations_of(orders)
            for row in page:
                if isinstance(row, MalformedRow):
                    yield Discrepancy(str(row))
                    continue
                order = row.order
                if newer := self._newer_row(order):
                    yield Discrepancy(str(newer))
                    continue
                found = [
                    *self._check_ledgers(
                        order, payments.get(order.order_id, ()), reservations.get(order.order_id), idle_since
                    ),
                    *self._check_progress(order, idle_since),
                    *_check_openness(row),
                ]
                if found and self._is_unchanged(order):
                    yield from found
                if _needs_dead_letter(order):
                    unreported.add(order.attempt)
            if len(unreported) >= MAX_UNREPORTED:
                yield from self._check_dead_letters(unreported)
                unreported = set()
        yield from self._check_dead_letters(unreported)

    def _newer_row(self, order: Order) -> MalformedRow | None:
        """Return the order's row if only a newer version can process it: no rule of this version holds for it."""
        try:
            if order.newer_row or not order.status.is_final:
                self.watchdog.compensation.payments.check_changeable(order)
        except WrittenByNewerVersion as error:
            return error.row
        return None

    def _pages(self, name: str, pages: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
        read = 0
        for page in pages:
            yield page
            read += len(page)
            self.on_progress(name, read)

    def _check_ledgers(
        self,
        order: Order,
        payments: Sequence[Payment | MalformedRow],
        reservation: Reservation | MalformedRow | None,
        idle_since: datetime,
    ) -> Iterator[Discrepancy]:
        """Check the order's money and stock, unless a row cannot be read: then only that is certain."""
        malformed = [row for row in (*payments, reservation) if isinstance(row, MalformedRow)]
        if malformed and not self.window.is_unbounded:  # else the checks of all payments and reservations report them
            yield from (Discrepancy(str(row)) for row in malformed)
        readable = [payment for payment in payments if isinstance(payment, Payment)]
        if len(readable) == len(payments):
            yield from _check_payments(order, readable)
            yield from _check_refunds(order, readable, idle_since)
            yield from self._check_provider(order, readable) if self.with_provider else ()
        if not isinstance(reservation, MalformedRow):
            yield from _check_stock(order, reservation)

    def _payments_of(self, orders: Iterable[Order]) -> Mapping[str, Sequence[Payment | MalformedRow]]:
        """Return the payments of all attempts of the orders so far."""
        attempts = [Attempt(order.order_id, n) for order in orders for n in range(1, order.attempt_number + 1)]
        payments: defaultdict[str, list[Payment | MalformedRow]] = defaultdict(list)
        for payment in self.ledgers.payments_by_id([attempt.payment_id for attempt in attempts]):
            if isinstance(payment, MalformedRow):
                payments[Attempt.from_execution_name(payment.key).order_id].append(payment)
            # One with the id of another order's attempt is found by _check_other_payments.
            elif payment.attempt is not None:
                payments[payment.order_id].append(payment)
        return payments

    def _reservations_of(self, orders: Iterable[Order]) -> Mapping[str, Reservation | MalformedRow]:
        rows = self.ledgers.reservations_of([order.order_id for order in orders])
        return {row.key if isinstance(row, MalformedRow) else row.order_id: row for row in rows}

    def _check_provider(self, order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
        """Compare the money that the provider holds and keeps with our ledger, unless the attempt may still run."""
        for payment in payments:
            is_running = payment.attempt == order.attempt and not order.status.is_final
            if payment.reference is None or is_running or payment.has_pending_refund:
                continue
            try:
                found = self.watchdog.compensation.payments.look_up(payment)
            except OrderError as error:
                yield Discrepancy(f"payment {payment.payment_id} could not be looked up at its provider: {error}")
                continue
            held, kept = (found.held, found.kept) if found else (0, 0)
            if (held, kept) != (payment.held, payment.kept):
                yield Discrepancy(
                    f"{_name(order)}, and payment {payment.payment_id} has {held} held and {kept} kept at the "
                    f"provider, but {payment.held} held and {payment.kept} kept in our ledger",
                    _repair_of_difference(order, payment, found),
                    payment.attempt,
                )

    def _check_progress(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            start_or_clean_up = Repair.START if order.status is OrderStatus.PENDING else Repair.CLEAN_UP
            yield Discrepancy(f"{_name(order)} and has no execution", start_or_clean_up, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def _check_dead_letters(self, attempts: set[Attempt]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        missing = attempts and attempts - self._read_dead_letters()
        missing = {attempt for attempt in missing if not self._is_running(attempt)}
        if missing:
            missing -= self._read_dead_letters()  # those that were sent while the queue was read
        for attempt in sorted(missing, key=lambda each: each.execution_name):
            order = self._find_order(attempt.order_id)
            if order is not None and order.attempt == attempt and _needs_dead_letter(order):
                yield Discrepancy(
                    f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                    Repair.RESEND_DEAD_LETTER,
                    attempt,
                )

    def _read_dead_letters(self) -> set[Attempt | None]:
        with self.dead_letters.receive_pages(DEAD_LETTERS_PER_PAGE, briefly=True) as pages:
            return {message.attempt for page in self._pages("dead letters", pages) for message in page}

    def _is_running(self, attempt: Attempt) -> bool:
        execution = self.executions.find(attempt)
        return execution is not None and execution.is_running

    def _new_dead_letter(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def _find_ended(self, attempt: Attempt) -> EndedExecution | None:
        """Return the execution that ended without success; a presumed one if there is none under any name.

        An execution that was started by hand has another name than its attempt, and its end reaches no watchdog.
        """
        execution = self.executions.find(attempt)
        if execution is not None:
            is_bad = execution.status in REASON_BY_STATUS
            return EndedExecution(attempt, execution.arn, execution.status) if is_bad else None
        if self.executions.is_running_under_another_name(attempt):
            return None
        return EndedExecution(attempt, None, "ABORTED", presumed=True)

    def _resolve_refunds(self, attempt: Attempt, now: datetime) -> bool:
        """Look up the pending refunds, carry out those that were not made, and show all in the order."""
        payment = self.watchdog.compensation.payments.ledger.find(attempt.payment_id)
        refunds = [refund for refund in payment.refunds if refund.state is not RefundState.REFUSED] if payment else []
        for refund in refunds:
            with suppress(RefundNotPossible):  # the provider refused it, which settles it too
                self.refunds.resolve(attempt, refund.refund_id, now)
        return bool(refunds)

    def _is_given_up(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def _is_unchanged(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        return self._find_order(order.order_id) == order

    def _find_order(self, order_id: str) -> Order | None:
        """Return the order as it is now, or None if there is none or its item is not an order."""
        try:
            return self.watchdog.orders.get(order_id)
        except (MalformedOrder, OrderNotFound):
            return None

    def _check_other_payments(self) -> Iterator[Discrepancy]:
        """Check the money that no attempt of an order accounts for: the order does not exist, or its attempt does not.

        The sums of orders that do not exist are all that grows with the number of discrepancies.
        """
        orphaned: Counter[str] = Counter()
        for page in self._pages("payments", self.ledgers.payments()):
            yield from (Discrepancy(str(row)) for row in page if isinstance(row, MalformedRow))
            payments = [payment for payment in page if isinstance(payment, Payment) and payment.has_effect]
            numbers = self.ledgers.attempt_numbers({payment.order_id for payment in payments})
            for payment in payments:
                attempt = payment.attempt
                if payment.order_id not in numbers:
                    orphaned[payment.order_id] += payment.kept + payment.held
                elif attempt is None or attempt.number > (numbers[payment.order_id] or MAX_ATTEMPT_NUMBER):
                    yield from self._check_unknown_payment(payment)
        for order_id, kept_or_held in orphaned.items():
            if self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")

    def _check_unknown_payment(self, payment: Payment) -> Iterator[Discrepancy]:
        """Check a payment that belongs to no attempt that its order had when the payment was read."""
        order = self._find_order(payment.order_id)
        if order is None:
            return
        now = self.ledgers.payments_by_id([payment.payment_id])
        found = [each for row in now if isinstance(row, Payment) for each in _check_amount(order, row)]
        if found and self._is_unchanged(order):
            yield from found

    def _check_other_stock(self, taken: Counter[str]) -> Iterator[Discrepancy]:
        """Check the stock of orders that do not exist, and count the reserved and sold units of each product."""
        for page in self._pages("reservations", self.ledgers.reservations()):
            yield from (Discrepancy(str(row)) for row in page if isinstance(row, MalformedRow))
            rows = [row for row in page if isinstance(row, Reservation) and row.state is not ReservationState.RELEASED]
            existing = self.ledgers.attempt_numbers({row.order_id for row in rows})
            for row in rows:
                taken.update(row.quantities)
                if row.order_id not in existing and self._is_orphaned(row.order_id):
                    yield Discrepancy(f"stock is {row.state} for order {row.order_id}, which does not exist")

    def _is_orphaned(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def _check_units(self, taken: Counter[str]) -> Iterator[Discrepancy]:
        all_available: dict[str, int] = {}
        for stock in self.ledgers.stocks():
            if isinstance(stock, MalformedRow):
                yield Discrepancy(str(stock))
                continue
            all_available[stock.product_name] = stock.available
            if stock.available < 0:
                yield Discrepancy(f"product {stock.product_name} is oversold by {-stock.available}")
        for product, opening in self.opening_stock.items():
            available = all_available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )


def check_order(order: Order, payments: Sequence[Payment], reservation: Reservation | None) -> Iterator[Discrepancy]:
    """Yield how the money of all its attempts, and its stock, contradict an order that was read before them."""
    yield from _check_payments(order, payments)
    yield from _check_stock(order, reservation)


def _check_openness(row: StoredOrder) -> Iterator[Discrepancy]:
    """An order with a final status does not count as open."""
    if row.counts_as_open and row.order.status.is_final:
        yield Discrepancy(f"{_name(row.order)}, but counts as open", Repair.CLOSE, row.order.attempt)


def _needs_dead_letter(order: Order) -> bool:
    """Return whether the order failed for a technical reason, and is not parked."""
    is_technical = order.status is OrderStatus.FAILED and order.failure_reason not in REJECTIONS
    return is_technical and order.parked_at is None


def _check_payments(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    for payment in payments:
        yield from _check_amount(order, payment)
    last = [payment for payment in payments if payment.attempt == order.attempt]
    kept = sum(payment.kept for payment in last)
    owed = order.total.amount - sum(payment.done_refunds for payment in last)
    is_captured = any(payment.state is PaymentState.CAPTURED for payment in last)
    if order.status is OrderStatus.COMPLETED and (kept != owed or not is_captured):
        yield Discrepancy(f"{_name(order)} and owes {owed}, but payment {order.attempt.payment_id} kept {kept}")


def _check_refunds(order: Order, payments: Sequence[Payment], idle_since: datetime) -> Iterator[Discrepancy]:
    """A completed order shows every refund that was made, and no refund stays pending."""
    for payment in payments:
        pending = [each for each in payment.refunds if _is_overdue(each, idle_since)]
        for refund in pending:
            yield Discrepancy(
                f"{_name(order)}, and the outcome of refund {refund.refund_id} of {refund.amount} is unknown",
                Repair.RESOLVE_REFUNDS,
                payment.attempt,
            )
        is_idle = not any(refund.at > idle_since for refund in payment.refunds)
        if is_idle and not pending and payment.done_refunds != (order.refunded or 0):
            yield Discrepancy(
                f"{_name(order)} and shows {order.refunded or 0} refunded, but payment {payment.payment_id} has "
                f"refunds of {payment.done_refunds}",
                Repair.RESOLVE_REFUNDS,
                payment.attempt,
            )


def _is_overdue(refund: Refund, idle_since: datetime) -> bool:
    return refund.state is RefundState.PENDING and refund.at <= idle_since


def _repair_of_difference(order: Order, payment: Payment, found: ProviderPayment | None) -> Repair | None:
    """Return how to repair a payment that the provider has otherwise."""
    if payment.attempt != order.attempt or order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}:
        return Repair.GIVE_BACK
    if found is None:
        return None
    if found.captured == payment.captured and found.refunded > payment.refunded:
        return Repair.RECORD_REFUND
    return Repair.RECORD if found.kept == order.total.amount and not payment.refunds else None


def _check_amount(order: Order, payment: Payment) -> Iterator[Discrepancy]:
    """Check the money that one payment keeps or holds."""
    attempt = payment.attempt
    is_completed = order.status is OrderStatus.COMPLETED
    is_held = payment.state is PaymentState.AUTHORIZED
    if attempt == order.attempt and (not order.status.is_final or (is_completed and not is_held)):
        return
    if payment.has_effect:
        amount = f"{payment.held} is held" if is_held and not payment.kept else f"{payment.kept} was kept"
        is_past = attempt is not None and attempt.number < order.attempt_number
        is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        repair = Repair.GIVE_BACK if is_past or is_given_up else None
        yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)


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
