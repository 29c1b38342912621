"""Publish an order's events to SNS, with one topic for each type of event."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from orders.aws.clients import client
from orders.domain.events import OrderEvent, OrderEventType


@dataclass(frozen=True, slots=True)
class EventTopics:
    """An ``EventPublisher``; type and status are also message attributes, so that subscriptions can filter by them."""

    arns: Mapping[OrderEventType, str]

    def publish(self, event: OrderEvent) -> None:
        client("sns").publish(
            TopicArn=self.arns[event.type],
            Message=json.dumps(event.as_message()),
            MessageAttributes={
                "type": {"DataType": "String", "StringValue": event.type},
                "status": {"DataType": "String", "StringValue": event.status},
            },
        )
