"""The public events: their types, their data, and the change that causes each.

The types and their data are a contract with subscribers outside the system.  A field may be added to a type's data;
any other change needs a new version of the type.  No event has personal data; a subscriber that needs more reads the
order from the API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from orders.contract import CURRENCY_PATTERN, ORDER_ID_PATTERN
from orders.domain.attempt import MAX_ATTEMPT_NUMBER
from orders.domain.events import OrderChange
from orders.domain.history import HistoryEventType
from orders.domain.order import OrderStatus
from orders.domain.timestamp import format_utc

SPEC_VERSION = "1.0"
"""https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md"""

CONTENT_TYPE = "application/json"

SCHEMA_PREFIX = "urn:order-processing:schema:"
"""``dataschema`` is this prefix and the event's type: it names the schema in docs/asyncapi.json."""

UNNAMED = "Other"
"""The public reason if the stored one is not the name of an error, because another text could be personal."""

_NAME = re.compile(r"[A-Z]\w{0,99}(?:\.\w{1,64})?")
"""The name of an error, of this system's or of AWS's own."""


class PublicEventType(StrEnum):
    """The types of the events, each with the version of its data."""

    CREATED = "order.created.v1"
    PAYMENT_AUTHORIZED = "order.payment-authorized.v1"
    STOCK_RESERVED = "order.stock-reserved.v1"
    PAYMENT_CAPTURED = "order.payment-captured.v1"
    COMPLETED = "order.completed.v1"
    FAILED = "order.failed.v1"
    CANCELLED = "order.cancelled.v1"
    REFUNDED = "order.refunded.v1"
    REDRIVEN = "order.redriven.v1"

    @property
    def schema(self) -> str:
        """The URI of the schema of the data."""
        return f"{SCHEMA_PREFIX}{self}"

    @property
    def noun(self) -> str:
        """What happened, without ``order`` and the version: ``payment-authorized``."""
        return self.split(".")[1]


DESCRIPTIONS: Mapping[PublicEventType, str] = MappingProxyType(
    {
        PublicEventType.CREATED: "A customer placed the order.",
        PublicEventType.PAYMENT_AUTHORIZED: "The payment provider holds the order's total; no money is taken yet.",
        PublicEventType.STOCK_RESERVED: "The units of every line are reserved.",
        PublicEventType.PAYMENT_CAPTURED: "The payment provider took the order's total.",
        PublicEventType.COMPLETED: "The order is completed: it is paid, and its units are sold.",
        PublicEventType.FAILED: (
            "The order failed.  Its stock is released and its payment voided or refunded, or an operator still has to "
            "do so; an operator may also redrive it."
        ),
        PublicEventType.CANCELLED: (
            "The order was cancelled.  Its stock is released and its payment voided or refunded, or an operator still "
            "has to do so."
        ),
        PublicEventType.REFUNDED: "Money of a completed order was refunded.",
        PublicEventType.REDRIVEN: "An operator runs a failed order again, as its next attempt.",
    }
)

_AMOUNT = {"type": "integer", "minimum": 0}

FIELDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "order_id": {"type": "string", "pattern": f"^{ORDER_ID_PATTERN}$", "description": "The order's id."},
        "attempt": {
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_ATTEMPT_NUMBER,
            "description": "The attempt in which it happened, from 1; a redrive starts the next one.",
        },
        "status": {"type": "string", "description": "The order's status after the change."},
        "total": _AMOUNT | {"description": "The order's total in minor units; absent if it cannot be read."},
        "currency": {
            "type": "string",
            "pattern": f"^{CURRENCY_PATTERN}$",
            "description": "The currency of every amount, by ISO 4217; absent with the total.",
        },
        "reason": {
            "type": "string",
            "description": f"The name of the error that ended the order, or {UNNAMED} if the reason has no such name.",
        },
        "amount": _AMOUNT | {"minimum": 1, "description": "The amount of this refund, in minor units."},
        "refunded": _AMOUNT | {"minimum": 1, "description": "All refunds of the order so far, in minor units."},
    }
)
"""The JSON Schema of each field of an event's data."""

_OPTIONAL = frozenset({"total", "currency"})
_COMMON = ("order_id", "attempt", "status", "total", "currency")
_EXTRA: Mapping[PublicEventType, tuple[str, ...]] = MappingProxyType(
    {
        PublicEventType.FAILED: ("reason",),
        PublicEventType.CANCELLED: ("reason",),
        PublicEventType.REFUNDED: ("amount", "refunded"),
    }
)

_TYPE_BY_STEP = MappingProxyType(
    {
        HistoryEventType.PAYMENT_AUTHORIZED: PublicEventType.PAYMENT_AUTHORIZED,
        HistoryEventType.STOCK_RESERVED: PublicEventType.STOCK_RESERVED,
        HistoryEventType.PAYMENT_CAPTURED: PublicEventType.PAYMENT_CAPTURED,
    }
)

STEP_EVENTS = frozenset(_TYPE_BY_STEP.values())
"""The events of the workflow's steps, which derive from the order's history."""

_TYPE_BY_STATUS = MappingProxyType(
    {
        OrderStatus.COMPLETED: PublicEventType.COMPLETED,
        OrderStatus.FAILED: PublicEventType.FAILED,
        OrderStatus.CANCELLED: PublicEventType.CANCELLED,
    }
)


def data_schema(kind: PublicEventType) -> dict[str, Any]:
    """Return the JSON Schema of the data of this type; it allows more fields, which a later version may add.

    https://json-schema.org/draft-07
    """
    names = _COMMON + _EXTRA.get(kind, ())
    return {
        "$id": kind.schema,
        "title": kind,
        "description": DESCRIPTIONS[kind],
        "type": "object",
        "properties": {name: dict(FIELDS[name]) for name in names},
        "required": [name for name in names if name not in _OPTIONAL],
    }


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """A public event of an order.

    Attributes:
        change: the write that the event is derived from.
        at: when it happened.
        attempt_number: the attempt in which it happened.
    """

    type: PublicEventType
    change: OrderChange
    at: datetime
    attempt_number: int

    @property
    def order_id(self) -> str:
        """The order's id."""
        return self.change.order_id

    @property
    def status(self) -> OrderStatus:
        """The order's status after the change."""
        return self.change.after

    @property
    def id(self) -> str:
        """The event's id, the same whenever the event is published again.

        An attempt has each event at most once, except for refunds.  The sum of the refunds so far, which only grows,
        distinguishes them.
        """
        suffix = f".{self.change.refunded}" if self.type is PublicEventType.REFUNDED else ""
        return f"{self.order_id}.{self.attempt_number}.{self.type.noun}{suffix}"

    def as_cloud_event(self, source: str) -> dict[str, Any]:
        """Return the event in the JSON format of CloudEvents.

        https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md

        Args:
            source: the URI of what publishes the event; it and the id identify the event.
        """
        return {
            "specversion": SPEC_VERSION,
            "id": self.id,
            "type": self.type,
            "source": source,
            "subject": self.order_id,
            "time": format_utc(self.at),
            "datacontenttype": CONTENT_TYPE,
            "dataschema": self.type.schema,
            "data": self._data(),
        }

    def _data(self) -> dict[str, Any]:
        change = self.change
        values = {
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "total": change.total and change.total.amount,
            "currency": change.total and change.total.currency,
            "reason": change.reason if _NAME.fullmatch(change.reason or "") else UNNAMED,
            "amount": change.refunded - change.refunded_before,
            "refunded": change.refunded,
        }
        names = _COMMON + _EXTRA.get(self.type, ())
        return {name: values[name] for name in names if values[name] is not None}


def public_events(change: OrderChange) -> tuple[PublicEvent, ...]:
    """Return the public events of the write, in the order in which they happened.

    The events of the steps derive from the entries that the write added to the order's history, which may lack one.
    All others derive from the order's status and amounts, so that none is lost.
    """
    return tuple(_public_events(change))


def _public_events(change: OrderChange) -> Iterator[PublicEvent]:
    if change.before is None:
        # An item that appears with another status is no new order: it was restored or imported.
        if change.after is OrderStatus.PENDING:
            yield PublicEvent(PublicEventType.CREATED, change, change.at, change.attempt_number)
        return
    for entry in change.history:
        if step := _TYPE_BY_STEP.get(entry.kind):
            yield PublicEvent(step, change, entry.at, entry.attempt_number or change.attempt_number)
    if change.refunded > change.refunded_before:
        yield PublicEvent(PublicEventType.REFUNDED, change, change.at, change.attempt_number)
    if change.after == change.before:
        return
    if kind := _TYPE_BY_STATUS.get(change.after):
        yield PublicEvent(kind, change, change.at, change.attempt_number)
    elif change.before is OrderStatus.FAILED and change.after is OrderStatus.PENDING:
        yield PublicEvent(PublicEventType.REDRIVEN, change, change.at, change.attempt_number)
