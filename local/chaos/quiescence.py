"""Detect that the system has become quiescent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from local.system_reader import SystemReader
from orders.domain.order import OrderStatus

STUCK_SECONDS = 20
"""An open order unchanged for this long, with no running execution and no queued message, is considered stuck.

It is longer than an event publisher stays frozen, which delays orders that have no message and no execution yet.
"""


@dataclass
class QuiescenceProbe:
    """Compares the system with its state at the previous check; ``final_orders`` counts orders with a final status."""

    reader: SystemReader
    final_orders: int = 0
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)
    _since: float | None = None

    def check(self) -> bool:
        """Return whether no execution runs, no message is queued, and every order is final or stuck."""
        orders = list(self.reader.items("orders_table"))
        open_orders = {
            order["order_id"]: (order["status"], order["attempt"])
            for order in orders
            if not OrderStatus(order["status"]).is_final
        }
        self.final_orders = len(orders) - len(open_orders)
        if open_orders != self._open or self._since is None:
            self._open, self._since = open_orders, time.monotonic()
        if open_orders and time.monotonic() - self._since < STUCK_SECONDS:
            return False
        if self.reader.queued_messages() or self.reader.running_executions():
            self._since = None
            return False
        return True
