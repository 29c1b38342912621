"""The two ends of an attempt: the order is completed, or it has failed and everything before was undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from orders.errors import MalformedTask
from orders.order import OrderBook, OrderStatus
from orders.task import Task


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed: the state of the workflow, the error's name and the cause, as Step Functions gave them."""

    failed_state: str
    error: str
    cause: str

    def as_message(self) -> dict[str, str]:
        """The failure in the terms of the dead-letter queue's messages."""
        return asdict(self)


class Till(Protocol):
    """Where an order and its stock are settled together."""

    def complete(self, task: Task, at: datetime) -> None:
        """Move the order to ``Completed`` and its reservation to ``SOLD``, both or neither; repeating it is a success.

        Raises:
            OrderNotFound, IllegalTransition, StoreUnavailable: as for ``OrderBook.move``.
            IllegalReservation: the attempt holds no stock.
            StockContention: another write met this one; try again.
        """


def complete(task: Task, till: Till, now: datetime) -> OrderStatus:
    """The money is taken: the order is done, and its stock is sold."""
    till.complete(task, now)
    return OrderStatus.COMPLETED


def fail(task: Task, failure: Failure, orders: OrderBook, now: datetime) -> OrderStatus:
    """The attempt is undone: the order is ``Failed``, and says why."""
    return orders.move(task, OrderStatus.FAILED, now, reason=failure.error).status


def read_failure(caught: object) -> Failure:
    """What the state machine caught.

    A technical error stands as ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
    under ``rejection``.  A failure goes before a rejection: an undo step that failed is what someone must look at.

    Raises:
        MalformedTask: there is neither.
    """
    everything = _object(caught)
    for kind in ("failure", "rejection"):
        for state, output in _object(everything.get(kind)).items():
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return Failure(failed_state=state, error=error, cause=cause)
    raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
