"""Publishing an order's events to SNS: one topic for each type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from orders.adapters.aws import client
from orders.adapters.settings import Setting, read
from orders.events import EventType, OrderEvent


@dataclass(frozen=True, slots=True)
class Topics:
    """An ``Announcer``; type and status are message attributes too, so that a subscription can filter on them."""

    arns: Mapping[EventType, str]

    @classmethod
    def from_settings(cls) -> Topics:
        """Raises MissingSetting."""
        return cls(
            {
                EventType.ORDER_CREATED: read(Setting.ORDER_EVENTS_TOPIC_ARN),
                EventType.ORDER_FINISHED: read(Setting.ORDER_COMPLETED_TOPIC_ARN),
            }
        )

    def publish(self, event: OrderEvent) -> None:
        client("sns").publish(
            TopicArn=self.arns[event.type],
            Message=json.dumps(event.as_message()),
            MessageAttributes={
                "type": {"DataType": "String", "StringValue": event.type},
                "status": {"DataType": "String", "StringValue": event.status},
            },
        )
