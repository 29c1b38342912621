"""The operator's changes of the stock, on the tables in moto."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient

from orders import wiring
from orders.aws.product_stock_tables import ProductStockTables
from orders.aws.product_table import ProductTable
from orders.aws.stock_rows import StockRows
from orders.domain.attempt import Attempt
from orders.domain.errors import StockContention, UnknownProduct
from orders.domain.reservation import ReservationState
from orders.usecases.stock import StockKeeping
from tests.orders.examples import LATER, NOON, line
from tests.orders.usecases.order_system import ALL_STEPS, UNITS, OrderSystem

pytestmark = pytest.mark.slow

PRODUCT = "Test Product"


@pytest.fixture
def keeping(system: OrderSystem) -> StockKeeping:
    return StockKeeping(
        ProductStockTables(StockRows("dev-products", "dev-stock"), "dev-reservations", pause=lambda: None)
    )


@contextmanager
def at_transaction(number: int, run: Callable[[], object]) -> Iterator[None]:
    """Run something just before the transaction with this number, counted from 1."""
    request, transactions = BaseClient._make_api_call, count(1)

    def make_api_call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "TransactWriteItems" and next(transactions) == number:
            run()
        return request(client, operation, arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseClient, "_make_api_call", make_api_call)
        yield


class Crash(Exception):
    """The command is killed."""


def crash() -> None:
    raise Crash


def shards() -> int:
    return wiring.stock_keeping().levels(PRODUCT)[0][0].stock.shards


def test_the_levels_count_available_held_and_sold_units(system: OrderSystem, keeping: StockKeeping) -> None:
    keeping.spread(PRODUCT, 4)
    system.tables.put_product("Cup", available=3)
    system.run(system.place("sold"), *ALL_STEPS)
    system.stock.reserve(Attempt("held", 1), [line(PRODUCT, quantity=30)], NOON)
    system.stock.reserve(Attempt("released", 1), [line(PRODUCT, quantity=5)], NOON)
    system.stock.release(Attempt("released", 1), LATER)

    (cup, product), malformed = keeping.levels()

    assert (cup.stock.product_name, cup.stock.available, cup.held, cup.sold) == ("Cup", 3, 0, 0)
    assert (product.stock.available, product.held, product.sold) == (UNITS - 31, 30, 1)
    assert keeping.levels(PRODUCT) == ([product], [])
    assert malformed == []


def test_an_unknown_product_is_named(keeping: StockKeeping) -> None:
    changes: list[Callable[[], Any]] = [
        lambda: keeping.levels("Spoon"),
        lambda: keeping.add("Spoon", 1),
        lambda: keeping.spread("Spoon", 2),
        lambda: keeping.retire("Spoon", NOON),
    ]
    for change in changes:
        with pytest.raises(UnknownProduct, match="there is no product 'Spoon'"):
            change()


def test_a_product_of_the_previous_version_is_spread_over_rows(system: OrderSystem, keeping: StockKeeping) -> None:
    for shard in range(1, 8):
        system.tables.put_row(PRODUCT, shard, 1250)  # written by the first deployment of this version

    stock = keeping.spread(PRODUCT, 8)

    assert sorted(stock.rows.values()) == [12] * 4 + [13] * 4
    assert system.tables.rows(PRODUCT) == dict(stock.rows)


@pytest.mark.parametrize("counts", [(8, 4), (4, 8), (8, 1), (1, 64), (64, 3), (3, 3)])
def test_the_number_of_rows_can_change_at_any_time(
    counts: tuple[int, int], system: OrderSystem, keeping: StockKeeping
) -> None:
    for number in counts:
        stock = keeping.spread(PRODUCT, number)

        assert sorted(stock.rows) == list(range(number))
        assert stock.available == UNITS
        assert max(stock.rows.values()) - min(stock.rows.values()) <= 1
        assert shards() == number


def test_orders_return_their_units_after_a_change_of_the_rows(system: OrderSystem, keeping: StockKeeping) -> None:
    keeping.spread(PRODUCT, 8)
    attempts = [Attempt(f"order-{number}", 1) for number in range(9)]
    for attempt in attempts:
        system.stock.reserve(attempt, [line(PRODUCT, quantity=10)], NOON)

    keeping.spread(PRODUCT, 2)
    for attempt in attempts[:4]:
        system.stock.release(attempt, LATER)
    keeping.spread(PRODUCT, 5)
    for attempt in attempts[4:]:
        system.stock.release(attempt, LATER)

    assert system.tables.available(PRODUCT) == UNITS
    assert len(system.tables.rows(PRODUCT)) == 5


@pytest.mark.parametrize("transaction", range(1, 6))
@pytest.mark.parametrize("counts", [(1, 4, 4), (6, 3, 3), (6, 3, 6), (6, 3, 8)])
def test_a_change_of_the_rows_that_stopped_is_continued_by_the_next(
    counts: tuple[int, int, int],
    transaction: int,
    system: OrderSystem,
    keeping: StockKeeping,
) -> None:
    before, after, then = counts
    keeping.spread(PRODUCT, before)
    for number in range(7):
        system.stock.reserve(Attempt(f"order-{number}", 1), [line(PRODUCT, quantity=5)], NOON)
    with at_transaction(transaction, crash), suppress(Crash):
        keeping.spread(PRODUCT, after)
    assert system.tables.available(PRODUCT) == UNITS - 35

    keeping.spread(PRODUCT, then)
    for number in range(7):
        system.stock.release(Attempt(f"order-{number}", 1), LATER)

    assert sorted(system.tables.rows(PRODUCT)) == list(range(then))
    assert system.tables.available(PRODUCT) == UNITS


@pytest.mark.parametrize("transaction", range(1, 6))
@pytest.mark.parametrize("counts", [(1, 4), (5, 2)])
def test_orders_reserve_and_release_while_the_rows_change(
    counts: tuple[int, int],
    transaction: int,
    system: OrderSystem,
    keeping: StockKeeping,
) -> None:
    before, after = counts
    keeping.spread(PRODUCT, before)
    system.stock.reserve(Attempt("old", 1), [line(PRODUCT, quantity=40)], NOON)

    def order() -> None:
        assert system.stock.release(Attempt("old", 1), NOON) is ReservationState.RELEASED
        assert system.stock.reserve(Attempt("new", 1), [line(PRODUCT, quantity=70)], NOON) is ReservationState.RESERVED

    with at_transaction(transaction, order):
        stock = keeping.spread(PRODUCT, after)

    held = system.tables.reservation("new") is not None
    assert stock.available == (UNITS - 70 if held else UNITS - 40)
    assert sorted(stock.rows) == list(range(after))


def test_two_operators_do_not_lose_units(system: OrderSystem, keeping: StockKeeping) -> None:
    keeping.spread(PRODUCT, 6)

    with at_transaction(3, lambda: keeping.spread(PRODUCT, 9)), suppress(StockContention):
        keeping.spread(PRODUCT, 2)
    assert system.tables.available(PRODUCT) == UNITS
    keeping.spread(PRODUCT, 2)

    assert sorted(system.tables.rows(PRODUCT)) == [0, 1]
    assert system.tables.available(PRODUCT) == UNITS


@pytest.mark.parametrize("units", [1, 3, 50])
def test_added_units_are_divided_over_the_rows(units: int, system: OrderSystem, keeping: StockKeeping) -> None:
    keeping.spread(PRODUCT, 4)

    stock = keeping.add(PRODUCT, units)

    assert stock.available == UNITS + units
    assert max(stock.rows.values()) - min(stock.rows.values()) <= 1


def test_a_retired_product_has_no_price_but_running_orders_keep_their_units(
    system: OrderSystem, keeping: StockKeeping
) -> None:
    keeping.spread(PRODUCT, 3)
    placed, held = system.place("placed"), system.place("held")
    system.run(held, "authorize", "reserve")

    keeping.retire(PRODUCT, NOON)
    keeping.retire(PRODUCT, LATER)

    assert ProductTable("dev-products").get_unit_prices([PRODUCT]) == {}
    assert keeping.levels(PRODUCT)[0][0].stock.is_retired
    system.run(placed, *ALL_STEPS)
    system.stock.release(held, LATER)
    assert keeping.levels(PRODUCT)[0][0].stock.available == UNITS - 1
