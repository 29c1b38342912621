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
from orders.ports import DeadLetterSender, OrderRepository, PaymentProvider, StockRepository
from orders.usecases.compensate import release_and_void

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


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁEndedExecutionǁas_dead_letter__mutmut: MutantDict = {}  # type: ignore
mutants_xǁEndedExecutionǁparse__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class EndedExecution:
    """An execution that ended without success.

    ``status`` is a key of ``REASON_BY_STATUS``, and ``error`` the execution's error.  The end is ``presumed`` if only
    the deadline has passed.
    """

    attempt: Attempt
    arn: str
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

    @_mutmut_mutated(mutants_xǁEndedExecutionǁas_dead_letter__mutmut)
    def as_dead_letter(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_orig(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_1(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = None
        return dead_letter(self.attempt, self.reason, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_2(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(None, self.reason, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_3(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, None, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_4(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, None, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_5(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, None, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_6(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, self.arn, None)

    def xǁEndedExecutionǁas_dead_letter__mutmut_7(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.reason, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_8(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, cause, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_9(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, self.arn, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_10(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, now)

    def xǁEndedExecutionǁas_dead_letter__mutmut_11(self, now: datetime) -> dict[str, Any]:
        """Return the dead-letter message, with the same fields as the workflow's own."""
        cause = f"The execution ended {self.status} before it had compensated; the watchdog compensated."
        return dead_letter(self.attempt, self.reason, cause, self.arn, )

    @classmethod
    @_mutmut_mutated(mutants_xǁEndedExecutionǁparse__mutmut, is_classmethod = True)
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

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_orig(cls, body: str) -> EndedExecution:
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

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_1(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = None
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_2(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(None)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_3(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask(None) from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_4(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("XXthe message is not JSONXX") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_5(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not json") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_6(cls, body: str) -> EndedExecution:
        """Return the execution in an event of EventBridge, or in a deadline message.

        https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html

        Raises:
            MalformedTask: the message is neither, or the execution succeeded, or it belongs to no attempt.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("THE MESSAGE IS NOT JSON") from error
        match event:
            case {"detail": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_7(cls, body: str) -> EndedExecution:
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
            case {"XXdetailXX": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_8(cls, body: str) -> EndedExecution:
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
            case {"DETAIL": {"name": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_9(cls, body: str) -> EndedExecution:
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
            case {"detail": {"XXnameXX": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_10(cls, body: str) -> EndedExecution:
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
            case {"detail": {"NAME": str(name), "executionArn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_11(cls, body: str) -> EndedExecution:
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
            case {"detail": {"name": str(name), "XXexecutionArnXX": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_12(cls, body: str) -> EndedExecution:
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
            case {"detail": {"name": str(name), "executionarn": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_13(cls, body: str) -> EndedExecution:
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
            case {"detail": {"name": str(name), "EXECUTIONARN": str(arn), "status": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_14(cls, body: str) -> EndedExecution:
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
            case {"detail": {"name": str(name), "executionArn": str(arn), "XXstatusXX": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_15(cls, body: str) -> EndedExecution:
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
            case {"detail": {"name": str(name), "executionArn": str(arn), "STATUS": str(status)} as detail}:
                if status in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_16(cls, body: str) -> EndedExecution:
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
                if status not in REASON_BY_STATUS:
                    presumed = event.get("detail-type") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_17(cls, body: str) -> EndedExecution:
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
                    presumed = None
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_18(cls, body: str) -> EndedExecution:
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
                    presumed = event.get(None) == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_19(cls, body: str) -> EndedExecution:
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
                    presumed = event.get("XXdetail-typeXX") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_20(cls, body: str) -> EndedExecution:
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
                    presumed = event.get("DETAIL-TYPE") == _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_21(cls, body: str) -> EndedExecution:
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
                    presumed = event.get("detail-type") != _DEADLINE_TYPE
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_22(cls, body: str) -> EndedExecution:
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
                    return cls(None, arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_23(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), None, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_24(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, None, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_25(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, None, presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_26(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), None)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_27(cls, body: str) -> EndedExecution:
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
                    return cls(arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_28(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_29(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_30(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_31(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("error"), )
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_32(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(None), arn, status, detail.get("error"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_33(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get(None), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_34(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("XXerrorXX"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_35(cls, body: str) -> EndedExecution:
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
                    return cls(Attempt.from_execution_name(name), arn, status, detail.get("ERROR"), presumed)
        raise MalformedTask("the message must be the event of an execution that failed, timed out or was stopped")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_36(cls, body: str) -> EndedExecution:
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
        raise MalformedTask(None)

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_37(cls, body: str) -> EndedExecution:
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
        raise MalformedTask("XXthe message must be the event of an execution that failed, timed out or was stoppedXX")

    @classmethod
    def xǁEndedExecutionǁparse__mutmut_38(cls, body: str) -> EndedExecution:
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
        raise MalformedTask("THE MESSAGE MUST BE THE EVENT OF AN EXECUTION THAT FAILED, TIMED OUT OR WAS STOPPED")

mutants_xǁEndedExecutionǁas_dead_letter__mutmut['_mutmut_orig'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_orig # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_1'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_1 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_2'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_2 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_3'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_3 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_4'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_4 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_5'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_5 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_6'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_6 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_7'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_7 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_8'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_8 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_9'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_9 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_10'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_10 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁas_dead_letter__mutmut['xǁEndedExecutionǁas_dead_letter__mutmut_11'] = EndedExecution.xǁEndedExecutionǁas_dead_letter__mutmut_11 # type: ignore # mutmut generated

mutants_xǁEndedExecutionǁparse__mutmut['_mutmut_orig'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_orig # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_1'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_1 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_2'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_2 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_3'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_3 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_4'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_4 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_5'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_5 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_6'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_6 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_7'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_7 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_8'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_8 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_9'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_9 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_10'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_10 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_11'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_11 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_12'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_12 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_13'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_13 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_14'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_14 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_15'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_15 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_16'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_16 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_17'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_17 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_18'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_18 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_19'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_19 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_20'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_20 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_21'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_21 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_22'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_22 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_23'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_23 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_24'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_24 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_25'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_25 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_26'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_26 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_27'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_27 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_28'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_28 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_29'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_29 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_30'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_30 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_31'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_31 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_32'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_32 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_33'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_33 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_34'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_34 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_35'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_35 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_36'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_36 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_37'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_37 # type: ignore # mutmut generated
mutants_xǁEndedExecutionǁparse__mutmut['xǁEndedExecutionǁparse__mutmut_38'] = EndedExecution.xǁEndedExecutionǁparse__mutmut_38 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class Watchdog:
    """The repositories and queues that a compensation from outside the workflow needs."""

    orders: OrderRepository
    stock: StockRepository
    provider: PaymentProvider
    dead_letters: DeadLetterSender

    @_mutmut_mutated(mutants_xǁWatchdogǁclean_up__mutmut)
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_orig(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_1(self, ended: EndedExecution, now: datetime) -> bool:
        """Compensate the attempt, send a dead letter, and finish the order.

        An order that was final before its execution could send the dead letter is compensated and reported all the
        same; if the end is only presumed, a final status means that the execution succeeded.

        Returns:
            False if the workflow has already done so.

        Raises:
            OrderError: a step failed; call again.
        """
        attempt = None
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_2(self, ended: EndedExecution, now: datetime) -> bool:
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
            order = None
        except OrderNotFound:
            return False
        if order.attempt != attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_3(self, ended: EndedExecution, now: datetime) -> bool:
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
            order = self.orders.get(None)
        except OrderNotFound:
            return False
        if order.attempt != attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_4(self, ended: EndedExecution, now: datetime) -> bool:
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
            return True
        if order.attempt != attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_5(self, ended: EndedExecution, now: datetime) -> bool:
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
        if order.attempt != attempt and order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_6(self, ended: EndedExecution, now: datetime) -> bool:
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
        if order.attempt == attempt or order.status is OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_7(self, ended: EndedExecution, now: datetime) -> bool:
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
        if order.attempt != attempt or order.status is not OrderStatus.COMPLETED:
            return False
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_8(self, ended: EndedExecution, now: datetime) -> bool:
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
            return True
        is_handled = ended.presumed or ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_9(self, ended: EndedExecution, now: datetime) -> bool:
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
        is_handled = None
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_10(self, ended: EndedExecution, now: datetime) -> bool:
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
        is_handled = ended.presumed or ended.is_reported and order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_11(self, ended: EndedExecution, now: datetime) -> bool:
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
        is_handled = ended.presumed and ended.is_reported or order.failure_reason in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_12(self, ended: EndedExecution, now: datetime) -> bool:
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
        is_handled = ended.presumed or ended.is_reported or order.failure_reason not in REASON_BY_STATUS.values()
        if order.status.is_final and is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_13(self, ended: EndedExecution, now: datetime) -> bool:
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
        if order.status.is_final or is_handled:
            return False
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_14(self, ended: EndedExecution, now: datetime) -> bool:
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
            return True
        try:
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_15(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(None, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_16(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, None, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_17(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, None, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_18(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, None)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_19(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_20(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_21(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_22(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, )
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_23(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return True
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_24(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_25(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(None)
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_26(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(None))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_27(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_28(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(None, now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_29(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, None, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_30(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, None)
        return True

    def xǁWatchdogǁclean_up__mutmut_31(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(now, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_32(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, ended.reason)
        return True

    def xǁWatchdogǁclean_up__mutmut_33(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, )
        return True

    def xǁWatchdogǁclean_up__mutmut_34(self, ended: EndedExecution, now: datetime) -> bool:
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
            release_and_void(attempt, self.stock, self.provider, now)
        except OrderAlreadyCompleted:
            return False
        if not ended.is_reported:
            self.dead_letters.send(ended.as_dead_letter(now))
        if not order.status.is_final:
            self.orders.fail_or_cancel(attempt, now, ended.reason)
        return False

mutants_xǁWatchdogǁclean_up__mutmut['_mutmut_orig'] = Watchdog.xǁWatchdogǁclean_up__mutmut_orig # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_1'] = Watchdog.xǁWatchdogǁclean_up__mutmut_1 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_2'] = Watchdog.xǁWatchdogǁclean_up__mutmut_2 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_3'] = Watchdog.xǁWatchdogǁclean_up__mutmut_3 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_4'] = Watchdog.xǁWatchdogǁclean_up__mutmut_4 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_5'] = Watchdog.xǁWatchdogǁclean_up__mutmut_5 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_6'] = Watchdog.xǁWatchdogǁclean_up__mutmut_6 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_7'] = Watchdog.xǁWatchdogǁclean_up__mutmut_7 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_8'] = Watchdog.xǁWatchdogǁclean_up__mutmut_8 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_9'] = Watchdog.xǁWatchdogǁclean_up__mutmut_9 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_10'] = Watchdog.xǁWatchdogǁclean_up__mutmut_10 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_11'] = Watchdog.xǁWatchdogǁclean_up__mutmut_11 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_12'] = Watchdog.xǁWatchdogǁclean_up__mutmut_12 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_13'] = Watchdog.xǁWatchdogǁclean_up__mutmut_13 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_14'] = Watchdog.xǁWatchdogǁclean_up__mutmut_14 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_15'] = Watchdog.xǁWatchdogǁclean_up__mutmut_15 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_16'] = Watchdog.xǁWatchdogǁclean_up__mutmut_16 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_17'] = Watchdog.xǁWatchdogǁclean_up__mutmut_17 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_18'] = Watchdog.xǁWatchdogǁclean_up__mutmut_18 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_19'] = Watchdog.xǁWatchdogǁclean_up__mutmut_19 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_20'] = Watchdog.xǁWatchdogǁclean_up__mutmut_20 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_21'] = Watchdog.xǁWatchdogǁclean_up__mutmut_21 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_22'] = Watchdog.xǁWatchdogǁclean_up__mutmut_22 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_23'] = Watchdog.xǁWatchdogǁclean_up__mutmut_23 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_24'] = Watchdog.xǁWatchdogǁclean_up__mutmut_24 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_25'] = Watchdog.xǁWatchdogǁclean_up__mutmut_25 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_26'] = Watchdog.xǁWatchdogǁclean_up__mutmut_26 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_27'] = Watchdog.xǁWatchdogǁclean_up__mutmut_27 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_28'] = Watchdog.xǁWatchdogǁclean_up__mutmut_28 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_29'] = Watchdog.xǁWatchdogǁclean_up__mutmut_29 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_30'] = Watchdog.xǁWatchdogǁclean_up__mutmut_30 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_31'] = Watchdog.xǁWatchdogǁclean_up__mutmut_31 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_32'] = Watchdog.xǁWatchdogǁclean_up__mutmut_32 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_33'] = Watchdog.xǁWatchdogǁclean_up__mutmut_33 # type: ignore # mutmut generated
mutants_xǁWatchdogǁclean_up__mutmut['xǁWatchdogǁclean_up__mutmut_34'] = Watchdog.xǁWatchdogǁclean_up__mutmut_34 # type: ignore # mutmut generated
mutants_x_deadline__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_deadline__mutmut)
def deadline(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_orig(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_1(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "XXdetail-typeXX": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_2(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "DETAIL-TYPE": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_3(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "XXdetailXX": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_4(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "DETAIL": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_5(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"XXnameXX": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_6(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"NAME": attempt.execution_name, "executionArn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_7(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "XXexecutionArnXX": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_8(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionarn": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_9(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "EXECUTIONARN": execution_arn, "status": "TIMED_OUT"},
    }


def x_deadline__mutmut_10(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "XXstatusXX": "TIMED_OUT"},
    }


def x_deadline__mutmut_11(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "STATUS": "TIMED_OUT"},
    }


def x_deadline__mutmut_12(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "XXTIMED_OUTXX"},
    }


def x_deadline__mutmut_13(attempt: Attempt, execution_arn: str) -> dict[str, Any]:
    """Return the deadline message of an Express execution, in the format of EventBridge's events."""
    return {
        "detail-type": _DEADLINE_TYPE,
        "detail": {"name": attempt.execution_name, "executionArn": execution_arn, "status": "timed_out"},
    }

mutants_x_deadline__mutmut['_mutmut_orig'] = x_deadline__mutmut_orig # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_1'] = x_deadline__mutmut_1 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_2'] = x_deadline__mutmut_2 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_3'] = x_deadline__mutmut_3 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_4'] = x_deadline__mutmut_4 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_5'] = x_deadline__mutmut_5 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_6'] = x_deadline__mutmut_6 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_7'] = x_deadline__mutmut_7 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_8'] = x_deadline__mutmut_8 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_9'] = x_deadline__mutmut_9 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_10'] = x_deadline__mutmut_10 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_11'] = x_deadline__mutmut_11 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_12'] = x_deadline__mutmut_12 # type: ignore # mutmut generated
mutants_x_deadline__mutmut['x_deadline__mutmut_13'] = x_deadline__mutmut_13 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_dead_letter__mutmut)
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


def x_dead_letter__mutmut_orig(
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


def x_dead_letter__mutmut_1(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "XXfailed_stateXX": None,
        "error": error,
        "cause": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_2(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "FAILED_STATE": None,
        "error": error,
        "cause": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_3(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "XXerrorXX": error,
        "cause": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_4(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "ERROR": error,
        "cause": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_5(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "XXcauseXX": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_6(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "CAUSE": cause,
        "needs_attention": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_7(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "cause": cause,
        "XXneeds_attentionXX": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_8(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "cause": cause,
        "NEEDS_ATTENTION": [],
        "execution_arn": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_9(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "cause": cause,
        "needs_attention": [],
        "XXexecution_arnXX": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_10(
    attempt: Attempt, error: str | None, cause: str, execution_arn: str | None, now: datetime
) -> dict[str, Any]:
    """Return a dead-letter message that is written outside the workflow, with the same fields as the workflow's own."""
    return {
        **attempt.execution_input,
        "failed_state": None,
        "error": error,
        "cause": cause,
        "needs_attention": [],
        "EXECUTION_ARN": execution_arn,
        "time": format_utc(now),
    }


def x_dead_letter__mutmut_11(
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
        "XXtimeXX": format_utc(now),
    }


def x_dead_letter__mutmut_12(
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
        "TIME": format_utc(now),
    }


def x_dead_letter__mutmut_13(
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
        "time": format_utc(None),
    }

mutants_x_dead_letter__mutmut['_mutmut_orig'] = x_dead_letter__mutmut_orig # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_1'] = x_dead_letter__mutmut_1 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_2'] = x_dead_letter__mutmut_2 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_3'] = x_dead_letter__mutmut_3 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_4'] = x_dead_letter__mutmut_4 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_5'] = x_dead_letter__mutmut_5 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_6'] = x_dead_letter__mutmut_6 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_7'] = x_dead_letter__mutmut_7 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_8'] = x_dead_letter__mutmut_8 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_9'] = x_dead_letter__mutmut_9 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_10'] = x_dead_letter__mutmut_10 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_11'] = x_dead_letter__mutmut_11 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_12'] = x_dead_letter__mutmut_12 # type: ignore # mutmut generated
mutants_x_dead_letter__mutmut['x_dead_letter__mutmut_13'] = x_dead_letter__mutmut_13 # type: ignore # mutmut generated
