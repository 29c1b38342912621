"""DynamoDB's typed attribute values to plain Python and back; whole numbers stay whole."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def encode(plain: Mapping[str, Any]) -> dict[str, Any]:
    """``{"quantity": 1}`` becomes ``{"quantity": {"N": "1"}}``."""
    return {name: _serializer.serialize(value) for name, value in plain.items()}


def decode(item: Mapping[str, Any]) -> dict[str, Any]:
    """``{"quantity": {"N": "1"}}`` becomes ``{"quantity": 1}``.

    Raises:
        ValueError: a number is not whole, as a price that someone wrote with a point.
    """
    return {name: _whole(_deserializer.deserialize(value)) for name, value in item.items()}


def _whole(value: Any) -> Any:
    if isinstance(value, Decimal):
        if value != value.to_integral_value():
            raise ValueError(f"{value} is not a whole number")
        return int(value)
    if isinstance(value, list):
        return [_whole(element) for element in value]
    if isinstance(value, dict):
        return {key: _whole(element) for key, element in value.items()}
    return value
