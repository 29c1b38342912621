"""Lives of an order that nobody thought of: steps in any order, repeated, cut off, and late."""

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
from orders.domain.order import Order, OrderStatus, PaymentMethod
from orders.domain.reservation import ReservationState
from orders.usecases import compensate
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.complete import complete
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, an_order, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakePaymentProvider, FakeStock
from tests.orders.wire import Fate, Network, NoAnswer, Wire

MAX_ATTEMPTS = 3
TIMED_OUT = Failure("CapturePayment", "States.Timeout", "15 seconds")

ORDERED = {"Cup": 3, "Saucer": 2}
FORWARD = ("authorize", "reserve", "capture", "complete")
UNDO = ("release", "void", "fail")

troubles = st.builds(
    lambda answered, fate: [Fate.ANSWERED] * answered + [fate], st.integers(0, 1), st.sampled_from(Fate)
)
"""A step makes at most two calls that change something."""


class Lives(RuleBasedStateMachine):
    """One order, and everything that can be asked of it in any of its attempts.

    Each step may come at any time and as often as it likes, also from an attempt that is over.  The bundles keep the
    state machine's order only where the outcome rests on it:

    - ``complete`` comes after a capture that was answered: the completion_store does not look at the payment.
    - ``void`` comes after a release that was answered, and not with ``OrderAlreadyCompleted``: until then the order may
      still be completed, and its money must stay.
    - ``fail`` comes after a void that was answered: the failure says that there is nothing left to undo.
    - The next attempt begins after the last one has failed.
    """

    attempts: Bundle[Attempt] = Bundle("attempts")
    captured: Bundle[Attempt] = Bundle("captured")
    released: Bundle[Attempt] = Bundle("released")
    voided: Bundle[Attempt] = Bundle("voided")

    def __init__(self) -> None:
        super().__init__()
        self.orders, self.provider, self.network = FakeOrderRepository(), FakePaymentProvider(), Network()
        self.to_orders, self.to_gateway = Wire(self.network, self.orders), Wire(self.network, self.provider)
        self.undoing: set[Attempt] = set()
        self.told: dict[int, bool] = {}
        self.ending: Order | None = None

    @initialize(
        target=attempts,
        method=st.sampled_from([PaymentMethod.VISA] * 3 + [PaymentMethod.DECLINED]),
        cups=st.sampled_from([5, 5, 3, 2]),
        is_amnesiac=st.booleans(),
    )
    def place(self, method: PaymentMethod, cups: int, *, is_amnesiac: bool) -> Attempt:
        self.provider.forgets_keys = is_amnesiac
        lines = tuple(line(product, quantity) for product, quantity in ORDERED.items())
        self.orders.add(an_order(payment_method=method, lines=lines))
        self.shelves = {"Cup": cups, "Saucer": 2}
        self.stock = FakeStock(dict(self.shelves))
        self.to_stock = Wire(self.network, self.stock)
        self.to_till = Wire(self.network, FakeCompletionStore(self.orders, self.stock))
        return FIRST

    @rule(attempt=attempts, last=st.sampled_from(FORWARD), target=captured)
    def go_forward(self, attempt: Attempt, last: str) -> MultipleResults[Attempt]:
        """The state machine's own order up to some step, so that lives get far; a step that was done does no harm."""
        way = FORWARD[: FORWARD.index(last) + 1]
        done = list(takewhile(lambda step: self._do(step, attempt), way))
        return multiple(*[attempt] if "capture" in done else [])

    @rule(attempt=attempts, targets=(released, voided))
    def undo(self, attempt: Attempt) -> MultipleResults[Attempt]:
        self.undoing.add(attempt)
        return multiple(*[attempt] if all(self._do(step, attempt) for step in UNDO) else [])

    @rule(attempt=attempts, troubles=troubles)
    def authorize(self, attempt: Attempt, troubles: list[Fate]) -> None:
        self._do("authorize", attempt, troubles)

    @rule(attempt=attempts, troubles=troubles)
    def reserve(self, attempt: Attempt, troubles: list[Fate]) -> None:
        self._do("reserve", attempt, troubles)

    @rule(attempt=attempts, troubles=troubles, target=captured)
    def capture(self, attempt: Attempt, troubles: list[Fate]) -> MultipleResults[Attempt]:
        return multiple(*[attempt] if self._do("capture", attempt, troubles) else [])

    @rule(attempt=captured, troubles=troubles)
    def complete(self, attempt: Attempt, troubles: list[Fate]) -> None:
        self._do("complete", attempt, troubles)

    @rule(attempt=attempts, troubles=troubles, target=released)
    def release(self, attempt: Attempt, troubles: list[Fate]) -> MultipleResults[Attempt]:
        self.undoing.add(attempt)
        return multiple(*[attempt] if self._do("release", attempt, troubles) else [])

    @rule(attempt=released, troubles=troubles, target=voided)
    def void(self, attempt: Attempt, troubles: list[Fate]) -> MultipleResults[Attempt]:
        return multiple(*[attempt] if self._do("void", attempt, troubles) else [])

    @rule(attempt=voided, troubles=troubles)
    def fail(self, attempt: Attempt, troubles: list[Fate]) -> None:
        self._do("fail", attempt, troubles)

    @rule(troubles=troubles)
    def cancel(self, troubles: list[Fate]) -> None:
        self.network.fates = troubles
        try:
            self.to_orders.request_cancellation("order-1", LATER)
        except NoAnswer:
            return
        except TooLateToCancel:
            is_cancelled = False
        else:
            is_cancelled = True
        assert self.told.setdefault(self.order.attempt_number, is_cancelled) is is_cancelled

    @precondition(lambda self: self.network.in_flight)
    @rule(number=st.integers(0, 9))
    def arrive_late(self, number: int) -> None:
        self.network.deliver(number)

    @precondition(lambda self: self.order.status is OrderStatus.FAILED and self.order.attempt_number < MAX_ATTEMPTS)
    @rule(target=attempts)
    def try_again(self) -> Attempt:
        attempt, self.ending = self.order.attempt_number + 1, None
        self.orders.orders["order-1"] = replace(self.order, status=OrderStatus.PENDING, attempt_number=attempt)
        return Attempt("order-1", attempt)

    @invariant()
    def no_unit_is_lost_or_made(self) -> None:
        held = self.units(ReservationState.RESERVED)
        sold = self.units(ReservationState.SOLD)
        assert self.shelves == {
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
    def an_order_that_is_over_stays_as_it_is(self) -> None:
        if self.ending is not None:
            assert self.order == self.ending
        elif self.order.status.is_final:
            self.ending = self.order

    @invariant()
    def the_end_is_what_the_order_says(self) -> None:
        if not self.order.status.is_final:
            return
        assert (self.held, self.units(ReservationState.RESERVED)) == (0, {})
        if self.order.status is OrderStatus.COMPLETED:
            assert (self.paid, self.units(ReservationState.SOLD)) == (self.order.total.amount, ORDERED)
        else:
            assert (self.paid, self.units(ReservationState.SOLD)) == (0, {})
            is_cancelled = self.order.cancel_requested_at is not None
            assert self.order.status is (OrderStatus.CANCELLED if is_cancelled else OrderStatus.FAILED)

    @invariant()
    def a_cancelled_order_costs_nothing(self) -> None:
        if self.order.cancel_requested_at is not None:
            assert self.paid == 0

    @invariant()
    def the_customer_was_told_the_truth(self) -> None:
        match self.told.get(self.order.attempt_number):
            case True:
                assert self.order.cancel_requested_at is not None
                assert self.order.status not in {OrderStatus.COMPLETED, OrderStatus.FAILED}
            case False:
                assert self.order.status is not OrderStatus.CANCELLED

    def teardown(self) -> None:
        if not self.orders.orders:
            return
        self._run_to_the_end()
        assert self.order.status.is_final
        self.the_end_is_what_the_order_says()
        event(f"the order ended {self.order.status}")
        ended = self._everything()
        while self.network.in_flight:
            self.network.deliver(0)
        for attempt in range(1, self.order.attempt_number + 1):
            self._repeat(Attempt("order-1", attempt))
        assert self._everything() == ended

    def _run_to_the_end(self) -> None:
        """What the workflow does with the last attempt if nothing is in its way any more."""
        attempt = Attempt("order-1", self.order.attempt_number)
        if self.order.status.is_final:
            return
        if attempt in self.undoing or not all(self._do(step, attempt) for step in FORWARD):
            all(self._do(step, attempt) for step in UNDO)

    def _repeat(self, attempt: Attempt) -> None:
        """Calls that come when all is over; the workflow does not void what it has completed."""
        is_completed = self.order.status is OrderStatus.COMPLETED
        for step in [*FORWARD, "release"] if is_completed else [*FORWARD, *UNDO]:
            self._do(step, attempt)
        self.cancel([])

    def _do(self, step: str, attempt: Attempt, troubles: Sequence[Fate] = ()) -> bool:
        """Whether the step was answered and not refused."""
        steps = {
            "authorize": lambda: authorize(attempt, self.to_orders, self.to_gateway, LATER),
            "reserve": lambda: reserve(attempt, self.to_orders, self.to_stock, LATER),
            "capture": lambda: capture(attempt, self.to_orders, self.to_gateway, LATER),
            "complete": lambda: complete(attempt, self.to_till, LATER),
            "release": lambda: compensate.release(attempt, self.to_stock, LATER),
            "void": lambda: compensate.void_or_refund(attempt, self.to_gateway),
            "fail": lambda: compensate.finish(attempt, TIMED_OUT, self.to_orders, LATER),
        }
        self.network.fates = list(troubles)
        try:
            steps[step]()
        except (OrderError, NoAnswer):
            return False
        return True

    def _everything(self) -> Any:
        return deepcopy((self.orders.orders, self.provider.payments, self.stock))

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
def test_whatever_happens_an_order_is_paid_and_sold_or_costs_nothing_and_holds_nothing() -> None:
    run_state_machine_as_test(Lives, settings=settings(max_examples=600, stateful_step_count=40))
