"""Complete an order: the last forward step of the workflow."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.ports import CompletionStore


def complete(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(attempt, now)
    return OrderStatus.COMPLETED
