"""The catalogue in DynamoDB."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from orders.aws.items import decode
from orders.aws.reads import read_items
from orders.aws.schemas import PRICE_OF_PRODUCT, PRODUCTS
from orders.contract import PRODUCTS_KEY
from orders.domain.money import Money


@dataclass(frozen=True, slots=True)
class ProductTable:
    """A ``Catalogue`` on the products table."""

    table: str

    def get_unit_prices(self, product_names: Collection[str]) -> Mapping[str, Money]:
        keys = ({PRODUCTS_KEY: name} for name in product_names)
        items = read_items(self.table, keys, ProjectionExpression=f"{PRODUCTS_KEY}, unit_price, currency, retired_at")
        rows = [PRODUCTS.read(item, PRICE_OF_PRODUCT) for item in map(decode, items) if "retired_at" not in item]
        return {row[PRODUCTS_KEY]: Money(row["unit_price"], row["currency"]) for row in rows}
