"""The dead-letter queue in SQS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import StoreUnavailable

MAX_BATCH_SIZE = 10
"""Messages in one call of SQS, inclusive.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
"""

LONG_POLL_SECONDS = 1
"""More than 0, so that SQS queries all of its servers; less than the client's read timeout of 2 s.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
"""

VISIBILITY_TIMEOUT = timedelta(minutes=10)
BRIEF_VISIBILITY_TIMEOUT = timedelta(minutes=2)
"""After this time a message is visible again, if its reader crashed; a reader extends it while it works.

A second reader may then receive what a slow first one still processes; that is safe, because redrives are idempotent.
"""


@dataclass(slots=True)
class _Held:
    """A message that this process received and did not delete, and when its visibility timeout was last set."""

    receipt: str
    since: datetime


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """A ``DeadLetterSender`` and a ``DeadLetterReader``; several threads may share it."""

    url: str
    _held: dict[str, _Held] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The messages to hide, and in the end to make visible, by their ids."""

    def send(self, message: Mapping[str, Any]) -> None:
        client("sqs").send_message(QueueUrl=self.url, MessageBody=json.dumps(message))

    def forward(self, body: str) -> None:
        """Send a message of another queue, as it is."""
        client("sqs").send_message(QueueUrl=self.url, MessageBody=body)

    def count(self) -> int:
        name = "ApproximateNumberOfMessages"
        with translate_aws_errors("SQS"):
            response = client("sqs").get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return int(response["Attributes"][name])

    @contextmanager
    def receive_pages(self, size: int, *, briefly: bool = False) -> Iterator[Iterator[list[DeadLetter]]]:
        timeout = BRIEF_VISIBILITY_TIMEOUT if briefly else VISIBILITY_TIMEOUT
        ended = Event()
        keeper = Thread(target=self._keep_hidden, args=(timeout, ended), daemon=True)
        keeper.start()
        try:
            yield self._pages(size, timeout)
        finally:
            ended.set()
            keeper.join()
            self._set_visibility(list(self._held.values()), timedelta(0))
            self._held.clear()

    def delete(self, message: DeadLetter) -> None:
        with translate_aws_errors("SQS"):
            client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=message.receipt)
        self._held.pop(message.message_id, None)

    def _pages(self, size: int, timeout: timedelta) -> Iterator[list[DeadLetter]]:
        seen: set[str] = set()
        page: list[DeadLetter] = []
        while batch := self._receive(timeout):
            # SQS delivers at least once, so a message may come again although it is hidden, or was deleted.
            page += [message for message in batch if message.message_id not in seen]
            seen.update(message.message_id for message in batch)
            while len(page) >= size:
                yield sorted(page[:size], key=lambda message: message.sent_at)
                page = page[size:]
        yield sorted(page, key=lambda message: message.sent_at)

    def _receive(self, timeout: timedelta) -> list[DeadLetter]:
        now = datetime.now(UTC)
        with translate_aws_errors("SQS"):
            response = client("sqs").receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=MAX_BATCH_SIZE,
                VisibilityTimeout=int(timeout.total_seconds()),
                WaitTimeSeconds=LONG_POLL_SECONDS,
                AttributeNames=["SentTimestamp"],
            )
        messages = [
            DeadLetter(
                message_id=message["MessageId"],
                receipt=message["ReceiptHandle"],
                body=message["Body"],
                sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
            )
            for message in response.get("Messages", [])
        ]
        self._held.update({message.message_id: _Held(message.receipt, now) for message in messages})
        return messages

    def _keep_hidden(self, timeout: timedelta, ended: Event) -> None:
        """Extend the timeouts until the event is set, however long the reader takes for a page."""
        while not ended.wait((timeout / 4).total_seconds()):
            with suppress(StoreUnavailable):  # the next round tries again
                self._extend(timeout)

    def _extend(self, timeout: timedelta) -> None:
        """Hide the messages again for the whole timeout whose timeout is half over."""
        now = datetime.now(UTC)
        due = [held for held in list(self._held.values()) if now - held.since >= timeout / 2]
        self._set_visibility(due, timeout)
        for held in due:
            held.since = now

    def _set_visibility(self, held: Sequence[_Held], timeout: timedelta) -> None:
        """Set the visibility timeout of the messages, counted from now.

        Entries that SQS rejects are ignored: such a message was deleted, or becomes visible after its timeout.
        """
        for start in range(0, len(held), MAX_BATCH_SIZE):
            with translate_aws_errors("SQS"):
                client("sqs").change_message_visibility_batch(
                    QueueUrl=self.url,
                    Entries=[
                        {
                            "Id": str(number),
                            "ReceiptHandle": each.receipt,
                            "VisibilityTimeout": int(timeout.total_seconds()),
                        }
                        for number, each in enumerate(held[start : start + MAX_BATCH_SIZE])
                    ],
                )
