"""The fakes stand in for the adapters in the tests of the rules, so whatever is asked of both, both answer alike."""

from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders import payment
from orders.adapters.completion_tables import CompletionTables
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.adapters.stock_table import StockTable
from orders.inventory import Stock
from orders.order import OrderStatus, PaymentMethod
from orders.payment import PaymentGateway
from orders.task import Task
from tests.orders.adapters.books import Books
from tests.orders.adapters.crowd import outcome
from tests.orders.examples import LATER, MUCH_LATER, NOON, an_order, dollars, line
from tests.orders.fakes import FakeGateway, FakeOrderBook, FakeStock, FakeTill

pytestmark = pytest.mark.slow

alike = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each has its own order
numbers = count()
attempts = st.sampled_from([1, 2, 2, 2, 3])  # the order is in its second
times = st.sampled_from([NOON, LATER, MUCH_LATER])


@alike
@given(
    life=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    OrderStatus.PROCESSING,
                    "cancel",
                    "begin capture",
                    "end",
                    "reserve",
                    "complete",
                    "release",
                    *OrderStatus,
                ]
            ),
            attempts,
            times,
        ),
        min_size=4,
        max_size=10,
    ),
)
def test_the_fake_order_book_and_stock_answer_as_the_tables_do(
    till: CompletionTables, stock: StockTable, books: Books, life: list[Any]
) -> None:
    order_id = f"order-{next(numbers)}"
    order = an_order(order_id=order_id, attempt=2, lines=(line(f"Product of {order_id}", quantity=3),))
    [product] = order.lines
    books.shelve(product.product_name, available=5)
    fake_stock = FakeStock({product.product_name: 5})
    fake_till = FakeTill(FakeOrderBook(), fake_stock)
    till.orders.add(order)
    fake_till.orders.add(order)

    def ask(step: str, task: Task, at: Any, till: CompletionTables | FakeTill, stock: Stock) -> Any:
        reason = f"reason of {at}"
        steps = {
            "cancel": lambda: till.orders.request_cancellation(order_id, at),
            "begin capture": lambda: till.orders.begin_capture(task, at),
            "end": lambda: till.orders.end(task, at, reason),
            "reserve": lambda: stock.reserve(task, [product], at),
            "complete": lambda: till.complete(task, at),
            "release": lambda: stock.release(task, at),
        }
        return steps[step]() if step in steps else till.orders.move(task, OrderStatus(step), at, reason)

    for step, number, at in life:
        both = partial(ask, step, Task(order_id, number), at)

        assert outcome(partial(both, till, stock)) == outcome(partial(both, fake_till, fake_stock))

    assert till.orders.get(order_id) == fake_till.orders.get(order_id)
    assert till.orders.get(order_id).history == fake_till.orders.get(order_id).history
    assert _capture_begun(books, order_id) == fake_till.orders.captures_begun.get(order_id)
    assert books.available(product.product_name) == fake_stock.available[product.product_name]
    reservation = fake_stock.reservations.get(order_id)
    assert _shown(books.reservation(order_id)) == (reservation and (reservation.attempt, reservation.state))


@alike
@given(
    method=st.sampled_from([PaymentMethod.VISA, PaymentMethod.DECLINED, PaymentMethod.UNAVAILABLE]),
    life=st.lists(
        st.tuples(
            st.sampled_from(["authorize", "capture", "void", "refund", "undo"]),
            st.sampled_from(["key", "other key"]),
            st.sampled_from([dollars(1999), dollars(2000)]),
        ),
        min_size=4,
        max_size=10,
    ),
)
def test_the_fake_gateway_answers_as_the_simulated_one_does(
    gateway: SimulatedGateway, method: PaymentMethod, life: list[Any]
) -> None:
    task = Task(f"order-{next(numbers)}", 1)
    fake = FakeGateway()

    def ask(step: str, key: str, amount: Any, gateway: PaymentGateway) -> Any:
        match step:
            case "authorize":
                return gateway.authorize(task.payment_id, task.order_id, amount, method, idempotency_key=key)
            case "capture":
                return gateway.capture(task.payment_id, idempotency_key=key)
            case "void":
                return gateway.void(task.payment_id, task.order_id, idempotency_key=key)
            case "refund":
                return gateway.refund(task.payment_id, idempotency_key=key)
            case _:
                return payment.void(task, gateway)

    for step in life:
        both = partial(ask, *step)

        assert outcome(partial(both, gateway)) == outcome(partial(both, fake))

    assert gateway.find(task.payment_id) == fake.find(task.payment_id)


def _capture_begun(books: Books, order_id: str) -> int | None:
    attempt = (books.order_item(order_id) or {}).get("capture_begun")
    return int(attempt["N"]) if attempt else None


def _shown(row: dict[str, Any] | None) -> tuple[int, str] | None:
    return (row["attempt"], row["state"]) if row else None
