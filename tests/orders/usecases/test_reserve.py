import pytest

from orders.domain.errors import OrderNotFound, OutOfStock
from orders.domain.reservation import ReservationState
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, NOON, an_order, line
from tests.orders.fakes import FakeOrderRepository, FakeStock


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock({"Cup": 10, "Saucer": 2})


@pytest.fixture
def orders() -> FakeOrderRepository:
    orders = FakeOrderRepository()
    orders.add(an_order(lines=(line("Cup", quantity=3), line("Saucer", quantity=2))))
    return orders


def test_a_reservation_holds_the_units_of_every_line(orders: FakeOrderRepository, stock: FakeStock) -> None:
    assert reserve(FIRST, orders, stock, NOON) is ReservationState.RESERVED

    assert stock.available == {"Cup": 7, "Saucer": 0}


def test_a_retried_reservation_holds_the_units_once(orders: FakeOrderRepository, stock: FakeStock) -> None:
    reserve(FIRST, orders, stock, NOON)

    assert reserve(FIRST, orders, stock, LATER) is ReservationState.RESERVED
    assert stock.available == {"Cup": 7, "Saucer": 0}


def test_an_order_that_exceeds_the_stock_holds_nothing(orders: FakeOrderRepository, stock: FakeStock) -> None:
    stock.available["Saucer"] = 1

    with pytest.raises(OutOfStock):
        reserve(FIRST, orders, stock, NOON)

    assert stock.available == {"Cup": 10, "Saucer": 1}


def test_an_unknown_order_holds_nothing(stock: FakeStock) -> None:
    with pytest.raises(OrderNotFound):
        reserve(FIRST, FakeOrderRepository(), stock, NOON)

    assert stock.available == {"Cup": 10, "Saucer": 2}
