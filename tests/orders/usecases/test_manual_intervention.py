"""Orders that an operator, a restored backup, or a message of another attempt has touched."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import IllegalTransition, OrderError, StoreUnavailable
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.domain.reservation import ReservationState
from orders.payments.simulated import PaymentMethod
from orders.usecases import compensate, reserve
from orders.usecases.redrive import Action
from orders.usecases.watchdog import EndedExecution
from tests.orders.examples import NOON
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, UNITS, OrderSystem

pytestmark = pytest.mark.slow

SECOND = Attempt("order-1", 2)


def set_order(**values: Any) -> None:
    """Change attributes as an operator does in the console."""
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues=encode({f":{name}": value for name, value in values.items()}),
    )


def start_by_hand(system: OrderSystem, attempt: Attempt) -> str:
    """Start an execution as the console does, under a UUID, and return its ARN."""
    started = client("stepfunctions").start_execution(
        stateMachineArn=system.machine.arn, name=str(uuid4()), input=json.dumps(attempt.execution_input)
    )
    return str(started["executionArn"])


def end_execution(system: OrderSystem, attempt: Attempt) -> None:
    system.machine.start(attempt)
    system.stop(attempt)


# Zero amounts.


def place_free_order(system: OrderSystem) -> Attempt:
    line = OrderLine("Test Product", 1, Money(0, "USD"))
    order = Order(
        "order-1",
        "Test Customer",
        (line,),
        PaymentMethod.SLOW,
        created_at=system.placed_at,
        updated_at=system.placed_at,
    )
    system.orders.add(order)
    return order.attempt


@pytest.mark.parametrize("steps", [("authorize",), ("authorize", "reserve"), ("authorize", "reserve", "capture")])
@pytest.mark.parametrize("by_version_without_ledger", [False, True])
def test_a_free_order_whose_execution_is_stopped_is_compensated(
    system: OrderSystem, steps: tuple[str, ...], *, by_version_without_ledger: bool
) -> None:
    attempt = system.run(place_free_order(system), *steps)
    if by_version_without_ledger:  # it took free orders to the simulated provider, whose state was in the ledger
        state = "CAPTURED" if "capture" in steps else "AUTHORIZED"
        row = {"payment_id": "order-1.1", "order_id": "order-1", "amount": 0, "currency": "USD"}
        client("dynamodb").put_item(
            TableName="dev-payments", Item=encode({**row, "state": state, "captured": 0, "refunded": 0})
        )

    cleaned = wiring.watchdog().clean_up(EndedExecution(attempt, "arn", "ABORTED"), datetime.now(UTC))

    assert cleaned
    assert system.status() == (OrderStatus.FAILED, 1)
    assert system.tables.state("payments", "order-1.1") == ("REFUNDED" if "capture" in steps else "VOIDED")
    assert system.tables.available("Test Product") == UNITS
    assert system.find_discrepancies() == []


@pytest.mark.parametrize("steps", [("authorize",), ("authorize", "reserve", "capture")])
def test_reconcile_returns_the_payment_of_a_failed_free_order(system: OrderSystem, steps: tuple[str, ...]) -> None:
    attempt = system.run(place_free_order(system), *steps, "release", "PaymentDeclined")

    assert len(system.find_discrepancies()) == 1
    assert system.repair() == []
    assert system.tables.state("payments", attempt.payment_id) in {"VOIDED", "REFUNDED"}


def test_a_completed_free_order_has_no_discrepancy(system: OrderSystem) -> None:
    system.run(place_free_order(system), *ALL_STEPS)

    assert system.find_discrepancies(with_provider=True) == []


# Messages and executions of another attempt.


@pytest.mark.parametrize("steps", [(), ("authorize",), ("authorize", "reserve"), ("authorize", "reserve", "capture")])
def test_an_execution_of_a_future_attempt_changes_nothing(system: OrderSystem, steps: tuple[str, ...]) -> None:
    attempt = system.run(system.place(), *steps)
    before = system.snapshot()

    for step in (
        lambda: reserve.reserve(SECOND, system.orders, system.stock, NOON),
        lambda: compensate.release(SECOND, system.orders, system.stock, NOON),
        lambda: compensate.void(SECOND, system.orders, system.payments),
        lambda: wiring.compensation().undo(SECOND, NOON),
        lambda: wiring.compensation().give_back(SECOND),
        lambda: system.run(SECOND, "States.Timeout"),
    ):
        with pytest.raises(IllegalTransition):
            step()
    assert not wiring.watchdog().clean_up(EndedExecution(SECOND, "arn", "ABORTED"), NOON)

    assert system.snapshot() == before
    system.run(attempt, *ALL_STEPS[len(steps) :])
    assert system.status() == (OrderStatus.COMPLETED, 1)


def test_an_attempt_that_was_announced_too_early_can_still_run_after_a_redrive(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")
    with pytest.raises(IllegalTransition):
        compensate.void(SECOND, system.orders, system.payments)
    system.run(attempt, "release", "void", "States.Timeout")
    system.send_dead_letter(attempt)

    assert [plan.action for plan in system.redrive()] == [Action.REDRIVE]
    system.run(SECOND, *ALL_STEPS)
    assert (system.status(), system.kept(SECOND)) == ((OrderStatus.COMPLETED, 2), PRICE)


@pytest.mark.parametrize("number", [1, 3, 9_999])
def test_an_attempt_other_than_the_orders_cannot_reserve(system: OrderSystem, number: int) -> None:
    system.fail()
    system.orders.reopen(Attempt("order-1", 1), NOON)

    with pytest.raises(OrderError):
        reserve.reserve(Attempt("order-1", number), system.orders, system.stock, NOON)

    assert system.tables.available("Test Product") == UNITS


# Redrives after an execution of the next attempt has failed.


def test_a_redrive_skips_an_attempt_whose_execution_has_failed_before(system: OrderSystem) -> None:
    system.fail()
    end_execution(system, SECOND)

    [plan] = system.redrive()

    assert (plan.action, plan.attempt) == (Action.REDRIVE, SECOND)
    assert system.status() == (OrderStatus.PENDING, 3)
    assert system.started() == ["order-1.2", "order-1.3"]
    assert system.dead_letters() == []


def test_a_redrive_finishes_a_skipped_attempt_only_after_compensating_it(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.fail()
    end_execution(system, SECOND)
    release = StockTable.release

    def fail(stock: StockTable, attempt: Attempt, now: datetime) -> ReservationState:
        if attempt == SECOND:
            raise StoreUnavailable("throttled")
        return release(stock, attempt, now)

    with monkeypatch.context() as patch:
        patch.setattr(StockTable, "release", fail)
        [plan] = system.redrive()

    assert (plan.action, system.status()) == (Action.SKIP, (OrderStatus.PENDING, 2))
    system.redrive()
    assert system.status() == (OrderStatus.PENDING, 3)


def test_a_redrive_continues_after_one_that_left_the_order_without_an_execution(system: OrderSystem) -> None:
    attempt = system.fail()
    system.orders.reopen(attempt, NOON)
    end_execution(system, SECOND)

    system.redrive()

    assert system.status() == (OrderStatus.PENDING, 3)
    assert "order-1.3" in system.started()


def test_a_redrive_skips_several_attempts_but_parks_the_order_at_the_limit(system: OrderSystem) -> None:
    system.fail()
    end_execution(system, SECOND)
    end_execution(system, Attempt("order-1", 3))

    [plan] = system.redrive(max_attempts=3)

    assert plan.action is Action.PARK
    assert system.status() == (OrderStatus.FAILED, 3)
    assert system.order().parked_at is not None


def test_a_redrive_starts_an_order_whose_first_execution_was_stopped_before_it_was_placed(system: OrderSystem) -> None:
    first = Attempt("order-1", 1)
    end_execution(system, first)
    system.place()
    system.send_dead_letter(first)

    system.redrive()

    assert system.status() == (OrderStatus.PENDING, 2)
    assert "order-1.2" in system.started()


# Executions that were started by hand.


def test_reconcile_cleans_up_after_an_execution_that_was_started_and_stopped_in_the_console(
    system: OrderSystem,
) -> None:
    attempt = system.place()
    arn = start_by_hand(system, attempt)
    system.run(attempt, "authorize", "reserve")
    client("stepfunctions").stop_execution(executionArn=arn)

    assert system.repair() == []
    assert system.status() == (OrderStatus.FAILED, 1)
    assert (system.tables.available("Test Product"), system.kept(attempt)) == (UNITS, 0)
    assert system.tables.state("payments", attempt.payment_id) == "VOIDED"


def test_reconcile_leaves_an_order_alone_while_an_execution_of_any_name_runs(system: OrderSystem) -> None:
    attempt = system.place()
    start_by_hand(system, Attempt("order-9", 1))
    start_by_hand(system, attempt)
    system.run(attempt, "authorize", "reserve")
    [discrepancy] = system.find_discrepancies()

    assert not wiring.reconciliation({}).repair(discrepancy, datetime.now(UTC))
    assert system.status() == (OrderStatus.PROCESSING, 1)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("00000002-0000-4000-8000-000000000000", '{"order_id": "order-1", "attempt": 1}', Attempt("order-1", 1)),
        ("retry by hand", '{"order_id": "order-1", "attempt": 2, "note": "x"}', SECOND),
        ("order-1.2", '{"order_id": "order-1", "attempt": 1}', SECOND),
        ("order-1.2", None, SECOND),
        ("00000003-0000-4000-8000-000000000000", '{"order_id": "order-1"}', None),
        ("00000004-0000-4000-8000-000000000000", "[1", None),
        ("00000005-0000-4000-8000-000000000000", "[" * 100_000, None),
        ("00000006-0000-4000-8000-000000000000", None, None),
    ],
)
def test_a_dead_letter_of_an_execution_names_the_attempt_in_its_name_or_input(
    name: str, text: str | None, expected: Attempt | None
) -> None:
    body = json.dumps({"detail": {"name": name, "executionArn": "arn", "status": "ABORTED", "input": text}})

    assert DeadLetter("1", "receipt", body, NOON).attempt == expected


# A status that was set by hand.


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_an_order_whose_status_was_set_by_hand_does_not_count_as_open(system: OrderSystem, status: OrderStatus) -> None:
    system.place()
    set_order(status=status)

    assert wiring.open_orders().oldest() is None
    assert any("counts as open" in str(found) for found in system.find_discrepancies())
    system.repair()
    assert "open_since" not in (system.tables.order_item() or {})


def test_the_oldest_open_order_is_found_behind_many_that_were_closed_by_hand(system: OrderSystem) -> None:
    for number in range(60):
        system.place(f"order-{number}")
        client("dynamodb").update_item(
            TableName="dev-orders",
            Key=encode({"order_id": f"order-{number}"}),
            UpdateExpression="SET #status = :status, open_since = :since",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=encode({":status": "Completed", ":since": f"2026-01-01T00:00:00.{number:03}Z"}),
        )
    system.place("order-open")

    oldest = wiring.open_orders().oldest()

    assert oldest is not None
    assert oldest.order_id == "order-open"


@pytest.mark.parametrize("since", ["yesterday", "0", "2026-13-01T00:00:00Z"])
def test_an_odd_time_does_not_hide_the_oldest_open_order(system: OrderSystem, since: str) -> None:
    system.place()
    set_order(open_since=since)
    system.place("order-2")

    oldest = wiring.open_orders().oldest()

    assert oldest is not None
    assert oldest.order_id == "order-2"


# A cancellation of a failed order.


def test_the_cancellation_of_a_failed_order_wins_over_a_later_redrive(system: OrderSystem) -> None:
    system.fail()
    system.orders.request_cancellation("order-1", NOON)

    system.redrive()
    with pytest.raises(OrderError, match="cancelled before its payment"):
        system.run(SECOND, "authorize")
    system.run(SECOND, "release", "void", "OrderCancelled")

    assert system.status() == (OrderStatus.CANCELLED, 2)
    assert (system.kept(SECOND), system.tables.available("Test Product")) == (0, UNITS)
    assert system.find_discrepancies() == []
