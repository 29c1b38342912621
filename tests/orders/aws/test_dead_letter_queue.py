"""The dead-letter queue: pages of messages, each once, and what other readers receive meanwhile."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.client import BaseClient

from orders.aws import dead_letter_queue
from orders.aws.clients import client
from orders.aws.dead_letter_queue import DeadLetterQueue
from tests.orders.examples import FIRST

pytestmark = pytest.mark.slow

WAIT_TIMEOUT_SECONDS = 120


@pytest.fixture
def queue(cloud: None, monkeypatch: pytest.MonkeyPatch) -> DeadLetterQueue:
    monkeypatch.setattr(dead_letter_queue, "LONG_POLL_SECONDS", 0)
    return DeadLetterQueue(client("sqs").create_queue(QueueName="dev-order-dlq")["QueueUrl"])


@pytest.fixture
def visibility(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Record the calls that hide messages or make them visible, each with its timeout in seconds."""
    calls: list[tuple[str, int]] = []
    call = BaseClient._make_api_call

    def record(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "ReceiveMessage":
            calls.append(("receive", arguments["VisibilityTimeout"]))
        elif operation == "ChangeMessageVisibilityBatch":
            calls.extend(("change", entry["VisibilityTimeout"]) for entry in arguments["Entries"])
        return call(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", record)
    return calls


def fill(queue: DeadLetterQueue, count: int) -> None:
    for number in range(count):
        queue.send({**FIRST.execution_input, "error": str(number)})


def test_pages_have_the_given_size_and_contain_each_message_once(queue: DeadLetterQueue) -> None:
    fill(queue, 25)

    with queue.receive_pages(8) as pages:
        read = list(pages)

    assert [len(page) for page in read] == [8, 8, 8, 1]
    assert {message.error for page in read for message in page} == {str(number) for number in range(25)}


def test_the_page_after_the_last_full_one_is_empty(queue: DeadLetterQueue) -> None:
    fill(queue, 10)

    for size, expected in ((10, [10, 0]), (3, [3, 3, 3, 1])):
        with queue.receive_pages(size) as pages:
            assert [len(page) for page in pages] == expected


def test_messages_are_hidden_during_the_block_and_visible_after_it(queue: DeadLetterQueue) -> None:
    fill(queue, 25)

    with queue.receive_pages(10) as pages:
        next(pages)
        next(pages)
        assert queue.count() == 5

    assert queue.count() == 25


def test_a_deleted_message_is_not_made_visible(queue: DeadLetterQueue, visibility: list[tuple[str, int]]) -> None:
    fill(queue, 3)

    with queue.receive_pages(3) as pages:
        first, *_ = next(pages)
        queue.delete(first)

    assert queue.count() == 2
    assert [each for each in visibility if each[0] == "change"] == [("change", 0)] * 2


def test_a_message_that_comes_again_is_not_repeated(queue: DeadLetterQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_letter_queue, "VISIBILITY_TIMEOUT", timedelta(0))  # every receive returns all messages
    fill(queue, 3)

    with queue.receive_pages(2) as pages:
        (first, second) = next(pages)

    assert first.message_id != second.message_id


@pytest.mark.parametrize(("briefly", "seconds"), [(False, 600), (True, 120)])
def test_a_reader_that_only_looks_hides_messages_for_a_shorter_time(
    queue: DeadLetterQueue,
    visibility: list[tuple[str, int]],
    briefly: bool,  # noqa: FBT001  pytest passes parameters by name
    seconds: int,
) -> None:
    fill(queue, 1)

    with queue.receive_pages(5, briefly=briefly) as pages:
        list(pages)

    assert visibility == [("receive", seconds), ("receive", seconds), ("change", 0)]


def test_the_timeout_of_a_message_is_extended_when_it_is_half_over(
    queue: DeadLetterQueue, visibility: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(queue, 4)
    passed = timedelta(0)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + passed

    monkeypatch.setattr(dead_letter_queue, "datetime", Clock)
    with queue.receive_pages(4) as pages:
        deleted, *_ = next(pages)
        queue.delete(deleted)
        passed = timedelta(minutes=4)
        queue._extend(timedelta(minutes=10))
        assert ("change", 600) not in visibility
        passed = timedelta(minutes=6)
        queue._extend(timedelta(minutes=10))
        queue._extend(timedelta(minutes=10))
        assert visibility.count(("change", 600)) == 3


def test_the_timeouts_are_extended_while_the_reader_works(
    queue: DeadLetterQueue, visibility: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(queue, 1)
    monkeypatch.setattr(dead_letter_queue, "VISIBILITY_TIMEOUT", timedelta(seconds=2))
    deadline = time.monotonic() + WAIT_TIMEOUT_SECONDS

    with queue.receive_pages(1) as pages:
        next(pages)
        while visibility.count(("change", 2)) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
