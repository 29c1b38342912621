"""Start executions of the order workflow in Step Functions."""

from __future__ import annotations

import json
from dataclasses import dataclass

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code
from orders.domain.attempt import Attempt
from orders.usecases.watchdog import EXPRESS_DEADLINE, deadline

_PARTS_WITHOUT_QUALIFIER = 7
"""The parts of ``arn:aws:states:<region>:<account>:stateMachine:<name>``; an alias or a version may follow them."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The watchdog's queue, which delivers a deadline message when an Express execution must have ended."""

    queue_url: str

    def schedule(self, attempt: Attempt, execution_arn: str) -> None:
        """Send the deadline message; a duplicate only makes the watchdog check twice."""
        client("sqs").send_message(
            QueueUrl=self.queue_url,
            MessageBody=json.dumps(deadline(attempt, execution_arn)),
            DelaySeconds=int(EXPRESS_DEADLINE.total_seconds()),
        )


@dataclass(frozen=True, slots=True)
class StateMachine:
    """A ``Workflow`` whose executions are named after their attempts.

    AWS rejects a second Standard execution with the same name.  It accepts a second Express execution; the steps'
    idempotency keys make that one harmless.

    Attributes:
        arn: the ARN of the state machine, or of one of its aliases or versions.
        deadlines: where an Express workflow schedules its deadlines; None for a Standard workflow.
    """

    arn: str
    deadlines: Deadlines | None = None

    def execution_arn(self, attempt: Attempt) -> str:
        """Return the ARN of the attempt's execution, whether it exists or not; it contains no alias or version.

        AWS appends an id to the ARN of an Express execution.
        """
        resource_type = ":express:" if self.deadlines else ":execution:"
        return f"{self.unqualified_arn.replace(':stateMachine:', resource_type)}:{self._name(attempt)}"

    @property
    def unqualified_arn(self) -> str:
        """The ARN of the state machine, without an alias or a version."""
        return ":".join(self.arn.split(":")[:_PARTS_WITHOUT_QUALIFIER])

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
            # If this fails, the whole start fails and is retried, so that every execution gets its deadline.
            self.deadlines.schedule(attempt, started["executionArn"])
        return True

    def _name(self, attempt: Attempt) -> str:
        """Return the execution's name, for an Express workflow without a dot: CloudWatch Logs does not support it.

        The log is the only record of an Express execution.

        https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
        """
        return attempt.execution_name.replace(".", "_") if self.deadlines else attempt.execution_name
