"""Starting executions of the order workflow in Step Functions."""

from __future__ import annotations

import json
from dataclasses import dataclass

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code
from orders.aws.deadlines import Deadlines
from orders.domain.attempt import Attempt

_PARTS_WITHOUT_QUALIFIER = 7
"""``arn:aws:states:<region>:<account>:stateMachine:<name>``, and then perhaps an alias or a version."""


@dataclass(frozen=True, slots=True)
class StateMachine:
    """A ``Workflow`` whose executions bear the attempt's name; ``arn`` is the state machine's or an alias'.

    Of a Standard workflow AWS itself refuses a second execution of that name.  Of an Express workflow, which has
    ``deadlines``, it does not, and the steps' own keys are what keeps the second without effect.
    """

    arn: str
    deadlines: Deadlines | None = None

    def execution_arn(self, attempt: Attempt) -> str:
        """The ARN of the attempt's execution, whether it exists or not, and through which alias it was started or not.

        An Express execution's has after it an id that AWS gives.
        """
        arn = ":".join(self.arn.split(":")[:_PARTS_WITHOUT_QUALIFIER])
        return (
            f"{arn.replace(':stateMachine:', ':express:' if self.deadlines else ':execution:')}:{self._name(attempt)}"
        )

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        traced = {"traceHeader": trace_header} if trace_header else {}
        try:
            started = client("stepfunctions").start_execution(
                stateMachineArn=self.arn, name=self._name(attempt), input=json.dumps(attempt.execution_input), **traced
            )
        except ClientError as error:
            if error_code(error) == "ExecutionAlreadyExists":
                return False
            raise
        if self.deadlines:
            # Afterwards: each start that AWS may have heard of has a deadline behind it, as a start whose deadline
            # could not be set counts as failed, and is repeated.
            self.deadlines.set(attempt, started["executionArn"])
        return True

    def _name(self, attempt: Attempt) -> str:
        """Of an Express execution the log is all that remains, and CloudWatch wants no dot in the name of what it logs.

        https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
        """
        return attempt.execution_name.replace(".", "_") if self.deadlines else attempt.execution_name
