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


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class Repair(StrEnum):
    """An idempotent operation that repairs a discrepancy without risk; the values complete "would …"."""

    START = "start its execution"
    CLEAN_UP = "clean up as the watchdog does"
    GIVE_BACK = "void or refund the payment"
    RELEASE = "release the stock"
    RESEND_DEAD_LETTER = "send its message to the dead-letter queue again"
mutants_xǁDiscrepancyǁ__str____mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A contradiction between the ledgers, with its repair and the attempt to repair, or None if a person must look."""

    sentence: str
    repair: Repair | None = None
    attempt: Attempt | None = None

    @_mutmut_mutated(mutants_xǁDiscrepancyǁ__str____mutmut)
    def __str__(self) -> str:
        return f"{self.sentence}; would {self.repair}" if self.repair else f"{self.sentence}; needs manual review"

    def xǁDiscrepancyǁ__str____mutmut_orig(self) -> str:
        return f"{self.sentence}; would {self.repair}" if self.repair else f"{self.sentence}; needs manual review"

    def xǁDiscrepancyǁ__str____mutmut_1(self) -> str:
        return f"{self.sentence}; would {self.repair}" if (self.repair) and False else f"{self.sentence}; needs manual review"

    def xǁDiscrepancyǁ__str____mutmut_2(self) -> str:
        return f"{self.sentence}; would {self.repair}" if (self.repair) or True else f"{self.sentence}; needs manual review"

mutants_xǁDiscrepancyǁ__str____mutmut['_mutmut_orig'] = Discrepancy.xǁDiscrepancyǁ__str____mutmut_orig # type: ignore # mutmut generated
mutants_xǁDiscrepancyǁ__str____mutmut['xǁDiscrepancyǁ__str____mutmut_1'] = Discrepancy.xǁDiscrepancyǁ__str____mutmut_1 # type: ignore # mutmut generated
mutants_xǁDiscrepancyǁ__str____mutmut['xǁDiscrepancyǁ__str____mutmut_2'] = Discrepancy.xǁDiscrepancyǁ__str____mutmut_2 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut: MutantDict = {}  # type: ignore
mutants_xǁLedgerSnapshotǁtaken__mutmut: MutantDict = {}  # type: ignore


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
    @_mutmut_mutated(mutants_xǁLedgerSnapshotǁread__mutmut, is_classmethod = True)
    def read(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_orig(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_1(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = None
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_2(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(None)
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_3(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = None
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_4(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(None)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_5(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(None)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_6(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = None
        return cls(orders, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_7(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(None, payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_8(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, None, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_9(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, None, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_10(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, None)

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_11(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(payments, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_12(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, reservations, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_13(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, ledgers.available())

    @classmethod
    def xǁLedgerSnapshotǁread__mutmut_14(cls, ledgers: Ledgers) -> LedgerSnapshot:
        """Return a snapshot of all ledgers."""
        orders = dict(ledgers.orders())
        payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in ledgers.payments():
            payments[payment.order_id].append(payment)
        reservations = {reservation.order_id: reservation for reservation in ledgers.reservations()}
        return cls(orders, payments, reservations, )

    @_mutmut_mutated(mutants_xǁLedgerSnapshotǁtaken__mutmut)
    def taken(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = Counter()
        for reservation in self.reservations.values():
            if reservation.state is not ReservationState.RELEASED:
                taken.update(reservation.quantities)
        return taken

    def xǁLedgerSnapshotǁtaken__mutmut_orig(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = Counter()
        for reservation in self.reservations.values():
            if reservation.state is not ReservationState.RELEASED:
                taken.update(reservation.quantities)
        return taken

    def xǁLedgerSnapshotǁtaken__mutmut_1(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = None
        for reservation in self.reservations.values():
            if reservation.state is not ReservationState.RELEASED:
                taken.update(reservation.quantities)
        return taken

    def xǁLedgerSnapshotǁtaken__mutmut_2(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = Counter()
        for reservation in self.reservations.values():
            if reservation.state is ReservationState.RELEASED:
                taken.update(reservation.quantities)
        return taken

    def xǁLedgerSnapshotǁtaken__mutmut_3(self) -> Counter[str]:
        """Return the reserved and sold units of each product."""
        taken: Counter[str] = Counter()
        for reservation in self.reservations.values():
            if reservation.state is not ReservationState.RELEASED:
                taken.update(None)
        return taken

mutants_xǁLedgerSnapshotǁread__mutmut['_mutmut_orig'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_orig # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_1'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_1 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_2'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_2 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_3'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_3 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_4'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_4 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_5'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_5 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_6'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_6 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_7'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_7 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_8'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_8 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_9'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_9 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_10'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_10 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_11'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_11 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_12'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_12 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_13'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_13 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁread__mutmut['xǁLedgerSnapshotǁread__mutmut_14'] = LedgerSnapshot.xǁLedgerSnapshotǁread__mutmut_14 # type: ignore # mutmut generated

mutants_xǁLedgerSnapshotǁtaken__mutmut['_mutmut_orig'] = LedgerSnapshot.xǁLedgerSnapshotǁtaken__mutmut_orig # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁtaken__mutmut['xǁLedgerSnapshotǁtaken__mutmut_1'] = LedgerSnapshot.xǁLedgerSnapshotǁtaken__mutmut_1 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁtaken__mutmut['xǁLedgerSnapshotǁtaken__mutmut_2'] = LedgerSnapshot.xǁLedgerSnapshotǁtaken__mutmut_2 # type: ignore # mutmut generated
mutants_xǁLedgerSnapshotǁtaken__mutmut['xǁLedgerSnapshotǁtaken__mutmut_3'] = LedgerSnapshot.xǁLedgerSnapshotǁtaken__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁrepair__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_check_progress__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_check_dead_letter__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_new_dead_letter__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_is_given_up__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_is_unchanged__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_orphans__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_is_orphaned__mutmut: MutantDict = {}  # type: ignore
mutants_xǁReconciliationǁ_check_units__mutmut: MutantDict = {}  # type: ignore


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

    @_mutmut_mutated(mutants_xǁReconciliationǁfind_discrepancies__mutmut)
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

    def xǁReconciliationǁfind_discrepancies__mutmut_orig(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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

    def xǁReconciliationǁfind_discrepancies__mutmut_1(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = None
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

    def xǁReconciliationǁfind_discrepancies__mutmut_2(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(None)
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

    def xǁReconciliationǁfind_discrepancies__mutmut_3(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = None
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

    def xǁReconciliationǁfind_discrepancies__mutmut_4(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = None
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

    def xǁReconciliationǁfind_discrepancies__mutmut_5(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = []
        for order_id, order in snapshot.orders.items():
            if order is not None:
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

    def xǁReconciliationǁfind_discrepancies__mutmut_6(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = []
        for order_id, order in snapshot.orders.items():
            if order is None:
                discrepancies.append(None)
            else:
                found = [
                    *_check_payments(order, snapshot.payments.get(order_id, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_7(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = []
        for order_id, order in snapshot.orders.items():
            if order is None:
                discrepancies.append(Discrepancy(None))
            else:
                found = [
                    *_check_payments(order, snapshot.payments.get(order_id, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_8(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
        """Return all discrepancies; an order needs no execution until it has been idle for the grace period."""
        snapshot = LedgerSnapshot.read(self.ledgers)
        with self.dead_letters.receive_all() as messages:
            reported = {message.attempt for message in messages}
        discrepancies = []
        for order_id, order in snapshot.orders.items():
            if order is None:
                discrepancies.append(Discrepancy(f"the item {order_id} of the orders table is not an order"))
            else:
                found = None
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_9(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(None, snapshot.payments.get(order_id, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_10(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, None),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_11(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(snapshot.payments.get(order_id, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_12(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, ),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_13(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, snapshot.payments.get(None, ())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_14(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, snapshot.payments.get(order_id, None)),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_15(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, snapshot.payments.get(())),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_16(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_payments(order, snapshot.payments.get(order_id, )),
                    *_check_stock(order, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_17(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_stock(None, snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_18(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_stock(order, None),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_19(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_stock(snapshot.reservations.get(order_id)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_20(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_stock(order, ),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_21(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *_check_stock(order, snapshot.reservations.get(None)),
                    *self._check_progress(order, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_22(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_progress(None, now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_23(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_progress(order, None),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_24(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_progress(now - grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_25(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_progress(order, ),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_26(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_progress(order, now + grace_period),
                    *self._check_dead_letter(order, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_27(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_dead_letter(None, reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_28(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_dead_letter(order, None),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_29(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_dead_letter(reported),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_30(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                    *self._check_dead_letter(order, ),
                ]
                discrepancies += found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_31(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies = found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_32(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies -= found if found and self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_33(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies += found if (found and self._is_unchanged(order)) and False else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_34(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies += found if (found and self._is_unchanged(order)) or True else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_35(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies += found if found or self._is_unchanged(order) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_36(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
                discrepancies += found if found and self._is_unchanged(None) else []
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_37(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies + list(self._orphans(snapshot)) - list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_38(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies - list(self._orphans(snapshot)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_39(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies + list(None) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_40(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies + list(self._orphans(None)) + list(self._check_units(snapshot))

    def xǁReconciliationǁfind_discrepancies__mutmut_41(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies + list(self._orphans(snapshot)) + list(None)

    def xǁReconciliationǁfind_discrepancies__mutmut_42(self, grace_period: timedelta, now: datetime) -> list[Discrepancy]:
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
        return discrepancies + list(self._orphans(snapshot)) + list(self._check_units(None))

    @_mutmut_mutated(mutants_xǁReconciliationǁrepair__mutmut)
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_orig(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_1(self, discrepancy: Discrepancy, now: datetime) -> bool:
        """Carry out the repair.

        Returns:
            False if there was nothing left to repair, or the repair is no longer safe.

        Raises:
            OrderError: the repair failed; the discrepancy remains.
        """
        match discrepancy:
            case Discrepancy(repair=Repair.CLEAN_UP, attempt=Attempt() as attempt):
                execution = self.executions.find(attempt)
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_2(self, discrepancy: Discrepancy, now: datetime) -> bool:
        """Carry out the repair.

        Returns:
            False if there was nothing left to repair, or the repair is no longer safe.

        Raises:
            OrderError: the repair failed; the discrepancy remains.
        """
        match discrepancy:
            case Discrepancy(repair=Repair.START, attempt=Attempt() as attempt):
                self.executions.start(attempt)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_3(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_4(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_5(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_6(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
        return True

    def xǁReconciliationǁrepair__mutmut_7(self, discrepancy: Discrepancy, now: datetime) -> bool:
        """Carry out the repair.

        Returns:
            False if there was nothing left to repair, or the repair is no longer safe.

        Raises:
            OrderError: the repair failed; the discrepancy remains.
        """
        match discrepancy:
            case Discrepancy(repair=Repair.START, attempt=Attempt() as attempt):
                self.executions.start(None)
            case Discrepancy(repair=Repair.CLEAN_UP, attempt=Attempt() as attempt):
                execution = self.executions.find(attempt)
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_8(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                execution = None
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_9(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                execution = self.executions.find(None)
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_10(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                execution = self.executions.rfind(attempt)
                if execution is None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_11(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                if execution is None and execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_12(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                if execution is not None or execution.status not in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_13(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                if execution is None or execution.status in REASON_BY_STATUS:
                    return False
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_14(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                    return True
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_15(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(None, now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_16(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), None)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_17(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_18(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, execution.status), )
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_19(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(None, execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_20(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, None, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_21(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, None), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_22(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(execution.arn, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_23(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, execution.status), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_24(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                return self.watchdog.clean_up(EndedExecution(attempt, execution.arn, ), now)
            case Discrepancy(repair=Repair.GIVE_BACK, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_25(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                if self._is_given_up(attempt):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_26(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                if not self._is_given_up(None):
                    return False
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_27(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                    return True
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_28(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(None, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_29(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, None)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_30(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_31(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, )
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_32(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_33(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(None):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_34(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return True
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_35(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(None, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_36(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, None, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_37(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, None)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_38(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_39(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_40(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, )
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_41(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(None)
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_42(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(None, now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_43(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, None))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_44(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(now))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_45(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, ))
            case _:
                return False
        return True

    def xǁReconciliationǁrepair__mutmut_46(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return True
        return True

    def xǁReconciliationǁrepair__mutmut_47(self, discrepancy: Discrepancy, now: datetime) -> bool:
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
                compensate.void_or_refund(attempt, self.watchdog.provider)
            case Discrepancy(repair=Repair.RELEASE, attempt=Attempt() as attempt):
                if not self._is_given_up(attempt):
                    return False
                compensate.release(attempt, self.watchdog.stock, now)
            case Discrepancy(repair=Repair.RESEND_DEAD_LETTER, attempt=Attempt() as attempt):
                self.watchdog.dead_letters.send(self._new_dead_letter(attempt, now))
            case _:
                return False
        return False

    @_mutmut_mutated(mutants_xǁReconciliationǁ_check_progress__mutmut)
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

    def xǁReconciliationǁ_check_progress__mutmut_orig(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
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

    def xǁReconciliationǁ_check_progress__mutmut_1(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final and order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_2(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at >= since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_3(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = None
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_4(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(None)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_5(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.rfind(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_6(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is not None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_7(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_8(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if (order.status is OrderStatus.PENDING) and False else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_9(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if (order.status is OrderStatus.PENDING) or True else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_10(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is not OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_11(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(None, repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_12(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", None, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_13(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, None)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_14(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_15(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_16(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, )
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_17(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(None)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_18(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_19(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_20(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if (execution.status in REASON_BY_STATUS) and False else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_21(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if (execution.status in REASON_BY_STATUS) or True else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_22(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status not in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_23(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(None, repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_24(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", None, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_25(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, None)

    def xǁReconciliationǁ_check_progress__mutmut_26(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(repair, order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_27(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", order.attempt)

    def xǁReconciliationǁ_check_progress__mutmut_28(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(order)}, but its execution ended {execution.status}", repair, )

    def xǁReconciliationǁ_check_progress__mutmut_29(self, order: Order, since: datetime) -> Iterator[Discrepancy]:
        """An open order has a running execution."""
        if order.status.is_final or order.updated_at > since:
            return
        execution = self.executions.find(order.attempt)
        if execution is None:
            repair = Repair.START if order.status is OrderStatus.PENDING else None
            yield Discrepancy(f"{_name(order)} and has no execution", repair, order.attempt)
        elif not execution.is_running:
            repair = Repair.CLEAN_UP if execution.status in REASON_BY_STATUS else None
            yield Discrepancy(f"{_name(None)}, but its execution ended {execution.status}", repair, order.attempt)

    @_mutmut_mutated(mutants_xǁReconciliationǁ_check_dead_letter__mutmut)
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

    def xǁReconciliationǁ_check_dead_letter__mutmut_orig(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
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

    def xǁReconciliationǁ_check_dead_letter__mutmut_1(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED and order.failure_reason in REJECTIONS:
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

    def xǁReconciliationǁ_check_dead_letter__mutmut_2(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is OrderStatus.FAILED or order.failure_reason in REJECTIONS:
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

    def xǁReconciliationǁ_check_dead_letter__mutmut_3(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason not in REJECTIONS:
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

    def xǁReconciliationǁ_check_dead_letter__mutmut_4(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None and order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_5(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_6(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt not in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_7(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = None
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_8(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(None)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_9(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.rfind(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_10(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None and not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_11(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is not None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_12(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_13(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                None,
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_14(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                None,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_15(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
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
                None,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_16(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_17(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(order)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                order.attempt,
            )

    def xǁReconciliationǁ_check_dead_letter__mutmut_18(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
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
                )

    def xǁReconciliationǁ_check_dead_letter__mutmut_19(self, order: Order, reported: set[Attempt | None]) -> Iterator[Discrepancy]:
        """A technical failure is in the queue or parked; a running workflow may still send its message."""
        if order.status is not OrderStatus.FAILED or order.failure_reason in REJECTIONS:
            return
        if order.parked_at is not None or order.attempt in reported:
            return
        execution = self.executions.find(order.attempt)
        if execution is None or not execution.is_running:
            yield Discrepancy(
                f"{_name(None)} for {order.failure_reason}, but neither parked nor in the dead-letter queue",
                Repair.RESEND_DEAD_LETTER,
                order.attempt,
            )

    @_mutmut_mutated(mutants_xǁReconciliationǁ_new_dead_letter__mutmut)
    def _new_dead_letter(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_orig(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_1(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = None
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_2(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(None)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_3(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.rfind(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_4(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = None
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_5(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(None).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_6(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = None
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_7(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "XXThe attempt's own message was missing from the dead-letter queue; reconcile sent this one.XX"
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_8(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "the attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_9(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "THE ATTEMPT'S OWN MESSAGE WAS MISSING FROM THE DEAD-LETTER QUEUE; RECONCILE SENT THIS ONE."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_10(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(None, error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_11(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, None, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_12(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, None, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_13(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_14(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, None)

    def xǁReconciliationǁ_new_dead_letter__mutmut_15(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(error, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_16(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, cause, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_17(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, execution.arn if execution else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_18(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_19(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if execution else None, )

    def xǁReconciliationǁ_new_dead_letter__mutmut_20(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if (execution) and False else None, now)

    def xǁReconciliationǁ_new_dead_letter__mutmut_21(self, attempt: Attempt, now: datetime) -> dict[str, Any]:
        execution = self.executions.find(attempt)
        error = self.watchdog.orders.get(attempt.order_id).failure_reason
        cause = "The attempt's own message was missing from the dead-letter queue; reconcile sent this one."
        return dead_letter(attempt, error, cause, execution.arn if (execution) or True else None, now)

    @_mutmut_mutated(mutants_xǁReconciliationǁ_is_given_up__mutmut)
    def _is_given_up(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_orig(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_1(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = None
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_2(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(None)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_3(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt != attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_4(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status not in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number > attempt.number

    def xǁReconciliationǁ_is_given_up__mutmut_5(self, attempt: Attempt) -> bool:
        """Return whether the attempt has ended without completing the order."""
        order = self.watchdog.orders.get(attempt.order_id)
        if order.attempt == attempt:
            return order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
        return order.attempt_number >= attempt.number

    @_mutmut_mutated(mutants_xǁReconciliationǁ_is_unchanged__mutmut)
    def _is_unchanged(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(order.order_id) == order
        except OrderNotFound:
            return False

    def xǁReconciliationǁ_is_unchanged__mutmut_orig(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(order.order_id) == order
        except OrderNotFound:
            return False

    def xǁReconciliationǁ_is_unchanged__mutmut_1(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(None) == order
        except OrderNotFound:
            return False

    def xǁReconciliationǁ_is_unchanged__mutmut_2(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(order.order_id) != order
        except OrderNotFound:
            return False

    def xǁReconciliationǁ_is_unchanged__mutmut_3(self, order: Order) -> bool:
        """Return whether the order is as it was read; one that changed is checked by the next run."""
        try:
            return self.watchdog.orders.get(order.order_id) == order
        except OrderNotFound:
            return True

    @_mutmut_mutated(mutants_xǁReconciliationǁ_orphans__mutmut)
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

    def xǁReconciliationǁ_orphans__mutmut_orig(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_1(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() + snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_2(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = None
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_3(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(None)
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_4(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept - payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_5(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held or self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_6(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(None):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_7(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(None)
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_8(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() + snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_9(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = None
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_10(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED or self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_11(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_12(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(None):
                yield Discrepancy(f"stock is {state} for order {order_id}, which does not exist")

    def xǁReconciliationǁ_orphans__mutmut_13(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        """Money and stock of orders that do not exist."""
        for order_id in snapshot.payments.keys() - snapshot.orders.keys():
            kept_or_held = sum(payment.kept + payment.held for payment in snapshot.payments[order_id])
            if kept_or_held and self._is_orphaned(order_id):
                yield Discrepancy(f"{kept_or_held} is kept or held for order {order_id}, which does not exist")
        for order_id in snapshot.reservations.keys() - snapshot.orders.keys():
            state = snapshot.reservations[order_id].state
            if state is not ReservationState.RELEASED and self._is_orphaned(order_id):
                yield Discrepancy(None)

    @_mutmut_mutated(mutants_xǁReconciliationǁ_is_orphaned__mutmut)
    def _is_orphaned(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def xǁReconciliationǁ_is_orphaned__mutmut_orig(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def xǁReconciliationǁ_is_orphaned__mutmut_1(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(None)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return False

    def xǁReconciliationǁ_is_orphaned__mutmut_2(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return False
        except MalformedOrder:
            return False
        return False

    def xǁReconciliationǁ_is_orphaned__mutmut_3(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return True
        return False

    def xǁReconciliationǁ_is_orphaned__mutmut_4(self, order_id: str) -> bool:
        try:
            self.watchdog.orders.get(order_id)
        except OrderNotFound:
            return True
        except MalformedOrder:
            return False
        return True

    @_mutmut_mutated(mutants_xǁReconciliationǁ_check_units__mutmut)
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

    def xǁReconciliationǁ_check_units__mutmut_orig(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
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

    def xǁReconciliationǁ_check_units__mutmut_1(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units <= 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_2(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 1:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_3(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(None)
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_4(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {+units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_5(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = None
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_6(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = None
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_7(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(None, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_8(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, None)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_9(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_10(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, )
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_11(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 1)
            if available + taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_12(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available - taken[product] != opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_13(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] == opening:
                yield Discrepancy(
                    f"product {product}: {available} available and {taken[product]} held or sold do not make {opening}"
                )

    def xǁReconciliationǁ_check_units__mutmut_14(self, snapshot: LedgerSnapshot) -> Iterator[Discrepancy]:
        for product, units in snapshot.available.items():
            if units < 0:
                yield Discrepancy(f"product {product} is oversold by {-units}")
        taken = snapshot.taken()
        for product, opening in self.opening_stock.items():
            available = snapshot.available.get(product, 0)
            if available + taken[product] != opening:
                yield Discrepancy(
                    None
                )

mutants_xǁReconciliationǁfind_discrepancies__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_1'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_2'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_3'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_4'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_5'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_6'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_7'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_8'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_9'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_10'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_11'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_12'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_13'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_14'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_14 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_15'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_15 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_16'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_16 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_17'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_17 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_18'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_18 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_19'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_19 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_20'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_20 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_21'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_21 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_22'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_22 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_23'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_23 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_24'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_24 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_25'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_25 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_26'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_26 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_27'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_27 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_28'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_28 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_29'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_29 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_30'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_30 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_31'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_31 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_32'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_32 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_33'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_33 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_34'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_34 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_35'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_35 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_36'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_36 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_37'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_37 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_38'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_38 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_39'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_39 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_40'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_40 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_41'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_41 # type: ignore # mutmut generated
mutants_xǁReconciliationǁfind_discrepancies__mutmut['xǁReconciliationǁfind_discrepancies__mutmut_42'] = Reconciliation.xǁReconciliationǁfind_discrepancies__mutmut_42 # type: ignore # mutmut generated

mutants_xǁReconciliationǁrepair__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁrepair__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_1'] = Reconciliation.xǁReconciliationǁrepair__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_2'] = Reconciliation.xǁReconciliationǁrepair__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_3'] = Reconciliation.xǁReconciliationǁrepair__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_4'] = Reconciliation.xǁReconciliationǁrepair__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_5'] = Reconciliation.xǁReconciliationǁrepair__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_6'] = Reconciliation.xǁReconciliationǁrepair__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_7'] = Reconciliation.xǁReconciliationǁrepair__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_8'] = Reconciliation.xǁReconciliationǁrepair__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_9'] = Reconciliation.xǁReconciliationǁrepair__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_10'] = Reconciliation.xǁReconciliationǁrepair__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_11'] = Reconciliation.xǁReconciliationǁrepair__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_12'] = Reconciliation.xǁReconciliationǁrepair__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_13'] = Reconciliation.xǁReconciliationǁrepair__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_14'] = Reconciliation.xǁReconciliationǁrepair__mutmut_14 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_15'] = Reconciliation.xǁReconciliationǁrepair__mutmut_15 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_16'] = Reconciliation.xǁReconciliationǁrepair__mutmut_16 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_17'] = Reconciliation.xǁReconciliationǁrepair__mutmut_17 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_18'] = Reconciliation.xǁReconciliationǁrepair__mutmut_18 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_19'] = Reconciliation.xǁReconciliationǁrepair__mutmut_19 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_20'] = Reconciliation.xǁReconciliationǁrepair__mutmut_20 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_21'] = Reconciliation.xǁReconciliationǁrepair__mutmut_21 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_22'] = Reconciliation.xǁReconciliationǁrepair__mutmut_22 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_23'] = Reconciliation.xǁReconciliationǁrepair__mutmut_23 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_24'] = Reconciliation.xǁReconciliationǁrepair__mutmut_24 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_25'] = Reconciliation.xǁReconciliationǁrepair__mutmut_25 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_26'] = Reconciliation.xǁReconciliationǁrepair__mutmut_26 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_27'] = Reconciliation.xǁReconciliationǁrepair__mutmut_27 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_28'] = Reconciliation.xǁReconciliationǁrepair__mutmut_28 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_29'] = Reconciliation.xǁReconciliationǁrepair__mutmut_29 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_30'] = Reconciliation.xǁReconciliationǁrepair__mutmut_30 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_31'] = Reconciliation.xǁReconciliationǁrepair__mutmut_31 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_32'] = Reconciliation.xǁReconciliationǁrepair__mutmut_32 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_33'] = Reconciliation.xǁReconciliationǁrepair__mutmut_33 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_34'] = Reconciliation.xǁReconciliationǁrepair__mutmut_34 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_35'] = Reconciliation.xǁReconciliationǁrepair__mutmut_35 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_36'] = Reconciliation.xǁReconciliationǁrepair__mutmut_36 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_37'] = Reconciliation.xǁReconciliationǁrepair__mutmut_37 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_38'] = Reconciliation.xǁReconciliationǁrepair__mutmut_38 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_39'] = Reconciliation.xǁReconciliationǁrepair__mutmut_39 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_40'] = Reconciliation.xǁReconciliationǁrepair__mutmut_40 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_41'] = Reconciliation.xǁReconciliationǁrepair__mutmut_41 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_42'] = Reconciliation.xǁReconciliationǁrepair__mutmut_42 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_43'] = Reconciliation.xǁReconciliationǁrepair__mutmut_43 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_44'] = Reconciliation.xǁReconciliationǁrepair__mutmut_44 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_45'] = Reconciliation.xǁReconciliationǁrepair__mutmut_45 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_46'] = Reconciliation.xǁReconciliationǁrepair__mutmut_46 # type: ignore # mutmut generated
mutants_xǁReconciliationǁrepair__mutmut['xǁReconciliationǁrepair__mutmut_47'] = Reconciliation.xǁReconciliationǁrepair__mutmut_47 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_check_progress__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_1'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_2'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_3'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_4'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_5'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_6'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_7'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_8'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_9'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_10'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_11'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_12'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_13'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_14'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_14 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_15'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_15 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_16'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_16 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_17'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_17 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_18'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_18 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_19'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_19 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_20'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_20 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_21'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_21 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_22'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_22 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_23'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_23 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_24'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_24 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_25'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_25 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_26'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_26 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_27'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_27 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_28'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_28 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_progress__mutmut['xǁReconciliationǁ_check_progress__mutmut_29'] = Reconciliation.xǁReconciliationǁ_check_progress__mutmut_29 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_check_dead_letter__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_1'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_2'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_3'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_4'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_5'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_6'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_7'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_8'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_9'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_10'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_11'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_12'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_13'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_14'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_14 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_15'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_15 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_16'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_16 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_17'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_17 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_18'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_18 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_dead_letter__mutmut['xǁReconciliationǁ_check_dead_letter__mutmut_19'] = Reconciliation.xǁReconciliationǁ_check_dead_letter__mutmut_19 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_new_dead_letter__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_1'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_2'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_3'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_4'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_5'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_6'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_7'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_8'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_9'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_10'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_11'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_12'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_13'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_14'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_14 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_15'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_15 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_16'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_16 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_17'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_17 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_18'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_18 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_19'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_19 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_20'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_20 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_new_dead_letter__mutmut['xǁReconciliationǁ_new_dead_letter__mutmut_21'] = Reconciliation.xǁReconciliationǁ_new_dead_letter__mutmut_21 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_is_given_up__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_given_up__mutmut['xǁReconciliationǁ_is_given_up__mutmut_1'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_given_up__mutmut['xǁReconciliationǁ_is_given_up__mutmut_2'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_given_up__mutmut['xǁReconciliationǁ_is_given_up__mutmut_3'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_given_up__mutmut['xǁReconciliationǁ_is_given_up__mutmut_4'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_given_up__mutmut['xǁReconciliationǁ_is_given_up__mutmut_5'] = Reconciliation.xǁReconciliationǁ_is_given_up__mutmut_5 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_is_unchanged__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_is_unchanged__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_unchanged__mutmut['xǁReconciliationǁ_is_unchanged__mutmut_1'] = Reconciliation.xǁReconciliationǁ_is_unchanged__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_unchanged__mutmut['xǁReconciliationǁ_is_unchanged__mutmut_2'] = Reconciliation.xǁReconciliationǁ_is_unchanged__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_unchanged__mutmut['xǁReconciliationǁ_is_unchanged__mutmut_3'] = Reconciliation.xǁReconciliationǁ_is_unchanged__mutmut_3 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_orphans__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_1'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_2'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_3'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_4'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_5'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_6'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_7'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_8'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_9'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_10'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_11'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_12'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_orphans__mutmut['xǁReconciliationǁ_orphans__mutmut_13'] = Reconciliation.xǁReconciliationǁ_orphans__mutmut_13 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_is_orphaned__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_is_orphaned__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_orphaned__mutmut['xǁReconciliationǁ_is_orphaned__mutmut_1'] = Reconciliation.xǁReconciliationǁ_is_orphaned__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_orphaned__mutmut['xǁReconciliationǁ_is_orphaned__mutmut_2'] = Reconciliation.xǁReconciliationǁ_is_orphaned__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_orphaned__mutmut['xǁReconciliationǁ_is_orphaned__mutmut_3'] = Reconciliation.xǁReconciliationǁ_is_orphaned__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_is_orphaned__mutmut['xǁReconciliationǁ_is_orphaned__mutmut_4'] = Reconciliation.xǁReconciliationǁ_is_orphaned__mutmut_4 # type: ignore # mutmut generated

mutants_xǁReconciliationǁ_check_units__mutmut['_mutmut_orig'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_orig # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_1'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_1 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_2'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_2 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_3'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_3 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_4'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_4 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_5'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_5 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_6'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_6 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_7'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_7 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_8'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_8 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_9'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_9 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_10'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_10 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_11'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_11 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_12'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_12 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_13'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_13 # type: ignore # mutmut generated
mutants_xǁReconciliationǁ_check_units__mutmut['xǁReconciliationǁ_check_units__mutmut_14'] = Reconciliation.xǁReconciliationǁ_check_units__mutmut_14 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__check_payments__mutmut)
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


def x__check_payments__mutmut_orig(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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


def x__check_payments__mutmut_1(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = None
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


def x__check_payments__mutmut_2(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 1
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


def x__check_payments__mutmut_3(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = None
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


def x__check_payments__mutmut_4(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is not OrderStatus.COMPLETED
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


def x__check_payments__mutmut_5(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = None
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


def x__check_payments__mutmut_6(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt != order.attempt:
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


def x__check_payments__mutmut_7(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = None
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


def x__check_payments__mutmut_8(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = payment.kept
            if not order.status.is_final and (is_completed and not payment.held):
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


def x__check_payments__mutmut_9(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = payment.kept
            if order.status.is_final or (is_completed and not payment.held):
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


def x__check_payments__mutmut_10(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = payment.kept
            if not order.status.is_final or (is_completed or not payment.held):
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


def x__check_payments__mutmut_11(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
    """Only the attempt that completes an order may keep money, and only a running one may hold any.

    So over all attempts the order is paid once if it is completed, and not at all if it failed.
    """
    kept_by_current = 0
    is_completed = order.status is OrderStatus.COMPLETED
    for payment in payments:
        attempt = payment.attempt
        if attempt == order.attempt:
            kept_by_current = payment.kept
            if not order.status.is_final or (is_completed and payment.held):
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


def x__check_payments__mutmut_12(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
                break
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


def x__check_payments__mutmut_13(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = None
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


def x__check_payments__mutmut_14(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = f"{payment.kept} was kept" if (payment.kept) and False else f"{payment.held} is held" if payment.held else ""
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


def x__check_payments__mutmut_15(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = f"{payment.kept} was kept" if (payment.kept) or True else f"{payment.held} is held" if payment.held else ""
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


def x__check_payments__mutmut_16(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = f"{payment.kept} was kept" if payment.kept else f"{payment.held} is held" if (payment.held) and False else ""
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


def x__check_payments__mutmut_17(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = f"{payment.kept} was kept" if payment.kept else f"{payment.held} is held" if (payment.held) or True else ""
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


def x__check_payments__mutmut_18(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
        amount = f"{payment.kept} was kept" if payment.kept else f"{payment.held} is held" if payment.held else "XXXX"
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


def x__check_payments__mutmut_19(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_past = None
            is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_20(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_past = attempt is not None or attempt.number < order.attempt_number
            is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_21(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_past = attempt is None and attempt.number < order.attempt_number
            is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_22(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_past = attempt is not None and attempt.number <= order.attempt_number
            is_given_up = attempt == order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_23(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_given_up = None
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_24(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_given_up = attempt == order.attempt or order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_25(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_given_up = attempt != order.attempt and order.status in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_26(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            is_given_up = attempt == order.attempt and order.status not in {OrderStatus.FAILED, OrderStatus.CANCELLED}
            repair = Repair.GIVE_BACK if is_past or is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_27(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            repair = None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_28(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            repair = Repair.GIVE_BACK if (is_past or is_given_up) and False else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_29(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            repair = Repair.GIVE_BACK if (is_past or is_given_up) or True else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_30(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            repair = Repair.GIVE_BACK if is_past and is_given_up else None
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_31(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(None, repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_32(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", None, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_33(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, None)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_34(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_35(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_36(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(f"{_name(order)}, but {amount} by payment {payment.payment_id}", repair, )
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_37(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            yield Discrepancy(f"{_name(None)}, but {amount} by payment {payment.payment_id}", repair, attempt)
    if is_completed and kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_38(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
    if is_completed or kept_by_current != order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_39(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
    if is_completed and kept_by_current == order.total.amount:
        yield Discrepancy(
            f"{_name(order)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )


def x__check_payments__mutmut_40(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            None
        )


def x__check_payments__mutmut_41(order: Order, payments: Sequence[Payment]) -> Iterator[Discrepancy]:
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
            f"{_name(None)} and owes {order.total.amount}, "
            f"but payment {order.attempt.payment_id} kept {kept_by_current}"
        )

mutants_x__check_payments__mutmut['_mutmut_orig'] = x__check_payments__mutmut_orig # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_1'] = x__check_payments__mutmut_1 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_2'] = x__check_payments__mutmut_2 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_3'] = x__check_payments__mutmut_3 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_4'] = x__check_payments__mutmut_4 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_5'] = x__check_payments__mutmut_5 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_6'] = x__check_payments__mutmut_6 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_7'] = x__check_payments__mutmut_7 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_8'] = x__check_payments__mutmut_8 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_9'] = x__check_payments__mutmut_9 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_10'] = x__check_payments__mutmut_10 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_11'] = x__check_payments__mutmut_11 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_12'] = x__check_payments__mutmut_12 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_13'] = x__check_payments__mutmut_13 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_14'] = x__check_payments__mutmut_14 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_15'] = x__check_payments__mutmut_15 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_16'] = x__check_payments__mutmut_16 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_17'] = x__check_payments__mutmut_17 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_18'] = x__check_payments__mutmut_18 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_19'] = x__check_payments__mutmut_19 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_20'] = x__check_payments__mutmut_20 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_21'] = x__check_payments__mutmut_21 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_22'] = x__check_payments__mutmut_22 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_23'] = x__check_payments__mutmut_23 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_24'] = x__check_payments__mutmut_24 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_25'] = x__check_payments__mutmut_25 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_26'] = x__check_payments__mutmut_26 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_27'] = x__check_payments__mutmut_27 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_28'] = x__check_payments__mutmut_28 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_29'] = x__check_payments__mutmut_29 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_30'] = x__check_payments__mutmut_30 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_31'] = x__check_payments__mutmut_31 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_32'] = x__check_payments__mutmut_32 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_33'] = x__check_payments__mutmut_33 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_34'] = x__check_payments__mutmut_34 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_35'] = x__check_payments__mutmut_35 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_36'] = x__check_payments__mutmut_36 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_37'] = x__check_payments__mutmut_37 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_38'] = x__check_payments__mutmut_38 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_39'] = x__check_payments__mutmut_39 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_40'] = x__check_payments__mutmut_40 # type: ignore # mutmut generated
mutants_x__check_payments__mutmut['x__check_payments__mutmut_41'] = x__check_payments__mutmut_41 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__check_stock__mutmut)
def _check_stock(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_orig(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_1(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_2(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if (reservation) and False else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_3(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if (reservation) or True else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_4(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED or state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_5(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is not OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_6(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_7(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(None)
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_8(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(None)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_9(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state and 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_10(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'XXnot reservedXX'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_11(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'NOT RESERVED'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_12(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED or state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_13(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_14(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_15(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(None)
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_16(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(None)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_17(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final or state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_18(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is not ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_19(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(None, Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_20(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", None, order.attempt)


def x__check_stock__mutmut_21(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, None)


def x__check_stock__mutmut_22(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(Repair.RELEASE, order.attempt)


def x__check_stock__mutmut_23(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", order.attempt)


def x__check_stock__mutmut_24(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(order)}, but its stock is RESERVED", Repair.RELEASE, )


def x__check_stock__mutmut_25(order: Order, reservation: Reservation | None) -> Iterator[Discrepancy]:
    """A final order holds no stock, and its stock is sold exactly if it is completed."""
    state = reservation.state if reservation else None
    if order.status is OrderStatus.COMPLETED and state is not ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is {state or 'not reserved'} and not SOLD")
    elif order.status is not OrderStatus.COMPLETED and state is ReservationState.SOLD:
        yield Discrepancy(f"{_name(order)}, but its stock is SOLD")
    elif order.status.is_final and state is ReservationState.RESERVED:
        yield Discrepancy(f"{_name(None)}, but its stock is RESERVED", Repair.RELEASE, order.attempt)

mutants_x__check_stock__mutmut['_mutmut_orig'] = x__check_stock__mutmut_orig # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_1'] = x__check_stock__mutmut_1 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_2'] = x__check_stock__mutmut_2 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_3'] = x__check_stock__mutmut_3 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_4'] = x__check_stock__mutmut_4 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_5'] = x__check_stock__mutmut_5 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_6'] = x__check_stock__mutmut_6 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_7'] = x__check_stock__mutmut_7 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_8'] = x__check_stock__mutmut_8 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_9'] = x__check_stock__mutmut_9 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_10'] = x__check_stock__mutmut_10 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_11'] = x__check_stock__mutmut_11 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_12'] = x__check_stock__mutmut_12 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_13'] = x__check_stock__mutmut_13 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_14'] = x__check_stock__mutmut_14 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_15'] = x__check_stock__mutmut_15 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_16'] = x__check_stock__mutmut_16 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_17'] = x__check_stock__mutmut_17 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_18'] = x__check_stock__mutmut_18 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_19'] = x__check_stock__mutmut_19 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_20'] = x__check_stock__mutmut_20 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_21'] = x__check_stock__mutmut_21 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_22'] = x__check_stock__mutmut_22 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_23'] = x__check_stock__mutmut_23 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_24'] = x__check_stock__mutmut_24 # type: ignore # mutmut generated
mutants_x__check_stock__mutmut['x__check_stock__mutmut_25'] = x__check_stock__mutmut_25 # type: ignore # mutmut generated


def _name(order: Order) -> str:
    return f"order {order.order_id} is {order.status} in attempt {order.attempt_number}"
