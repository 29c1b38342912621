"""Complete an order: the last forward step of the workflow."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.ports import CompletionStore


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_complete__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_complete__mutmut)
def complete(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(attempt, now)
    return OrderStatus.COMPLETED


def x_complete__mutmut_orig(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(attempt, now)
    return OrderStatus.COMPLETED


def x_complete__mutmut_1(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(None, now)
    return OrderStatus.COMPLETED


def x_complete__mutmut_2(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(attempt, None)
    return OrderStatus.COMPLETED


def x_complete__mutmut_3(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(now)
    return OrderStatus.COMPLETED


def x_complete__mutmut_4(attempt: Attempt, store: CompletionStore, now: datetime) -> OrderStatus:
    """Mark the order ``Completed`` and its stock ``SOLD``, in one transaction."""
    store.complete(attempt, )
    return OrderStatus.COMPLETED

mutants_x_complete__mutmut['_mutmut_orig'] = x_complete__mutmut_orig # type: ignore # mutmut generated
mutants_x_complete__mutmut['x_complete__mutmut_1'] = x_complete__mutmut_1 # type: ignore # mutmut generated
mutants_x_complete__mutmut['x_complete__mutmut_2'] = x_complete__mutmut_2 # type: ignore # mutmut generated
mutants_x_complete__mutmut['x_complete__mutmut_3'] = x_complete__mutmut_3 # type: ignore # mutmut generated
mutants_x_complete__mutmut['x_complete__mutmut_4'] = x_complete__mutmut_4 # type: ignore # mutmut generated
