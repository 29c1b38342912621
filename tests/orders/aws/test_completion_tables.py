from dataclasses import replace
from typing import Any

import pytest

from orders.aws.completion_tables import CompletionTables
from orders.aws.stock_table import StockTable
from orders.domain.errors import IllegalReservation, IllegalTransition, OrderNotFound
from orders.domain.order import OrderStatus
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


def test_completing_an_order_sells_its_stock(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables)

    completion_store.complete(FIRST, LATER)

    assert completion_store.orders.get("order-1") == an_order(status=OrderStatus.COMPLETED, updated_at=LATER)
    assert tables.reservation() == {
        "order_id": "order-1",
        "schema_version": 1,
        "attempt": 1,
        "state": "SOLD",
        "quantities": {"Test Product": 1},
        "taken_from": {"Test Product": {"0": 1}},
        "updated_at": "2026-11-22T12:00:05.000Z",
    }
    assert tables.available("Test Product") == 9


def test_a_repeated_completion_changes_nothing(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables)
    completion_store.complete(FIRST, LATER)
    before = tables.order_item(), tables.reservation()

    completion_store.complete(FIRST, MUCH_LATER)

    assert (tables.order_item(), tables.reservation()) == before


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.FAILED, OrderStatus.CANCELLED])
def test_an_order_that_is_not_processing_is_not_completed(
    status: OrderStatus, completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables, status=status)
    before = tables.order_item(), tables.reservation()

    with pytest.raises(IllegalTransition):
        completion_store.complete(FIRST, LATER)

    assert (tables.order_item(), tables.reservation()) == before


def test_an_order_without_reserved_stock_is_not_completed(
    completion_store: CompletionTables, tables: TableHarness
) -> None:
    completion_store.orders.add(an_order(status=OrderStatus.PROCESSING))

    with pytest.raises(IllegalReservation):
        completion_store.complete(FIRST, LATER)

    assert completion_store.orders.get("order-1") == an_order(status=OrderStatus.PROCESSING)
    assert tables.reservation() is None


def test_an_order_whose_stock_was_released_is_not_completed(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables)
    stock.release(FIRST, NOON)
    before = tables.reservation()

    with pytest.raises(IllegalReservation):
        completion_store.complete(FIRST, LATER)

    assert completion_store.orders.get("order-1").status is OrderStatus.PROCESSING
    assert tables.reservation() == before


def test_an_attempt_cannot_sell_another_attempts_stock(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables, attempt_number=2)
    before = tables.reservation()

    with pytest.raises(IllegalReservation):
        completion_store.complete(SECOND, LATER)

    assert completion_store.orders.get("order-1").status is OrderStatus.PROCESSING
    assert tables.reservation() == before


def test_an_earlier_attempt_completes_nothing(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables, attempt_number=2)
    before = tables.order_item(), tables.reservation()

    with pytest.raises(IllegalTransition):
        completion_store.complete(FIRST, LATER)

    assert (tables.order_item(), tables.reservation()) == before


def test_an_unknown_order_is_not_completed(completion_store: CompletionTables, tables: TableHarness) -> None:
    with pytest.raises(OrderNotFound):
        completion_store.complete(FIRST, LATER)

    assert (tables.order_item(), tables.reservation()) == (None, None)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_completion_and_failure_have_one_winner(
    _: int, completion_store: CompletionTables, stock: StockTable, tables: TableHarness
) -> None:
    _process(completion_store, stock, tables)

    completed, failed = run_concurrently(
        lambda: completion_store.complete(FIRST, LATER),
        lambda: completion_store.orders.transition(FIRST, OrderStatus.FAILED, LATER, "States.Timeout"),
    )

    order, reservation = completion_store.orders.get("order-1"), tables.reservation() or {}
    if completed is None:
        assert (order.status, order.failure_reason, reservation["state"]) == (OrderStatus.COMPLETED, None, "SOLD")
        assert failed is IllegalTransition
    else:
        assert completed is IllegalTransition
        assert (order, reservation["state"]) == (failed, "RESERVED")
        assert order.failure_reason == "States.Timeout"


def _process(completion_store: CompletionTables, stock: StockTable, tables: TableHarness, **changes: Any) -> None:
    """Store a processing order whose first attempt holds its one unit of ten."""
    order = replace(an_order(status=OrderStatus.PROCESSING), **changes)
    tables.put_product("Test Product", available=10)
    completion_store.orders.add(order)
    stock.reserve(FIRST, order.lines, NOON)
