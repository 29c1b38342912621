"""Convert between DynamoDB's typed attribute values and plain Python values.

Whole numbers are integers; another number stays a Decimal, which ``orders.aws.schemas`` rejects where it is in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer


class _Deserializer(TypeDeserializer):  # type: ignore[misc]  # boto3 has no types
    def deserialize(self, value: Mapping[str, Any]) -> Any:
        """Return the plain value, whole numbers as integers; boto3 calls this for the members of lists and maps too."""
        plain = super().deserialize(value)
        return int(plain) if isinstance(plain, Decimal) and plain == plain.to_integral_value() else plain


_serializer = TypeSerializer()
_deserializer = _Deserializer()


def encode(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Encode ``{"quantity": 1}`` as ``{"quantity": {"N": "1"}}``."""
    return {name: _serializer.serialize(value) for name, value in plain.items()}


def decode(item: Mapping[str, Any]) -> dict[str, Any]:
    """Decode ``{"quantity": {"N": "1"}}`` as ``{"quantity": 1}``."""
    return {name: _deserializer.deserialize(value) for name, value in item.items()}
