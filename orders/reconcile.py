"""Checking the books against each other: the orders, the money, the stock, the executions and the dead letters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from orders import payment
from orders.errors import REJECTIONS, MalformedOrder, MalformedTask, OrderNotFound
from orders.inventory import Reservation, ReservationState
from orders.letters import LetterBox
from orders.order import Order, OrderStatus
from orders.payment import Payment
from orders.task import Task
from orders.timestamp import format_utc
from orders.watchdog import ERRORS, EndedExecution, Watchdog
from orders.workflow import Executions


class Ledgers(Protocol):
    """All rows of the tables; every method may raise StoreUnavailable."""

    def orders(self) -> Iterator[tuple[str, Order | None]]:
        """Every order by its id; None for an item that is no order."""

    def payments(self) -> Iterator[Payment]:
        """Every payment of every attempt."""

    def reservations(self) -> Iterator[Reservation]:
        """The reservation of every order that has one."""

    def available(self) -> Mapping[str, int]:
        """The units of each product that nobody holds."""


class Remedy(StrEnum):
    """What mends a finding without risk, by an operation that may be repeated; the values complete "would …"."""

    START = "start its execution"
    CLEAN_UP = "clean up as the watchdog does"
    GIVE_BACK = "void or refund the payment"
    RELEASE = "release the stock"
    SEND_LETTER = "send its letter to the dead-letter queue again"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is off; without a remedy a person must look.  ``task`` is the attempt that the remedy is for."""

    sentence: str
    remedy: Remedy | None = None
    task: Task | None = None

    def __str__(self) -> str:
        return f"{self.sentence}; would {self.remedy}" if self.remedy else f"{self.sentence}; someone must look"


@dataclass(frozen=True, slots=True)
class Books:
    """The ledgers, read once.

    The orders are read first: what belongs to an order that was final then does not change any more, unless someone
    runs it again.
    """

    orders: Mapping[str, Order | None]
    payments: Mapping[str, Sequence[Payment]]
    reservations: Mapping[str, Reservation]
    available: Mapping[str, int]

    @classmethod
    def read(cls, ledgers: Ledgers) -> Books:
        """Read all of them."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for each in ledgers.payments():
            payments[each.order_id].append(each)
        reservations = {each.order_id: each for each in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    def taken(self) -> Counter[str]:
        """The units of each product that an order holds or has bought."""
        taken: Counter[str] = Counter()
        for each in self.reservations.values():
            if each.state is not ReservationState.RELEASED:
                taken.update(each.quantities)
        return taken


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that it takes to check the books, and to mend what can be mended.

    ``stock_at_start`` has the units of the products whose count is to be checked too.
    """

    ledgers: Ledgers
    executions: Executions
    letters: LetterBox
    watchdog: Watchdog
    stock_at_start: Mapping[str, int] = field(default_factory=dict)

    def check(self, patience: timedelta, now: datetime) -> list[Finding]:
        """What is off; an order may be under way for as long as ``patience`` before it must show an execution."""
        books = Books.read(self.ledgers)
        with self.letters.opened() as letters:
            told = {letter.task for letter in letters}
        findings = []
        for order_id, order in books.orders.items():
            if order is None:
                findings.append(Finding(f"the item {order_id} of the orders table is no order"))
            else:
                found = [
                    *_money(order, books.payments.get(order_id, ())),
                    *_stock(order, books.reservations.get(order_id)),
                    *self._progress(order, now - patience),
                    *self._letter(order, told),
                ]
                findings += found if found and self._is_as_it_was(order) else []
        return findings + list(self._strangers(books)) + list(self._units(books))

    def repair(self, finding: Finding, now: datetime) -> bool:
        """Apply the remedy; False if there was nothing to do any more, or nothing can be done from here.

        Raises:
            OrderError: it could not be done; the finding stands.
        """
        match finding:
            case Finding(remedy=Remedy.START, task=Task() as task):
                self.executions.start(task)
            case Finding(remedy=Remedy.CLEAN_UP, task=Task() as task):
                execution = self.executions.find(task)
                if execution is None or execution.status not in ERRORS:
                    return False
                return self.watchdog.clean_up(EndedExecution(task, execution.arn, execution.status), now)
            case Finding(remedy=Remedy.GIVE_BACK, task=Task() as task):
                if not self._is_over(task):
                    return False
                payment.void(task, self.watchdog.gateway)
            case Finding(remedy=Remedy.RELEASE, task=Task() as task):
                if not self._is_over(task):
                    return False
                self.watchdog.stock.release(task, now)
            case Finding(remedy=Remedy.SEND_LETTER, task=Task() as task):
                self.watchdog.dead_letters.send(self._letter_again(task, now))
            case _:
                return False
        return True

    def _progress(self, order: Order, since: datetime) -> Iterator[Finding]:
        """An order that is not final has an execution that will see to it."""
        if order.status.is_final or order.updated_at > since:
            return
        task = Task(order.order_id, order.attempt)
        execution = self.executions.find(task)
        if execution is None:
            remedy = Remedy.START if order.status is OrderStatus.PENDING else None
            yield Finding(f"{_name(order)} and has no execution", remedy, task)
        elif not execution.is_running:
            remedy = Remedy.CLEAN_UP if execution.status in ERRORS else None
            yield Finding(f"{_name(order)}, but its execution ended {execution.status}", remedy, task)

    def _letter(self, order: Order, told: set[Task | None]) -> Iterator[Finding]:
        """A technical failure lies in the queue or is parked; the workflow itself sends its letter a moment later."""
        task = Task(order.order_id, order.attempt)
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or task in told:
            return
        execution = self.executions.find(task)
        if execution is None or not execution.is_running:
            yield Finding(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Remedy.SEND_LETTER,
                task,
            )

    def _letter_again(self, task: Task, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(task)
        return {
            **task.execution_input,
            "failed_state": None,
            "error": self.watchdog.orders.get(task.order_id).failure_reason,
            "cause": "The attempt's own letter was missing from the dead-letter queue; reconcile wrote this one.",
            "needs_attention": [],
            "execution_arn": execution.arn if execution else None,
            "time": format_utc(now),
        }

    def _is_over(self, task: Task) -> bool:
        """Whether the attempt still is one that nothing runs any more and that did not complete the order."""
        order = self.watchdog.orders.get(task.order_id)
        if order.attempt == task.attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt > task.attempt

    def _is_as_it_was(self, order: Order) -> bool:
        """Whether the order has stood still since it was read; one that moved is for the next time."""
        try:
            return self.watchdog.orders.get(order.order_id) == order
        except OrderNotFound:
            return False

    def _strangers(self, books: Books) -> Iterator[Finding]:
        """Money and stock that name an order which does not exist."""
        for order_id in books.payments.keys() - books.orders.keys():
            kept = sum(map(_kept, books.payments[order_id])) + sum(each.held for each in books.payments[order_id])
            if kept and self._is_nobodys(order_id):
                yield Finding(f"{kept} is kept or held of order {order_id}, which does not exist")
        for order_id in books.reservations.keys() - books.orders.keys():
            state = books.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_nobodys(order_id):
                yield Finding(f"stock is {state} for order {order_id}, which does not exist")

    def _is_nobodys(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def _units(self, books: Books) -> Iterator[Finding]:
        for product, units in books.available.items():
            if units < 0:
                yield Finding(f"product {product} is oversold by {-units}")
        taken = books.taken()
        for product, at_start in self.stock_at_start.items():
            available = books.available.get(product, 0)
            if available + taken[product] != at_start:
                yield Finding(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {at_start}"
                )


def _money(order: Order, payments: Sequence[Payment]) -> Iterator[Finding]:
    """Only the attempt that completes an order may keep money, and only one that is under way may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    own, kept_by_own = Task(order.order_id, order.attempt), 0
    is_done = order.status is OrderStatus.COMPLETED
    for each in payments:
        attempt = _attempt_of(each)
        if attempt == own:
            kept_by_own = _kept(each)
            if not order.status.is_final or (is_done and not each.held):
                continue
        kept = f"{_kept(each)} was kept" if _kept(each) else f"{each.held} is held" if each.held else ""
        if kept:
            is_past = attempt is not None and attempt.attempt < order.attempt
            is_undone = attempt == own and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            remedy = Remedy.GIVE_BACK if is_past or is_undone else None
            yield Finding(f"{_name(order)}, but {kept} by payment {each.payment_id}", remedy, attempt)
    if is_done and kept_by_own != order.total.amount:
        yield Finding(f"{_name(order)} and owes {order.total.amount}, but payment {own.payment_id} kept {kept_by_own}")


def _stock(order: Order, reservation: Reservation | None) -> Iterator[Finding]:
    """A final order holds no stock, and it bought its stock exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Finding(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Finding(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Finding(f"{_name(order)}, but its stock is RESERVED", Remedy.RELEASE, Task(order.order_id, order.attempt))


def _attempt_of(each: Payment) -> Task | None:
    """A payment has its attempt's name, or it is none that an attempt made."""
    try:
        task = Task.from_execution_name(each.payment_id)
    except MalformedTask:
        return None
    return task if task.order_id == each.order_id else None


def _kept(each: Payment) -> int:
    return each.captured - each.refunded


def _name(order: Order) -> str:
    return f"order {order.order_id} is {order.status} in attempt {order.attempt}"
