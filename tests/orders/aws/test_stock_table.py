from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from orders.aws.completion_tables import CompletionTables
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OrderAlreadyCompleted, OutOfStock, StockContention
from orders.domain.order import MAX_LINES, OrderStatus
from orders.domain.reservation import ReservationState
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order, line

pytestmark = pytest.mark.slow

THIRD = Attempt("order-1", 3)
OTHER_ORDER = Attempt("order-2", 1)
THREE_CUPS_TWO_SAUCERS = (line("Cup", quantity=3), line("Saucer", quantity=2))


@pytest.fixture(autouse=True)
def products(tables: TableHarness) -> None:
    tables.put_product("Cup", available=10, cents=450)
    tables.put_product("Saucer", available=2, cents=299)


def _available(tables: TableHarness) -> tuple[int, int]:
    return tables.available("Cup"), tables.available("Saucer")


def test_a_reservation_takes_every_line_from_the_stock(stock: StockTable, tables: TableHarness) -> None:
    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON) is ReservationState.RESERVED

    assert _available(tables) == (7, 0)
    assert tables.reservation() == {
        "order_id": "order-1",
        "schema_version": 1,
        "attempt": 1,
        "state": "RESERVED",
        "quantities": {"Cup": 3, "Saucer": 2},
        "taken_from": {"Cup": {"0": 3}, "Saucer": {"0": 2}},
        "updated_at": "2026-11-22T12:00:00.000Z",
    }


def test_a_repeated_reservation_takes_its_units_once(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    before = tables.reservation()

    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.RESERVED
    assert _available(tables) == (7, 0)
    assert tables.reservation() == before


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ((line("Cup", quantity=11), line("Saucer", quantity=2)), "Cup"),
        ((line("Cup", quantity=10), line("Saucer", quantity=3)), "Saucer"),
        ((line("Cup", quantity=11), line("Saucer", quantity=3)), "Cup, Saucer"),
        ((line("Cup", quantity=10), line("Spoon"), line("Saucer", quantity=2)), "Spoon"),
    ],
)
def test_an_order_that_exceeds_the_stock_takes_nothing_and_names_the_products(
    lines: tuple[object, ...], missing: str, stock: StockTable, tables: TableHarness
) -> None:
    with pytest.raises(OutOfStock, match=f"not enough of {missing}$"):
        stock.reserve(FIRST, lines, NOON)  # type: ignore[arg-type]

    assert _available(tables) == (10, 2)
    assert tables.reservation() is None


def test_the_last_units_can_be_reserved(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, [line("Cup", quantity=10), line("Saucer", quantity=2)], NOON)

    assert _available(tables) == (0, 0)


def test_the_largest_order_is_reserved_and_released(stock: StockTable, tables: TableHarness) -> None:
    names = [f"Product {number}" for number in range(MAX_LINES)]
    for name in names:
        tables.put_product(name, available=5)

    stock.reserve(FIRST, [line(name, quantity=number % 5 + 1) for number, name in enumerate(names)], NOON)
    assert [tables.available(name) for name in names] == [4, 3, 2, 1, 0] * 10

    stock.release(FIRST, LATER)
    assert {tables.available(name) for name in names} == {5}


def test_an_order_that_was_out_of_stock_can_be_reserved_after_a_restock(
    stock: StockTable, tables: TableHarness
) -> None:
    order = [line("Saucer", quantity=3)]
    assert outcome(lambda: stock.reserve(FIRST, order, NOON)) is OutOfStock
    tables.put_product("Saucer", available=3)

    assert stock.reserve(FIRST, order, LATER) is ReservationState.RESERVED
    assert tables.available("Saucer") == 0


def test_a_repeated_release_returns_the_units_once(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    released = tables.reservation() or {}
    assert (released["state"], released["updated_at"]) == ("RELEASED", "2026-11-22T12:00:05.000Z")
    assert _available(tables) == (10, 2)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert tables.reservation() == released
    assert _available(tables) == (10, 2)


def test_a_release_returns_only_its_own_units(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.reserve(OTHER_ORDER, [line("Cup", quantity=6)], NOON)

    stock.release(FIRST, LATER)

    assert _available(tables) == (4, 2)
    assert (tables.reservation("order-2") or {})["state"] == "RESERVED"


def test_an_attempt_cannot_reserve_after_its_release(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.release(FIRST, LATER)

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)

    assert _available(tables) == (10, 2)


def test_the_next_attempt_can_reserve_after_a_release(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    stock.release(FIRST, LATER)

    assert stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, MUCH_LATER) is ReservationState.RESERVED
    held = tables.reservation() or {}
    assert (held["attempt"], held["state"]) == (2, "RESERVED")
    assert _available(tables) == (7, 0)


def test_a_late_release_does_not_affect_the_next_attempts_stock(stock: StockTable, tables: TableHarness) -> None:
    stock.release(FIRST, NOON)
    stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)

    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert (tables.reservation() or {})["state"] == "RESERVED"
    assert _available(tables) == (7, 0)


def test_a_late_reservation_of_an_earlier_attempt_takes_nothing(stock: StockTable, tables: TableHarness) -> None:
    stock.release(FIRST, NOON)
    stock.release(SECOND, LATER)

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)

    assert _available(tables) == (10, 2)
    assert (tables.reservation() or {})["attempt"] == 2


def test_an_attempt_cannot_reserve_while_another_holds_stock(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    with pytest.raises(IllegalReservation):
        stock.reserve(SECOND, [line("Cup")], LATER)

    assert _available(tables) == (7, 0)


def test_a_release_before_the_reservation_leaves_a_tombstone(stock: StockTable, tables: TableHarness) -> None:
    assert stock.release(FIRST, NOON) is ReservationState.RELEASED

    with pytest.raises(IllegalReservation):
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER)

    assert _available(tables) == (10, 2)
    assert tables.reservation() == {
        "order_id": "order-1",
        "schema_version": 1,
        "attempt": 1,
        "state": "RELEASED",
        "quantities": {},
        "taken_from": {},
        "updated_at": "2026-11-22T12:00:00.000Z",
    }


def test_each_attempt_can_get_a_tombstone(stock: StockTable, tables: TableHarness) -> None:
    stock.release(FIRST, NOON)
    stock.release(SECOND, LATER)

    assert outcome(lambda: stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)) is IllegalReservation
    assert stock.reserve(THIRD, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.RESERVED
    assert _available(tables) == (7, 0)


def test_sold_stock_is_not_released(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    with pytest.raises(OrderAlreadyCompleted):
        stock.release(FIRST, LATER)

    assert _available(tables) == (7, 0)
    assert (tables.reservation() or {})["state"] == "SOLD"


def test_a_repeated_reservation_after_the_sale_takes_nothing(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    assert stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, LATER) is ReservationState.SOLD
    assert _available(tables) == (7, 0)


def test_stock_that_an_earlier_attempt_sold_is_not_released(
    stock: StockTable, completion_store: CompletionTables, tables: TableHarness
) -> None:
    _sell(stock, completion_store)

    with pytest.raises(OrderAlreadyCompleted):
        stock.release(SECOND, LATER)

    assert _available(tables) == (7, 0)


def test_an_attempt_releases_what_an_earlier_one_still_holds(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    assert stock.release(SECOND, LATER) is ReservationState.RELEASED
    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert _available(tables) == (10, 2)

    assert outcome(lambda: stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, MUCH_LATER)) is IllegalReservation
    assert stock.reserve(THIRD, THREE_CUPS_TWO_SAUCERS, MUCH_LATER) is ReservationState.RESERVED
    assert _available(tables) == (7, 0)


def test_a_deleted_product_does_not_prevent_the_release_of_the_others(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    tables.delete_product("Saucer")

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert tables.available("Cup") == 10
    assert (tables.reservation() or {})["state"] == "RELEASED"


def test_a_release_does_not_recreate_a_deleted_product(stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    tables.delete_product("Cup")
    tables.delete_product("Saucer")

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED
    assert [tables.has_product(product) for product in ("Cup", "Saucer")] == [False, False]
    assert (tables.reservation() or {})["state"] == "RELEASED"


def test_a_release_overtaken_by_the_next_attempt_does_not_affect_its_stock(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    def overtake() -> None:
        stock.release(FIRST, LATER)
        stock.reserve(SECOND, THREE_CUPS_TWO_SAUCERS, LATER)

    with _between_read_and_write(overtake, monkeypatch):
        assert stock.release(FIRST, LATER) is ReservationState.RELEASED

    held = tables.reservation() or {}
    assert (held["attempt"], held["state"]) == (2, "RESERVED")
    assert _available(tables) == (7, 0)


def test_a_release_overtaken_by_its_own_reservation_returns_the_units(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtake() -> None:
        stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    with _between_read_and_write(overtake, monkeypatch):
        assert stock.release(FIRST, LATER) is ReservationState.RELEASED

    assert (tables.reservation() or {})["state"] == "RELEASED"
    assert _available(tables) == (10, 2)


def test_a_release_overtaken_by_another_returns_the_units_once(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    def overtake() -> None:
        stock.release(FIRST, LATER)

    with _between_read_and_write(overtake, monkeypatch):
        assert stock.release(FIRST, LATER) is ReservationState.RELEASED

    assert _available(tables) == (10, 2)


def test_twenty_concurrent_orders_for_five_units_reserve_five(stock: StockTable, tables: TableHarness) -> None:
    tables.put_product("Lamp", available=5)
    attempts = [Attempt(f"order-{number}", 1) for number in range(20)]

    outcomes = run_concurrently(
        *[lambda attempt=attempt: stock.reserve(attempt, [line("Lamp")], NOON) for attempt in attempts]
    )

    assert outcomes.count(ReservationState.RESERVED) == 5
    assert outcomes.count(OutOfStock) == 15
    assert tables.available("Lamp") == 0
    holders = [attempt.order_id for attempt in attempts if tables.reservation(attempt.order_id)]
    assert holders == [
        attempt.order_id
        for attempt, result in zip(attempts, outcomes, strict=True)
        if result is ReservationState.RESERVED
    ]


def test_twenty_concurrent_reservations_of_one_attempt_take_its_units_once(
    stock: StockTable, tables: TableHarness
) -> None:
    outcomes = run_concurrently(*[lambda: stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)] * 20)

    assert outcomes == [ReservationState.RESERVED] * 20
    assert _available(tables) == (7, 0)


@pytest.mark.parametrize("_", range(5))
def test_two_concurrent_releases_return_the_units_once(_: int, stock: StockTable, tables: TableHarness) -> None:
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)

    outcomes = run_concurrently(*[lambda: stock.release(FIRST, LATER)] * 2)

    assert ReservationState.RELEASED in outcomes
    assert set(outcomes) <= {ReservationState.RELEASED, StockContention}
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _available(tables) == (10, 2)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_reservation_and_release_end_with_nothing_reserved(
    _: int, stock: StockTable, tables: TableHarness
) -> None:
    reserved, released = run_concurrently(
        lambda: stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON), lambda: stock.release(FIRST, LATER)
    )

    assert reserved in {ReservationState.RESERVED, IllegalReservation}
    assert released in {ReservationState.RELEASED, StockContention}
    assert stock.release(FIRST, MUCH_LATER) is ReservationState.RELEASED
    assert _available(tables) == (10, 2)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_sale_and_release_have_one_winner(
    _: int, stock: StockTable, completion_store: CompletionTables, tables: TableHarness
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
        assert _available(tables) == (7, 0)
    else:
        assert (sold, released) == (IllegalReservation, ReservationState.RELEASED)
        assert completion_store.orders.get("order-1").status is OrderStatus.PROCESSING
        assert _available(tables) == (10, 2)


@contextmanager
def _between_read_and_write(overtake: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Call ``overtake`` once, after the next read of the reservation and before the write that follows it."""
    find = StockTable._find

    def find_and_be_overtaken(table: StockTable, order_id: str) -> Any:
        found = find(table, order_id)
        monkeypatch.setattr(StockTable, "_find", find)
        overtake()
        return found

    monkeypatch.setattr(StockTable, "_find", find_and_be_overtaken)
    yield


def _sell(stock: StockTable, completion_store: CompletionTables) -> None:
    completion_store.orders.add(an_order(status=OrderStatus.PROCESSING, lines=THREE_CUPS_TWO_SAUCERS))
    stock.reserve(FIRST, THREE_CUPS_TWO_SAUCERS, NOON)
    completion_store.complete(FIRST, NOON)
