"""A product's stock on several rows, and the retries when transactions meet."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from orders.aws import contention
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.stock_rows import write_or_contend
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation, OutOfStock, StockContention
from orders.domain.order import MAX_LINES
from orders.domain.reservation import ReservationState
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, line

pytestmark = pytest.mark.slow

ROWS = 4
CHOSEN = crc32(b"order-1") % ROWS
"""The row of ``FIRST`` among four."""

NEXT = (CHOSEN + 1) % ROWS


def put(tables: TableHarness, product: str = "Cup", **units: int) -> None:
    """Put a product with four rows: ``chosen`` and ``next``, and the others with ``others`` units each."""
    rows = [units.get("others", 0)] * ROWS
    rows[CHOSEN], rows[NEXT] = units.get("chosen", 0), units.get("next", units.get("others", 0))
    tables.put_product(product, available=rows[0], rows=rows[1:])


def taken_from(tables: TableHarness, product: str = "Cup") -> dict[str, int]:
    taken: dict[str, int] = (tables.reservation() or {})["taken_from"][product]
    return taken


@pytest.fixture
def writes(cloud: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record the number of actions of each transaction."""
    sizes: list[int] = []
    _before_each_transaction(monkeypatch, lambda items: sizes.append(len(items)))
    return sizes


def _before_each_transaction(monkeypatch: pytest.MonkeyPatch, run: Callable[[list[Any]], None]) -> None:
    request = BaseClient._make_api_call

    def make_api_call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "TransactWriteItems":
            run(arguments["TransactItems"])
        return request(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", make_api_call)


def _conflict(items: list[Any]) -> ClientError:
    reasons = [{"Code": "None"}] * (len(items) - 1) + [{"Code": "TransactionConflict"}]
    return ClientError(
        {"Error": {"Code": "TransactionCanceledException", "Message": ""}, "CancellationReasons": reasons},
        "TransactWriteItems",
    )


def _conflict_times(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Cancel the first transactions, and record the number of actions of all."""
    sizes: list[int] = []

    def meet(items: list[Any]) -> None:
        sizes.append(len(items))
        if len(sizes) <= times:
            raise _conflict(items)

    _before_each_transaction(monkeypatch, meet)
    return sizes


def test_an_order_takes_its_units_from_the_row_that_its_id_chooses(stock: StockTable, tables: TableHarness) -> None:
    put(tables, chosen=3, others=9)

    stock.reserve(FIRST, [line("Cup", quantity=3)], NOON)

    assert tables.rows("Cup")[CHOSEN] == 0
    assert taken_from(tables) == {str(CHOSEN): 3}
    assert (tables.reservation() or {})["quantities"] == {"Cup": 3}


def test_orders_spread_over_all_rows(stock: StockTable, tables: TableHarness) -> None:
    tables.put_product("Cup", available=50, rows=[50] * 7)

    for number in range(100):
        stock.reserve(Attempt(f"order-{number}", 1), [line("Cup")], NOON)

    assert tables.available("Cup") == 300
    assert all(50 - units < 30 for units in tables.rows("Cup").values())
    assert all(units < 50 for units in tables.rows("Cup").values())


def test_an_order_takes_from_another_row_if_its_own_has_too_few_units(stock: StockTable, tables: TableHarness) -> None:
    put(tables, chosen=2, next=1, others=3)

    stock.reserve(FIRST, [line("Cup", quantity=3)], NOON)

    [shard] = map(int, taken_from(tables))
    assert shard not in {CHOSEN, NEXT}
    assert tables.rows("Cup")[shard] == 0


def test_an_order_takes_from_several_rows_in_one_transaction_if_only_the_sum_suffices(
    stock: StockTable, tables: TableHarness, writes: list[int]
) -> None:
    put(tables, chosen=1, others=2)

    assert stock.reserve(FIRST, [line("Cup", quantity=7)], NOON) is ReservationState.RESERVED

    assert tables.rows("Cup") == dict.fromkeys(range(ROWS), 0)
    assert sum(taken_from(tables).values()) == 7
    assert writes == [2, 1 + ROWS]


def test_an_order_is_out_of_stock_only_if_the_sum_is_too_small(stock: StockTable, tables: TableHarness) -> None:
    put(tables, chosen=1, others=2)

    with pytest.raises(OutOfStock, match=r"not enough of Cup$"):
        stock.reserve(FIRST, [line("Cup", quantity=8)], NOON)

    assert tables.available("Cup") == 7
    assert tables.reservation() is None


@pytest.mark.parametrize(
    ("call", "number"),
    [
        pytest.param("Query", 1, id="while they are counted"),  # row 0 has been read
        pytest.param("TransactWriteItems", 2, id="before they are taken"),  # the first one tries a single row
    ],
)
def test_an_order_is_not_out_of_stock_because_units_move(
    stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    tables.put_product("Cup", available=2, rows=[2])
    request = BaseClient._make_api_call
    calls: list[str] = []

    def make_api_call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        calls.append(operation)
        if calls.count(call) == number:
            monkeypatch.setattr(BaseClient, "_make_api_call", request)
            write_or_contend([stock.rows.take("Cup", 1, 2), stock.rows.give("Cup", 0, 2)])
        return request(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", make_api_call)

    assert stock.reserve(FIRST, [line("Cup", quantity=4)], NOON) is ReservationState.RESERVED
    assert calls.count(call) == number


def test_only_the_products_whose_row_is_too_small_are_taken_from_elsewhere(
    stock: StockTable, tables: TableHarness
) -> None:
    put(tables, chosen=1, others=2)
    put(tables, "Saucer", chosen=5)

    stock.reserve(FIRST, [line("Cup", quantity=2), line("Saucer", quantity=2)], NOON)

    assert taken_from(tables) == {str(NEXT): 2}
    assert taken_from(tables, "Saucer") == {str(CHOSEN): 2}


def test_a_release_returns_the_units_to_their_rows(stock: StockTable, tables: TableHarness) -> None:
    put(tables, chosen=1, others=2)
    before = tables.rows("Cup")
    stock.reserve(FIRST, [line("Cup", quantity=6)], NOON)

    stock.release(FIRST, LATER)
    stock.release(FIRST, MUCH_LATER)

    assert tables.rows("Cup") == before


def test_a_release_returns_the_units_of_a_removed_row_to_row_0(stock: StockTable, tables: TableHarness) -> None:
    put(tables, others=2)
    stock.reserve(FIRST, [line("Cup", quantity=6)], NOON)
    for shard in (2, 3):
        client("dynamodb").delete_item(TableName="dev-stock", Key=encode({"product_name": "Cup", "shard": shard}))

    stock.release(FIRST, LATER)

    assert sorted(tables.rows("Cup")) == [0, 1]
    assert tables.available("Cup") == 6


def test_a_release_ignores_a_row_beyond_the_products_number_of_rows(stock: StockTable, tables: TableHarness) -> None:
    put(tables, others=2)
    stock.reserve(FIRST, [line("Cup", quantity=6)], NOON)
    tables.put_product("Cup", available=0)  # one row again, while the rows of the stock table still exist

    stock.release(FIRST, LATER)

    assert tables.rows("Cup") == {0: 6}


def test_a_release_of_a_deleted_product_drops_its_units(stock: StockTable, tables: TableHarness) -> None:
    put(tables, others=2)
    put(tables, "Saucer", chosen=2)
    stock.reserve(FIRST, [line("Cup", quantity=6), line("Saucer")], NOON)
    tables.delete_product("Cup")

    assert stock.release(FIRST, LATER) is ReservationState.RELEASED

    assert not tables.has_product("Cup")
    assert tables.available("Saucer") == 2


def test_a_product_without_a_number_of_rows_has_one(stock: StockTable, tables: TableHarness) -> None:
    tables.put_product("Cup", available=5)
    for shard in range(1, 8):
        tables.put_row("Cup", shard, 10)  # written by the first deployment of this version

    with pytest.raises(OutOfStock):
        stock.reserve(FIRST, [line("Cup", quantity=6)], NOON)
    stock.reserve(FIRST, [line("Cup", quantity=5)], NOON)

    assert tables.rows("Cup") == {0: 0}
    assert taken_from(tables) == {"0": 5}


@pytest.mark.parametrize("shards", [1, 4])
def test_a_reservation_of_the_previous_version_is_returned_to_row_0(
    shards: int, stock: StockTable, tables: TableHarness
) -> None:
    tables.put_product("Cup", available=5, rows=[0] * (shards - 1))
    old = {
        "order_id": "order-1",
        "attempt": 1,
        "state": "RESERVED",
        "quantities": {"Cup": 3},
        "updated_at": "2026-11-22T12:00:00.000Z",
    }
    client("dynamodb").put_item(TableName="dev-reservations", Item=encode(old))

    assert stock.reserve(FIRST, [line("Cup", quantity=3)], LATER) is ReservationState.RESERVED
    assert stock.release(SECOND, LATER) is ReservationState.RELEASED

    assert tables.rows("Cup")[0] == 8
    assert outcome(lambda: stock.reserve(SECOND, [line("Cup")], LATER)) is IllegalReservation


@pytest.mark.parametrize(
    ("units", "sizes"),
    [
        (9, [51]),
        # Each product's units are in four rows: 34 products must be gathered in one row until 99 rows are left.
        (1, [51, *[4] * 34, 1 + 34 + 16 * 4]),
    ],
)
def test_the_largest_order_fits_into_one_transaction(
    units: int, sizes: list[int], stock: StockTable, tables: TableHarness, writes: list[int]
) -> None:
    names = [f"Product {number}" for number in range(MAX_LINES)]
    for name in names:
        tables.put_product(name, available=units, rows=[units] * (ROWS - 1))

    assert stock.reserve(FIRST, [line(name, quantity=4) for name in names], NOON) is ReservationState.RESERVED

    assert writes == sizes
    assert {tables.available(name) for name in names} == {units * ROWS - 4}
    stock.release(FIRST, LATER)
    assert {tables.available(name) for name in names} == {units * ROWS}


@pytest.mark.parametrize("conflicts", [1, contention.MAX_RETRIES])
def test_a_short_conflict_is_retried_at_once(
    conflicts: int, stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[None] = []
    stock = replace(stock, pause=lambda: pauses.append(None))
    put(tables, chosen=5)
    sizes = _conflict_times(monkeypatch, conflicts)

    stock.reserve(FIRST, [line("Cup")], NOON)

    assert (len(sizes), len(pauses)) == (conflicts + 1, conflicts)
    assert tables.available("Cup") == 4


@pytest.mark.parametrize("operation", ["reserve", "release"])
def test_a_lasting_conflict_raises_stock_contention_after_five_retries(
    operation: str, stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[None] = []
    stock = replace(stock, pause=lambda: pauses.append(None))
    put(tables, chosen=5)
    if operation == "release":
        stock.reserve(FIRST, [line("Cup")], NOON)
    available = tables.available("Cup")
    sizes = _conflict_times(monkeypatch, 1_000)

    with pytest.raises(StockContention):
        stock.reserve(FIRST, [line("Cup")], NOON) if operation == "reserve" else stock.release(FIRST, LATER)

    assert (len(sizes), len(pauses)) == (6, 5)
    assert tables.available("Cup") == available


def test_another_error_is_not_retried(stock: StockTable, tables: TableHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tables, chosen=5)
    calls: list[int] = []

    def fail(items: list[Any]) -> None:
        calls.append(len(items))
        raise ClientError({"Error": {"Code": "ValidationException", "Message": ""}}, "TransactWriteItems")

    _before_each_transaction(monkeypatch, fail)

    with pytest.raises(ClientError):
        stock.reserve(FIRST, [line("Cup")], NOON)
    assert len(calls) == 1


def test_the_pause_is_random_and_short(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(contention.time, "sleep", slept.append)

    for _ in range(100):
        contention.pause()

    assert len(set(slept)) > 90
    assert all(0.005 <= seconds <= 0.060 for seconds in slept)


def test_concurrent_orders_sell_exactly_what_there_is(stock: StockTable, tables: TableHarness) -> None:
    tables.put_product("Lamp", available=2, rows=[2, 1, 3])
    attempts = [Attempt(f"order-{number}", 1) for number in range(12)]

    outcomes = run_concurrently(
        *[lambda attempt=attempt: stock.reserve(attempt, [line("Lamp", quantity=2)], NOON) for attempt in attempts]
    )
    outcomes += [
        outcome(lambda attempt=attempt: stock.reserve(attempt, [line("Lamp", quantity=2)], NOON))
        for attempt, result in zip(attempts, outcomes, strict=True)
        if result is StockContention
    ]

    assert outcomes.count(ReservationState.RESERVED) == 4
    assert tables.available("Lamp") == 0
