"""Convert between DynamoDB's typed attribute values and plain Python values.

Whole numbers are integers; another number stays a Decimal, which ``orders.aws.schemas`` rejects where it is in use.
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
    """Decode ``{"quantity": {"N": "1"}}`` as ``{"quantity": 1}``."""
    return {name: _to_int(_deserializer.deserialize(value)) for name, value in item.items()}


def _to_int(value: Any) -> Any:
    """Convert every whole Decimal in the value to an int."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, list):
        return [_to_int(element) for element in value]
    if isinstance(value, dict):
        return {key: _to_int(element) for key, element in value.items()}
    return value
