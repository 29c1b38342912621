"""Start and find the workflow's executions, for an operator."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.order import Order, OrderStatus
from orders.domain.workflow import Execution
from orders.ports import OrderRepository, Workflow
from orders.usecases.watchdog import EXPRESS_DEADLINE


@dataclass(frozen=True, slots=True)
class StandardExecutions:
    """An ``Executions`` of a Standard workflow.

    It raises StoreUnavailable for retryable errors, so that a command can skip one order and continue with the others.
    """

    machine: StateMachine
    workflow: Workflow

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        with translate_aws_errors("Step Functions"):
            return self.workflow.start(attempt, trace_header)

    def find(self, attempt: Attempt) -> Execution | None:
        arn = self.machine.execution_arn(attempt)
        with translate_aws_errors("Step Functions"):
            try:
                response = client("stepfunctions").describe_execution(executionArn=arn)
            except ClientError as error:
                if error_code(error) == "ExecutionDoesNotExist":
                    return None
                raise
        return Execution(arn, response["status"])

    def is_running_under_another_name(self, attempt: Attempt) -> bool:
        """Look through the running executions; there are as many as orders in flight."""
        steps = client("stepfunctions")
        with translate_aws_errors("Step Functions"):
            pages = steps.get_paginator("list_executions").paginate(
                stateMachineArn=self.machine.unqualified_arn, statusFilter="RUNNING"
            )
            return any(
                attempt == _attempt_in_input(steps.describe_execution(executionArn=execution["executionArn"])["input"])
                for page in pages
                for execution in page["executions"]
                if not is_execution_name(execution["name"])
            )


def _attempt_in_input(text: str) -> Attempt | None:
    with suppress(MalformedTask):
        return Attempt.of_execution("", text)
    return None


def is_execution_name(name: str) -> bool:
    """Return whether an attempt has this name, and not an execution that was started by hand."""
    with suppress(MalformedTask):
        return bool(Attempt.from_execution_name(name))
    return False


@dataclass(frozen=True, slots=True)
class ExpressExecutions(StandardExecutions):
    """An ``Executions`` of an Express workflow.

    Step Functions cannot describe an Express execution, so its status is inferred from the order and its last update.
    An attempt that has not changed its order counts as not started: starting it again is harmless.
    """

    orders: OrderRepository

    def find(self, attempt: Attempt) -> Execution | None:
        """Return the attempt's executions as one; the ARN lacks the id that AWS appends to tell them apart.

        Raises:
            OrderNotFound, StoreUnavailable: the order cannot be read.
        """
        order = self.orders.get(attempt.order_id)
        if order.attempt_number < attempt.number or (order.attempt == attempt and order.status is OrderStatus.PENDING):
            return None
        return Execution(self.machine.execution_arn(attempt), _infer_status(order, attempt, datetime.now(UTC)))

    def is_running_under_another_name(self, attempt: Attempt) -> bool:  # noqa: ARG002  the port has it
        """Return False: the status that ``find`` infers covers executions of any name."""
        return False


def _infer_status(order: Order, attempt: Attempt, now: datetime) -> str:
    """Return the status that the execution must have; it ends within ``EXPRESS_DEADLINE`` of its last write."""
    if order.attempt == attempt:
        if now - order.updated_at < EXPRESS_DEADLINE:
            return "RUNNING"
        if not order.status.is_final:
            return "TIMED_OUT"
    return "SUCCEEDED"
