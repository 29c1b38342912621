"""Having the watchdog look after an execution when it must be over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from orders.aws.clients import client
from orders.domain.attempt import Attempt
from orders.usecases.watchdog import EXPRESS_DEADLINE, deadline


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The watchdog's queue, which keeps a message to itself until then."""

    queue_url: str

    def set(self, attempt: Attempt, execution_arn: str) -> None:
        """Have the attempt looked after; doing it twice is looking twice."""
        client("sqs").send_message(
            QueueUrl=self.queue_url,
            MessageBody=json.dumps(deadline(attempt, execution_arn)),
            DelaySeconds=int(EXPRESS_DEADLINE.total_seconds()),
        )
