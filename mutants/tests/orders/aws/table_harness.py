"""What an operator sees who queries the tables, and the shelves filled before the shop opens."""

from __future__ import annotations

from typing import Any

from orders.aws.clients import client
from orders.aws.items import decode, encode

TABLES = {
    "dev-orders": "order_id",
    "dev-products": "product_name",
    "dev-reservations": "order_id",
    "dev-payments": "payment_id",
}


LISTS = {
    "by_customer": ("customer", "S", "listed_at"),
    "by_creation": ("shard", "N", "listed_at"),
    "by_open_since": ("shard", "N", "open_since"),
}


def open_table(name: str, key: str) -> None:
    """A table with this key, and the lists of the orders if they are its items."""
    lists = LISTS if key == "order_id" and name.endswith("orders") else {}
    attributes = {key: "S"}
    for partition, kind, sorted_by in lists.values():
        attributes |= {partition: kind, sorted_by: "S"}
    indexes = [
        {
            "IndexName": index,
            "KeySchema": [
                {"AttributeName": partition, "KeyType": "HASH"},
                {"AttributeName": sorted_by, "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
        for index, (partition, _, sorted_by) in lists.items()
    ]
    client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": kind} for name, kind in attributes.items()],
        BillingMode="PAY_PER_REQUEST",
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


class TableHarness:
    def open(self) -> None:
        for table, key in TABLES.items():
            open_table(table, key)

    def forget(self, order_id: str) -> None:
        client("dynamodb").delete_item(TableName="dev-orders", Key=encode({"order_id": order_id}))

    def reopen(self, order_id: str) -> None:
        """Make room for the order's next attempt."""
        client("dynamodb").update_item(
            TableName="dev-orders",
            Key=encode({"order_id": order_id}),
            UpdateExpression="SET #status = :pending, attempt = attempt + :one REMOVE failure_reason",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=encode({":pending": "Pending", ":one": 1}),
        )

    def shelve(self, product_name: str, available: int, cents: int = 1999) -> None:
        product = {"product_name": product_name, "unit_price": cents, "currency": "USD", "available": available}
        client("dynamodb").put_item(TableName="dev-products", Item=encode(product))

    def delist(self, product_name: str) -> None:
        client("dynamodb").delete_item(TableName="dev-products", Key=encode({"product_name": product_name}))

    def is_on_offer(self, product_name: str) -> bool:
        return self._row("dev-products", {"product_name": product_name}) is not None

    def available(self, product_name: str) -> int:
        product = self._row("dev-products", {"product_name": product_name})
        assert product is not None
        available: int = product["available"]
        return available

    def order_item(self, order_id: str = "order-1") -> dict[str, Any] | None:
        """The order's item with DynamoDB's types, as ``aws dynamodb get-item`` shows it."""
        item: dict[str, Any] | None = self._item("dev-orders", {"order_id": order_id})
        return item

    def reservation(self, order_id: str = "order-1") -> dict[str, Any] | None:
        return self._row("dev-reservations", {"order_id": order_id})

    def payment(self, payment_id: str = "order-1.1") -> dict[str, Any] | None:
        return self._row("dev-payments", {"payment_id": payment_id})

    def _row(self, table: str, key: dict[str, str]) -> dict[str, Any] | None:
        item = self._item(table, key)
        return decode(item) if item else None

    def _item(self, table: str, key: dict[str, str]) -> Any:
        return client("dynamodb").get_item(TableName=table, Key=encode(key), ConsistentRead=True).get("Item")
