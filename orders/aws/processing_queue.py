"""The queue of the orders whose workflow is to start."""

from __future__ import annotations

from dataclasses import dataclass

from orders.aws.clients import client


@dataclass(frozen=True, slots=True)
class ProcessingQueue:
    """The processing queue in SQS."""

    url: str

    def redeliver_in(self, seconds: int, receipt_handle: str) -> None:
        """Let SQS deliver a received message again after this many seconds, instead of its visibility timeout."""
        client("sqs").change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=receipt_handle, VisibilityTimeout=seconds
        )
