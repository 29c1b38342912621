import pytest

from orders.domain.errors import IllegalReservation, OrderNotFound, OutOfStock
from orders.domain.reservation import ReservationState
from orders.usecases.compensate import release
from orders.usecases.reserve import reserve
from tests.orders.examples import FIRST, LATER, NOON, an_order, line
from tests.orders.fakes import FakeOrderRepository, FakeStock


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock({"Cup": 10, "Saucer": 2})


@pytest.fixture
def orders() -> FakeOrderRepository:
    book = FakeOrderRepository()
    book.add(an_order(lines=(line("Cup", quantity=3), line("Saucer", quantity=2))))
    return book


def test_an_order_holds_the_units_of_its_every_line(orders: FakeOrderRepository, stock: FakeStock) -> None:
    assert reserve(FIRST, orders, stock, NOON) is ReservationState.RESERVED

    assert stock.available == {"Cup": 7, "Saucer": 0}


def test_asking_again_holds_them_once(orders: FakeOrderRepository, stock: FakeStock) -> None:
    reserve(FIRST, orders, stock, NOON)

    assert reserve(FIRST, orders, stock, LATER) is ReservationState.RESERVED
    assert stock.available == {"Cup": 7, "Saucer": 0}


def test_an_order_that_the_shop_cannot_fill_holds_nothing(orders: FakeOrderRepository, stock: FakeStock) -> None:
    stock.available["Saucer"] = 1

    with pytest.raises(OutOfStock):
        reserve(FIRST, orders, stock, NOON)

    assert stock.available == {"Cup": 10, "Saucer": 1}


def test_an_unknown_order_holds_nothing(stock: FakeStock) -> None:
    with pytest.raises(OrderNotFound):
        reserve(FIRST, FakeOrderRepository(), stock, NOON)

    assert stock.available == {"Cup": 10, "Saucer": 2}


def test_an_undone_reservation_puts_the_units_back_once(orders: FakeOrderRepository, stock: FakeStock) -> None:
    reserve(FIRST, orders, stock, NOON)

    assert release(FIRST, stock, LATER) is ReservationState.RELEASED
    assert release(FIRST, stock, LATER) is ReservationState.RELEASED
    assert stock.available == {"Cup": 10, "Saucer": 2}


def test_an_undo_before_the_reservation_keeps_it_from_taking_effect(
    orders: FakeOrderRepository, stock: FakeStock
) -> None:
    release(FIRST, stock, NOON)

    with pytest.raises(IllegalReservation):
        reserve(FIRST, orders, stock, LATER)

    assert stock.available == {"Cup": 10, "Saucer": 2}
