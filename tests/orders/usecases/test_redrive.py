"""Redrive: the orders of the dead-letter queue run again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.order_table import OrderTable
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import OrderCancelled, PaymentProviderUnavailable, StoreUnavailable
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod
from orders.usecases.redrive import Action, DeadLetterFilter, Plan
from tests.orders.examples import NOON
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, UNITS, OrderSystem

pytestmark = pytest.mark.slow

PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED = OrderStatus


class Crash(BaseException):
    """The process is killed; nothing catches this."""


def crash_at(where: type, method: str) -> Callable[[], None]:
    """Make calls of the method crash before they have any effect; the returned function ends that."""

    def die(*_: Any) -> None:
        raise Crash

    patch = pytest.MonkeyPatch()
    patch.setattr(where, method, die)
    return patch.undo


def actions(plans: list[Plan]) -> list[Action]:
    return [plan.action for plan in plans]


def test_a_failed_order_is_redriven_as_its_next_attempt(system: OrderSystem) -> None:
    system.fail()

    (plan,) = system.redrive()

    assert (plan.subject, plan.action) == ("order order-1, attempt 1", Action.REDRIVE)
    assert plan.clause == "redrive it as attempt 2"
    assert system.status() == (PENDING, 2)
    assert system.order().failure_reason is None
    assert system.started() == ["order-1.2"]
    assert system.dead_letters() == []


def test_the_next_attempt_can_pay_reserve_and_complete(system: OrderSystem) -> None:
    first = system.fail()
    system.redrive()

    second = system.run(first.next, *ALL_STEPS)

    assert system.status() == (COMPLETED, 2)
    assert (system.kept(first), system.kept(second)) == (0, PRICE)
    assert system.tables.available("Test Product") == UNITS - 1


def test_a_redrive_first_finishes_the_compensation_of_the_failed_attempt(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "VoidFailed")
    system.send_dead_letter(attempt)

    assert actions(system.redrive()) == [Action.REDRIVE]

    assert system.kept(attempt) == 0
    assert system.tables.available("Test Product") == UNITS


def test_a_rejected_order_is_compensated_and_not_redriven(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "OutOfStock")
    system.send_dead_letter(attempt, "PaymentProviderUnavailable")

    (plan,) = system.redrive()

    assert plan.clause == "finish its compensation, the order was rejected with OutOfStock"
    assert (plan.action, system.status()) == (Action.COMPENSATE, (FAILED, 1))
    assert (system.dead_letters(), system.started()) == ([], [])
    assert (system.tables.payment() or {})["state"] == "VOIDED"
    assert system.tables.available("Test Product") == UNITS


def test_a_cancelled_order_is_compensated_and_not_redriven(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")
    system.orders.request_cancellation(attempt.order_id, datetime.now(UTC))
    system.run(attempt, "OrderCancelled")
    system.send_dead_letter(attempt, "PaymentProviderUnavailable")

    (plan,) = system.redrive()

    assert plan.clause == "finish its compensation, the customer cancelled it"
    assert (plan.action, system.status()) == (Action.COMPENSATE, (CANCELLED, 1))
    assert (system.dead_letters(), system.started()) == ([], [])
    assert (system.tables.payment() or {})["state"] == "VOIDED"
    assert system.tables.available("Test Product") == UNITS


def test_a_duplicate_event_of_a_completed_order_is_deleted(system: OrderSystem) -> None:
    attempt = system.run(system.place(), *ALL_STEPS)
    system.queue.send({"type": "OrderCreated", **attempt.execution_input})
    before = system.order()

    (plan,) = system.redrive()

    assert (plan.action, plan.attempt) == (Action.DELETE, attempt)
    assert plan.clause == "delete it, attempt 1 completed the order"
    assert (system.dead_letters(), system.started()) == ([], [])
    assert (system.order(), system.kept(attempt)) == (before, PRICE)


def fail_without_compensation(system: OrderSystem) -> None:
    """Fail an order whose void still meets an unavailable provider."""
    attempt = system.place(method=PaymentMethod.FLAKY)
    for _ in range(2):
        with pytest.raises(PaymentProviderUnavailable):
            system.run(attempt, "authorize")
    system.send_dead_letter(system.run(attempt, "authorize", "States.Timeout"))


def test_an_order_whose_payment_cannot_be_voided_is_not_redriven(system: OrderSystem) -> None:
    fail_without_compensation(system)

    (plan,) = system.redrive()

    assert plan.action is Action.SKIP
    assert plan.clause.startswith("PaymentProviderUnavailable: payment order-1.1")
    assert system.status() == (FAILED, 1)
    assert len(system.dead_letters()) == 1


def test_an_order_whose_payment_cannot_be_voided_is_not_parked(system: OrderSystem) -> None:
    fail_without_compensation(system)

    assert actions(system.redrive(max_attempts=1)) == [Action.SKIP]

    assert system.order().parked_at is None
    assert len(system.dead_letters()) == 1


def test_a_parked_order_is_compensated(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "VoidFailed")
    system.send_dead_letter(attempt)

    assert actions(system.redrive(max_attempts=1)) == [Action.PARK]

    assert system.dead_letters() == []
    assert system.order().parked_at is not None
    assert system.kept(attempt) == 0
    assert system.tables.available("Test Product") == UNITS


def test_the_execution_starts_after_the_order_has_moved_to_its_next_attempt(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.fail()
    start, seen = StateMachine.start, []

    def observe(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        seen.append((attempt.number, system.status()))
        return start(machine, attempt, trace_header)

    monkeypatch.setattr(StateMachine, "start", observe)

    system.redrive()

    assert seen == [(2, (PENDING, 2))]


@pytest.mark.parametrize(
    ("where", "method"), [(OrderTable, "reopen"), (StateMachine, "start"), (DeadLetterQueue, "delete")]
)
def test_a_redrive_finishes_what_a_crashed_one_began(system: OrderSystem, where: type, method: str) -> None:
    system.fail()
    end_crashes = crash_at(where, method)
    with pytest.raises(Crash):
        system.redrive()
    end_crashes()
    assert len(system.dead_letters()) == 1

    system.redrive()

    assert system.status() == (PENDING, 2)
    assert system.started() == ["order-1.2"]
    assert system.dead_letters() == []


def test_a_message_is_deleted_if_its_next_attempt_has_completed(system: OrderSystem) -> None:
    first = system.fail()
    system.redrive()
    system.run(first.next, *ALL_STEPS)
    system.send_dead_letter(first)

    (plan,) = system.redrive()

    assert (plan.action, plan.attempt, plan.clause) == (
        Action.DELETE,
        first,
        "delete it, attempt 2 has already started",
    )
    assert (system.status(), system.dead_letters()) == ((COMPLETED, 2), [])


def test_two_messages_of_one_attempt_redrive_it_once(system: OrderSystem) -> None:
    system.send_dead_letter(system.fail())

    system.redrive()

    assert (system.status(), system.dead_letters()) == ((PENDING, 2), [])
    assert system.started() == ["order-1.2"]


def test_a_new_order_that_never_started_is_started(system: OrderSystem) -> None:
    attempt = system.place()
    system.queue.send({"type": "OrderCreated", **attempt.execution_input, "status": "Pending"})

    assert actions(system.redrive()) == [Action.START]

    assert (system.status(), system.dead_letters()) == ((PENDING, 1), [])
    assert system.started() == ["order-1.1"]


@pytest.mark.parametrize("body", ["not JSON", "[]", '{"order_id": "order-1"}', '{"order_id": "a b", "attempt": 1}'])
def test_a_message_without_an_order_is_skipped(system: OrderSystem, body: str) -> None:
    client("sqs").send_message(QueueUrl=system.queue.url, MessageBody=body)

    (plan,) = system.redrive()

    assert (plan.action, plan.clause) == (Action.SKIP, "it names no order")
    assert body not in plan.subject
    assert system.count_dead_letters() == 1


def test_a_watchdog_event_is_redriven_after_the_order_was_reconciled(system: OrderSystem) -> None:
    attempt = stuck(system)
    detail = {"name": attempt.execution_name, "status": "ABORTED"}
    system.queue.send({"detail-type": "Step Functions Execution Status Change", "detail": detail})
    (plan,) = system.redrive()
    assert plan.subject == "order order-1, attempt 1"
    assert plan.clause == "the order is Processing, but no execution is running: reconcile it first"

    system.repair()
    system.redrive()

    assert (system.status(), system.dead_letters()) == ((PENDING, 2), [])


def completed(system: OrderSystem) -> Attempt:
    return system.run(system.place(), *ALL_STEPS)


def running(system: OrderSystem) -> Attempt:
    attempt = system.place()
    system.machine.start(attempt)
    return system.run(attempt, "authorize")


def stuck(system: OrderSystem) -> Attempt:
    attempt = running(system)
    system.stop(attempt)
    return attempt


def without_execution(system: OrderSystem) -> Attempt:
    return system.run(system.place(), "authorize")


def in_a_newer_attempt(system: OrderSystem) -> Attempt:
    attempt = system.fail()
    client("sqs").purge_queue(QueueUrl=system.queue.url)
    system.tables.reopen(attempt.order_id)
    system.run(attempt.next, "authorize")
    return attempt


@pytest.mark.parametrize(
    ("arrange", "reason"),
    [
        (completed, "the order is Completed, but the message reports a failure"),
        (running, "the attempt is still running"),
        (stuck, "the order is Processing, but no execution is running: reconcile it first"),
        (without_execution, "the order is Processing, but no execution is running: reconcile it first"),
        (in_a_newer_attempt, "the order is Processing in attempt 2, a newer one"),
        (lambda _: Attempt("order-9", 1), "OrderNotFound: there is no order order-9"),
        (lambda system: system.place().next, "the order has only reached attempt 1"),
    ],
)
def test_an_order_that_cannot_be_redriven_is_skipped_with_the_reason(
    system: OrderSystem, arrange: Callable[[OrderSystem], Attempt], reason: str
) -> None:
    attempt = arrange(system)
    system.send_dead_letter(attempt)
    before = system.snapshot()

    (plan,) = system.redrive()

    assert (plan.action, plan.attempt, plan.clause) == (Action.SKIP, attempt, reason)
    assert system.snapshot() == before


def test_an_order_is_parked_after_three_attempts(system: OrderSystem) -> None:
    attempt = system.fail()
    for _ in range(2):
        assert actions(system.redrive()) == [Action.REDRIVE]
        attempt = system.run(attempt.next, "authorize", "void", "States.Timeout")
        system.send_dead_letter(attempt)

    (plan,) = system.redrive()

    assert (plan.action, plan.clause) == (Action.PARK, "park it after 3 attempts")
    assert (system.status(), system.dead_letters()) == ((FAILED, 3), [])
    assert system.order().parked_at is not None
    assert system.started() == ["order-1.2", "order-1.3"]


def test_a_redrive_that_crashed_after_parking_keeps_the_first_time(system: OrderSystem) -> None:
    system.fail()
    end_crashes = crash_at(DeadLetterQueue, "delete")
    with pytest.raises(Crash):
        system.redrive(max_attempts=1)
    end_crashes()
    parked_at = system.order().parked_at
    assert parked_at is not None

    system.redrive(max_attempts=1)

    assert (system.dead_letters(), system.order().parked_at) == ([], parked_at)


def test_a_parked_order_is_redriven_if_its_message_returns_and_more_attempts_are_allowed(system: OrderSystem) -> None:
    attempt = system.fail()
    system.redrive(max_attempts=1)
    system.send_dead_letter(attempt)

    system.redrive(max_attempts=2)

    assert system.status() == (PENDING, 2)
    assert system.order().parked_at is None


def test_a_redriven_order_is_still_cancelled(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize")
    system.orders.request_cancellation("order-1", datetime.now(UTC))
    system.orders.transition(attempt, FAILED, datetime.now(UTC), "States.Timeout")
    system.send_dead_letter(attempt)

    system.redrive()

    with pytest.raises(OrderCancelled):
        system.run(attempt.next, "authorize")


@pytest.mark.parametrize(
    ("criteria", "started"),
    [
        ({"order_id": "order-2"}, ["order-2.2"]),
        ({"error": "OrderContention"}, ["order-2.2"]),
        ({"older_than": timedelta(minutes=-1)}, ["order-1.2", "order-2.2"]),
        ({"older_than": timedelta(minutes=60)}, []),
        ({"order_id": "order-1", "error": "OrderContention"}, []),
    ],
)
def test_only_the_selected_messages_are_redriven(
    system: OrderSystem, criteria: dict[str, Any], started: list[str]
) -> None:
    system.fail("order-1", "States.Timeout")
    system.fail("order-2", "OrderContention")

    system.redrive(**criteria)

    assert system.started() == started
    assert system.count_dead_letters() == 2 - len(started)


def test_a_message_of_exactly_the_given_age_is_not_older() -> None:
    message = DeadLetter("message-1", "receipt-1", "{}", NOON)
    older = DeadLetterFilter(older_than=timedelta(minutes=5))

    assert not older.matches(message, NOON + timedelta(minutes=5))
    assert older.matches(message, NOON + timedelta(minutes=5, seconds=1))


def test_an_order_that_cannot_be_redriven_does_not_stop_the_others(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.fail("order-1")
    system.fail("order-2")
    start = StateMachine.start

    def fail_for_the_first(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        if attempt.order_id == "order-1":
            raise StoreUnavailable("Step Functions returned ThrottlingException")
        return start(machine, attempt, trace_header)

    monkeypatch.setattr(StateMachine, "start", fail_for_the_first)

    plans = system.redrive()

    assert [(plan.action, plan.clause) for plan in plans if plan.action is Action.SKIP] == [
        (Action.SKIP, "StoreUnavailable: Step Functions returned ThrottlingException")
    ]
    assert system.started() == ["order-2.2"]
    assert [message["order_id"] for message in system.dead_letters()] == ["order-1"]


def test_each_order_is_written_then_started_and_its_message_deleted_last(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    effects: defaultdict[str, list[str]] = defaultdict(list)

    def record(where: type, method: str, order_of: Callable[[Any], str]) -> None:
        original = getattr(where, method)

        def call(self: object, subject: Any, *rest: Any) -> Any:
            effects[order_of(subject)].append(method)
            return original(self, subject, *rest)

        monkeypatch.setattr(where, method, call)

    for number in range(8):
        system.fail(f"order-{number}")
    record(OrderTable, "reopen", lambda attempt: attempt.order_id)
    record(StateMachine, "start", lambda attempt: attempt.order_id)
    record(DeadLetterQueue, "delete", lambda message: message.attempt.order_id)

    system.redrive()

    assert effects == {f"order-{number}": ["reopen", "start", "delete"] for number in range(8)}


def test_orders_wait_for_a_permit_and_all_are_redriven(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_ORDERS_IN_FLIGHT", "1")
    monkeypatch.setattr("orders.usecases.redrive.WAIT_SECONDS", 0.01)
    for number in range(4):
        system.fail(f"order-{number}")
    start = StateMachine.start

    def start_and_end(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        is_started = start(machine, attempt, trace_header)
        wiring.permits().release_all([attempt])
        return is_started

    monkeypatch.setattr(StateMachine, "start", start_and_end)

    assert actions(system.redrive()) == [Action.REDRIVE] * 4

    assert system.started() == [f"order-{number}.2" for number in range(4)]
    assert system.dead_letters() == []


def test_an_order_that_gets_no_permit_is_skipped_and_started_by_the_next_redrive(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAX_ORDERS_IN_FLIGHT", "1")
    monkeypatch.setattr("orders.usecases.redrive.WAIT_SECONDS", 0.01)
    monkeypatch.setattr("orders.usecases.redrive.MAX_WAITS", 2)
    running = Attempt("running", 1)
    wiring.permits().acquire(running)
    system.fail()

    (plan,) = system.redrive()
    assert (plan.action, plan.clause.partition(":")[0]) == (Action.SKIP, "NoPermitFree")
    assert system.status() == (PENDING, 2)
    assert len(system.dead_letters()) == 1

    wiring.permits().release_all([running])
    assert actions(system.redrive()) == [Action.START]
    assert (system.started(), system.dead_letters()) == (["order-1.2"], [])
