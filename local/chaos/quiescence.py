"""Seeing that nothing moves any more."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from local.system_reader import SystemReader
from orders.domain.order import OrderStatus

STILL_SECONDS = 20
"""An order that has not moved for so long, while nothing runs and no message is under way, will not move by itself.

It must outlast a frozen event publisher, which holds up the orders before there is a message or an execution to see.
"""


@dataclass
class QuiescenceProbe:
    """What the last look showed; ``over`` is how many orders were final."""

    reader: SystemReader
    over: int = 0
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)
    _since: float | None = None

    def look(self) -> bool:
        """Whether no execution runs, no message is under way, and every order is final or has long stood still."""
        orders = list(self.reader.items("orders_table"))
        open_orders = {
            order["order_id"]: (order["status"], order["attempt"])
            for order in orders
            if not OrderStatus(order["status"]).is_final
        }
        self.over = len(orders) - len(open_orders)
        if open_orders != self._open or self._since is None:
            self._open, self._since = open_orders, time.monotonic()
        if open_orders and time.monotonic() - self._since < STILL_SECONDS:
            return False
        if self.reader.messages_under_way() or self.reader.running_executions():
            self._since = None
            return False
        return True
