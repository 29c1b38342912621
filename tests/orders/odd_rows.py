"""Odd rows: each attribute of each table with each wrong type, missing, and huge.

``make odd-rows`` tries 5,000 of them; the tests try a few hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.schemas import ORDERS, PAYMENTS, PERMITS, PRODUCTS, RESERVATIONS, SIMULATED_PAYMENTS, STOCK, Schema
from orders.contract import TABLES

SCHEMAS = (ORDERS, PAYMENTS, SIMULATED_PAYMENTS, RESERVATIONS, PRODUCTS, STOCK, PERMITS)

UNUSED = "notes_of_the_warehouse"
"""An attribute that no schema has."""

MISSING = object()

_texts = st.text(max_size=20) | st.sampled_from(
    ["", "0", "-1", "1", "2.5", "None", "x" * 50_000, "2026-11-22T12:00:00Z"]
)
_numbers = st.sampled_from(
    [
        Decimal(text)
        for text in ("0", "-1", "2.5", "0.1", "1e-120", "9.9e125", "-9.9e125", "9" * 38, "10001", str(10**15))
    ]
) | st.integers(-(2**70), 2**70).map(Decimal)
_scalars = _texts | _numbers | st.booleans() | st.none() | st.binary(max_size=8)
_sets = (
    st.sets(st.text(min_size=1, max_size=5), min_size=1, max_size=3)
    | st.sets(st.integers(0, 9).map(Decimal), min_size=1, max_size=3)
    | st.sets(st.binary(min_size=1, max_size=3), min_size=1, max_size=3)
)
_containers = (
    st.lists(_scalars, max_size=3)
    | st.dictionaries(st.text(min_size=1, max_size=5), _scalars, max_size=3)
    | st.just([[[[[]]]]])
    | st.just([{}])
    | st.just([{"product_name": "Cup", "quantity": Decimal("2.5"), "unit_price": 1}])
)
values = st.just(MISSING) | _texts | _numbers | st.booleans() | st.none() | st.binary(max_size=8) | _sets | _containers


@dataclass(frozen=True, repr=False)
class OddRow:
    """One change of one attribute of a row of one table."""

    schema: Schema
    attribute: str
    value: Any

    def __repr__(self) -> str:
        value = "missing" if self.value is MISSING else repr(self.value)
        return f"{self.schema.table}.{self.attribute} = {value[:60]}"

    def write(self, key: dict[str, Any]) -> None:
        """Change the row with this key, as an operator, a restore or an import would."""
        names = {"#name": self.attribute}
        arguments: dict[str, Any] = {"UpdateExpression": "REMOVE #name"}
        if self.value is not MISSING:
            arguments = {
                "UpdateExpression": "SET #name = :value",
                "ExpressionAttributeValues": encode({":value": self.value}),
            }
        client("dynamodb").update_item(
            TableName=f"dev-{self.schema.table}", Key=encode(key), ExpressionAttributeNames=names, **arguments
        )


def _attributes(schema: Schema) -> list[str]:
    return [name for name in (*schema.types, UNUSED) if name not in schema.key]


odd_rows = st.sampled_from([(schema, name) for schema in SCHEMAS for name in _attributes(schema)]).flatmap(
    lambda target: st.builds(OddRow, st.just(target[0]), st.just(target[1]), values)
)

assert {schema.table for schema in SCHEMAS} == set(TABLES)
