"""Publish an order's events to SNS, with one topic for each type of event."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orders.aws.clients import client
from orders.domain.events import OrderEvent, OrderEventType


@dataclass(frozen=True, slots=True)
class EventTopics:
    """An ``EventPublisher``; type and status are also message attributes, so that subscriptions can filter by them."""

    arns: Mapping[OrderEventType, str]

    def publish(self, events: Sequence[OrderEvent]) -> Mapping[int, str]:
        """Publish the events with one call per topic.

        https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
        """
        failed: dict[int, str] = {}
        for kind, arn in self.arns.items():
            entries = [_entry(position, event) for position, event in enumerate(events) if event.type is kind]
            if entries:
                response = client("sns").publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries)
                failed |= {int(entry["Id"]): entry["Code"] for entry in response.get("Failed", [])}
        return failed


def _entry(position: int, event: OrderEvent) -> dict[str, Any]:
    return {
        "Id": str(position),
        "Message": json.dumps(event.as_message()),
        "MessageAttributes": {
            "type": {"DataType": "String", "StringValue": event.type},
            "status": {"DataType": "String", "StringValue": event.status},
        },
    }
