"""An order as JSON: read strictly, and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from orders.domain.history import describe_events
from orders.domain.order import MAX_LINES, MAX_QUANTITY, Order, PaymentMethod
from orders.domain.timestamp import format_utc
from orders.usecases.place import OrderLineRequest, OrderRequest

MAX_NAME = 200
"""Far below DynamoDB's limit of 2,048 bytes for a key, even at four bytes a character."""

MAX_METADATA = 20
MAX_METADATA_VALUE = 500
_METADATA_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")

NO_NULL = r"^[^\u0000]*$"
"""What Django REST Framework asks of every string, as a pattern of JSON Schema."""

METADATA: Mapping[str, Any] = {
    "type": "object",
    "maxProperties": MAX_METADATA,
    "propertyNames": {"pattern": f"^{_METADATA_NAME.pattern}$"},
    "additionalProperties": {"type": "string", "maxLength": MAX_METADATA_VALUE, "pattern": NO_NULL},
}
"""The caller's own notes on the order, as JSON Schema."""


class _OfOneType(serializers.Field):
    """A field of one JSON type: Django REST Framework alone takes ``"1"`` for a number and ``1`` for a string.

    Whatever else is wrong, ``expected`` says what would be right.
    """

    json_type: type

    def __init__(self, expected: str, **rules: Any) -> None:
        reasons = ("required", "null", "invalid", "invalid_choice", "blank", "max_length", "min_value", "max_value")
        super().__init__(error_messages=dict.fromkeys(reasons, expected), help_text=expected, **rules)

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and data is not None and type(data) is not self.json_type:
            self.fail("invalid")
        return super().run_validation(data)


@extend_schema_field({"type": "string", "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"})
class _Text(_OfOneType, serializers.CharField):
    json_type = str


class _Whole(_OfOneType, serializers.IntegerField):
    json_type = int


class _Choice(_OfOneType, serializers.ChoiceField):
    json_type = str


@extend_schema_field(METADATA)
class _Metadata(serializers.DictField):
    """The caller's own notes on the order."""

    expected = (
        f"must be an object of at most {MAX_METADATA} strings of at most {MAX_METADATA_VALUE} characters, each under a "
        "name of 1 to 40 letters, digits, dots, hyphens and underscores"
    )
    child = _Text(expected, allow_blank=True, trim_whitespace=False, max_length=MAX_METADATA_VALUE)
    default_error_messages = dict.fromkeys(("null", "not_a_dict"), expected)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (
            len(data) > MAX_METADATA or not all(map(_METADATA_NAME.fullmatch, data.keys()))
        ):
            raise serializers.ValidationError(self.expected)
        return super().to_internal_value(data)


class _Strict(serializers.Serializer):
    """An object with these fields and no others; all that is wrong is told at once."""

    name: str
    """What the object is, in an error's sentence."""

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and not isinstance(data, Mapping):
            raise serializers.ValidationError(f"must be an object with {' and '.join(self.fields)}")
        return super().run_validation(data)

    def to_internal_value(self, data: Mapping[str, Any]) -> Any:
        known = ", ".join(self.fields)
        errors: dict[str, Any] = {
            name: [f"is not a field of {self.name}; the fields are {known}"] for name in data if name not in self.fields
        }
        try:
            fields = super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = {**error.detail, **errors}
        if errors:
            raise serializers.ValidationError(errors)
        return fields


def _name() -> _Text:
    return _Text(f"must be a string of 1 to {MAX_NAME} characters", max_length=MAX_NAME)


def _quantity() -> _Whole:
    return _Whole(f"must be a whole number from 1 to {MAX_QUANTITY}", min_value=1, max_value=MAX_QUANTITY)


def _payment_method() -> _Choice:
    expected = f"must be one of {', '.join(PaymentMethod)}"
    return _Choice(expected, choices=list(PaymentMethod), default=PaymentMethod.VISA)


class Item(_Strict):
    """A product, and how many units of it."""

    name = "an item"

    product_name = _name()
    quantity = _quantity()

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderLineRequest:
        """The line."""
        return OrderLineRequest(**super().to_internal_value(data))


class _Items(serializers.ListField):
    """The lines of an order; a product stands in one of them only."""

    expected = f"must be a list of 1 to {MAX_LINES} items with product_name and quantity"
    child = Item()
    default_error_messages = dict.fromkeys(("null", "not_a_list", "min_length", "max_length"), expected)

    def to_internal_value(self, data: Any) -> tuple[OrderLineRequest, ...]:
        lines: list[OrderLineRequest] = super().to_internal_value(data)
        first: dict[str, int] = {}
        again = {
            number: {"product_name": [f"stands in items[{first[line.product_name]}] already; add the quantities up"]}
            for number, line in enumerate(lines)
            if first.setdefault(line.product_name, number) != number
        }
        if again:
            raise serializers.ValidationError(again)
        return tuple(lines)


class OrderOfOneProduct(_Strict):
    """What a customer wants of one product."""

    name = "an order"

    customer_name = _name()
    product_name = _name()
    quantity = _quantity()
    payment_method = _payment_method()
    metadata = _Metadata(default=dict, help_text=_Metadata.expected)

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderRequest:
        """The order."""
        fields = super().to_internal_value(data)
        line = OrderLineRequest(fields.pop("product_name"), fields.pop("quantity"))
        return OrderRequest(lines=(line,), **fields)


class OrderOfItems(_Strict):
    """What a customer wants of several products; each stands in one item only."""

    name = "an order with items"

    customer_name = _name()
    items = _Items(min_length=1, max_length=MAX_LINES, help_text=_Items.expected)
    payment_method = _payment_method()
    metadata = _Metadata(default=dict, help_text=_Metadata.expected)

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderRequest:
        """The order."""
        fields = super().to_internal_value(data)
        return OrderRequest(lines=fields.pop("items"), **fields)


_OF_ITEMS, _OF_ONE_PRODUCT = OrderOfItems(), OrderOfOneProduct()
"""One form of each kind serves all requests and threads: it keeps nothing of what it reads, and is dear to make."""


def read_order(body: Mapping[str, Any]) -> OrderRequest:
    """The order that a request asks for, in one of two forms: of ``items``, or of one product and its quantity.

    Raises:
        ValidationError: with every field that is wrong, one of an item as ``items[2].quantity``.
    """
    form = _OF_ITEMS if "items" in body else _OF_ONE_PRODUCT
    try:
        wanted: OrderRequest = form.run_validation(body)
    except serializers.ValidationError as error:
        raise serializers.ValidationError(dict(_flat(error.detail))) from None
    return wanted


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(detail, Mapping):
        yield path, detail
        return
    for name, inner in detail.items():
        place = f"[{name}]" if isinstance(name, int) else f".{name}" if path else name
        yield from _flat(inner, path + place)


def as_json(order: Order) -> dict[str, Any]:
    """An order as clients see it; an order of one line also has that line's fields at the top."""
    items = [
        {
            "product_name": line.product_name,
            "quantity": line.quantity,
            "unit_price": line.unit_price.amount,
            "line_total": line.total.amount,
        }
        for line in order.lines
    ]
    only_line = {name: items[0][name] for name in ("product_name", "quantity", "unit_price")} if len(items) == 1 else {}
    return {
        "order_id": order.order_id,
        "customer_name": order.customer_name,
        **only_line,
        "total": order.total.amount,
        "currency": order.total.currency,
        "payment_method": order.payment_method,
        "status": order.status,
        "attempt": order.attempt_number,
        "created_at": format_utc(order.created_at),
        "updated_at": format_utc(order.updated_at),
        "failure_reason": order.failure_reason,
        "cancel_requested_at": format_utc(order.cancel_requested_at) if order.cancel_requested_at else None,
        "items": items,
        "metadata": dict(order.metadata),
    }


def history_as_json(order: Order) -> dict[str, Any]:
    """What has happened to an order, the first first, each event also in a sentence."""
    return {
        "order_id": order.order_id,
        "status": order.status,
        "events": [
            {
                "event": told.event.kind,
                "at": format_utc(told.event.at),
                "attempt": told.event.attempt_number,
                "reason": told.event.reason,
                "description": told.description,
            }
            for told in describe_events(order.history)
        ],
    }
