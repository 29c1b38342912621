"""Publish the event of a change to an order."""

from __future__ import annotations

from orders.domain.events import OrderChange, OrderEvent
from orders.ports import EventPublisher


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_publish__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_publish__mutmut)
def publish(change: OrderChange, publisher: EventPublisher) -> OrderEvent | None:
    """Publish the change's event.

    Returns:
        The event, or None if the change has none.
    """
    if change.event is not None:
        publisher.publish(change.event)
    return change.event


def x_publish__mutmut_orig(change: OrderChange, publisher: EventPublisher) -> OrderEvent | None:
    """Publish the change's event.

    Returns:
        The event, or None if the change has none.
    """
    if change.event is not None:
        publisher.publish(change.event)
    return change.event


def x_publish__mutmut_1(change: OrderChange, publisher: EventPublisher) -> OrderEvent | None:
    """Publish the change's event.

    Returns:
        The event, or None if the change has none.
    """
    if change.event is None:
        publisher.publish(change.event)
    return change.event


def x_publish__mutmut_2(change: OrderChange, publisher: EventPublisher) -> OrderEvent | None:
    """Publish the change's event.

    Returns:
        The event, or None if the change has none.
    """
    if change.event is not None:
        publisher.publish(None)
    return change.event

mutants_x_publish__mutmut['_mutmut_orig'] = x_publish__mutmut_orig # type: ignore # mutmut generated
mutants_x_publish__mutmut['x_publish__mutmut_1'] = x_publish__mutmut_1 # type: ignore # mutmut generated
mutants_x_publish__mutmut['x_publish__mutmut_2'] = x_publish__mutmut_2 # type: ignore # mutmut generated
