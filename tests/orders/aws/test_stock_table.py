from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from orders import wiring
from orders.aws.completion_tables import CompletionTables
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.domain.order import MAX_LINES, OrderStatus
from orders.domain.reservation import ReservationState
from orders.environment import MissingSetting
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, line

pytestmark = pytest.mark.slow

THIRD = Attempt("order-1", 3)
RIVAL = Attempt("order-2", 1)
THREE_CUPS_TWO_SAUCERS = (line("Cup", quantity=3), line("Saucer", quantity=2))


@pytest.fixture(autouse=True)
def shelves(tables: TableHarness) -> None:
    tables.shelve("Cup", available=10, cents=450)
    tables.shelve("Saucer", available=2, cents=299)


def _on_the_shelf(tables: TableHarness) -> tuple[int, int]:
    return tables.available("Cup"), tables.available("Saucer")


def test_a_reservation_takes_every_line_off_the_shelf(stock: StockTable, tables: TableHarness) -> None:
    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON) is ReservationState.RESERVED

    assert _on_the_shelf(tables) == (7, 0)
    assert tables.reservation() == {
        "order_id": "order-1",
        "attempt": 1,
        "state": "RESERVED",
        "quantities": {"Cup": 3, "Saucer": 2},
        "updated_at": "2026-11-22T12:00:00.000Z",
    }


def test_a_reservation_takes_its_units_once_however_often_it_is_asked_for(
    stock: StockTable, tables: TableHarness
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    before = tables.reservation()

    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.RESERVED
    assert _on_the_shelf(tables) == (7, 0)
    assert tables.reservation() == before


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        ((line("Cup", quantity=11), line("Saucer", quantity=2)), "Cup"),
        ((line("Cup", quantity=10), line("Saucer", quantity=3)), "Saucer"),
        ((line("Cup", quantity=11), line("Saucer", quantity=3)), "Cup, Saucer"),
        ((line("Cup", quantity=10), line("Spoon"), line("Saucer", quantity=2)), "Spoon"),
    ],
)
def test_an_order_that_cannot_be_filled_takes_nothing_and_is_told_what_is_short(
    lines: tuple[object, ...], short: str, stock: StockTable, tables: TableHarness
) -> None:
    with pytest.raises(OutOfStock, match=f"not enough of {short}$"):
        stock.reserve(FIRST, lines, NOON)  # type: ignore[arg-type]

    assert _on_the_shelf(tables) == (10, 2)
    assert tables.reservation() is None


def test_the_last_units_can_be_bought(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, [line("Cup", quantity=10), line("Saucer", quantity=2)], NOON)

    assert _on_the_shelf(tables) == (0, 0)


def test_an_order_of_fifty_products_is_held_and_given_back_whole(stock: StockTable, tables: TableHarness) -> None:
    names = [f"Product {number}" for number in range(MAX_LINES)]
    for name in names:
        tables.shelve(name, available=5)

    stock.reserve(FIRST, [line(name, quantity=number % 5 + 1) for number, name in enumerate(names)], NOON)
    assert [tables.available(name) for name in names] == [4, 3, 2, 1, 0] * 10

    stock.release(FIRST, LATER)
    assert {tables.available(name) for name in names} == {5}


def test_an_order_that_was_short_may_be_filled_once_the_shelf_is(stock: StockTable, tables: TableHarness) -> None:
    order = [line("Saucer", quantity=3)]
    assert outcome(lambda: stock.reserve(FIRST, order, NOON)) is OutOfStock
    tables.shelve("Saucer", available=3)

    assert stock.reserve(FIRST, order, LATER) is ReservationState.RESERVED
    assert tables.available("Saucer") == 0


def test_a_release_gives_every_unit_back_once(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    released = tables.reservation() or {}
    assert (released["state"], released["updated_at"]) == ("RELEASED", "2026-11-22T12:00:05.000Z")
    assert _on_the_shelf(tables) == (10, 2)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert tables.reservation() == released
    assert _on_the_shelf(tables) == (10, 2)


def test_a_release_gives_back_what_was_held_and_not_what_the_shelf_held(
    stock: StockTable, tables: TableHarness
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.reserve(RIVAL, [line("Cup", quantity=6)], NOON)

    stock.release(FIRST, LATER)

    assert _on_the_shelf(tables) == (4, 2)
    assert (tables.reservation("order-2") or {})["state"] == "RESERVED"


def test_an_attempt_that_gave_its_stock_back_cannot_hold_it_again(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.release(FIRST, LATER)

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)

    assert _on_the_shelf(tables) == (10, 2)


def test_the_next_attempt_can_hold_what_the_last_one_gave_back(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.release(FIRST, LATER)

    assert stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, MUCH_LATER) is ReservationState.RESERVED
    held = tables.reservation() or {}
    assert (held["attempt"], held["state"]) == (2, "RESERVED")
    assert _on_the_shelf(tables) == (7, 0)


def test_a_late_release_of_the_last_attempt_leaves_the_next_one_its_stock(
    stock: StockTable, tables: TableHarness
) -> None:
    stock.release(FIRST, NOON)
    stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert (tables.reservation() or {})["state"] == "RESERVED"
    assert _on_the_shelf(tables) == (7, 0)


def test_a_late_reservation_of_the_last_attempt_takes_nothing(stock: StockTable, tables: TableHarness) -> None:
    stock.release(FIRST, NOON)
    stock.release(SECOND, LATER)

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)

    assert _on_the_shelf(tables) == (10, 2)
    assert (tables.reservation() or {})["attempt"] == 2


def test_an_attempt_takes_nothing_while_another_holds_the_stock(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    with pytest.raises(IllegalReservation):
        stock.reserve(SECOND, [line("Cup")], LATER)

    assert _on_the_shelf(tables) == (7, 0)


def test_a_release_before_the_reservation_keeps_it_from_taking_effect(stock: StockTable, tables: TableHarness) -> None:
    assert stock.release(FIRST, NOON) is ReservationState.RELEASED

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER)

    assert _on_the_shelf(tables) == (10, 2)
    assert tables.reservation() == {
        "order_id": "order-1",
        "attempt": 1,
        "state": "RELEASED",
        "quantities": {},
        "updated_at": "2026-11-22T12:00:00.000Z",
    }


def test_each_attempt_may_be_barred_in_its_turn(stock: StockTable, tables: TableHarness) -> None:
    stock.release(FIRST, NOON)
    stock.release(SECOND, LATER)

    assert outcome(lambda: stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)) is IllegalReservation
    assert stock.reserve(THIRD, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.RESERVED
    assert _on_the_shelf(tables) == (7, 0)


def test_what_is_sold_is_not_given_back(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    with pytest.raises(OrderAlreadyCompleted):
        stock.release(FIRST, LATER)

    assert _on_the_shelf(tables) == (7, 0)
    assert (tables.reservation() or {})["state"] == "SOLD"


def test_a_reservation_asked_for_again_after_the_sale_takes_nothing(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.SOLD
    assert _on_the_shelf(tables) == (7, 0)


def test_what_an_earlier_attempt_sold_is_not_given_back_either(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    with pytest.raises(OrderAlreadyCompleted):
        stock.release(SECOND, LATER)

    assert _on_the_shelf(tables) == (7, 0)


def test_an_attempt_gives_back_what_the_one_before_it_failed_to(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    assert stock.release(SECOND, LATER) is ReservationState.RELEASED
    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert _on_the_shelf(tables) == (10, 2)

    assert outcome(lambda: stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)) is IllegalReservation
    assert stock.reserve(THIRD, THREE_CUPS_TWO_SAUCERS, MUCH_LATER) is ReservationState.RESERVED
    assert _on_the_shelf(tables) == (7, 0)


def test_a_product_that_is_sold_no_more_does_not_keep_the_others_from_the_shelf(
    stock: StockTable, tables: TableHarness
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    tables.delist("Saucer")

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert tables.available("Cup") == 10
    assert (tables.reservation() or {})["state"] == "RELEASED"


def test_a_release_does_not_bring_a_deleted_product_back(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    tables.delist("Cup")
    tables.delist("Saucer")

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert [tables.is_on_offer(product) for product in ("Cup", "Saucer")] == [False, False]
    assert (tables.reservation() or {})["state"] == "RELEASED"


def test_a_release_that_the_next_attempt_overtakes_leaves_it_its_stock(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    def overtake() -> None:
        stock.release(FIRST, LATER)
        stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)

    with _between_reading_and_writing(overtake, monkeypatch), pytest.raises(StockContention):
        stock.release(FIRST, LATER)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    held = tables.reservation() or {}
    assert (held["attempt"], held["state"]) == (2, "RESERVED")
    assert _on_the_shelf(tables) == (7, 0)


def test_a_release_that_its_own_reservation_overtakes_gives_the_units_back_when_asked_again(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtake() -> None:
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    with _between_reading_and_writing(overtake, monkeypatch), pytest.raises(StockContention):
        stock.release(FIRST, LATER)
    assert _on_the_shelf(tables) == (7, 0)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _on_the_shelf(tables) == (10, 2)


def test_a_release_that_another_overtakes_does_not_give_the_units_back_again(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    def overtake() -> None:
        stock.release(FIRST, LATER)

    with _between_reading_and_writing(overtake, monkeypatch), pytest.raises(StockContention):
        stock.release(FIRST, LATER)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _on_the_shelf(tables) == (10, 2)


def test_twenty_customers_buy_the_last_five_units_and_fifteen_are_told_so(
    stock: StockTable, tables: TableHarness, atomic_requests: None
) -> None:
    tables.shelve("Lamp", available=5)
    attempts = [Attempt(f"order-{number}", 1) for number in range(20)]

    answers = run_concurrently(
        *[lambda attempt=attempt: stock.reserve(attempt, [line("Lamp")], NOON) for attempt in attempts]
    )

    assert answers.count(ReservationState.RESERVED) == 5
    assert answers.count(OutOfStock) == 15
    assert tables.available("Lamp") == 0
    holders = [attempt.order_id for attempt in attempts if tables.reservation(attempt.order_id)]
    assert holders == [
        attempt.order_id
        for attempt, answer in zip(attempts, answers, strict=True)
        if answer is ReservationState.RESERVED
    ]


def test_one_attempt_that_reserves_twenty_times_at_once_takes_its_units_once(
    stock: StockTable, tables: TableHarness, atomic_requests: None
) -> None:
    answers = run_concurrently(*[lambda: stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)] * 20)

    assert answers == [ReservationState.RESERVED] * 20
    assert _on_the_shelf(tables) == (7, 0)


@pytest.mark.parametrize("_", range(5))
def test_two_releases_at_once_give_the_units_back_once(
    _: int, stock: StockTable, tables: TableHarness, atomic_requests: None
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    answers = run_concurrently(*[lambda: stock.release(FIRST, LATER)] * 2)

    assert ReservationState.RELEASED in answers
    assert set(answers) <= {ReservationState.RELEASED, StockContention}
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _on_the_shelf(tables) == (10, 2)


@pytest.mark.parametrize("_", range(5))
def test_a_reservation_that_meets_its_own_release_ends_with_the_units_on_the_shelf(
    _: int, stock: StockTable, tables: TableHarness, atomic_requests: None
) -> None:
    reserved, released = run_concurrently(
        lambda: stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON), lambda: stock.release(FIRST, LATER)
    )

    assert reserved in {ReservationState.RESERVED, IllegalReservation}
    assert released in {ReservationState.RELEASED, StockContention}
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _on_the_shelf(tables) == (10, 2)


@pytest.mark.parametrize("_", range(5))
def test_units_that_are_sold_and_given_back_at_once_are_one_of_them(
    _: int, stock: StockTable, completion_store: CompletionTables, tables: TableHarness, atomic_requests: None
) -> None:
    completion_store.orders.add(an_order(status=OrderStatus.PROCESSING, lines=THREE_CUPS_TWO_SAUCERS))
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    sold, released = run_concurrently(
        lambda: completion_store.complete(FIRST, LATER), lambda: stock.release(FIRST, LATER)
    )

    if sold is None:
        assert released in {OrderAlreadyCompleted, StockContention}
        assert completion_store.orders.get("order-1").status is OrderStatus.COMPLETED
        assert outcome(lambda: stock.release(FIRST, MUCH_LATER)) is OrderAlreadyCompleted
        assert _on_the_shelf(tables) == (7, 0)
    else:
        assert (sold, released) == (IllegalReservation, ReservationState.RELEASED)
        assert completion_store.orders.get("order-1").status is OrderStatus.PROCESSING
        assert _on_the_shelf(tables) == (10, 2)


def test_the_stock_is_found_by_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTS_TABLE", "dev-products")
    monkeypatch.setenv("RESERVATIONS_TABLE", "dev-reservations")

    assert wiring.stock() == StockTable("dev-products", "dev-reservations")


@pytest.mark.parametrize("missing", ["PRODUCTS_TABLE", "RESERVATIONS_TABLE"])
def test_a_setting_that_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTS_TABLE", "dev-products")
    monkeypatch.setenv("RESERVATIONS_TABLE", "dev-reservations")
    monkeypatch.setenv(missing, "")

    with pytest.raises(MissingSetting, match=f"environment variable {missing} is not set"):
        wiring.stock()


@contextmanager
def _between_reading_and_writing(overtake: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else is quicker, once: after the reservation was read, before it is written."""
    find = StockTable._find

    def read_and_be_overtaken(table: StockTable, order_id: str) -> Any:
        found = find(table, order_id)
        monkeypatch.setattr(StockTable, "_find", find)
        overtake()
        return found

    monkeypatch.setattr(StockTable, "_find", read_and_be_overtaken)
    yield


def _sell(stock: StockTable, completion_store: CompletionTables) -> None:
    completion_store.orders.add(an_order(status=OrderStatus.PROCESSING, lines=THREE_CUPS_TWO_SAUCERS))
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    completion_store.complete(FIRST, NOON)
