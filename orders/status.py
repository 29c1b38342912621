"""The two ends of an attempt: the order is completed, or it has failed and everything before was undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from orders.errors import MalformedTask
from orders.order import OrderBook, OrderStatus
from orders.task import Task

UNDO_STATES = ("ReleaseInventory", "VoidPayment")
"""The states of the workflow that undo, in their order."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed: the state of the workflow, the error's name and the cause, as Step Functions gave them.

    ``needs_attention`` names the undo states that failed for good: what they undo is left to undo.  ``rejection`` is
    the error by which the business said no, if it did.
    """

    failed_state: str
    error: str
    cause: str
    needs_attention: tuple[str, ...] = ()
    rejection: str | None = None

    @property
    def reason(self) -> str:
        """What the customer is told: why the shop said no, even if something failed on the way back."""
        return self.rejection or self.error

    def as_message(self) -> dict[str, Any]:
        """The failure in the terms of the dead-letter queue's messages."""
        message = asdict(self)
        del message["rejection"]
        return message


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
    """The attempt is undone: the order is ``Failed``, or ``Cancelled`` if the customer asked for it, and says why."""
    return orders.end(task, now, failure.reason, is_undone=not failure.needs_attention).status


def read_failure(caught: object) -> Failure:
    """What the state machine caught.

    A technical error stands as ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
    under ``rejection``.  What went wrong on the way forward comes first, then an undo step that failed, because that is
    what someone must look at, and a rejection only when nothing failed.

    Raises:
        MalformedTask: there is neither.
    """
    everything = _object(caught)
    failures, rejections = _object(everything.get("failure")), _object(everything.get("rejection"))
    unfinished = tuple(state for state in UNDO_STATES if state in failures)
    forward = [state for state in failures if state not in UNDO_STATES]
    rejection = next((_object(output).get("Error") for output in rejections.values()), None)
    for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
        error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
        if isinstance(error, str) and isinstance(cause, str):
            return Failure(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
    raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
