"""The dead-message queue in SQS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.domain.dead_letter import DeadLetter

BATCH = 10
"""The most that SQS gives or takes at once."""

WAIT_SECONDS = 1
"""Waiting at all makes SQS ask all its servers; the client gives up on an answer after 2 s."""

READING_SECONDS = 15 * 60
"""How long a message stays hidden if its reader crashes; one who is still reading then does nothing twice."""


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """A ``DeadLetters`` and a ``LetterBox``."""

    url: str

    def send(self, message: Mapping[str, Any]) -> None:
        client("sqs").send_message(QueueUrl=self.url, MessageBody=json.dumps(message))

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
            answer = client("sqs").receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=BATCH,
                VisibilityTimeout=READING_SECONDS,
                WaitTimeSeconds=WAIT_SECONDS,
                AttributeNames=["SentTimestamp"],
            )
        return [
            DeadLetter(
                message_id=message["MessageId"],
                receipt=message["ReceiptHandle"],
                body=message["Body"],
                sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
            )
            for message in answer.get("Messages", [])
        ]

    def _make_visible(self, messages: Sequence[DeadLetter]) -> None:
        """An entry that SQS refuses is a message that was thrown away, or one that shows by itself in time."""
        for start in range(0, len(messages), BATCH):
            with translate_aws_errors("SQS"):
                client("sqs").change_message_visibility_batch(
                    QueueUrl=self.url,
                    Entries=[
                        {"Id": str(number), "ReceiptHandle": message.receipt, "VisibilityTimeout": 0}
                        for number, message in enumerate(messages[start : start + BATCH])
                    ],
                )
