"""Compensate after an execution that ended without doing so itself.

Nothing inside a state machine can catch its own timeout, an abort, or an error of the definition.  EventBridge reports
such an end, and the watchdog runs the same idempotent compensation as the workflow.

Step Functions emits no event when an Express execution ends.  Its start schedules a deadline message for when it must
have ended: an order not final by then had a failed execution.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from orders.contract import EXPRESS_MAX_SECONDS
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask, OrderAlreadyCompleted, OrderNotFound
from orders.domain.order import OrderStatus
from orders.domain.timestamp import format_utc
from orders.ports import DeadLetterSender, OrderRepository
from orders.usecases.compensate import Compensation

REASON_BY_STATUS: Mapping[str, str] = {
    "FAILED": "ExecutionFailed",
    "TIMED_OUT": "ExecutionTimedOut",
    "ABORTED": "ExecutionAborted",
}
"""The order's ``failure_reason``, by the status in which its execution ended."""

REPORTED_ERROR = "OrderFailed"
"""The error of the workflow's own Fail state, which it reaches only after it sent the dead letter."""

EXPRESS_DEADLINE = timedelta(seconds=EXPRESS_MAX_SECONDS) + timedelta(minutes=1)
"""The time after its start at which an Express execution has ended, with a margin for calls still under way."""

_DEADLINE_TYPE = "Order Workflow Deadline"


@dataclass(frozen=True, slots=True)
class EndedExecution:
    """An execution that ended without success.

    ``status`` is a key of ``REASON_BY_STATUS``, and ``error`` the execution's error.  The end is ``presumed`` if only
    the deadline has passed, or no execution was found; without one there is no ARN.
    """

    attempt: Attempt
    arn: str | None
    status: str
    error: str | None = None
    presumed: bool = False

    @property
    def is_reported(self) -> bool:
        """Whether the workflow reached its own Fail state, after it sent the dead letter itself."""
        return self.status == "FAILED" and self.error == REPORTED_ERROR

    @property
    def reason(self) -> str:
        """The ``failure_reason`` of an order whose execution ended like this."""
        return REASON_BY_STATUS[self.status]

    def as_dead_letter(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, self.arn, now)

    @classmethod
    def parse(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")


@dataclass(frozen=True, slots=True)
class Watchdog:
    """The repositories and queues that a compensation from outside the workflow needs."""

    orders: OrderRepository
    compensation: Compensation
    dead_letters: DeadLetterSender

    def clean_up(self, ended: EndedExecution, now: datetime) -> bool:
        """Compensate the attempt, send a dead letter, and finish the order.

        An order that was final before its execution could send the dead letter is compensated and reported all the
        same; if the end is only presumed, a final status means that the execution succeeded.

        Returns:
            False if the workflow has already done so.

        Raises:
            OrderError: a step failed; call again.
        """
        attempt = ended.attempt
        try:
            order = self.orders.get(attempt.order_id)
        except OrderNotFound:
            return False
        if order.attempt != attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            self.compensation.undo(attempt, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True


def deadline(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def dead_letter(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "cause": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }
