"""The catalogue in DynamoDB."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from orders.adapters.aws import client, store_errors
from orders.adapters.items import decode, encode
from orders.adapters.settings import Setting, read
from orders.errors import StoreUnavailable
from orders.money import Money


@dataclass(frozen=True, slots=True)
class ProductTable:
    """A ``Catalogue`` on the products table."""

    table: str

    @classmethod
    def from_settings(cls) -> ProductTable:
        """Raises MissingSetting."""
        return cls(read(Setting.PRODUCTS_TABLE))

    def prices_of(self, product_names: Collection[str]) -> Mapping[str, Money]:
        with store_errors():
            answer = client("dynamodb").batch_get_item(
                RequestItems={
                    self.table: {
                        "Keys": [encode({"product_name": name}) for name in product_names],
                        "ProjectionExpression": "product_name, unit_price, currency",
                    }
                }
            )
        if answer["UnprocessedKeys"]:
            raise StoreUnavailable("DynamoDB gave only some of the prices")
        products = [decode(item) for item in answer["Responses"][self.table]]
        return {product["product_name"]: Money(product["unit_price"], product["currency"]) for product in products}
