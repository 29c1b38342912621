"""``python api/manage.py reconcile``: the books are checked against each other, and mended where that is safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError

from orders.aws.clients import client
from orders.aws.executions import StandardExecutions
from orders.aws.items import encode
from orders.aws.ledgers import LedgerTables
from orders.aws.order_table import OrderTable
from orders.domain import payment
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.money import Money
from orders.domain.order import OrderStatus, PaymentMethod
from orders.domain.workflow import Execution
from orders.usecases.reconcile import Discrepancy, Repair
from orders.wiring import reconciliation
from tests.api.office import PRICE, UNITS, Office

pytestmark = pytest.mark.slow

PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED = OrderStatus

ALL_STEPS = ("authorize", "reserve", "capture", "complete")


def a_busy_day(office: Office) -> None:
    """Every way in which an order may rightly stand, and nothing else."""
    office.step(office.place("completed"), *ALL_STEPS)
    office.fail("failed")
    office.step(office.place("out-of-stock"), "authorize", "release", "void", "OutOfStock")
    declined = office.place("declined", PaymentMethod.DECLINED)
    with pytest.raises(Exception, match="declined"):
        office.step(declined, "authorize")
    office.step(declined, "release", "void", "PaymentDeclined")
    parked = office.step(office.place("parked"), "release", "void", "States.Timeout")
    office.orders.park(parked, datetime.now(UTC))
    second = office.step(office.place("second-try"), "authorize", "reserve", "release", "void", "States.Timeout")
    office.orders.reopen(second, datetime.now(UTC))
    office.step(second.next, *ALL_STEPS)
    office.orders.request_cancellation(office.place("cancelled").order_id, datetime.now(UTC))
    office.step(Attempt("cancelled", 1), "release", "void", "OrderCancelled")
    running = office.place("running")
    office.machine.start(running)
    office.step(running, "authorize", "reserve", "capture")


def raw(table: str, key: dict[str, str], **values: Any) -> None:
    """Write as nobody should."""
    client("dynamodb").update_item(
        TableName=table,
        Key=encode(key),
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues=encode({f":{name}": value for name, value in values.items()}),
    )


def test_books_that_balance_are_said_to_and_nothing_changes(office: Office) -> None:
    a_busy_day(office)
    before = office.everything()

    assert office.command("reconcile", f"--stock=Test Product={UNITS}") == (0, "The books balance.\n")
    assert office.command("reconcile", "--repair") == (0, "The books balance.\n")
    assert office.everything() == before


def test_a_young_order_may_be_on_its_way(office: Office) -> None:
    office.place()

    assert office.command("reconcile", "--minutes", "9999")[0] == 0
    assert office.command("reconcile")[0] == 1


def test_an_order_that_was_just_run_again_is_young(office: Office) -> None:
    office.orders.reopen(office.step(office.place(), "release", "void", "States.Timeout"), datetime.now(UTC))

    assert office.command("reconcile")[0] == 0


def never_started(office: Office) -> None:
    office.place()


def ended_without_undoing(office: Office) -> None:
    attempt = office.place()
    office.machine.start(attempt)
    office.step(attempt, "authorize", "reserve", "capture")
    office.stop(attempt)


def money_kept(office: Office) -> None:
    office.write(office.step(office.place(), "authorize", "reserve", "capture", "release", "States.Timeout"))


def money_held(office: Office) -> None:
    office.write(office.step(office.place(), "authorize", "States.Timeout"))


def money_kept_of_a_cancelled_order(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "release")
    office.orders.transition(attempt, CANCELLED, datetime.now(UTC), "OrderCancelled")


def money_kept_twice(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "release", "States.Timeout")
    office.orders.reopen(attempt, datetime.now(UTC))
    office.step(attempt.next, *ALL_STEPS)


def money_kept_while_the_next_attempt_is_under_way(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "release", "States.Timeout")
    office.orders.reopen(attempt, datetime.now(UTC))
    office.machine.start(attempt.next)
    office.step(attempt.next, "authorize")


def stock_held(office: Office) -> None:
    office.write(office.step(office.place(), "reserve", "States.Timeout"))


def letter_lost(office: Office) -> None:
    office.step(office.place(), "release", "void", "States.Timeout")


@pytest.mark.parametrize(
    ("arrange", "sentence", "standing"),
    [
        (
            never_started,
            "order order-1 is Pending in attempt 1 and has no execution; would start its execution",
            PENDING,
        ),
        (
            ended_without_undoing,
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
            money_kept_while_the_next_attempt_is_under_way,
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
            letter_lost,
            (
                "order order-1 is Failed in attempt 1 for States.Timeout, "
                "but neither parked nor in the dead-letter queue; would send its letter to the dead-letter queue again"
            ),
            FAILED,
        ),
    ],
)
def test_what_can_be_mended_is_told_first_and_mended_on_demand(
    office: Office, arrange: Callable[[Office], None], sentence: str, standing: OrderStatus
) -> None:
    arrange(office)
    before = office.everything()

    assert office.command("reconcile") == (1, f"{sentence}\nThe books do not balance: 1 found.\n")
    assert office.everything() == before

    status, printed = office.command("reconcile", "--repair")

    assert (status, office.order().status) == (0, standing), printed
    done = sentence.replace("; would ", ": ")
    assert printed == f"{sentence}\n{done}: done\nThe books balance.\n"
    sold = 1 if standing is COMPLETED else 0
    assert office.books.available("Test Product") == UNITS - sold
    assert sum(office.kept(Attempt("order-1", attempt)) for attempt in (1, 2)) == PRICE * sold


def test_a_repaired_start_is_the_execution_of_that_attempt(office: Office) -> None:
    never_started(office)
    office.command("reconcile", "--repair")

    assert office.started() == ["order-1.1"]


def test_a_letter_that_was_sent_again_can_be_redriven(office: Office) -> None:
    letter_lost(office)
    office.command("reconcile", "--repair")

    (letter,) = office.letters()
    assert (letter["order_id"], letter["attempt"], letter["error"]) == ("order-1", 1, "States.Timeout")
    assert office.command("redrive")[0] == 0
    assert office.standing() == (PENDING, 2)


def test_an_order_that_was_cleaned_up_can_be_redriven(office: Office) -> None:
    ended_without_undoing(office)
    office.command("reconcile", "--repair")

    assert office.command("redrive")[0] == 0
    assert office.standing() == (PENDING, 2)


def test_an_order_whose_stock_was_released_can_be_redriven_and_completed(office: Office) -> None:
    stock_held(office)
    office.command("reconcile", "--repair")
    office.command("redrive")

    office.step(Attempt("order-1", 2), *ALL_STEPS)

    assert office.standing() == (COMPLETED, 2)


def completed_unpaid(office: Office) -> None:
    office.step(office.place(), *ALL_STEPS)
    payment.void(Attempt("order-1", 1), office.provider)


def completed_overpaid(office: Office) -> None:
    office.step(office.place(), *ALL_STEPS)
    raw("dev-payments", {"payment_id": "order-1.1"}, captured=2 * PRICE)


def completed_on_a_hold(office: Office) -> None:
    office.step(office.place(), "authorize", "reserve", "complete")


def completed_with_stock(state: str) -> Callable[[Office], None]:
    def arrange(office: Office) -> None:
        office.step(office.place(), *ALL_STEPS)
        raw("dev-reservations", {"order_id": "order-1"}, state=state)

    return arrange


def sold_to_nobody(office: Office) -> None:
    office.fail()
    raw("dev-reservations", {"order_id": "order-1"}, state="SOLD")


def forgotten_order(office: Office) -> None:
    office.step(office.place(), *ALL_STEPS)
    office.books.forget("order-1")


def forgotten_on_its_way(office: Office) -> None:
    office.step(office.place(), "authorize", "reserve")
    office.books.forget("order-1")


def no_order(office: Office) -> None:
    client("dynamodb").put_item(TableName="dev-orders", Item=encode({"order_id": "order-1", "customer_name": "Secret"}))


def test_an_order_with_a_number_that_somebody_wrote_with_a_point_is_told(office: Office) -> None:
    office.place()
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET unit_price = :price",
        ExpressionAttributeValues={":price": {"N": "19.99"}},
    )

    status, printed = office.command("reconcile")

    assert status == 1
    assert "the item order-1 of the orders table is no order" in printed


def nothing_runs(office: Office) -> None:
    office.step(office.place(), "authorize")


def oversold(office: Office) -> None:
    office.step(office.place(), *ALL_STEPS)
    raw("dev-products", {"product_name": "Test Product"}, available=-2)


def money_of_an_attempt_that_is_yet_to_come(office: Office) -> None:
    office.fail()
    office.provider.authorize("order-1.2", "order-1", Money(PRICE, "USD"), PaymentMethod.VISA, idempotency_key="any")


def money_under_another_order_s_name(office: Office) -> None:
    attempt = office.fail()
    office.orders.reopen(attempt, datetime.now(UTC))
    office.write(office.step(attempt.next, "release", "void", "States.Timeout"))
    office.provider.authorize("order-9.1", "order-1", Money(PRICE, "USD"), PaymentMethod.VISA, idempotency_key="any")


@pytest.mark.parametrize(
    ("arrange", "sentences"),
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
        (sold_to_nobody, ["order order-1 is Failed in attempt 1, but its stock is SOLD"]),
        (
            forgotten_order,
            [
                "1999 is kept or held of order order-1, which does not exist",
                "stock is SOLD for order order-1, which does not exist",
            ],
        ),
        (
            forgotten_on_its_way,
            [
                "1999 is kept or held of order order-1, which does not exist",
                "stock is RESERVED for order order-1, which does not exist",
            ],
        ),
        (
            money_of_an_attempt_that_is_yet_to_come,
            ["order order-1 is Failed in attempt 1, but 1999 is held by payment order-1.2"],
        ),
        (
            money_under_another_order_s_name,
            ["order order-1 is Failed in attempt 2, but 1999 is held by payment order-9.1"],
        ),
        (no_order, ["the item order-1 of the orders table is no order"]),
        (nothing_runs, ["order order-1 is Processing in attempt 1 and has no execution"]),
    ],
)
def test_what_only_a_person_can_judge_is_told_and_left(
    office: Office, arrange: Callable[[Office], None], sentences: list[str]
) -> None:
    arrange(office)
    before = office.everything()

    status, printed = office.command("reconcile", "--repair")

    told = [f"{sentence}; someone must look" for sentence in sentences]
    assert status == 1
    assert printed.splitlines() == [*told, *told, f"The books do not balance: {len(told)} found."]
    assert office.everything() == before


def test_units_that_went_missing_are_told(office: Office) -> None:
    office.step(office.place("sold"), *ALL_STEPS)
    held = office.place("held")
    office.machine.start(held)
    office.step(held, "authorize", "reserve")

    assert office.command("reconcile", f"--stock=Test Product={UNITS}")[0] == 0
    status, printed = office.command("reconcile", f"--stock=Test Product={UNITS + 1},Mug=0")

    assert status == 1
    assert "product Test Product: 98 available and 2 held or sold do not make 101; someone must look\n" in printed
    assert "Mug" not in printed


def test_the_letter_of_an_earlier_attempt_does_not_speak_for_this_one(office: Office) -> None:
    attempt = office.fail()
    office.orders.reopen(attempt, datetime.now(UTC))
    office.step(attempt.next, "release", "void", "States.Timeout")

    status, printed = office.command("reconcile")

    assert status == 1
    assert "attempt 2 for States.Timeout, but neither parked nor in the dead-letter queue" in printed


def test_a_workflow_that_is_about_to_send_its_letter_is_given_the_time(office: Office) -> None:
    attempt = office.place()
    office.machine.start(attempt)
    office.step(attempt, "release", "void", "States.Timeout")

    assert office.command("reconcile")[0] == 0
    office.stop(attempt)
    assert office.command("reconcile")[0] == 1


def test_an_order_that_moves_while_it_is_checked_is_left_for_the_next_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = office.fail()
    read = LedgerTables.orders

    def then_run_again(ledgers: LedgerTables) -> Any:
        orders = list(read(ledgers))
        if office.order().attempt == 1:
            office.orders.reopen(attempt, datetime.now(UTC))
            office.step(attempt.next, "authorize", "reserve")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_run_again)

    assert office.command("reconcile")[0] == 0


def test_an_order_that_is_completed_while_the_books_are_opened_is_no_finding(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = office.place()
    office.machine.start(attempt)
    office.step(attempt, "authorize", "reserve", "capture")
    read = LedgerTables.orders

    def complete_first(ledgers: LedgerTables) -> Any:
        office.step(attempt, "complete")
        return read(ledgers)

    monkeypatch.setattr(LedgerTables, "orders", complete_first)

    assert office.command("reconcile") == (0, "The books balance.\n")


def test_an_order_that_is_placed_while_it_is_checked_is_no_stranger(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = LedgerTables.orders

    def then_place(ledgers: LedgerTables) -> Any:
        orders = list(read(ledgers))
        office.step(office.place(), "authorize", "reserve")
        return orders

    monkeypatch.setattr(LedgerTables, "orders", then_place)

    assert office.command("reconcile") == (0, "The books balance.\n")


def test_books_that_could_not_be_read_to_the_end_are_not_said_to_balance(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten_on_its_way(office)

    def throttled(*_: Any) -> None:
        raise StoreUnavailable("DynamoDB answered ThrottlingException")

    monkeypatch.setattr(OrderTable, "get", throttled)

    with pytest.raises(CommandError, match="DynamoDB answered ThrottlingException"):
        office.command("reconcile")


def test_an_open_order_whose_execution_claims_success_is_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.step(office.place(), "authorize")
    monkeypatch.setattr(StandardExecutions, "find", lambda *_: Execution("any", "SUCCEEDED"))

    status, printed = office.command("reconcile")

    assert status == 1
    assert "order order-1 is Processing in attempt 1, but its execution ended SUCCEEDED; someone must look\n" in printed


def under_way(office: Office) -> Attempt:
    return office.step(office.place(), "authorize", "reserve")


def completed(office: Office) -> Attempt:
    return office.step(office.place(), *ALL_STEPS)


def yet_to_come(office: Office) -> Attempt:
    return office.fail().next


@pytest.mark.parametrize("remedy", [Repair.GIVE_BACK, Repair.RELEASE])
@pytest.mark.parametrize("arrange", [under_way, completed, yet_to_come])
def test_a_repair_undoes_nothing_of_an_attempt_that_is_not_over(
    office: Office, arrange: Callable[[Office], Attempt], remedy: Repair
) -> None:
    attempt = arrange(office)
    before = office.everything()

    assert reconciliation({}).repair(Discrepancy("any", remedy, attempt), datetime.now(UTC)) is False
    assert office.everything() == before


def test_a_repair_does_not_clean_up_after_an_execution_that_runs(office: Office) -> None:
    attempt = under_way(office)
    office.machine.start(attempt)
    before = office.everything()

    assert reconciliation({}).repair(Discrepancy("any", Repair.CLEAN_UP, attempt), datetime.now(UTC)) is False
    assert office.everything() == before


def test_a_repair_that_fails_is_told_and_the_books_stay_as_they_are(office: Office) -> None:
    attempt = office.place(method=PaymentMethod.FLAKY)
    for _ in range(2):
        with pytest.raises(Exception, match="busy"):
            office.step(attempt, "authorize")
    office.write(office.step(attempt, "authorize", "States.Timeout"))

    status, printed = office.command("reconcile", "--repair")

    assert status == 1
    assert "not done: PaymentProviderUnavailable: payment order-1.1: the provider is busy" in printed
    assert [office.command("reconcile", "--repair")[0] for _ in range(2)] == [1, 0]


def test_tables_of_many_pages_are_read_to_the_end(office: Office) -> None:
    filling = "x" * 300_000
    for number in range(8):
        office.step(office.place(f"order-{number}"), "release", "void", "States.Timeout")
        raw("dev-orders", {"order_id": f"order-{number}"}, filling=filling)

    status, printed = office.command("reconcile")

    assert status == 1
    assert printed.endswith("The books do not balance: 8 found.\n")


@pytest.mark.parametrize("setting", ["ORDERS_TABLE", "PRODUCTS_TABLE", "RESERVATIONS_TABLE", "ORDER_WORKFLOW_ARN"])
def test_a_missing_setting_is_named_in_a_sentence(
    office: Office, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.delenv(setting)

    with pytest.raises(CommandError, match=f"^the environment variable {setting} is not set$"):
        office.command("reconcile")


@pytest.mark.parametrize("stock", ["Mug", "=3", "Mug=many", "Mug=3,", "Mug=-1"])
def test_units_at_the_start_are_written_product_by_product(office: Office, stock: str) -> None:
    with pytest.raises(CommandError, match="--stock"):
        office.command("reconcile", f"--stock={stock}")
