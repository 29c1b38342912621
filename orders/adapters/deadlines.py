"""Having the watchdog look after an execution when it must be over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from orders.adapters.aws import client
from orders.adapters.settings import Setting, read
from orders.task import Task
from orders.watchdog import EXPRESS_IS_OVER, deadline


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The watchdog's queue, which keeps a message to itself until then."""

    queue_url: str

    @classmethod
    def from_settings(cls) -> Deadlines:
        """Raises MissingSetting."""
        return cls(read(Setting.ORDER_WATCHDOG_QUEUE_URL))

    def set(self, task: Task, execution_arn: str) -> None:
        """Have the attempt looked after; doing it twice is looking twice."""
        client("sqs").send_message(
            QueueUrl=self.queue_url,
            MessageBody=json.dumps(deadline(task, execution_arn)),
            DelaySeconds=int(EXPRESS_IS_OVER.total_seconds()),
        )
