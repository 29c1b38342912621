"""Responses of AWS in the shapes that its documentation shows.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 11, 22, 12, 0, 1, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def describe(status: str, arn: str) -> dict[str, Any]:
    """Return a response of DescribeExecution."""
    ended = {} if status == "RUNNING" else {"stopDate": at(9)}
    failed = {"error": "OrderFailed", "cause": "The attempt failed"} if status == "FAILED" else {}
    return {
        "executionArn": arn,
        "stateMachineArn": "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow",
        "name": "order-1.1",
        "status": status,
        "startDate": START,
        **ended,
        **failed,
        "input": '{"order_id": "order-1", "attempt": 1}',
        "inputDetails": {"included": True},
        "redriveCount": 0,
        "redriveStatus": "NOT_REDRIVABLE",
    }


def entered(identifier: int, state: str, seconds: float, kind: str = "Task") -> dict[str, Any]:
    details = {"name": state, "inputDetails": {"truncated": False}}
    return event(identifier, f"{kind}StateEntered", seconds, stateEnteredEventDetails=details)


def left(identifier: int, state: str, seconds: float, kind: str = "Task") -> dict[str, Any]:
    details = {"name": state, "outputDetails": {"truncated": False}}
    return event(identifier, f"{kind}StateExited", seconds, stateExitedEventDetails=details)


def scheduled(identifier: int, seconds: float) -> dict[str, Any]:
    details = {"resourceType": "lambda", "resource": "invoke", "region": "us-west-2", "parameters": "{}"}
    return event(identifier, "TaskScheduled", seconds, taskScheduledEventDetails=details)


def started(identifier: int, seconds: float) -> dict[str, Any]:
    return event(
        identifier, "TaskStarted", seconds, taskStartedEventDetails={"resourceType": "lambda", "resource": "invoke"}
    )


def succeeded(identifier: int, seconds: float) -> dict[str, Any]:
    details = {"resourceType": "lambda", "resource": "invoke", "outputDetails": {"truncated": False}}
    return event(identifier, "TaskSucceeded", seconds, taskSucceededEventDetails=details)


def failed(identifier: int, seconds: float, error: str) -> dict[str, Any]:
    details = {"resourceType": "lambda", "resource": "invoke", "error": error, "cause": "{}"}
    return event(identifier, "TaskFailed", seconds, taskFailedEventDetails=details)


def timed_out(identifier: int, seconds: float) -> dict[str, Any]:
    details = {"resourceType": "lambda", "resource": "invoke", "error": "States.Timeout"}
    return event(identifier, "TaskTimedOut", seconds, taskTimedOutEventDetails=details)


def event(identifier: int, kind: str, seconds: float, **details: Any) -> dict[str, Any]:
    return {
        "timestamp": at(seconds),
        "type": kind,
        "id": identifier,
        "previousEventId": max(0, identifier - 1),
        **details,
    }


def begun() -> dict[str, Any]:
    details = {"inputDetails": {"truncated": False}, "roleArn": "arn:aws:iam::123456789012:role/dev-order-workflow"}
    return event(1, "ExecutionStarted", 0, executionStartedEventDetails=details)


DECLINED: Sequence[dict[str, Any]] = (
    begun(),
    entered(2, "AuthorizePayment", 0.1),
    scheduled(3, 0.1),
    started(4, 0.2),
    timed_out(5, 1.2),
    scheduled(6, 3.2),
    started(7, 3.3),
    failed(8, 3.6, "PaymentDeclined"),
    left(9, "AuthorizePayment", 3.6),
    entered(10, "ReleaseInventory", 3.6),
    scheduled(11, 3.6),
    started(12, 3.7),
    succeeded(13, 4),
    left(14, "ReleaseInventory", 4),
    entered(15, "VoidPayment", 4),
    scheduled(16, 4),
    started(17, 4.1),
    succeeded(18, 4.5),
    left(19, "VoidPayment", 4.5),
    entered(20, "FailOrder", 4.5),
    scheduled(21, 4.5),
    started(22, 4.6),
    succeeded(23, 5),
    left(24, "FailOrder", 5),
    entered(25, "ChooseEnding", 5, "Choice"),
    left(26, "ChooseEnding", 5, "Choice"),
    entered(27, "OrderRejected", 5, "Succeed"),
    left(28, "OrderRejected", 5, "Succeed"),
    event(29, "ExecutionSucceeded", 5, executionSucceededEventDetails={"outputDetails": {"truncated": False}}),
)
"""An execution whose first call timed out, and whose second one was declined."""
