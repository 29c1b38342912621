"""Corrects moto as soon as this module is imported: it writes responses faster, and DynamoDB compares any types.

Otherwise a fifth of the time of a test with tables goes into the nine types that an attribute's value does not have,
and half of the time of a test with workflows into the forty kinds of details that an event of a history does not have.
"""

from __future__ import annotations

from typing import Any

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.comparisons import OpGreaterThan, OpGreaterThanOrEqual, OpLessThan, OpLessThanOrEqual

CHOICES = frozenset({"AttributeValue", "HistoryEvent"})
"""The structures of which a value has few of many members, each under the name in AWS's model."""

_serialize = BaseJSONSerializer._serialize_structure_member


def _serialize_present(serializer: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """Skip a member that the value does not have; moto would look for it under each name that it might have."""
    is_absent = type(value) is dict and key not in value and shape.parent.name in CHOICES
    if not is_absent:
        _serialize(serializer, serialized, value, shape, key)


BaseJSONSerializer._serialize_structure_member = _serialize_present  # type: ignore[method-assign]


def _false_for_other_types(compare: Any) -> Any:
    """Return moto's comparison, which is false for values of two types, as DynamoDB's is.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
    """

    def evaluate(operation: Any, item: Any) -> Any:
        try:
            return compare(operation, item)
        except TypeError:
            return False

    return evaluate


for operation in (OpLessThan, OpGreaterThan, OpLessThanOrEqual, OpGreaterThanOrEqual):
    operation.expr = _false_for_other_types(operation.expr)  # type: ignore[attr-defined]
