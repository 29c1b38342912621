from datetime import timedelta

import pytest

from orders.adapters.open_orders import OpenOrderIndex
from orders.adapters.order_table import OrderTable
from orders.listing import OpenOrder
from orders.order import OrderStatus
from tests.orders.adapters.books import Books
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


@pytest.fixture
def open_orders(books: Books) -> OpenOrderIndex:
    return OpenOrderIndex.from_settings()


def test_without_orders_none_is_open(open_orders: OpenOrderIndex) -> None:
    assert open_orders.oldest() is None


def test_the_oldest_is_found_whichever_shard_it_is_in(open_orders: OpenOrderIndex, orders: OrderTable) -> None:
    for n in range(12):
        orders.add(an_order(order_id=f"order-{n}", created_at=NOON + timedelta(seconds=(n * 5) % 12)))

    assert open_orders.oldest() == OpenOrder("order-0", NOON)


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_an_order_that_is_over_is_not_open(
    open_orders: OpenOrderIndex, orders: OrderTable, status: OrderStatus
) -> None:
    orders.add(an_order())
    orders.move(FIRST, OrderStatus.PROCESSING, LATER)
    assert open_orders.oldest() == OpenOrder("order-1", NOON)

    orders.move(FIRST, status, MUCH_LATER)
    assert open_orders.oldest() is None


def test_an_order_that_a_redrive_runs_again_is_open_since_then(open_orders: OpenOrderIndex, orders: OrderTable) -> None:
    orders.add(an_order())
    orders.end(FIRST, LATER, "States.Timeout")
    orders.run_again(FIRST, MUCH_LATER)
    assert open_orders.oldest() == OpenOrder("order-1", MUCH_LATER)

    orders.end(SECOND, MUCH_LATER, "States.Timeout")
    assert open_orders.oldest() is None
