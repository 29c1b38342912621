"""Random lifecycles of an order: steps in any order, repeated, interrupted, and late."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from orders.domain.attempt import Attempt
from orders.domain.errors import OrderError, TooLateToCancel
from orders.domain.failure import Failure
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import PaymentState
from orders.domain.reservation import ReservationState
from orders.payments.simulated import PaymentMethod
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.compensate import finish, release
from orders.usecases.complete import complete
from orders.usecases.payments import Payments
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, an_order, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakePaymentProvider, FakeStock
from tests.orders.wire import Fate, Network, NoResponse, Wire

MAX_ATTEMPTS = 3
TIMED_OUT = Failure("CapturePayment", "States.Timeout", "15 seconds")

ORDERED = {"Cup": 3, "Saucer": 2}
FORWARD = ("authorize", "reserve", "capture", "complete")
COMPENSATION = ("release", "void", "finish")

fates_of_a_step = st.builds(
    lambda answered, fate: [Fate.ANSWERED] * answered + [fate], st.integers(0, 5), st.sampled_from(Fate)
)
"""A step makes at most six calls that change something."""


class Lifecycle(RuleBasedStateMachine):
    """One order, and all steps of all its attempts.

    Each step may run at any time and any number of times, even after its attempt has ended.  The bundles keep the
    workflow's order only where the outcome depends on it:

    - ``complete`` follows a successful capture: the completion store does not check the payment.
    - ``void`` follows a successful release, one without ``OrderAlreadyCompleted``: until then the order may still be
      completed, and its payment must stand.
    - ``finish`` follows a successful void: the failure says that nothing is left to undo.
    - The next attempt starts after the last one has failed.
    """

    attempts: Bundle[Attempt] = Bundle("attempts")
    captured: Bundle[Attempt] = Bundle("captured")
    released: Bundle[Attempt] = Bundle("released")
    voided: Bundle[Attempt] = Bundle("voided")

    def __init__(self) -> None:
        super().__init__()
        self.orders, self.provider, self.network = FakeOrderRepository(), FakePaymentProvider(), Network()
        self.to_orders, to_provider = Wire(self.network, self.orders), Wire(self.network, self.provider)
        self.payments = Payments(Wire(self.network, self.provider.ledger), lambda _: to_provider, "simulated")
        self.compensating: set[Attempt] = set()
        self.cancellation_accepted: dict[int, bool] = {}
        self.final_order: Order | None = None

    @initialize(
        target=attempts,
        method=st.sampled_from([PaymentMethod.VISA] * 3 + [PaymentMethod.DECLINED]),
        cups=st.sampled_from([5, 5, 3, 2]),
        forgets_keys=st.booleans(),
    )
    def place(self, method: PaymentMethod, cups: int, *, forgets_keys: bool) -> Attempt:
        self.provider.forgets_keys = forgets_keys
        lines = tuple(line(product, quantity) for product, quantity in ORDERED.items())
        self.orders.add(an_order(payment_method=method, lines=lines))
        self.opening_stock = {"Cup": cups, "Saucer": 2}
        self.stock = FakeStock(dict(self.opening_stock))
        self.to_stock = Wire(self.network, self.stock)
        self.to_completion_store = Wire(self.network, FakeCompletionStore(self.orders, self.stock))
        return FIRST

    @rule(attempt=attempts, last=st.sampled_from(FORWARD), target=captured)
    def go_forward(self, attempt: Attempt, last: str) -> MultipleResults[Attempt]:
        """Run the steps in the workflow's order up to one of them, so that lifecycles get far."""
        steps = FORWARD[: FORWARD.index(last) + 1]
        done = list(takewhile(lambda step: self._run(step, attempt), steps))
        return multiple(*[attempt] if "capture" in done else [])

    @rule(attempt=attempts, targets=(released, voided))
    def compensate(self, attempt: Attempt) -> MultipleResults[Attempt]:
        self.compensating.add(attempt)
        return multiple(*[attempt] if all(self._run(step, attempt) for step in COMPENSATION) else [])

    @rule(attempt=attempts, fates=fates_of_a_step)
    def authorize(self, attempt: Attempt, fates: list[Fate]) -> None:
        self._run("authorize", attempt, fates)

    @rule(attempt=attempts, fates=fates_of_a_step)
    def reserve(self, attempt: Attempt, fates: list[Fate]) -> None:
        self._run("reserve", attempt, fates)

    @rule(attempt=attempts, fates=fates_of_a_step, target=captured)
    def capture(self, attempt: Attempt, fates: list[Fate]) -> MultipleResults[Attempt]:
        return multiple(*[attempt] if self._run("capture", attempt, fates) else [])

    @rule(attempt=captured, fates=fates_of_a_step)
    def complete(self, attempt: Attempt, fates: list[Fate]) -> None:
        self._run("complete", attempt, fates)

    @rule(attempt=attempts, fates=fates_of_a_step, target=released)
    def release(self, attempt: Attempt, fates: list[Fate]) -> MultipleResults[Attempt]:
        self.compensating.add(attempt)
        return multiple(*[attempt] if self._run("release", attempt, fates) else [])

    @rule(attempt=released, fates=fates_of_a_step, target=voided)
    def void(self, attempt: Attempt, fates: list[Fate]) -> MultipleResults[Attempt]:
        return multiple(*[attempt] if self._run("void", attempt, fates) else [])

    @rule(attempt=voided, fates=fates_of_a_step)
    def finish(self, attempt: Attempt, fates: list[Fate]) -> None:
        self._run("finish", attempt, fates)

    @rule(fates=fates_of_a_step)
    def cancel(self, fates: list[Fate]) -> None:
        self.network.fates = fates
        try:
            self.to_orders.request_cancellation("order-1", LATER)
        except NoResponse:
            return
        except TooLateToCancel:
            is_cancelled = False
        else:
            is_cancelled = True
        if self.order.status is OrderStatus.FAILED:  # the cancellation only binds the next attempt
            assert is_cancelled is (self.order.cancel_requested_at is not None)
            return
        assert self.cancellation_accepted.setdefault(self.order.attempt_number, is_cancelled) is is_cancelled

    @precondition(lambda self: self.network.in_flight)
    @rule(number=st.integers(0, 9))
    def deliver_a_delayed_call(self, number: int) -> None:
        self.network.deliver(number)

    @precondition(lambda self: self.order.status is OrderStatus.FAILED and self.order.attempt_number < MAX_ATTEMPTS)
    @rule(target=attempts)
    def redrive(self) -> Attempt:
        attempt, self.final_order = self.order.attempt_number + 1, None
        self.orders.orders["order-1"] = replace(self.order, status=OrderStatus.PENDING, attempt_number=attempt)
        return Attempt("order-1", attempt)

    @invariant()
    def units_are_conserved(self) -> None:
        held = self.units(ReservationState.RESERVED)
        sold = self.units(ReservationState.SOLD)
        assert self.opening_stock == {
            product: units + held.get(product, 0) + sold.get(product, 0)
            for product, units in self.stock.available.items()
        }

    @invariant()
    def the_customer_never_pays_more_than_the_total(self) -> None:
        assert 0 <= self.paid <= self.paid + self.held <= self.order.total.amount
        assert all(0 <= each.refunded <= each.captured for each in self.provider.payments.values())

    @invariant()
    def no_payment_is_captured_twice(self) -> None:
        assert self.provider.effects.count("capture") == sum(
            each.captured > 0 for each in self.provider.payments.values()
        )

    @invariant()
    def a_final_order_never_changes(self) -> None:
        if self.final_order is not None:
            # The cancellation of a failed order is recorded, for the next attempt.
            unchanged = {"cancel_requested_at": None, "updated_at": LATER}
            assert replace(self.order, **unchanged) == replace(self.final_order, **unchanged)
        elif self.order.status.is_final:
            self.final_order = self.order

    @invariant()
    def money_and_stock_match_the_final_status(self) -> None:
        if not self.order.status.is_final:
            return
        assert (self.held, self.units(ReservationState.RESERVED)) == (0, {})
        if self.order.status is OrderStatus.COMPLETED:
            assert (self.paid, self.units(ReservationState.SOLD)) == (self.order.total.amount, ORDERED)
        else:
            assert (self.paid, self.units(ReservationState.SOLD)) == (0, {})
            is_cancelled = self.order.cancel_requested_at is not None
            # A cancellation that came after the failure is recorded; ``the_response_to…`` checks those before it.
            assert self.order.status is OrderStatus.FAILED or is_cancelled

    @invariant()
    def a_cancelled_order_costs_nothing(self) -> None:
        if self.order.cancel_requested_at is not None:
            assert self.paid == 0

    @invariant()
    def the_response_to_a_cancellation_holds(self) -> None:
        match self.cancellation_accepted.get(self.order.attempt_number):
            case True:
                assert self.order.cancel_requested_at is not None
                assert self.order.status not in {OrderStatus.COMPLETED, OrderStatus.FAILED}
            case False:
                assert self.order.status is not OrderStatus.CANCELLED

    def teardown(self) -> None:
        if not self.orders.orders:
            return
        self._run_to_a_final_status()
        assert self.order.status.is_final
        self.money_and_stock_match_the_final_status()
        event(f"final status {self.order.status}")
        self.cancel([])  # a failed order records it, and stays failed
        final = self._snapshot()
        while self.network.in_flight:
            self.network.deliver(0)
        for attempt in range(1, self.order.attempt_number + 1):
            self._repeat(Attempt("order-1", attempt))
        assert self._snapshot() == final

    def _run_to_a_final_status(self) -> None:
        """Run the rest of the last attempt as the workflow does, without faults."""
        attempt = Attempt("order-1", self.order.attempt_number)
        if self.order.status.is_final:
            return
        if attempt in self.compensating or not all(self._run(step, attempt) for step in FORWARD):
            all(self._run(step, attempt) for step in COMPENSATION)

    def _repeat(self, attempt: Attempt) -> None:
        """Repeat every step after the final status; the workflow never voids a completed order's payment."""
        is_completed = self.order.status is OrderStatus.COMPLETED
        for step in [*FORWARD, "release"] if is_completed else [*FORWARD, *COMPENSATION]:
            self._run(step, attempt)
        self.cancel([])

    def _run(self, step: str, attempt: Attempt, fates: Sequence[Fate] = ()) -> bool:
        """Return whether the step succeeded."""
        steps = {
            "authorize": lambda: authorize(attempt, self.to_orders, self.payments, LATER),
            "reserve": lambda: reserve(attempt, self.to_orders, self.to_stock, LATER),
            "capture": lambda: capture(attempt, self.to_orders, self.payments, LATER),
            "complete": lambda: complete(attempt, self.to_completion_store, LATER),
            "release": lambda: release(attempt, self.to_orders, self.to_stock, LATER),
            "void": lambda: self.payments.give_back(attempt, self.order),
            "finish": lambda: finish(attempt, TIMED_OUT, self.to_orders, LATER),
        }
        self.network.fates = list(fates)
        try:
            steps[step]()
        except (OrderError, NoResponse):
            return False
        return True

    def _snapshot(self) -> Any:
        """Return all records; a payment that a delayed call only opened holds no money, and nothing uses it."""
        opened = self.provider.payments.items()
        payments = {key: payment for key, payment in opened if payment.state is not PaymentState.PENDING}
        return deepcopy((self.orders.orders, payments, self.provider.ledger, self.stock))

    @property
    def order(self) -> Order:
        return self.orders.get("order-1")

    @property
    def held(self) -> int:
        return sum(each.held for each in self.provider.payments.values())

    @property
    def paid(self) -> int:
        return sum(each.captured - each.refunded for each in self.provider.payments.values())

    def units(self, state: ReservationState) -> dict[str, int]:
        reservation = self.stock.reservations.get("order-1")
        return reservation.quantities if reservation and reservation.state is state else {}


@pytest.mark.slow
def test_every_lifecycle_ends_paid_and_sold_or_without_money_and_stock() -> None:
    run_state_machine_as_test(Lifecycle, settings=settings(max_examples=200, stateful_step_count=40))
