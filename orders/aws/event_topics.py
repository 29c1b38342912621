"""Publish an order's events to SNS: the system's own messages, and the public events on their own topic."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from orders.aws.clients import client
from orders.domain.events import OrderEvent, OrderEventType
from orders.domain.public_events import PublicEvent

MAX_ENTRIES = 10
"""The messages of one call, inclusive.  Ten of them have a few kilobytes, far below the 256 KiB of a call.

https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
"""

_calls = ThreadPoolExecutor(max_workers=12, thread_name_prefix="publish")


@dataclass(frozen=True, slots=True)
class EventTopics:
    """An ``EventPublisher``; type and status are also message attributes, so that subscriptions can filter by them.

    ``arns`` has the topic of each of the system's own messages, ``public`` the topic of all public events.
    """

    arns: Mapping[OrderEventType, str]
    public: str

    def publish(self, events: Sequence[OrderEvent | PublicEvent]) -> Mapping[int, str]:
        """Publish the events with as few calls as possible, all at the same time."""
        entries: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for position, event in enumerate(events):
            arn = self.public if isinstance(event, PublicEvent) else self.arns[event.type]
            entries[arn].append(self._entry(position, event))
        calls = [
            (arn, of_topic[start : start + MAX_ENTRIES])
            for arn, of_topic in entries.items()
            for start in range(0, len(of_topic), MAX_ENTRIES)
        ]
        failed: dict[int, str] = {}
        for each in _calls.map(_publish, calls):
            failed |= each
        return failed

    def _entry(self, position: int, event: OrderEvent | PublicEvent) -> dict[str, Any]:
        message = event.as_cloud_event(self.public) if isinstance(event, PublicEvent) else event.as_message()
        return {
            "Id": str(position),
            "Message": json.dumps(message),
            "MessageAttributes": {
                "type": {"DataType": "String", "StringValue": event.type},
                "status": {"DataType": "String", "StringValue": event.status},
            },
        }


def _publish(call: tuple[str, list[dict[str, Any]]]) -> dict[int, str]:
    """Make one call, and return the error codes of the entries that failed, or of all if the call itself failed."""
    arn, entries = call
    try:
        response = client("sns").publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries)
    except Exception as error:  # noqa: BLE001  # the other calls may have succeeded, and every error is retried
        return dict.fromkeys((int(entry["Id"]) for entry in entries), type(error).__name__)
    return {int(entry["Id"]): entry["Code"] for entry in response.get("Failed", [])}
