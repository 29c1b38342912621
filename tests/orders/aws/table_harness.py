"""The system's tables in an emulated DynamoDB, and what an operator would read in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import Table, dynamodb_backends

import tests.moto_patches  # noqa: F401  # DynamoDB compares values of any types
from orders import contract
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.reads import read_item
from orders.aws.stock_rows import StockRows

TABLES = {f"dev-{name}": key for name, key in contract.TABLES.items()}
"""The tables, with their keys."""

NUMBERS = {contract.PERMITS_KEY, contract.SHARD_ATTRIBUTE}

INDEXES = {
    contract.BY_CUSTOMER_INDEX: (contract.CUSTOMER_ATTRIBUTE, contract.LISTED_AT_ATTRIBUTE),
    contract.BY_CREATION_INDEX: (contract.SHARD_ATTRIBUTE, contract.LISTED_AT_ATTRIBUTE),
    contract.BY_OPEN_SINCE_INDEX: (contract.SHARD_ATTRIBUTE, contract.OPEN_SINCE_ATTRIBUTE),
}
"""The indexes of the orders table, with their partition and sort keys."""


def open_table(name: str, key: str) -> None:
    """Create a table with this key, with the indexes if it is an orders table, and the shard if it is a stock table."""
    indexes = INDEXES if name.endswith("orders") else {}
    range_keys = [contract.STOCK_SHARD_KEY] if name.endswith("stock") else []
    attributes = {key, *range_keys, *(attribute for keys in indexes.values() for attribute in keys)}
    client("dynamodb").create_table(
        TableName=name,
        KeySchema=[
            {"AttributeName": key, "KeyType": "HASH"},
            *({"AttributeName": each, "KeyType": "RANGE"} for each in range_keys),
        ],
        AttributeDefinitions=[
            {"AttributeName": attribute, "AttributeType": "N" if attribute in NUMBERS else "S"}
            for attribute in attributes
        ],
        BillingMode="PAY_PER_REQUEST",
        **(
            {
                "GlobalSecondaryIndexes": [
                    {
                        "IndexName": index,
                        "KeySchema": [
                            {"AttributeName": partition_key, "KeyType": "HASH"},
                            {"AttributeName": sort_key, "KeyType": "RANGE"},
                        ],
                        "Projection": {"ProjectionType": "KEYS_ONLY"},
                    }
                    for index, (partition_key, sort_key) in indexes.items()
                ]
            }
            if indexes
            else {}
        ),
    )


_created: dict[str, Table] = {}


def open_empty_table(name: str, key: str) -> None:
    """Open a table in moto: create it once in a process, and then put it back without its items."""
    tables = dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-west-2"].tables
    if name not in _created:
        open_table(name, key)
        _created[name] = tables[name]
    _created[name].items.clear()
    tables[name] = _created[name]


class TableHarness:
    """The tables of the dev stack."""

    def open(self) -> None:
        for table, key in TABLES.items():
            open_empty_table(table, key)

    def delete_order(self, order_id: str) -> None:
        client("dynamodb").delete_item(TableName="dev-orders", Key=encode({"order_id": order_id}))

    def reopen(self, order_id: str) -> None:
        """Start the order's next attempt, whatever its status."""
        client("dynamodb").update_item(
            TableName="dev-orders",
            Key=encode({"order_id": order_id}),
            UpdateExpression="SET #status = :pending, attempt = attempt + :one REMOVE failure_reason",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=encode({":pending": "Pending", ":one": 1}),
        )

    def put_product(self, product_name: str, available: int, cents: int = 1999, rows: Sequence[int] = ()) -> None:
        """Put a product with these units into the catalogue, and with the units of its rows after row 0.

        Without ``rows`` it has the format of the time when a product was one row.
        """
        product = {"product_name": product_name, "unit_price": cents, "currency": "USD", "available": available}
        if rows:
            product["stock_shards"] = len(rows) + 1
        client("dynamodb").put_item(TableName="dev-products", Item=encode(product))
        for shard, units in enumerate(rows, start=1):
            self.put_row(product_name, shard, units)

    def put_row(self, product_name: str, shard: int, units: int) -> None:
        """Put a row into the stock table, whether or not it counts."""
        row = {"product_name": product_name, "shard": shard, "available": units}
        client("dynamodb").put_item(TableName="dev-stock", Item=encode(row))

    def delete_product(self, product_name: str) -> None:
        """Delete a product from the catalogue."""
        client("dynamodb").delete_item(TableName="dev-products", Key=encode({"product_name": product_name}))

    def has_product(self, product_name: str) -> bool:
        return read_item("dev-products", {"product_name": product_name}) is not None

    def available(self, product_name: str) -> int:
        """Return the sum over the product's rows."""
        return sum(self.rows(product_name).values())

    def rows(self, product_name: str) -> dict[int, int]:
        """Return the units of each row that counts, by its shard."""
        return dict(StockRows("dev-products", "dev-stock").read([product_name])[product_name].rows)

    def order_item(self, order_id: str = "order-1") -> dict[str, Any] | None:
        """Return the order's item with DynamoDB's types, as ``aws dynamodb get-item`` shows it."""
        item: dict[str, Any] | None = (
            client("dynamodb")
            .get_item(TableName="dev-orders", Key=encode({"order_id": order_id}), ConsistentRead=True)
            .get("Item")
        )
        return item

    def reservation(self, order_id: str = "order-1") -> dict[str, Any] | None:
        return read_item("dev-reservations", {"order_id": order_id})

    def state(self, table: str, order_id: str) -> str | None:
        """Return the state of the order's row in a ledger."""
        row = read_item(f"dev-{table}", {contract.TABLES[table]: order_id})
        return row and str(row["state"])

    def payment(self, payment_id: str = "order-1.1") -> dict[str, Any] | None:
        return read_item("dev-payments", {"payment_id": payment_id})

    def simulated_payment(self, payment_id: str = "order-1.1") -> dict[str, Any] | None:
        """Return the row in which the simulated provider keeps its payment."""
        return read_item("dev-simulator", {"payment_id": payment_id})

    def put_payment(self, **row: Any) -> None:
        """Put a row into the ledger of payments, of any version."""
        client("dynamodb").put_item(TableName="dev-payments", Item=encode(row))
