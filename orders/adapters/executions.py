"""The workflow's executions in Step Functions, as an operator starts and finds them."""

from __future__ import annotations

from dataclasses import dataclass

from botocore.exceptions import ClientError

from orders.adapters.aws import client, error_code, store_errors
from orders.adapters.state_machine import StateMachine
from orders.task import Task
from orders.workflow import Execution


@dataclass(frozen=True, slots=True)
class StateMachineExecutions:
    """An ``Executions``; what time may mend is told apart, so that one order's bad luck does not stop the others."""

    machine: StateMachine

    @classmethod
    def from_settings(cls) -> StateMachineExecutions:
        """Raises MissingSetting."""
        return cls(StateMachine.from_settings())

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
