from datetime import timedelta

import pytest

from orders import wiring
from orders.aws.open_orders import OpenOrderIndex
from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus
from orders.domain.search import OpenOrder
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


@pytest.fixture
def open_orders(tables: TableHarness) -> OpenOrderIndex:
    return wiring.open_orders()


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
    orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    assert open_orders.oldest() == OpenOrder("order-1", NOON)

    orders.transition(FIRST, status, MUCH_LATER)
    assert open_orders.oldest() is None


def test_an_order_that_a_redrive_runs_again_is_open_since_then(open_orders: OpenOrderIndex, orders: OrderTable) -> None:
    orders.add(an_order())
    orders.fail_or_cancel(FIRST, LATER, "States.Timeout")
    orders.reopen(FIRST, MUCH_LATER)
    assert open_orders.oldest() == OpenOrder("order-1", MUCH_LATER)

    orders.fail_or_cancel(SECOND, MUCH_LATER, "States.Timeout")
    assert open_orders.oldest() is None
