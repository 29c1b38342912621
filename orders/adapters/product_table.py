"""The catalogue in DynamoDB."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from orders.adapters.batch import read_items
from orders.adapters.items import decode
from orders.adapters.settings import Setting, read
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
        keys = ({"product_name": name} for name in product_names)
        products = map(decode, read_items(self.table, keys, ProjectionExpression="product_name, unit_price, currency"))
        return {product["product_name"]: Money(product["unit_price"], product["currency"]) for product in products}
