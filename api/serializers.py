"""An order as JSON: read strictly, and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from api.shop import WantedOrder
from orders.order import MAX_QUANTITY, Order, PaymentMethod
from orders.timestamp import format_utc

MAX_NAME = 200
"""Far below DynamoDB's limit of 2,048 bytes for a key, even at four bytes a character."""


class _OfOneType(serializers.Field):
    """A field of one JSON type: Django REST Framework alone takes ``"1"`` for a number and ``1`` for a string.

    Whatever else is wrong, ``expected`` says what would be right.
    """

    json_type: type

    def __init__(self, expected: str, **rules: Any) -> None:
        reasons = ("required", "null", "invalid", "invalid_choice", "blank", "max_length", "min_value", "max_value")
        super().__init__(error_messages=dict.fromkeys(reasons, expected), **rules)

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and data is not None and type(data) is not self.json_type:
            self.fail("invalid")
        return super().run_validation(data)


class _Text(_OfOneType, serializers.CharField):
    json_type = str


class _Whole(_OfOneType, serializers.IntegerField):
    json_type = int


class _Choice(_OfOneType, serializers.ChoiceField):
    json_type = str


class _WantedOrder(serializers.Serializer):
    customer_name = _Text(f"must be a string of 1 to {MAX_NAME} characters", max_length=MAX_NAME)
    product_name = _Text(f"must be a string of 1 to {MAX_NAME} characters", max_length=MAX_NAME)
    quantity = _Whole(f"must be a whole number from 1 to {MAX_QUANTITY}", min_value=1, max_value=MAX_QUANTITY)
    payment_method = _Choice(
        f"must be one of {', '.join(PaymentMethod)}", choices=list(PaymentMethod), default=PaymentMethod.VISA
    )

    def to_internal_value(self, data: Mapping[str, Any]) -> WantedOrder:
        """All that is wrong is told at once, a field that does not exist too."""
        known = ", ".join(self.fields)
        errors: dict[str, Any] = {
            name: [f"is not a field of an order; the fields are {known}"] for name in data if name not in self.fields
        }
        try:
            fields = super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = {**error.detail, **errors}
        if errors:
            raise serializers.ValidationError(errors)
        return WantedOrder(**fields)


def read_order(body: Mapping[str, Any]) -> WantedOrder:
    """The order that a request asks for.

    Raises:
        ValidationError: with every field that is wrong.
    """
    wanted: WantedOrder = _WantedOrder().run_validation(body)
    return wanted


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
        "attempt": order.attempt,
        "created_at": format_utc(order.created_at),
        "updated_at": format_utc(order.updated_at),
        "failure_reason": order.failure_reason,
        "cancel_requested_at": format_utc(order.cancel_requested_at) if order.cancel_requested_at else None,
        "items": items,
    }
