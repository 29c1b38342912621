"""Write docs/asyncapi.json, the description of the public events: ``python -m functions.event_publisher.asyncapi``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orders.contract import ORDER_ID_PATTERN, ORDER_STATUSES
from orders.domain.events import OrderChange
from orders.domain.money import Money
from orders.domain.order import OrderStatus
from orders.domain.public_events import (
    CONTENT_TYPE,
    DESCRIPTIONS,
    SPEC_VERSION,
    PublicEvent,
    PublicEventType,
    data_schema,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "asyncapi.json"

SOURCE = "arn:aws:sns:us-west-2:123456789012:dev-order-public-events"

_STATUS_BY_TYPE = {
    PublicEventType.CREATED: OrderStatus.PENDING,
    PublicEventType.REDRIVEN: OrderStatus.PENDING,
    PublicEventType.COMPLETED: OrderStatus.COMPLETED,
    PublicEventType.REFUNDED: OrderStatus.COMPLETED,
    PublicEventType.FAILED: OrderStatus.FAILED,
    PublicEventType.CANCELLED: OrderStatus.CANCELLED,
}
"""The status in the example of each type; in the others it is ``Processing``."""


def example(kind: PublicEventType) -> dict[str, Any]:
    """Return an event of this type."""
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    status = _STATUS_BY_TYPE.get(kind, OrderStatus.PROCESSING)
    attempt = 2 if kind is PublicEventType.REDRIVEN else 1
    reason = "OrderCancelled" if kind is PublicEventType.CANCELLED else "PaymentDeclined"
    change = OrderChange(
        "e88a07a9-8b42-4503-a659-22cd64cded18",
        attempt,
        None,
        status,
        at,
        at,
        reason,
        total=Money(1999, "USD"),
        refunded=500,
    )
    return PublicEvent(kind, change, at, attempt).as_cloud_event(SOURCE)


def envelope_schema(kind: PublicEventType) -> dict[str, Any]:
    """Return the JSON Schema of the whole event, which refers to the schema of its data."""
    properties = {
        "specversion": {"const": SPEC_VERSION},
        "id": {
            "type": "string",
            "minLength": 1,
            "description": "The same whenever the event is delivered again; it and the source identify the event.",
        },
        "type": {"const": kind},
        "source": {"type": "string", "format": "uri", "description": "The ARN of the stack's topic."},
        "subject": {"type": "string", "pattern": f"^{ORDER_ID_PATTERN}$", "description": "The order's id."},
        "time": {"type": "string", "format": "date-time", "description": "When it happened, in UTC."},
        "datacontenttype": {"const": CONTENT_TYPE},
        "dataschema": {"const": kind.schema},
        "data": {"$ref": f"#/components/schemas/{kind}"},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _message(kind: PublicEventType) -> dict[str, Any]:
    attributes = {"type": {"type": "string", "const": kind}, "status": {"type": "string", "enum": list(ORDER_STATUSES)}}
    return {
        "name": kind,
        "title": kind,
        "summary": DESCRIPTIONS[kind],
        "contentType": "application/cloudevents+json",
        "headers": {
            "type": "object",
            "description": "The message attributes in SNS, by which a subscription filters.",
            "properties": attributes,
            "required": list(attributes),
        },
        "payload": envelope_schema(kind),
        "examples": [{"name": "example", "payload": example(kind)}],
    }


def document() -> dict[str, Any]:
    """Return the AsyncAPI document.

    https://www.asyncapi.com/docs/reference/specification/v3.0.0
    """
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Order events",
            "version": "1.0.0",
            "description": "The public events of orders, as CloudEvents on an Amazon SNS topic.  docs/events.md "
            "explains how to subscribe, how to handle duplicates, and how versions change.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            "publicEvents": {
                "address": "{stack}-order-public-events",
                "description": "The topic of a stack.  Events may be delivered more than once, and in any order.",
                "parameters": {"stack": {"description": "The stack's name.", "default": "dev"}},
                "messages": {kind: {"$ref": f"#/components/messages/{kind}"} for kind in PublicEventType},
            }
        },
        "operations": {
            "publishEvents": {
                "action": "send",
                "channel": {"$ref": "#/channels/publicEvents"},
                "summary": "Publish the public events of orders.",
                "messages": [{"$ref": f"#/channels/publicEvents/messages/{kind}"} for kind in PublicEventType],
            }
        },
        "components": {
            "messages": {kind: _message(kind) for kind in PublicEventType},
            "schemas": {kind: data_schema(kind) for kind in PublicEventType},
        },
    }


def rendered() -> str:
    """Return the text of the file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(rendered(), encoding="utf-8")
