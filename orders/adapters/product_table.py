"""The catalogue in DynamoDB."""

from __future__ import annotations

from dataclasses import dataclass

from orders.adapters.aws import client, store_errors
from orders.adapters.items import decode, encode
from orders.adapters.settings import Setting, read
from orders.errors import UnknownProduct
from orders.money import Money


@dataclass(frozen=True, slots=True)
class ProductTable:
    """A ``Catalogue`` on the products table."""

    table: str

    @classmethod
    def from_settings(cls) -> ProductTable:
        """Raises MissingSetting."""
        return cls(read(Setting.PRODUCTS_TABLE))

    def price_of(self, product_name: str) -> Money:
        with store_errors():
            answer = client("dynamodb").get_item(
                TableName=self.table,
                Key=encode({"product_name": product_name}),
                ProjectionExpression="unit_price, currency",
            )
        if "Item" not in answer:
            raise UnknownProduct(f"there is no product {product_name!r}")
        product = decode(answer["Item"])
        return Money(product["unit_price"], product["currency"])
