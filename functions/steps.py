"""Shared by the functions behind the workflow's tasks."""

from collections.abc import Callable, Container, Mapping
from typing import Any, TypeVar

from aws_lambda_powertools.metrics import MetricUnit

from functions.telemetry import logger, metrics
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask, Rejected

Result = TypeVar("Result")


def run_operation(
    event: dict[str, Any], operations: Mapping[str, Callable[[Attempt, dict[str, Any]], Result]]
) -> Result:
    """Run the operation that the event names, for its attempt, and log its start or failure.

    Raises:
        MalformedTask: the event names no attempt, or no operation of this function.
        OrderError: the operation failed; the state machine decides what follows.
    """
    metrics.add_metric("StepTried", MetricUnit.Count, 1)
    try:
        attempt = Attempt.parse(event)
        logger.set_correlation_id(attempt.order_id)
        operation = parse_operation(event, operations)
        logger.append_keys(operation=operation, attempt=attempt.number)
        logger.info("step started")
        return operations[operation](attempt, event)
    except Exception as error:
        logger.warning("step failed", error=type(error).__name__)
        if isinstance(error, Rejected):
            # Lambda counts a business rejection as an error of the function; the alarm subtracts it.
            metrics.add_metric("StepRejected", MetricUnit.Count, 1)
        raise


def parse_operation(event: Mapping[str, Any], known: Container[str]) -> str:
    """Return the name of the operation in the event.

    Raises:
        MalformedTask: the event has none, or this function does not have that operation.
    """
    operation = event.get("operation")
    if not isinstance(operation, str) or operation not in known:
        raise MalformedTask("operation must be one of this function's operations")
    return operation
