"""Ledgers of any size that are generated while they are read, so that only the reconciliation uses memory.

``python -m tests.orders.usecases.generated_ledgers`` reconciles a million orders, and prints time and memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import OrderNotFound
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus, StoredOrder
from orders.domain.payment import Payment, PaymentState
from orders.domain.reservation import Reservation, ReservationState
from orders.domain.search import CreationWindow
from orders.domain.stock import ProductStock
from orders.domain.workflow import Execution
from orders.payments.simulated import PaymentMethod
from orders.usecases.reconcile import Reconciliation
from orders.usecases.refund import Refunds
from orders.usecases.watchdog import Watchdog
from tests.orders.fakes import FakeOrderRepository, FakePorts

PAGE = 500
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PRICE = Money(1999, "USD")
ONE_UNIT = {"Test Product": 1}


@dataclass
class GeneratedLedgers:
    """A ``Ledgers`` of completed orders, of which every hundredth failed and has a dead letter.

    With ``broken``, every so many completed orders is not paid.
    """

    count: int
    broken: int = 0

    def order(self, number: int) -> Order:
        is_failed = number % 100 == 0
        return Order(
            f"order-{number:07}-{'x' * 24}",
            f"Customer {number}",
            (OrderLine("Test Product", 1, PRICE),),
            PaymentMethod.VISA,
            created_at=NOW - timedelta(days=1),
            updated_at=NOW - timedelta(hours=23),
            status=OrderStatus.FAILED if is_failed else OrderStatus.COMPLETED,
            failure_reason="States.Timeout" if is_failed else None,
            attempt_number=1 + number % 2,
            metadata={"note": f"gift for {number}"},
        )

    def payment(self, number: int) -> Payment:
        order = self.order(number)
        if order.status is OrderStatus.FAILED or (self.broken and number % self.broken == 1):
            return Payment(order.attempt.payment_id, order.order_id, PRICE, PaymentState.VOIDED)
        return Payment(order.attempt.payment_id, order.order_id, PRICE, PaymentState.CAPTURED, captured=PRICE.amount)

    def reservation(self, number: int) -> Reservation:
        order = self.order(number)
        is_sold = order.status is OrderStatus.COMPLETED
        state = ReservationState.SOLD if is_sold else ReservationState.RELEASED
        return Reservation(order.order_id, order.attempt_number, state, ONE_UNIT)

    def dead_letter(self, number: int) -> DeadLetter:
        body = f'{{"order_id": "{self.order(number).order_id}", "attempt": {self.order(number).attempt_number}}}'
        return DeadLetter(str(number), "receipt", body, NOW)

    def count_orders(self) -> int:
        return self.count

    def orders(self, window: CreationWindow) -> Iterator[Sequence[StoredOrder]]:
        for page in self._pages():
            yield [StoredOrder(order, counts_as_open=False) for order in map(self.order, page)]

    def attempt_numbers(self, order_ids: Collection[str]) -> Mapping[str, int | None]:
        return {order_id: 1 + number_of(order_id) % 2 for order_id in order_ids}

    def payments(self) -> Iterator[Sequence[Payment]]:
        for page in self._pages():
            yield list(map(self.payment, page))

    def payments_by_id(self, payment_ids: Collection[str]) -> Sequence[Payment]:
        found = ((payment_id, self.payment(number_of(payment_id))) for payment_id in payment_ids)
        return [payment for payment_id, payment in found if payment.payment_id == payment_id]

    def reservations(self) -> Iterator[Sequence[Reservation]]:
        for page in self._pages():
            yield list(map(self.reservation, page))

    def reservations_of(self, order_ids: Collection[str]) -> Sequence[Reservation]:
        return [self.reservation(number_of(order_id)) for order_id in order_ids]

    def stocks(self) -> Iterator[ProductStock]:
        yield ProductStock("Test Product", 1, {0: 0})

    def _pages(self) -> Iterator[range]:
        return (range(start, min(start + PAGE, self.count)) for start in range(0, self.count, PAGE))


@dataclass
class GeneratedDeadLetters:
    """A ``DeadLetterReader`` with the messages of the failed orders."""

    ledgers: GeneratedLedgers

    def count(self) -> int:
        return self.ledgers.count // 100

    @contextmanager
    def receive_pages(self, size: int, *, briefly: bool = False) -> Iterator[Iterator[list[DeadLetter]]]:
        yield ([self.ledgers.dead_letter(number)] for number in range(0, self.ledgers.count, 100))

    def delete(self, message: DeadLetter) -> None:
        raise NotImplementedError

    def send(self, message: Mapping[str, object]) -> None:
        raise NotImplementedError


class NoExecutions:
    def is_running_under_another_name(self, attempt: Attempt) -> bool:
        return False

    def find(self, attempt: Attempt) -> Execution | None:
        return None

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        raise NotImplementedError


@dataclass
class GeneratedOrders(FakeOrderRepository):
    ledgers: GeneratedLedgers = field(default_factory=lambda: GeneratedLedgers(0))

    def get(self, order_id: str) -> Order:
        number = number_of(order_id)
        if number >= self.ledgers.count:
            raise OrderNotFound(order_id)
        return self.ledgers.order(number)


def number_of(order_or_payment_id: str) -> int:
    return int(order_or_payment_id[6:13])


def reconciliation_of(ledgers: GeneratedLedgers) -> Reconciliation:
    dead_letters = GeneratedDeadLetters(ledgers)
    watchdog = Watchdog(GeneratedOrders(ledgers=ledgers), FakePorts().compensation, dead_letters)
    refunds = Refunds(watchdog.orders, watchdog.compensation.payments)
    return Reconciliation(ledgers, NoExecutions(), dead_letters, watchdog, refunds)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    started = time.perf_counter()
    found = sum(1 for _ in reconciliation_of(GeneratedLedgers(count)).find_discrepancies(timedelta(hours=1), NOW))
    seconds = time.perf_counter() - started
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux reports KiB
    print(f"{count:,} orders, {found} discrepancies: {seconds:.0f} s, at most {mebibytes:.0f} MiB")  # noqa: T201


if __name__ == "__main__":
    main()
