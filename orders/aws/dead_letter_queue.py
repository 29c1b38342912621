"""The dead-letter queue in SQS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.domain.dead_letter import DeadLetter

MAX_BATCH_SIZE = 10
"""Messages in one call of SQS, inclusive.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
"""

LONG_POLL_SECONDS = 1
"""More than 0, so that SQS queries all of its servers; less than the client's read timeout of 2 s.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
"""

READ_VISIBILITY_TIMEOUT_SECONDS = 15 * 60
"""After this time a message is visible again, if its reader crashed.

A second reader may then receive what a slow first one still processes; that is safe, because redrives are idempotent.
"""


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """A ``DeadLetterSender`` and a ``DeadLetterReader``."""

    url: str

    def send(self, message: Mapping[str, Any]) -> None:
        client("sqs").send_message(QueueUrl=self.url, MessageBody=json.dumps(message))

    def forward(self, body: str) -> None:
        """Send a message of another queue, as it is."""
        client("sqs").send_message(QueueUrl=self.url, MessageBody=body)

    @contextmanager
    def receive_all(self) -> Iterator[Sequence[DeadLetter]]:
        messages: list[DeadLetter] = []
        try:
            while batch := self._receive():
                messages += batch
            yield sorted(messages, key=lambda message: message.sent_at)
        finally:
            self._make_visible(messages)

    def delete(self, message: DeadLetter) -> None:
        with translate_aws_errors("SQS"):
            client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=message.receipt)

    def _receive(self) -> list[DeadLetter]:
        with translate_aws_errors("SQS"):
            response = client("sqs").receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=MAX_BATCH_SIZE,
                VisibilityTimeout=READ_VISIBILITY_TIMEOUT_SECONDS,
                WaitTimeSeconds=LONG_POLL_SECONDS,
                AttributeNames=["SentTimestamp"],
            )
        return [
            DeadLetter(
                message_id=message["MessageId"],
                receipt=message["ReceiptHandle"],
                body=message["Body"],
                sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
            )
            for message in response.get("Messages", [])
        ]

    def _make_visible(self, messages: Sequence[DeadLetter]) -> None:
        """End the visibility timeout of the messages.

        Entries that SQS rejects are ignored: such a message was deleted, or becomes visible after its timeout.
        """
        for start in range(0, len(messages), MAX_BATCH_SIZE):
            with translate_aws_errors("SQS"):
                client("sqs").change_message_visibility_batch(
                    QueueUrl=self.url,
                    Entries=[
                        {"Id": str(number), "ReceiptHandle": message.receipt, "VisibilityTimeout": 0}
                        for number, message in enumerate(messages[start : start + MAX_BATCH_SIZE])
                    ],
                )
