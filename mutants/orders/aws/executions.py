"""The workflow's executions in Step Functions, as an operator starts and finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.order import Order, OrderStatus
from orders.domain.workflow import Execution
from orders.ports import OrderRepository
from orders.usecases.watchdog import EXPRESS_DEADLINE


@dataclass(frozen=True, slots=True)
class StandardExecutions:
    """An ``Executions``; what time may mend is told apart, so that one order's bad luck does not stop the others."""

    machine: StateMachine

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        with translate_aws_errors("Step Functions"):
            return self.machine.start(attempt, trace_header)

    def find(self, attempt: Attempt) -> Execution | None:
        arn = self.machine.execution_arn(attempt)
        with translate_aws_errors("Step Functions"):
            try:
                answer = client("stepfunctions").describe_execution(executionArn=arn)
            except ClientError as error:
                if error_code(error) == "ExecutionDoesNotExist":
                    return None
                raise
        return Execution(arn, answer["status"])


@dataclass(frozen=True, slots=True)
class ExpressExecutions(StandardExecutions):
    """An ``Executions`` of which Step Functions tells nothing, so that the order must: what it says, and since when.

    An attempt that has done nothing yet counts as never started: another execution of it does no harm.
    """

    orders: OrderRepository

    def find(self, attempt: Attempt) -> Execution | None:
        """The attempt's executions, as if they were one; its ARN lacks the id by which AWS tells them apart.

        Raises:
            OrderNotFound, StoreUnavailable: the order cannot be read.
        """
        order = self.orders.get(attempt.order_id)
        if order.attempt_number < attempt.number or (order.attempt == attempt and order.status is OrderStatus.PENDING):
            return None
        return Execution(self.machine.execution_arn(attempt), _status(order, attempt, datetime.now(UTC)))


def _status(order: Order, attempt: Attempt, now: datetime) -> str:
    """How the attempt's execution must stand, which is over a while after its last write."""
    if order.attempt == attempt:
        if now - order.updated_at < EXPRESS_DEADLINE:
            return "RUNNING"
        if not order.status.is_final:
            return "TIMED_OUT"
    return "SUCCEEDED"
