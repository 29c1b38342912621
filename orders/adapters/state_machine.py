"""Starting executions of the order workflow in Step Functions."""

from __future__ import annotations

import json
from dataclasses import dataclass

from botocore.exceptions import ClientError

from orders.adapters.aws import client, error_code
from orders.adapters.settings import Setting, read
from orders.task import Task


@dataclass(frozen=True, slots=True)
class StateMachine:
    """A ``Workflow`` whose executions bear the attempt's name, so that AWS itself refuses a second one."""

    arn: str

    @classmethod
    def from_settings(cls) -> StateMachine:
        """Raises MissingSetting."""
        return cls(read(Setting.ORDER_WORKFLOW_ARN))

    def execution_arn(self, task: Task) -> str:
        """The ARN of the attempt's execution, whether it exists or not."""
        return f"{self.arn.replace(':stateMachine:', ':execution:')}:{task.execution_name}"

    def start(self, task: Task, trace_header: str | None = None) -> bool:
        traced = {"traceHeader": trace_header} if trace_header else {}
        try:
            client("stepfunctions").start_execution(
                stateMachineArn=self.arn, name=task.execution_name, input=json.dumps(task.execution_input), **traced
            )
        except ClientError as error:
            if error_code(error) == "ExecutionAlreadyExists":
                return False
            raise
        return True
