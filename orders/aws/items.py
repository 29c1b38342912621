"""Convert between DynamoDB's typed attribute values and plain Python values.

Numbers are integers only.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def encode(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Encode ``{"quantity": 1}`` as ``{"quantity": {"N": "1"}}``."""
    return {name: _serializer.serialize(value) for name, value in plain.items()}


def decode(item: Mapping[str, Any]) -> dict[str, Any]:
    """Decode ``{"quantity": {"N": "1"}}`` as ``{"quantity": 1}``.

    Raises:
        ValueError: a number is not an integer, such as a price that was entered by hand in major units.
    """
    return {name: _to_int(_deserializer.deserialize(value)) for name, value in item.items()}


def _to_int(value: Any) -> Any:
    """Convert every Decimal in the value to an int."""
    if isinstance(value, Decimal):
        if value != value.to_integral_value():
            raise ValueError(f"{value} is not a whole number")
        return int(value)
    if isinstance(value, list):
        return [_to_int(element) for element in value]
    if isinstance(value, dict):
        return {key: _to_int(element) for key, element in value.items()}
    return value
