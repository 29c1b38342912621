"""The dead-letter queue in SQS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from orders.adapters.aws import client, store_errors
from orders.adapters.settings import Setting, read
from orders.letters import Letter

BATCH = 10
"""The most that SQS gives or takes at once."""

WAIT_SECONDS = 1
"""Waiting at all makes SQS ask all its servers; the client gives up on an answer after 2 s."""

READING_SECONDS = 15 * 60
"""How long a letter stays hidden if its reader crashes; one who is still reading then does nothing twice."""


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """A ``DeadLetters`` and a ``LetterBox``."""

    url: str

    @classmethod
    def from_settings(cls) -> DeadLetterQueue:
        """Raises MissingSetting."""
        return cls(read(Setting.ORDER_DLQ_URL))

    def send(self, letter: Mapping[str, Any]) -> None:
        client("sqs").send_message(QueueUrl=self.url, MessageBody=json.dumps(letter))

    @contextmanager
    def opened(self) -> Iterator[Sequence[Letter]]:
        letters: list[Letter] = []
        try:
            while batch := self._receive():
                letters += batch
            yield sorted(letters, key=lambda letter: letter.sent_at)
        finally:
            self._show_again(letters)

    def throw_away(self, letter: Letter) -> None:
        with store_errors("SQS"):
            client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=letter.receipt)

    def _receive(self) -> list[Letter]:
        with store_errors("SQS"):
            answer = client("sqs").receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=BATCH,
                VisibilityTimeout=READING_SECONDS,
                WaitTimeSeconds=WAIT_SECONDS,
                AttributeNames=["SentTimestamp"],
            )
        return [
            Letter(
                message_id=message["MessageId"],
                receipt=message["ReceiptHandle"],
                body=message["Body"],
                sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
            )
            for message in answer.get("Messages", [])
        ]

    def _show_again(self, letters: Sequence[Letter]) -> None:
        """An entry that SQS refuses is a letter that was thrown away, or one that shows by itself in time."""
        for start in range(0, len(letters), BATCH):
            with store_errors("SQS"):
                client("sqs").change_message_visibility_batch(
                    QueueUrl=self.url,
                    Entries=[
                        {"Id": str(number), "ReceiptHandle": letter.receipt, "VisibilityTimeout": 0}
                        for number, letter in enumerate(letters[start : start + BATCH])
                    ],
                )
