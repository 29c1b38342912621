"""The body of a new order, validated strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from orders import wiring
from orders.custom_fields import CustomFields, normalize
from orders.domain.name import MAX_NAME_LENGTH, NAME_RULE, is_printable, parse_name
from orders.domain.order import MAX_LINES, MAX_QUANTITY
from orders.domain.order_request import OrderLineRequest, OrderRequest
from orders.domain.payment import MAX_REASON

MAX_METADATA = 20
MAX_METADATA_VALUE = 500
_METADATA_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")

NO_NULL = r"^[^\u0000]*$"
"""JSON Schema of a rule that Django REST Framework applies to every string: no null characters."""

METADATA: Mapping[str, Any] = {
    "type": "object",
    "maxProperties": MAX_METADATA,
    "propertyNames": {"pattern": f"^{_METADATA_NAME.pattern}$"},
    "additionalProperties": {"type": "string", "maxLength": MAX_METADATA_VALUE, "pattern": NO_NULL},
}
"""JSON Schema of the client's own notes on the order."""


PAYMENT_METHOD: Mapping[str, Any] = {"type": "string", "pattern": f"^(?:{wiring.payment_rules().method_pattern})$"}
"""JSON Schema of a payment method, unless all of them can be listed."""


class _TypedField(serializers.Field):
    """A field of one JSON type: Django REST Framework would accept ``"1"`` as a number and ``1`` as a string.

    Whichever rule is broken, the error is ``expected``, which describes a valid value.
    """

    json_type: type

    def __init__(self, expected: str, **rules: Any) -> None:
        reasons = ("required", "null", "invalid", "invalid_choice", "blank", "max_length", "min_value", "max_value")
        super().__init__(error_messages=dict.fromkeys(reasons, expected), help_text=expected, **rules)

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and data is not None and type(data) is not self.json_type:
            self.fail("invalid")
        return super().run_validation(data)


class _TextField(_TypedField, serializers.CharField):
    json_type = str


def _text_schema(kind: str, max_length: int) -> dict[str, Any]:
    """Return the schema of a text; its ``format`` stands for the rules that its ``pattern`` cannot express."""
    return {
        "type": "string",
        "format": kind,
        "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$",
        "minLength": 1,
        "maxLength": max_length,
    }


@extend_schema_field(_text_schema("name", MAX_NAME_LENGTH))
class _NameField(_TypedField):
    """The name of a customer or product."""

    json_type = str

    def to_internal_value(self, data: str) -> str:
        try:
            return parse_name(data)
        except ValueError:
            self.fail("invalid")
            raise


@extend_schema_field(_text_schema("reason", MAX_REASON))
class _ReasonField(_TypedField):
    """A refund's reason."""

    json_type = str

    def to_internal_value(self, data: str) -> str:
        if not is_printable(data, MAX_REASON):
            self.fail("invalid")
        return data


class _IntField(_TypedField, serializers.IntegerField):
    """A whole number, also if it is written as ``2.0``: JSON Schema has no other definition of an integer."""

    json_type = int

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation(int(data) if isinstance(data, float) and data.is_integer() else data)


@extend_schema_field({"type": "integer", "format": "int64", "minimum": 1})
class _AmountField(_IntField):
    """An amount of money in minor units, which exceeds 32 bits as an order's total does."""


class _ChoiceField(_TypedField, serializers.ChoiceField):
    json_type = str


@extend_schema_field(PAYMENT_METHOD)
class _MethodField(_TypedField, serializers.RegexField):
    """A payment method of a provider that has more than can be listed."""

    json_type = str

    def __init__(self, expected: str, **rules: Any) -> None:
        super().__init__(expected, trim_whitespace=False, **rules)


@extend_schema_field(METADATA)
class _MetadataField(serializers.DictField):
    """The client's own notes on the order."""

    expected = (
        f"must be an object of at most {MAX_METADATA} strings of at most {MAX_METADATA_VALUE} characters, with names "
        "of 1 to 40 letters, digits, dots, hyphens and underscores"
    )
    child = _TextField(expected, allow_blank=True, trim_whitespace=False, max_length=MAX_METADATA_VALUE)
    default_error_messages = dict.fromkeys(("null", "not_a_dict"), expected)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (
            len(data) > MAX_METADATA or not all(map(_METADATA_NAME.fullmatch, data.keys()))
        ):
            raise serializers.ValidationError(self.expected)
        return super().to_internal_value(data)


CUSTOM_FIELDS = "CustomFields"
"""The component of the OpenAPI document that describes the custom fields."""


@extend_schema_field({"$ref": f"#/components/schemas/{CUSTOM_FIELDS}"})
class _CustomFieldsField(serializers.Field):
    """The custom fields of an order; the name of each error is the JSON pointer of its value."""

    default_error_messages: Mapping[str, Any] = dict.fromkeys(("required", "null", "invalid"), "must be an object")

    def __init__(self, custom_fields: CustomFields) -> None:
        # There is no default: if the schema requires a field, an order without any must be rejected.
        super().__init__(required=custom_fields.is_required)
        self.custom_fields = custom_fields

    def to_internal_value(self, data: Any) -> Mapping[str, Any] | None:
        """Return the fields, or None if there are none, so that the fingerprint is as without the setting."""
        if not isinstance(data, Mapping):
            self.fail("invalid")
        errors: dict[str, list[str]] = {}
        for pointer, complaint in self.custom_fields.find_errors(data):
            errors.setdefault(f"/{self.field_name}{pointer}", []).append(complaint)
        if errors:
            raise serializers.ValidationError(errors)
        values: Mapping[str, Any] = normalize(data)
        return values or None


class _StrictSerializer(serializers.Serializer):
    """An object with these fields and no others; the errors of all fields are reported together."""

    name: str
    """How error messages call the object."""

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and not isinstance(data, Mapping):
            raise serializers.ValidationError(f"must be an object with {' and '.join(self.fields)}")
        return super().run_validation(data)

    def to_internal_value(self, data: Mapping[str, Any]) -> Any:
        errors: dict[str, Any] = {
            name: [f"is not a field of {self.name}; the fields are {', '.join(self.fields)}"]
            for name in data
            if name not in self.fields
        }
        try:
            fields = super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = {**error.detail, **errors}
        if errors:
            raise serializers.ValidationError(errors)
        return fields


def _name_field() -> _NameField:
    return _NameField(f"must be a string of {NAME_RULE}")


def _quantity_field() -> _IntField:
    return _IntField(f"must be a whole number from 1 to {MAX_QUANTITY}", min_value=1, max_value=MAX_QUANTITY)


def _payment_method_field() -> _ChoiceField | _MethodField:
    # Without a default in the document: generators of clients would make the field required, or always send it.
    rules = wiring.payment_rules()
    is_required = rules.default_method is None
    if not rules.known_methods:
        pattern = rf"\A(?:{rules.method_pattern})\Z"
        return _MethodField(rules.expected_method, regex=pattern, required=is_required)
    field = _ChoiceField(rules.expected_method, choices=list(rules.known_methods), required=is_required)
    if not is_required:
        field.help_text = f"{rules.expected_method}; {rules.default_method} if it is left out"
    return field


class Refund(_StrictSerializer):
    """A refund of a completed order."""

    name = "a refund"

    amount = _AmountField(
        "must be a whole number of minor units from 1; without it, all that is left is refunded",
        min_value=1,
        required=False,
    )
    reason = _ReasonField(f"must be a string of 1 to {MAX_REASON} printable characters, not only spaces")


class Item(_StrictSerializer):
    """A product and its quantity."""

    name = "an item"

    product_name = _name_field()
    quantity = _quantity_field()

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderLineRequest:
        """Return the line."""
        return OrderLineRequest(**super().to_internal_value(data))


class _ItemsField(serializers.ListField):
    """The lines of an order, each of a different product."""

    expected = f"must be a list of 1 to {MAX_LINES} items with product_name and quantity"
    child = Item()
    default_error_messages = dict.fromkeys(("null", "not_a_list", "min_length", "max_length"), expected)

    def to_internal_value(self, data: Any) -> tuple[OrderLineRequest, ...]:
        if isinstance(data, list) and not 1 <= len(data) <= MAX_LINES:  # before the items are read
            self.fail("not_a_list")
        lines: list[OrderLineRequest] = super().to_internal_value(data)
        first: dict[str, int] = {}
        duplicates = {
            number: {"product_name": [f"is also in items[{first[line.product_name]}]; add up the quantities"]}
            for number, line in enumerate(lines)
            if first.setdefault(line.product_name, number) != number
        }
        if duplicates:
            raise serializers.ValidationError(duplicates)
        return tuple(lines)


class _OrderSerializer(_StrictSerializer):
    """An order, with the custom fields if the settings describe any."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields: dict[str, serializers.Field] = super().get_fields()
        if settings.ORDER_FIELDS:
            fields["custom_fields"] = _CustomFieldsField(settings.ORDER_FIELDS)
        return fields


class OrderOfOneProduct(_OrderSerializer):
    """An order of one product."""

    name = "an order"

    customer_name = _name_field()
    product_name = _name_field()
    quantity = _quantity_field()
    payment_method = _payment_method_field()
    metadata = _MetadataField(default=dict, help_text=_MetadataField.expected)

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderRequest:
        """Return the request."""
        fields = super().to_internal_value(data)
        line = OrderLineRequest(fields.pop("product_name"), fields.pop("quantity"))
        return _request((line,), fields)


class OrderOfItems(_OrderSerializer):
    """An order of one or more products, each in one item."""

    name = "an order with items"

    customer_name = _name_field()
    items = _ItemsField(min_length=1, max_length=MAX_LINES, help_text=_ItemsField.expected)
    payment_method = _payment_method_field()
    metadata = _MetadataField(default=dict, help_text=_MetadataField.expected)

    def to_internal_value(self, data: Mapping[str, Any]) -> OrderRequest:
        """Return the request."""
        fields = super().to_internal_value(data)
        return _request(fields.pop("items"), fields)


def _request(lines: tuple[OrderLineRequest, ...], fields: Mapping[str, Any]) -> OrderRequest:
    names_method = "payment_method" in fields
    sent = fields if names_method else {**fields, "payment_method": wiring.payment_rules().default_method}
    return OrderRequest(lines=lines, names_method=names_method, **sent)


_OF_ITEMS, _OF_ONE_PRODUCT = OrderOfItems(), OrderOfOneProduct()
"""Shared by all requests and threads: validation keeps no state in them, and they are slow to create."""


def parse_order(body: Mapping[str, Any]) -> OrderRequest:
    """Return the order of a body in either form: with ``items``, or with one product and its quantity.

    Raises:
        ValidationError: with every invalid field, by its path, such as ``items[2].quantity``.
    """
    form = _OF_ITEMS if "items" in body else _OF_ONE_PRODUCT
    try:
        order: OrderRequest = form.run_validation(body)
    except serializers.ValidationError as error:
        raise serializers.ValidationError(dict(_flatten(error.detail))) from None
    return order


_REFUND = Refund()


def parse_refund(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the ``reason`` and, if the body has one, the ``amount`` of a refund.

    Raises:
        ValidationError: with every invalid field.
    """
    refund: Mapping[str, Any] = _REFUND.run_validation(body)
    return refund


def _flatten(detail: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(detail, Mapping):
        yield path, detail
        return
    for name, inner in detail.items():
        if path == "custom_fields":  # its errors are at JSON pointers of the whole body
            yield name, inner
            continue
        inner_path = f"[{name}]" if isinstance(name, int) else f".{name}" if path else name
        yield from _flatten(inner, path + inner_path)
