"""The catalogue in DynamoDB."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from orders.aws.batch_get import read_items
from orders.aws.items import decode
from orders.domain.money import Money


@dataclass(frozen=True, slots=True)
class ProductTable:
    """A ``Catalogue`` on the products table."""

    table: str

    def get_unit_prices(self, product_names: Collection[str]) -> Mapping[str, Money]:
        keys = ({"product_name": name} for name in product_names)
        products = map(decode, read_items(self.table, keys, ProjectionExpression="product_name, unit_price, currency"))
        return {product["product_name"]: Money(product["unit_price"], product["currency"]) for product in products}
