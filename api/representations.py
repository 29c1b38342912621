"""The JSON of the responses: each field is declared once, with its schema and its value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from api.order_query import MAX_LIMIT
from api.serializers import METADATA
from orders import wiring
from orders.contract import CURRENCY_PATTERN
from orders.domain.actor import Role
from orders.domain.adjustment import KIND_PATTERN, MAX_ADJUSTMENTS, MAX_LABEL
from orders.domain.attempt import MAX_ATTEMPT_NUMBER
from orders.domain.history import DescribedEvent, HistoryEventType, describe_events
from orders.domain.order import MAX_LINES, MAX_QUANTITY, Order, OrderStatus
from orders.domain.timestamp import format_utc

Schema = Mapping[str, Any]


class Field(NamedTuple):
    """A field's JSON Schema, and the function that gets its value; an optional field is left out if that is None."""

    schema: Schema
    get: Callable[[Any], Any]
    is_optional: bool = False


class Representation:
    """A JSON object with these fields; ``component`` is its name in the OpenAPI document.

    Its schema is open: a later version may add fields, and values of enumerations.

    Serializers of Django REST Framework could declare it too, but take several times as long to render an order.
    """

    def __init__(self, component: str, fields: Mapping[str, Field], description: str = "") -> None:
        self.component = component
        self._fields = [(name, field.get, field.is_optional) for name, field in fields.items()]
        schema = object_schema(
            {name: field.schema for name, field in fields.items()},
            optional=[name for name, field in fields.items() if field.is_optional],
        )
        self.schema: Schema = {"description": description, **schema} if description else schema

    def render(self, value: Any) -> dict[str, Any]:
        """Return the JSON object of a value."""
        return {
            name: rendered
            for name, get, is_optional in self._fields
            if (rendered := get(value)) is not None or not is_optional
        }


def object_schema(properties: Mapping[str, Schema], optional: Collection[str] = ()) -> Schema:
    """Return the schema of an object with these members, to which a later version may add others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def ref(component: str) -> Schema:
    """Return a reference to a component of the OpenAPI document."""
    return {"$ref": f"#/components/schemas/{component}"}


def _time(attribute: str) -> Callable[[Any], str | None]:
    get = attrgetter(attribute)

    def render(value: Any) -> str | None:
        at: datetime | None = get(value)
        return format_utc(at) if at else None

    return render


def _of_only_line(attribute: str) -> Callable[[Order], Any]:
    get = attrgetter(attribute)
    return lambda order: get(order.lines[0]) if len(order.lines) == 1 else None


TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_MONEY: Schema = {"type": "integer", "format": "int64", "minimum": 0}
"""In minor units, a total exceeds 32 bits at 21.5 million major ones."""
_QUANTITY: Schema = {"type": "integer", "minimum": 1, "maximum": MAX_QUANTITY}
_TIME: Schema = {"type": "string", "format": "date-time"}


def _open_enum(component: str) -> Schema:
    """Return the schema of a value of an enumeration, or of one that a newer version has stored.

    Without the title, openapi-generator names the type after its field, and an order's status like the enumeration.
    """
    return {"title": f"Any{component}", **TEXT, "anyOf": [ref(component), TEXT]}


ENUMS: Mapping[str, Schema] = {
    each.__name__: {"type": "string", "enum": list(map(str, each))} for each in (OrderStatus, HistoryEventType, Role)
}
"""The enumerations of the responses, by their names in the OpenAPI document."""

_STATUS = _open_enum("OrderStatus")

_PAYMENT_METHOD = _open_enum("PaymentMethod") if wiring.payment_rules().known_methods else TEXT
"""The order may be from a time with another payment provider, so its payment method need not match a pattern."""

_LINE = Representation(
    "Line",
    {
        "product_name": Field(TEXT, attrgetter("product_name")),
        "quantity": Field(_QUANTITY, attrgetter("quantity")),
        "unit_price": Field(_MONEY, attrgetter("unit_price.amount")),
        "line_total": Field(_MONEY, attrgetter("total.amount")),
    },
)

_ADJUSTMENT = Representation(
    "Adjustment",
    {
        "kind": Field({"type": "string", "pattern": f"^{KIND_PATTERN}$"}, attrgetter("kind")),
        "label": Field({"type": "string", "minLength": 1, "maxLength": MAX_LABEL}, attrgetter("label")),
        "amount": Field({"type": "integer", "format": "int64"}, attrgetter("amount")),
    },
)

ORDER = Representation(
    "Order",
    {
        "order_id": Field(TEXT, attrgetter("order_id")),
        "customer_name": Field(TEXT, attrgetter("customer_name")),
        "product_name": Field(TEXT, _of_only_line("product_name"), is_optional=True),
        "quantity": Field(_QUANTITY, _of_only_line("quantity"), is_optional=True),
        "unit_price": Field(_MONEY, _of_only_line("unit_price.amount"), is_optional=True),
        "total": Field(_MONEY, attrgetter("total.amount")),
        "refunded": Field(_MONEY, lambda order: order.refunded or 0),
        "currency": Field({"type": "string", "pattern": f"^{CURRENCY_PATTERN}$"}, attrgetter("currency")),
        "payment_method": Field(_PAYMENT_METHOD, attrgetter("payment_method")),
        "status": Field(_STATUS, attrgetter("status")),
        "attempt": Field(
            {"type": "integer", "minimum": 1, "maximum": MAX_ATTEMPT_NUMBER}, attrgetter("attempt_number")
        ),
        "created_at": Field(_TIME, _time("created_at")),
        "updated_at": Field(_TIME, _time("updated_at")),
        "failure_reason": Field(_TEXT_OR_NULL, attrgetter("failure_reason")),
        "cancel_requested_at": Field({**_TIME, "type": ["string", "null"]}, _time("cancel_requested_at")),
        "items": Field(
            {"type": "array", "minItems": 1, "maxItems": MAX_LINES, "items": _LINE.schema},
            lambda order: [_LINE.render(line) for line in order.lines],
        ),
        "adjustments": Field(
            {
                "type": "array",
                "description": "the amounts, such as tax, discount and shipping, that the total includes; absent if "
                "there are none",
                "minItems": 1,
                "maxItems": MAX_ADJUSTMENTS,
                "items": _ADJUSTMENT.schema,
            },
            lambda order: [_ADJUSTMENT.render(each) for each in order.adjustments] or None,
            is_optional=True,
        ),
        "metadata": Field(METADATA, lambda order: dict(order.metadata)),
        "custom_fields": Field(
            {
                "type": "object",
                "description": "the shop's custom fields, valid under its schema when the order was placed; absent if "
                "there are none",
            },
            lambda order: dict(order.custom_fields) or None,
            is_optional=True,
        ),
    },
    "The order's current state.  An order with one line also has product_name, quantity and unit_price at the top.",
)

PAGE = Representation(
    "Page",
    {
        "orders": Field(
            {"type": "array", "maxItems": MAX_LIMIT, "items": ref("Order")},
            lambda page: [ORDER.render(order) for order in page.orders],
        ),
        "next": Field({"type": ["string", "null"], "format": "uri-reference"}, attrgetter("next")),
        "next_cursor": Field({"type": ["string", "null"], "format": "cursor"}, attrgetter("next_cursor")),
    },
)

_BY = object_schema({"role": _open_enum("Role"), "subject": _TEXT_OR_NULL})


def _by(described: DescribedEvent) -> dict[str, Any] | None:
    actor = described.event.by
    return {"role": actor.role, "subject": actor.subject} if actor else None


EVENT = Representation(
    "HistoryEvent",
    {
        "event": Field(_open_enum("HistoryEventType"), attrgetter("event.kind")),
        "at": Field(_TIME, _time("event.at")),
        "attempt": Field(
            {"type": ["integer", "null"], "minimum": 1, "maximum": MAX_ATTEMPT_NUMBER},
            attrgetter("event.attempt_number"),
        ),
        "reason": Field(_TEXT_OR_NULL, attrgetter("event.reason")),
        "by": Field(_BY, _by, is_optional=True),
        "amount": Field({**_MONEY, "minimum": 1}, attrgetter("event.amount"), is_optional=True),
        "description": Field(TEXT, attrgetter("description")),
    },
    "An event of an order's history.  The customer's own actions belong to no attempt; by is the person who caused "
    "the event, and amount the money that was refunded.",
)

HISTORY = Representation(
    "History",
    {
        "order_id": Field(TEXT, attrgetter("order_id")),
        "status": Field(_STATUS, attrgetter("status")),
        "events": Field(
            {"type": "array", "items": ref("HistoryEvent")},
            lambda order: [EVENT.render(event) for event in describe_events(order.history)],
        ),
    },
)

HEALTH = Representation("Health", {"status": Field({"type": "string", "const": "ok"}, lambda _: "ok")})
READINESS = Representation("Readiness", {"status": Field({"type": "string", "const": "ready"}, lambda _: "ready")})


class LinkedPage(NamedTuple):
    """Some of the orders, and the URL and the cursor of the next page, or None on the last one."""

    orders: tuple[Order, ...]
    next: str | None = None
    next_cursor: str | None = None
