"""What the functions behind the workflow's tasks share."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aws_lambda_powertools.metrics import MetricUnit

from functions.telemetry import logger, metrics
from orders.errors import Rejected
from orders.task import Task, operation_of

Result = TypeVar("Result")


def perform(event: dict[str, Any], operations: Mapping[str, Callable[[Task, dict[str, Any]], Result]]) -> Result:
    """Do the one operation of the attempt that the event names, and log that it begins, or that it failed.

    Raises:
        MalformedTask: the event names no attempt, or no operation of this function.
        OrderError: the operation's own; the state machine knows what follows.
    """
    metrics.add_metric("StepTried", MetricUnit.Count, 1)
    try:
        task = Task.parse(event)
        logger.set_correlation_id(task.order_id)
        operation = operation_of(event, operations)
        logger.append_keys(operation=operation, attempt=task.attempt)
        logger.info("step begins")
        return operations[operation](task, event)
    except Exception as error:
        logger.warning("step failed", error=type(error).__name__)
        if isinstance(error, Rejected):
            # Lambda counts an answer of the business as an error of the function; the alarm takes it off again.
            metrics.add_metric("StepRejected", MetricUnit.Count, 1)
        raise
