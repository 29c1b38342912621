"""An example order, and the times at which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from orders.payments.simulated import PaymentMethod

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=5)
MUCH_LATER = NOON + timedelta(minutes=5)

FIRST = Attempt("order-1", 1)
SECOND = Attempt("order-1", 2)


def dollars(cents: int) -> Money:
    return Money(cents, "USD")


def line(product_name: str = "Test Product", quantity: int = 1, cents: int = 1999) -> OrderLine:
    return OrderLine(product_name, quantity, dollars(cents))


def an_order(**changes: Any) -> Order:
    order = Order(
        order_id="order-1",
        customer_name="Test Customer",
        lines=(line(),),
        payment_method=PaymentMethod.VISA,
        created_at=NOON,
        updated_at=NOON,
    )
    return replace(order, **changes)
