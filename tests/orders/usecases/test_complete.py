import pytest

from orders.domain.errors import IllegalReservation
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState
from orders.usecases.complete import complete
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, an_order, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakeStock


@pytest.fixture
def orders() -> FakeOrderRepository:
    orders = FakeOrderRepository()
    orders.add(an_order(status=OrderStatus.PROCESSING, lines=(line("Cup", quantity=3),)))
    return orders


@pytest.fixture
def stock(orders: FakeOrderRepository) -> FakeStock:
    stock = FakeStock({"Cup": 10})
    stock.reserve(FIRST, orders.get("order-1").lines, NOON)
    return stock


@pytest.fixture
def completion_store(orders: FakeOrderRepository, stock: FakeStock) -> FakeCompletionStore:
    return FakeCompletionStore(orders, stock)


def test_completing_an_order_sells_its_stock(
    orders: FakeOrderRepository, stock: FakeStock, completion_store: FakeCompletionStore
) -> None:
    assert complete(FIRST, completion_store, LATER) is OrderStatus.COMPLETED

    order = orders.get("order-1")
    assert (order.status, order.updated_at, order.failure_reason) == (OrderStatus.COMPLETED, LATER, None)
    assert stock.reservations["order-1"].state is ReservationState.SOLD
    assert stock.available == {"Cup": 7}


def test_completing_an_order_again_changes_nothing(
    orders: FakeOrderRepository, completion_store: FakeCompletionStore
) -> None:
    complete(FIRST, completion_store, LATER)

    assert complete(FIRST, completion_store, MUCH_LATER) is OrderStatus.COMPLETED
    assert orders.get("order-1").updated_at == LATER


def test_an_order_without_reserved_stock_is_not_completed(
    orders: FakeOrderRepository, stock: FakeStock, completion_store: FakeCompletionStore
) -> None:
    stock.release(FIRST, NOON)

    with pytest.raises(IllegalReservation):
        complete(FIRST, completion_store, LATER)

    assert orders.get("order-1").status is OrderStatus.PROCESSING
