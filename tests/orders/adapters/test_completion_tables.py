from dataclasses import replace
from typing import Any

import pytest

from orders.adapters.completion_tables import CompletionTables
from orders.adapters.order_table import OrderTable
from orders.adapters.settings import MissingSetting
from orders.adapters.stock_table import StockTable
from orders.errors import IllegalReservation, IllegalTransition, OrderNotFound
from orders.order import OrderStatus
from tests.orders.adapters.books import Books
from tests.orders.adapters.crowd import at_once
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order


def test_completing_an_order_sells_its_stock(till: CompletionTables, stock: StockTable, books: Books) -> None:
    _process(till, stock, books)

    till.complete(FIRST, LATER)

    assert till.orders.get("order-1") == an_order(status=OrderStatus.COMPLETED, updated_at=LATER)
    assert books.reservation() == {
        "order_id": "order-1",
        "attempt": 1,
        "state": "SOLD",
        "quantities": {"Test Product": 1},
        "updated_at": "2026-11-22T12:00:05.000Z",
    }
    assert books.available("Test Product") == 9


def test_completing_an_order_again_changes_nothing(till: CompletionTables, stock: StockTable, books: Books) -> None:
    _process(till, stock, books)
    till.complete(FIRST, LATER)
    before = books.order_item(), books.reservation()

    till.complete(FIRST, MUCH_LATER)

    assert (books.order_item(), books.reservation()) == before


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.FAILED, OrderStatus.CANCELLED])
def test_an_order_that_may_not_be_completed_does_not_sell_its_stock(
    status: OrderStatus, till: CompletionTables, stock: StockTable, books: Books
) -> None:
    _process(till, stock, books, status=status)
    before = books.order_item(), books.reservation()

    with pytest.raises(IllegalTransition):
        till.complete(FIRST, LATER)

    assert (books.order_item(), books.reservation()) == before


def test_an_order_that_holds_no_stock_is_not_completed(till: CompletionTables, books: Books) -> None:
    till.orders.add(an_order(status=OrderStatus.PROCESSING))

    with pytest.raises(IllegalReservation):
        till.complete(FIRST, LATER)

    assert till.orders.get("order-1") == an_order(status=OrderStatus.PROCESSING)
    assert books.reservation() is None


def test_an_order_that_gave_its_stock_back_is_not_completed(
    till: CompletionTables, stock: StockTable, books: Books
) -> None:
    _process(till, stock, books)
    stock.release(FIRST, NOON)
    before = books.reservation()

    with pytest.raises(IllegalReservation):
        till.complete(FIRST, LATER)

    assert till.orders.get("order-1").status is OrderStatus.PROCESSING
    assert books.reservation() == before


def test_an_attempt_does_not_sell_what_another_one_holds(
    till: CompletionTables, stock: StockTable, books: Books
) -> None:
    _process(till, stock, books, attempt=2)
    before = books.reservation()

    with pytest.raises(IllegalReservation):
        till.complete(SECOND, LATER)

    assert till.orders.get("order-1").status is OrderStatus.PROCESSING
    assert books.reservation() == before


def test_a_stale_attempt_completes_nothing(till: CompletionTables, stock: StockTable, books: Books) -> None:
    _process(till, stock, books, attempt=2)
    before = books.order_item(), books.reservation()

    with pytest.raises(IllegalTransition):
        till.complete(FIRST, LATER)

    assert (books.order_item(), books.reservation()) == before


def test_an_order_that_does_not_exist_is_not_completed(till: CompletionTables, books: Books) -> None:
    with pytest.raises(OrderNotFound):
        till.complete(FIRST, LATER)

    assert (books.order_item(), books.reservation()) == (None, None)


@pytest.mark.parametrize("_", range(5))
def test_an_order_that_is_completed_and_failed_at_once_is_one_of_them(
    _: int, till: CompletionTables, stock: StockTable, books: Books, rush: None
) -> None:
    _process(till, stock, books)

    completed, failed = at_once(
        lambda: till.complete(FIRST, LATER),
        lambda: till.orders.move(FIRST, OrderStatus.FAILED, LATER, "States.Timeout"),
    )

    order, reservation = till.orders.get("order-1"), books.reservation() or {}
    if completed is None:
        assert (order.status, order.failure_reason, reservation["state"]) == (OrderStatus.COMPLETED, None, "SOLD")
        assert failed is IllegalTransition
    else:
        assert completed is IllegalTransition
        assert (order, reservation["state"]) == (failed, "RESERVED")
        assert order.failure_reason == "States.Timeout"


def test_the_two_tables_are_found_by_their_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TABLE", "dev-orders")
    monkeypatch.setenv("RESERVATIONS_TABLE", "dev-reservations")

    assert CompletionTables.from_settings() == CompletionTables(OrderTable("dev-orders"), "dev-reservations")


@pytest.mark.parametrize("missing", ["ORDERS_TABLE", "RESERVATIONS_TABLE"])
def test_a_setting_that_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TABLE", "dev-orders")
    monkeypatch.setenv("RESERVATIONS_TABLE", "dev-reservations")
    monkeypatch.delenv(missing)

    with pytest.raises(MissingSetting, match=f"environment variable {missing} is not set"):
        CompletionTables.from_settings()


def _process(till: CompletionTables, stock: StockTable, books: Books, **changes: Any) -> None:
    """An order under way, whose first attempt holds its one unit of ten."""
    order = replace(an_order(status=OrderStatus.PROCESSING), **changes)
    books.shelve("Test Product", available=10)
    till.orders.add(order)
    stock.reserve(FIRST, order.lines, NOON)
