"""The workflow's executions in Step Functions, as an operator starts and finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from orders.adapters.aws import client, error_code, store_errors
from orders.adapters.state_machine import StateMachine
from orders.order import Order, OrderBook, OrderStatus
from orders.task import Task
from orders.watchdog import EXPRESS_IS_OVER
from orders.workflow import Execution, Executions


def executions(machine: StateMachine, orders: OrderBook) -> Executions:
    """The executions of a workflow of either type."""
    return ExpressExecutions(machine, orders) if machine.deadlines else StateMachineExecutions(machine)


@dataclass(frozen=True, slots=True)
class StateMachineExecutions:
    """An ``Executions``; what time may mend is told apart, so that one order's bad luck does not stop the others."""

    machine: StateMachine

    def start(self, task: Task, trace_header: str | None = None) -> bool:
        with store_errors("Step Functions"):
            return self.machine.start(task, trace_header)

    def find(self, task: Task) -> Execution | None:
        arn = self.machine.execution_arn(task)
        with store_errors("Step Functions"):
            try:
                answer = client("stepfunctions").describe_execution(executionArn=arn)
            except ClientError as error:
                if error_code(error) == "ExecutionDoesNotExist":
                    return None
                raise
        return Execution(arn, answer["status"])


@dataclass(frozen=True, slots=True)
class ExpressExecutions(StateMachineExecutions):
    """An ``Executions`` of which Step Functions tells nothing, so that the order must: what it says, and since when.

    An attempt that has done nothing yet counts as never started: another execution of it does no harm.
    """

    orders: OrderBook

    def find(self, task: Task) -> Execution | None:
        """The attempt's executions, as if they were one; its ARN lacks the id by which AWS tells them apart.

        Raises:
            OrderNotFound, StoreUnavailable: the order cannot be read.
        """
        order = self.orders.get(task.order_id)
        if order.attempt < task.attempt or (order.attempt == task.attempt and order.status is OrderStatus.PENDING):
            return None
        return Execution(self.machine.execution_arn(task), _status(order, task, datetime.now(UTC)))


def _status(order: Order, task: Task, now: datetime) -> str:
    """How the attempt's execution must stand, which is over a while after its last write."""
    if order.attempt == task.attempt:
        if now - order.updated_at < EXPRESS_IS_OVER:
            return "RUNNING"
        if not order.status.is_final:
            return "TIMED_OUT"
    return "SUCCEEDED"
