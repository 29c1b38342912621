"""The system's tables in an emulated DynamoDB, and what an operator would read in them."""

from __future__ import annotations

from typing import Any

from orders import contract
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.reads import read_item

TABLES = {
    "dev-orders": contract.ORDERS_KEY,
    "dev-products": contract.PRODUCTS_KEY,
    "dev-reservations": contract.RESERVATIONS_KEY,
    "dev-payments": contract.PAYMENTS_KEY,
    "dev-permits": contract.PERMITS_KEY,
}
"""The tables, with their keys."""

NUMBERS = {contract.PERMITS_KEY, contract.SHARD_ATTRIBUTE}

INDEXES = {
    contract.BY_CUSTOMER_INDEX: (contract.CUSTOMER_ATTRIBUTE, contract.LISTED_AT_ATTRIBUTE),
    contract.BY_CREATION_INDEX: (contract.SHARD_ATTRIBUTE, contract.LISTED_AT_ATTRIBUTE),
    contract.BY_OPEN_SINCE_INDEX: (contract.SHARD_ATTRIBUTE, contract.OPEN_SINCE_ATTRIBUTE),
}
"""The indexes of the orders table, with their partition and sort keys."""


def open_table(name: str, key: str) -> None:
    """Create a table with this key, and with the indexes if it is an orders table."""
    indexes = INDEXES if name.endswith("orders") else {}
    attributes = {key, *(attribute for keys in indexes.values() for attribute in keys)}
    client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
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


class TableHarness:
    """The tables of the dev stack."""

    def open(self) -> None:
        """Create all tables."""
        for table, key in TABLES.items():
            open_table(table, key)

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

    def put_product(self, product_name: str, available: int, cents: int = 1999) -> None:
        """Put a product with these units into the catalogue."""
        product = {"product_name": product_name, "unit_price": cents, "currency": "USD", "available": available}
        client("dynamodb").put_item(TableName="dev-products", Item=encode(product))

    def delete_product(self, product_name: str) -> None:
        """Delete a product from the catalogue."""
        client("dynamodb").delete_item(TableName="dev-products", Key=encode({"product_name": product_name}))

    def has_product(self, product_name: str) -> bool:
        return read_item("dev-products", {"product_name": product_name}) is not None

    def available(self, product_name: str) -> int:
        product = read_item("dev-products", {"product_name": product_name})
        assert product is not None
        available: int = product["available"]
        return available

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

    def payment(self, payment_id: str = "order-1.1") -> dict[str, Any] | None:
        return read_item("dev-payments", {"payment_id": payment_id})
