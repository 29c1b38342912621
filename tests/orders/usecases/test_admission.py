"""Permits: never more than the limit, and none lost for good, whatever fails in between."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from orders.domain.attempt import Attempt
from orders.domain.errors import NoPermitFree, StoreUnavailable
from orders.domain.order import OrderStatus
from orders.usecases.admission import MAX_AGE, SETTLING_TIME, AdmittedWorkflow, release_leaked
from tests.orders.examples import FIRST, NOON, SECOND, an_order
from tests.orders.fakes import FakeOrderRepository, FakePermits

LIMIT = 2
SOON = NOON + SETTLING_TIME
LATE = NOON + MAX_AGE


@dataclass
class FakeWorkflow:
    """A ``Workflow`` that keeps what it started; with ``is_express`` it starts duplicates too."""

    is_express: bool = False
    started: list[Attempt] = field(default_factory=list)
    trace_headers: list[str | None] = field(default_factory=list)
    response_lost: bool = False
    is_down: bool = False

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        if self.is_down:
            raise StoreUnavailable("throttled")
        is_new = self.is_express or attempt not in self.started
        if is_new:
            self.started.append(attempt)
            self.trace_headers.append(trace_header)
        if self.response_lost:
            raise StoreUnavailable("timeout")
        return is_new


@pytest.fixture
def permits() -> FakePermits:
    return FakePermits(LIMIT)


@pytest.fixture
def workflow() -> FakeWorkflow:
    return FakeWorkflow()


@pytest.fixture
def admitted(workflow: FakeWorkflow, permits: FakePermits) -> AdmittedWorkflow:
    return AdmittedWorkflow(workflow, permits)


def held(permits: FakePermits) -> list[Attempt]:
    return [permit.attempt for permit in permits.in_use()]


def test_a_started_attempt_holds_a_permit_and_keeps_its_trace(
    admitted: AdmittedWorkflow, workflow: FakeWorkflow, permits: FakePermits
) -> None:
    assert admitted.start(FIRST, "Root=1-67891233-abcdef012345678912345678")
    assert held(permits) == [FIRST]
    assert workflow.trace_headers == ["Root=1-67891233-abcdef012345678912345678"]


def test_no_execution_starts_without_a_permit(
    admitted: AdmittedWorkflow, workflow: FakeWorkflow, permits: FakePermits
) -> None:
    permits.limit = 1
    admitted.start(FIRST)

    with pytest.raises(NoPermitFree):
        admitted.start(SECOND)
    assert workflow.started == [FIRST]


def test_a_duplicate_of_a_running_attempt_uses_its_permit(admitted: AdmittedWorkflow, permits: FakePermits) -> None:
    admitted.start(FIRST)

    assert not admitted.start(FIRST)
    assert held(permits) == [FIRST]


def test_a_duplicate_of_an_ended_attempt_keeps_no_permit(admitted: AdmittedWorkflow, permits: FakePermits) -> None:
    admitted.start(FIRST)
    permits.release_all([FIRST])

    assert not admitted.start(FIRST)
    assert held(permits) == []


def test_a_start_whose_response_was_lost_keeps_its_permit(
    admitted: AdmittedWorkflow, workflow: FakeWorkflow, permits: FakePermits
) -> None:
    workflow.response_lost = True
    with pytest.raises(StoreUnavailable):
        admitted.start(FIRST)

    assert held(permits) == [FIRST]


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_a_permit_of_a_final_order_is_released(permits: FakePermits, status: OrderStatus) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(status=status))
    permits.acquire(FIRST)

    assert release_leaked(permits, orders, NOON) == [], "the event may still be on its way"
    assert [permit.attempt for permit in release_leaked(permits, orders, SOON)] == [FIRST]
    assert held(permits) == []


def test_a_permit_of_an_unknown_order_or_an_earlier_attempt_is_released(permits: FakePermits) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(attempt_number=2))
    for attempt in (FIRST, Attempt("unknown", 1)):
        permits.acquire(attempt)

    assert len(release_leaked(permits, orders, SOON)) == 2


def test_a_permit_of_an_open_order_is_kept_until_no_execution_can_hold_it(permits: FakePermits) -> None:
    orders = FakeOrderRepository()
    orders.add(an_order(status=OrderStatus.PROCESSING))
    permits.acquire(FIRST)

    assert release_leaked(permits, orders, LATE - timedelta(seconds=1)) == []
    assert len(release_leaked(permits, orders, LATE)) == 1


class Admission(RuleBasedStateMachine):
    """Orders that are placed, started, finished and redelivered in any order, with crashes at every point."""

    is_express = False

    def __init__(self) -> None:
        super().__init__()
        self.permits, self.workflow = FakePermits(LIMIT), FakeWorkflow(self.is_express)
        self.orders = FakeOrderRepository()
        self.admitted = AdmittedWorkflow(self.workflow, self.permits)
        self.events: list[Attempt] = []

    @rule(number=st.integers(1, 4))
    def place(self, number: int) -> None:
        if f"order-{number}" not in self.orders.orders:
            self.orders.add(an_order(order_id=f"order-{number}"))

    @rule(number=st.integers(1, 4), is_down=st.booleans(), response_lost=st.booleans())
    def deliver_the_message(self, number: int, *, is_down: bool, response_lost: bool) -> None:
        """Deliver an order's message, once more or for the first time; the consumer may crash after the start."""
        self.workflow.is_down, self.workflow.response_lost = is_down, response_lost
        with suppress(NoPermitFree, StoreUnavailable):
            self.admitted.start(Attempt(f"order-{number}", 1))

    @rule(number=st.integers(1, 4))
    def acquire_a_permit_and_crash(self, number: int) -> None:
        with suppress(NoPermitFree):
            self.permits.acquire(Attempt(f"order-{number}", 1))

    @rule(number=st.integers(1, 4), is_event_lost=st.booleans())
    def finish(self, number: int, *, is_event_lost: bool) -> None:
        attempt = Attempt(f"order-{number}", 1)
        if attempt in self.workflow.started and attempt.order_id in self.orders.orders:
            self.orders.fail_or_cancel(attempt, NOON, "OutOfStock")
            self.events += [] if is_event_lost else [attempt]

    @precondition(lambda self: self.events)
    @rule(index=st.integers(0, 9), is_duplicate=st.booleans())
    def deliver_an_event(self, index: int, *, is_duplicate: bool) -> None:
        attempt = self.events[index % len(self.events)]
        self.permits.release_all([attempt])
        if not is_duplicate:
            self.events.remove(attempt)

    @invariant()
    def the_limit_holds(self) -> None:
        assert len(self.permits.in_use()) <= LIMIT

    def teardown(self) -> None:
        """After the periodic check, only open orders hold permits, and a long time later none does."""
        release_leaked(self.permits, self.orders, SOON)
        open_orders = {order.attempt for order in self.orders.orders.values() if not order.status.is_final}
        assert {permit.attempt for permit in self.permits.in_use()} <= open_orders
        release_leaked(self.permits, self.orders, LATE)
        assert self.permits.in_use() == []


class ExpressAdmission(Admission):
    """The same with an Express workflow, which starts duplicates."""

    is_express = True


@pytest.mark.slow
@pytest.mark.parametrize("machine", [Admission, ExpressAdmission])
def test_permits_never_exceed_the_limit_and_never_leak(machine: type[Admission]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=150, stateful_step_count=30))
