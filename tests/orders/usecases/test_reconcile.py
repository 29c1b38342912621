"""Reconcile: the ledgers are checked against each other, and repaired where that is safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from orders.aws.clients import client
from orders.aws.executions import StandardExecutions
from orders.aws.items import encode
from orders.aws.ledgers import LedgerTables
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import PaymentDeclined, StoreUnavailable
from orders.domain.money import Money
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment, PaymentState
from orders.domain.search import CreationWindow
from orders.domain.workflow import Execution
from orders.payments.simulated import PaymentMethod
from orders.usecases.reconcile import Discrepancy, Repair
from orders.wiring import reconciliation
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, UNITS, OrderSystem

pytestmark = pytest.mark.slow

PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED = OrderStatus


def sentences(discrepancies: list[Discrepancy]) -> list[str]:
    return [str(discrepancy) for discrepancy in discrepancies]


def every_consistent_state(system: OrderSystem) -> None:
    """Place orders in every state that an order may be in."""
    system.run(system.place("completed"), *ALL_STEPS)
    system.fail("failed")
    system.run(system.place("out-of-stock"), "authorize", "release", "void", "OutOfStock")
    declined = system.place("declined", PaymentMethod.DECLINED)
    with pytest.raises(PaymentDeclined):
        system.run(declined, "authorize")
    system.run(declined, "release", "void", "PaymentDeclined")
    parked = system.run(system.place("parked"), "release", "void", "States.Timeout")
    system.orders.park(parked, datetime.now(UTC))
    second = system.run(system.place("second-try"), "authorize", "reserve", "release", "void", "States.Timeout")
    system.orders.reopen(second, datetime.now(UTC))
    system.run(second.next, *ALL_STEPS)
    system.orders.request_cancellation(system.place("cancelled").order_id, datetime.now(UTC))
    system.run(Attempt("cancelled", 1), "release", "void", "OrderCancelled")
    running = system.place("running")
    system.machine.start(running)
    system.run(running, "authorize", "reserve", "capture")


def raw(table: str, key: dict[str, str], **values: Any) -> None:
    """Change a row past all the conditions of the adapters."""
    client("dynamodb").update_item(
        TableName=table,
        Key=encode(key),
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues=encode({f":{name}": value for name, value in values.items()}),
    )


def test_consistent_ledgers_show_no_discrepancy_and_stay_unchanged(system: OrderSystem) -> None:
    every_consistent_state(system)
    before = system.snapshot()

    assert system.find_discrepancies(opening_stock={"Test Product": UNITS}) == []
    assert system.repair() == []
    assert system.snapshot() == before


def test_an_order_needs_no_execution_within_the_grace_period(system: OrderSystem) -> None:
    system.place()

    now = datetime.now(UTC)
    idle = now - system.order().updated_at

    assert not list(reconciliation({}).find_discrepancies(idle + timedelta(seconds=1), now))
    assert len(list(reconciliation({}).find_discrepancies(idle, now))) == 1


def test_a_redriven_order_gets_a_new_grace_period(system: OrderSystem) -> None:
    system.orders.reopen(system.run(system.place(), "release", "void", "States.Timeout"), datetime.now(UTC))

    assert system.find_discrepancies() == []


def never_started(system: OrderSystem) -> None:
    system.place()


def ended_without_compensation(system: OrderSystem) -> None:
    attempt = system.place()
    system.machine.start(attempt)
    system.run(attempt, "authorize", "reserve", "capture")
    system.stop(attempt)


def money_kept(system: OrderSystem) -> None:
    system.send_dead_letter(system.run(system.place(), "authorize", "reserve", "capture", "release", "States.Timeout"))


def money_held(system: OrderSystem) -> None:
    system.send_dead_letter(system.run(system.place(), "authorize", "States.Timeout"))


def money_kept_of_a_cancelled_order(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "release")
    system.orders.transition(attempt, CANCELLED, datetime.now(UTC), "OrderCancelled")


def money_kept_twice(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "release", "States.Timeout")
    system.orders.reopen(attempt, datetime.now(UTC))
    system.run(attempt.next, *ALL_STEPS)


def money_kept_while_the_next_attempt_runs(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "release", "States.Timeout")
    system.orders.reopen(attempt, datetime.now(UTC))
    system.machine.start(attempt.next)
    system.run(attempt.next, "authorize")


def stock_held(system: OrderSystem) -> None:
    system.send_dead_letter(system.run(system.place(), "reserve", "States.Timeout"))


def dead_letter_lost(system: OrderSystem, attempt: Attempt | None = None) -> None:
    system.run(attempt or system.place(), "release", "void", "States.Timeout")


@pytest.mark.parametrize(
    ("arrange", "sentence", "status"),
    [
        (
            never_started,
            "order order-1 is Pending in attempt 1 and has no execution; would start its execution",
            PENDING,
        ),
        (
            ended_without_compensation,
            (
                "order order-1 is Processing in attempt 1, but its execution ended ABORTED; "
                "would clean up as the watchdog does"
            ),
            FAILED,
        ),
        (
            money_kept,
            (
                "order order-1 is Failed in attempt 1, but 1999 was kept by payment order-1.1; "
                "would void or refund the payment"
            ),
            FAILED,
        ),
        (
            money_held,
            (
                "order order-1 is Failed in attempt 1, but 1999 is held by payment order-1.1; "
                "would void or refund the payment"
            ),
            FAILED,
        ),
        (
            money_kept_of_a_cancelled_order,
            (
                "order order-1 is Cancelled in attempt 1, but 1999 was kept by payment order-1.1; "
                "would void or refund the payment"
            ),
            CANCELLED,
        ),
        (
            money_kept_twice,
            (
                "order order-1 is Completed in attempt 2, but 1999 was kept by payment order-1.1; "
                "would void or refund the payment"
            ),
            COMPLETED,
        ),
        (
            money_kept_while_the_next_attempt_runs,
            (
                "order order-1 is Processing in attempt 2, but 1999 was kept by payment order-1.1; "
                "would void or refund the payment"
            ),
            PROCESSING,
        ),
        (
            stock_held,
            "order order-1 is Failed in attempt 1, but its stock is RESERVED; would release the stock",
            FAILED,
        ),
        (
            dead_letter_lost,
            (
                "order order-1 is Failed in attempt 1 for States.Timeout, "
                "but neither parked nor in the dead-letter queue; would send its message to the dead-letter queue again"
            ),
            FAILED,
        ),
    ],
)
def test_a_repairable_discrepancy_is_reported_unchanged_and_then_repaired(
    system: OrderSystem, arrange: Callable[[OrderSystem], None], sentence: str, status: OrderStatus
) -> None:
    arrange(system)
    before = system.snapshot()

    assert sentences(system.find_discrepancies()) == [sentence]
    assert system.snapshot() == before

    assert system.repair() == []

    assert system.order().status is status
    sold = 1 if status is COMPLETED else 0
    assert system.tables.available("Test Product") == UNITS - sold
    assert sum(system.kept(Attempt("order-1", number)) for number in (1, 2)) == PRICE * sold


def test_a_repaired_start_is_the_execution_of_that_attempt(system: OrderSystem) -> None:
    never_started(system)
    system.repair()

    assert system.started() == ["order-1.1"]


def test_a_dead_letter_that_was_sent_again_can_be_redriven(system: OrderSystem) -> None:
    attempt = system.place()
    system.machine.start(attempt)
    dead_letter_lost(system, attempt)
    system.stop(attempt)
    system.repair()

    (message,) = system.dead_letters()
    assert (message["order_id"], message["attempt"], message["error"]) == ("order-1", 1, "States.Timeout")
    assert message["execution_arn"] == system.machine.execution_arn(attempt)
    system.redrive()
    assert system.status() == (PENDING, 2)


def test_an_order_that_was_cleaned_up_can_be_redriven(system: OrderSystem) -> None:
    ended_without_compensation(system)
    system.repair()

    system.redrive()

    assert system.status() == (PENDING, 2)


def test_an_order_whose_stock_was_released_can_be_redriven_and_completed(system: OrderSystem) -> None:
    stock_held(system)
    system.repair()
    system.redrive()

    system.run(Attempt("order-1", 2), *ALL_STEPS)

    assert system.status() == (COMPLETED, 2)


def completed_unpaid(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    system.payments.give_back(Attempt("order-1", 1), system.order())


def completed_overpaid(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    raw("dev-payments", {"payment_id": "order-1.1"}, captured=2 * PRICE)


def completed_on_a_hold(system: OrderSystem) -> None:
    system.run(system.place(), "authorize", "reserve", "complete")


def completed_with_stock(state: str) -> Callable[[OrderSystem], None]:
    def arrange(system: OrderSystem) -> None:
        system.run(system.place(), *ALL_STEPS)
        raw("dev-reservations", {"order_id": "order-1"}, state=state)

    return arrange


def sold_to_a_failed_order(system: OrderSystem) -> None:
    system.fail()
    raw("dev-reservations", {"order_id": "order-1"}, state="SOLD")


def completed_order_missing(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    system.tables.delete_order("order-1")


def open_order_missing(system: OrderSystem, order_id: str = "order-1") -> None:
    system.run(system.place(order_id), "authorize", "reserve")
    system.tables.delete_order(order_id)


_LINES = "a list of maps with product_name, quantity and unit_price"


def malformed_item(system: OrderSystem) -> None:
    client("dynamodb").put_item(TableName="dev-orders", Item=encode({"order_id": "order-1", "customer_name": "Secret"}))


def item_with_a_decimal_price(system: OrderSystem) -> None:
    system.place()
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET #lines[0].unit_price = :price",
        ExpressionAttributeNames={"#lines": "lines"},
        ExpressionAttributeValues={":price": {"N": "19.99"}},
    )


def oversold(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    raw("dev-products", {"product_name": "Test Product"}, available=-2)


def completed_without_ledger_rows(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    client("dynamodb").delete_item(TableName="dev-payments", Key=encode({"payment_id": "order-1.1"}))
    client("dynamodb").delete_item(TableName="dev-reservations", Key=encode({"order_id": "order-1"}))


def money_held_beside_the_payment_of_a_completed_order(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    system.payments.ledger.begin(Payment("order-1.2", "order-1", Money(5, "USD"), PaymentState.AUTHORIZED))


def money_of_a_future_attempt(system: OrderSystem) -> None:
    system.fail()
    system.payments.ledger.begin(Payment("order-1.2", "order-1", Money(PRICE, "USD"), PaymentState.AUTHORIZED))


def money_under_the_id_of_another_order(system: OrderSystem) -> None:
    attempt = system.fail()
    system.orders.reopen(attempt, datetime.now(UTC))
    system.send_dead_letter(system.run(attempt.next, "release", "void", "States.Timeout"))
    system.payments.ledger.begin(Payment("order-9.1", "order-1", Money(PRICE, "USD"), PaymentState.AUTHORIZED))


@pytest.mark.parametrize(
    ("arrange", "expected"),
    [
        (oversold, ["product Test Product is oversold by 2"]),
        (completed_unpaid, ["order order-1 is Completed in attempt 1 and owes 1999, but payment order-1.1 kept 0"]),
        (
            completed_overpaid,
            ["order order-1 is Completed in attempt 1 and owes 1999, but payment order-1.1 kept 3998"],
        ),
        (
            completed_on_a_hold,
            [
                "order order-1 is Completed in attempt 1, but 1999 is held by payment order-1.1",
                "order order-1 is Completed in attempt 1 and owes 1999, but payment order-1.1 kept 0",
            ],
        ),
        (
            completed_with_stock("RESERVED"),
            ["order order-1 is Completed in attempt 1, but its stock is RESERVED and not SOLD"],
        ),
        (
            completed_with_stock("RELEASED"),
            ["order order-1 is Completed in attempt 1, but its stock is RELEASED and not SOLD"],
        ),
        (sold_to_a_failed_order, ["order order-1 is Failed in attempt 1, but its stock is SOLD"]),
        (
            completed_order_missing,
            [
                "1999 is kept or held for order order-1, which does not exist",
                "stock is SOLD for order order-1, which does not exist",
            ],
        ),
        (
            open_order_missing,
            [
                "1999 is kept or held for order order-1, which does not exist",
                "stock is RESERVED for order order-1, which does not exist",
            ],
        ),
        (
            completed_without_ledger_rows,
            [
                "order order-1 is Completed in attempt 1 and owes 1999, but payment order-1.1 kept 0",
                "order order-1 is Completed in attempt 1, but its stock is not reserved and not SOLD",
            ],
        ),
        (
            money_held_beside_the_payment_of_a_completed_order,
            ["order order-1 is Completed in attempt 1, but 5 is held by payment order-1.2"],
        ),
        (
            money_of_a_future_attempt,
            ["order order-1 is Failed in attempt 1, but 1999 is held by payment order-1.2"],
        ),
        (
            money_under_the_id_of_another_order,
            ["order order-1 is Failed in attempt 2, but 1999 is held by payment order-9.1"],
        ),
        (malformed_item, ["the item order-1 of the orders table is not an order: status is missing"]),
        (
            item_with_a_decimal_price,
            [f"the item order-1 of the orders table is not an order: lines must be {_LINES}"],
        ),
    ],
)
def test_a_discrepancy_without_a_safe_repair_is_reported_and_stays(
    system: OrderSystem, arrange: Callable[[OrderSystem], None], expected: list[str]
) -> None:
    arrange(system)
    before = system.snapshot()

    assert sentences(system.repair()) == [f"{sentence}; needs manual review" for sentence in expected]
    assert system.snapshot() == before


def test_a_product_that_is_just_sold_out_is_no_discrepancy(system: OrderSystem) -> None:
    system.tables.put_product("Test Product", available=0)

    assert system.find_discrepancies() == []


def test_missing_units_are_reported(system: OrderSystem) -> None:
    system.run(system.place("sold"), *ALL_STEPS)
    held = system.place("held")
    system.machine.start(held)
    system.run(held, "authorize", "reserve")

    assert system.find_discrepancies(opening_stock={"Test Product": UNITS}) == []
    assert sentences(system.find_discrepancies(opening_stock={"Test Product": UNITS + 1, "Mug": 0})) == [
        "product Test Product: 98 available and 2 held or sold do not make 101; needs manual review"
    ]


def test_the_dead_letter_of_an_earlier_attempt_does_not_count_for_this_one(system: OrderSystem) -> None:
    attempt = system.fail()
    system.orders.reopen(attempt, datetime.now(UTC))
    system.run(attempt.next, "release", "void", "States.Timeout")

    (discrepancy,) = system.find_discrepancies()

    assert "attempt 2 for States.Timeout, but neither parked nor in the dead-letter queue" in str(discrepancy)


def test_a_running_workflow_may_still_send_its_dead_letter(system: OrderSystem) -> None:
    attempt = system.place()
    system.machine.start(attempt)
    system.run(attempt, "release", "void", "States.Timeout")

    assert system.find_discrepancies() == []
    system.stop(attempt)
    assert len(system.find_discrepancies()) == 1


def test_an_order_that_changes_during_the_check_is_left_to_the_next_run(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = system.fail()
    read = LedgerTables.orders

    def then_reopen(ledgers: LedgerTables, window: CreationWindow) -> Any:
        orders = list(read(ledgers, window))
        if system.order().attempt_number == 1:
            system.orders.reopen(attempt, datetime.now(UTC))
            system.run(attempt.next, "authorize", "reserve")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_reopen)

    assert system.find_discrepancies() == []


def test_an_order_that_completes_before_the_orders_are_read_is_no_discrepancy(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = system.place()
    system.machine.start(attempt)
    system.run(attempt, "authorize", "reserve", "capture")
    read = LedgerTables.orders

    def complete_first(ledgers: LedgerTables, window: CreationWindow) -> Any:
        system.run(attempt, "complete")
        return read(ledgers, window)

    monkeypatch.setattr(LedgerTables, "orders", complete_first)

    assert system.find_discrepancies() == []


def test_the_ledger_rows_of_an_order_placed_during_the_check_are_no_orphans(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = LedgerTables.orders

    def then_place(ledgers: LedgerTables, window: CreationWindow) -> Any:
        orders = list(read(ledgers, window))
        system.run(system.place(), "authorize", "reserve")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_place)

    assert system.find_discrepancies() == []


def test_an_order_that_is_deleted_during_the_check_is_no_discrepancy(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_started(system)
    read = LedgerTables.orders

    def then_delete(*arguments: Any) -> Any:
        orders = list(read(*arguments))
        system.tables.delete_order("order-1")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_delete)

    assert system.find_discrepancies() == []


def test_the_ledger_rows_of_a_malformed_order_are_no_orphans(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = LedgerTables.orders

    def then_place(*arguments: Any) -> Any:
        orders = list(read(*arguments))
        system.run(system.place(), "authorize", "reserve")
        raw("dev-orders", {"order_id": "order-1"}, status="Lost?")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_place)

    assert system.find_discrepancies() == []


def test_ledgers_that_cannot_be_read_completely_raise_an_error(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_order_missing(system)

    def throttled(*_: Any) -> None:
        raise StoreUnavailable("DynamoDB returned ThrottlingException")

    monkeypatch.setattr(OrderTable, "get", throttled)

    with pytest.raises(StoreUnavailable):
        system.find_discrepancies()


def test_an_open_order_whose_execution_succeeded_needs_manual_review(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.run(system.place(), "authorize")
    monkeypatch.setattr(StandardExecutions, "find", lambda *_: Execution("any", "SUCCEEDED"))

    assert sentences(system.find_discrepancies()) == [
        "order order-1 is Processing in attempt 1, but its execution ended SUCCEEDED; needs manual review"
    ]


def open_attempt(system: OrderSystem) -> Attempt:
    return system.run(system.place(), "authorize", "reserve")


def completed_attempt(system: OrderSystem) -> Attempt:
    return system.run(system.place(), *ALL_STEPS)


def future_attempt(system: OrderSystem) -> Attempt:
    return system.fail().next


@pytest.mark.parametrize("repair", [Repair.GIVE_BACK, Repair.RELEASE])
@pytest.mark.parametrize("arrange", [open_attempt, completed_attempt, future_attempt])
def test_a_repair_compensates_no_attempt_that_has_not_failed(
    system: OrderSystem, arrange: Callable[[OrderSystem], Attempt], repair: Repair
) -> None:
    attempt = arrange(system)
    before = system.snapshot()

    assert reconciliation({}).repair(Discrepancy("any", repair, attempt), datetime.now(UTC)) is False
    assert system.snapshot() == before


def test_a_discrepancy_without_a_repair_is_not_repaired(system: OrderSystem) -> None:
    assert reconciliation({}).repair(Discrepancy("any", None, open_attempt(system)), datetime.now(UTC)) is False


def test_a_repair_does_not_clean_up_after_a_running_execution(system: OrderSystem) -> None:
    attempt = open_attempt(system)
    system.machine.start(attempt)
    before = system.snapshot()

    assert reconciliation({}).repair(Discrepancy("any", Repair.CLEAN_UP, attempt), datetime.now(UTC)) is False
    assert system.snapshot() == before


def test_tables_of_many_pages_are_read_completely(system: OrderSystem) -> None:
    filling = "x" * 300_000
    for number in range(8):
        system.run(system.place(f"order-{number}"), "release", "void", "States.Timeout")
        raw("dev-orders", {"order_id": f"order-{number}"}, filling=filling)

    assert len(system.find_discrepancies()) == 8


def test_a_window_checks_its_orders_completely_and_no_others(system: OrderSystem) -> None:
    money_kept_twice(system)
    open_order_missing(system, "order-2")
    since = CreationWindow(since=system.placed_at)

    assert sentences(system.find_discrepancies(window=since)) == [
        (
            "order order-1 is Completed in attempt 2, but 1999 was kept by payment order-1.1; "
            "would void or refund the payment"
        )
    ]
    assert system.find_discrepancies(window=CreationWindow(until=system.placed_at)) == []
    assert len(system.find_discrepancies()) == 3


def test_a_dead_letter_that_is_sent_while_the_queue_is_read_is_not_missing(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = system.run(system.place(), "release", "void", "States.Timeout")

    def send_then_end(*_: object) -> None:
        system.send_dead_letter(attempt)

    monkeypatch.setattr(StandardExecutions, "find", send_then_end)

    assert system.find_discrepancies() == []


def test_the_dead_letters_of_many_failed_orders_are_looked_for_in_several_passes(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orders.usecases.reconcile.MAX_UNREPORTED", 1)
    monkeypatch.setattr("orders.aws.ledgers.PAGE_SIZE", 1)
    system.fail("order-1")
    system.run(system.place("order-2"), "release", "void", "States.Timeout")
    system.fail("order-3")

    (discrepancy,) = system.find_discrepancies()

    assert discrepancy.attempt == Attempt("order-2", 1)
