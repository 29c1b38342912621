"""Cleaning up after an execution that ended without undoing what it had done.

Nothing inside a state machine catches its own time-out, an abort, or an error of the definition itself.  Whoever is
told of such an end cleans up with the same idempotent operations that the workflow undoes with.

Of an Express execution's end nobody tells.  Its start leaves a ``deadline`` instead, which is looked at when the
execution must be over: an order that is not final by then is one whose execution ended badly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from orders import payment
from orders.errors import MalformedTask, OrderAlreadyCompleted, OrderNotFound
from orders.inventory import Stock
from orders.order import OrderBook, OrderStatus
from orders.payment import PaymentGateway
from orders.task import Task
from orders.timestamp import format_utc

ERRORS: Mapping[str, str] = {
    "FAILED": "ExecutionFailed",
    "TIMED_OUT": "ExecutionTimedOut",
    "ABORTED": "ExecutionAborted",
}
"""The reason that the order is given, by the status in which its execution ended."""


OWN_END = "OrderFailed"
"""The error of the state in which the workflow itself ends a failed attempt."""


LONGEST_EXPRESS_EXECUTION = timedelta(minutes=5)
"""https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""

EXPRESS_IS_OVER = LONGEST_EXPRESS_EXECUTION + timedelta(minutes=1)
"""After its start, with room for what was still on its way when Step Functions ended it."""

_DEADLINE = "Order Workflow Deadline"
_TIMED_OUT = "TIMED_OUT"


class DeadLetters(Protocol):
    """The queue of everything that someone must look at."""

    def send(self, letter: Mapping[str, Any]) -> None:
        """Put a message into the queue, at least once."""


@dataclass(frozen=True, slots=True)
class EndedExecution:
    """An execution that is over; ``status`` is one of ``ERRORS``, ``error`` what the execution failed with.

    It is ``presumed`` if nobody told how it ended, and only its time is up.
    """

    task: Task
    arn: str
    status: str
    error: str | None = None
    presumed: bool = False

    @property
    def is_reported(self) -> bool:
        """Whether the workflow came to its own end, to which it comes only after it told the dead-letter queue."""
        return self.status == "FAILED" and self.error == OWN_END

    def as_letter(self, now: datetime) -> dict[str, Any]:
        """The message for the dead-letter queue, in the same terms as the workflow's own."""
        return {
            **self.task.execution_input,
            "failed_state": None,
            "error": ERRORS[self.status],
            "cause": f"The execution ended {self.status} before it had undone its work; the watchdog undid it.",
            "needs_attention": [],
            "execution_arn": self.arn,
            "time": format_utc(now),
        }


@dataclass(frozen=True, slots=True)
class Watchdog:
    """All that it takes to undo an attempt from outside of its workflow."""

    orders: OrderBook
    stock: Stock
    gateway: PaymentGateway
    dead_letters: DeadLetters

    def clean_up(self, ended: EndedExecution, now: datetime) -> bool:
        """Undo the attempt, tell the dead-letter queue, end the order; False if the workflow had seen to it itself.

        The order is ended last: until then a repeated call does everything again, and after it nothing.  An order that
        was already final when its execution died before it told the queue is undone and told of all the same; but if
        the end is only presumed, a final order is the sign of a good one.

        Raises:
            OrderError: an undo step failed; call again.
        """
        task = ended.task
        try:
            order = self.orders.get(task.order_id)
        except OrderNotFound:
            return False
        if order.attempt != task.attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_seen_to = ended.presumed or ended.is_reported or order.failure_reason in ERRORS.values()
        if order.status.is_final and is_seen_to:
            return False
        try:
            self.stock.release(task, now)
        except OrderAlreadyCompleted:
            return False
        payment.void(task, self.gateway)
        if not ended.is_reported:
            self.dead_letters.send(ended.as_letter(now))
        if not order.status.is_final:
            self.orders.end(task, now, ERRORS[ended.status])
        return True


def deadline(task: Task, execution_arn: str) -> dict[str, Any]:
    """The message by which an Express execution's start asks to look after it, in the terms of EventBridge's."""
    return {
        "detail-type": _DEADLINE,
        "detail": {"name": task.execution_name, "executionArn": execution_arn, "status": _TIMED_OUT},
    }


def read_event(body: str) -> EndedExecution:
    """The execution that an event of Step Functions, as EventBridge delivers it, says is over, or a ``deadline``.

    https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

    Raises:
        MalformedTask: the message is no such event, or the execution did not end badly, or is no attempt's.
    """
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedTask("the message is not JSON") from error
    match event:
        case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
            if status in ERRORS:
                presumed = event.get("detail-type") == _DEADLINE
                return EndedExecution(Task.from_execution_name(name), arn, status, detail.get("error"), presumed)
    raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")
