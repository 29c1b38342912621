"""A shop with one product, orders in any state, and what its tables say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from functions.inventory import handler as inventory
from functions.payment import handler as payment
from functions.status import handler as status
from orders import wiring
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.order import Order
from tests.functions.runtime import invoke
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, an_order, line

CUSTOMER = "Ada Lovelace"
PRODUCT = "Test Product"
PRICE = 1999
QUANTITY = 3
TOTAL = QUANTITY * PRICE

STEPS = {
    "authorize": payment,
    "capture": payment,
    "void": payment,
    "reserve": inventory,
    "release": inventory,
    "complete": status,
    "fail": status,
}


@dataclass(frozen=True)
class Shop:
    books: TableHarness
    orders: OrderTable

    @classmethod
    def open(cls) -> Shop:
        books = TableHarness()
        books.open()
        books.put_product(PRODUCT, available=10, cents=PRICE)
        return cls(books, wiring.orders())

    def place(self, **changes: Any) -> None:
        """An order of ``QUANTITY`` units by ``CUSTOMER``."""
        lines = (line(PRODUCT, quantity=QUANTITY, cents=PRICE),)
        self.orders.add(an_order(**{"customer_name": CUSTOMER, "lines": lines} | changes))

    def cancel(self) -> None:
        self.orders.request_cancellation("order-1", datetime.now(UTC))

    def order(self, order_id: str = "order-1") -> Order:
        return self.orders.get(order_id)

    def available(self) -> int:
        return self.books.available(PRODUCT)


def step(operation: str, attempt: Attempt = FIRST, **fields: Any) -> Any:
    """What the state machine gets when it asks for this step."""
    return invoke(STEPS[operation].handle, {"operation": operation, **attempt.execution_input, **fields})


def steps(*operations: str) -> None:
    """Steps that must succeed to get where a test begins."""
    for operation in operations:
        answer = step(operation)
        assert "errorType" not in answer, answer
