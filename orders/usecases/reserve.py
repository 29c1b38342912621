"""Reserve an order's stock."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition
from orders.domain.history import HistoryEventType
from orders.domain.reservation import ReservationState
from orders.ports import OrderRepository, StockRepository


def reserve(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
        IllegalTransition: the order is in another attempt; nothing is held.
        WrittenByNewerVersion: only a newer version can change the order; nothing is held.
    """
    order = orders.get(attempt.order_id)
    order.check_changeable()
    if order.attempt != attempt:
        raise IllegalTransition(
            f"order {order.order_id} is {order.status} in attempt {order.attempt_number}: attempt {attempt.number} "
            "cannot reserve"
        )
    state = stock.reserve(attempt, order.lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state
