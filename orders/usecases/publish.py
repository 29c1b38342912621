"""Publish the event of a change to an order."""

from __future__ import annotations

from orders.domain.events import OrderChange, OrderEvent
from orders.ports import EventPublisher


def publish(change: OrderChange, publisher: EventPublisher) -> OrderEvent | None:
    """Publish the change's event.

    Returns:
        The event, or None if the change has none.
    """
    if change.event is not None:
        publisher.publish(change.event)
    return change.event
