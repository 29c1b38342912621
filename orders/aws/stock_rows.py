"""The rows of a product's stock: how they are read, and the writes of a transaction that change them.

Row 0 is the product's own item in the products table, the others are items of the stock table.  ``stock_shards`` of the
product's item is the number of its rows; without it there is only row 0, and items of the stock table do not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from orders.aws import clients
from orders.aws.clients import cancellation_codes, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.reads import read_items, scan
from orders.aws.schemas import PRODUCTS, STOCK, STOCK_OF_PRODUCT
from orders.contract import MAX_STOCK_SHARDS, PRODUCTS_KEY, STOCK_SHARD_KEY
from orders.domain.errors import MalformedOrder, StockContention
from orders.domain.malformed_row import MalformedRow
from orders.domain.stock import ProductStock

Write = dict[str, Any]
"""One action of a transaction."""


@dataclass(frozen=True, slots=True)
class StockRows:
    """The rows of all products, in the products and the stock table."""

    products: str
    stock: str

    def shards(self, product_names: Collection[str], *, consistent: bool) -> dict[str, int]:
        """Return the number of rows of each product, from 1 to 100 of them; 1 if the product does not exist.

        Raises:
            MalformedOrder: the item of a product cannot be read.
        """
        return dict.fromkeys(product_names, 1) | {
            item[PRODUCTS_KEY]: _shards(item) for item in self._read_products(product_names, consistent=consistent)
        }

    def read(self, product_names: Collection[str]) -> dict[str, ProductStock]:
        """Return the stock as last written of each product, from 1 to 100 of them, that exists.

        The rows are read one after the other, so units that move meanwhile may be missing in the sum.

        Raises:
            MalformedOrder: a row cannot be read.
        """
        products = self._read_products(product_names, consistent=True)
        return {item[PRODUCTS_KEY]: _product_stock(item, self._read_other_rows(item)) for item in products}

    def scan(self) -> Iterator[ProductStock | MalformedRow]:
        """Yield the stock of every product, and each row that cannot be read."""
        yield from stocks(map(decode, scan(self.products)), map(decode, scan(self.stock)))

    def take(self, product_name: str, shard: int, units: int) -> Write:
        """Return the write that takes units from a row that has them."""
        return self._update(product_name, shard, units, "SET available = available - :units", "available >= :units")

    def give(self, product_name: str, shard: int, units: int) -> Write:
        """Return the write that adds units to a row that exists."""
        condition = f"attribute_exists({PRODUCTS_KEY})"
        return self._update(product_name, shard, units, "SET available = available + :units", condition)

    def locate(self, product_name: str, shard: int) -> dict[str, Any]:
        """Return the table and the key of a row."""
        if shard == 0:
            return {"TableName": self.products, "Key": encode({PRODUCTS_KEY: product_name})}
        return {"TableName": self.stock, "Key": encode({PRODUCTS_KEY: product_name, STOCK_SHARD_KEY: shard})}

    def malformed(self, product_name: str, shard: int) -> MalformedOrder:
        """Return the error of a row whose units DynamoDB cannot change."""
        schema = STOCK if shard else PRODUCTS
        key = {PRODUCTS_KEY: product_name, STOCK_SHARD_KEY: shard}
        return schema.malformed(key, f"available must be {schema.types['available'].expected}")

    def gather(self, product_name: str, units_by_shard: Mapping[int, int]) -> int:
        """Move the units that several rows have into the first of them, and return its shard.

        Raises:
            StockContention: another transaction changed the rows at the same moment.
        """
        first, *others = units_by_shard
        moved = sum(units_by_shard[shard] for shard in others)
        write_or_contend(
            [
                self.give(product_name, first, moved),
                *(self.take(product_name, shard, units_by_shard[shard]) for shard in others),
            ]
        )
        return first

    def _update(self, product_name: str, shard: int, units: int, update: str, condition: str) -> Write:
        return {
            "Update": {
                **self.locate(product_name, shard),
                "UpdateExpression": update,
                "ConditionExpression": condition,
                "ExpressionAttributeValues": encode({":units": units}),
            }
        }

    def _read_products(self, product_names: Collection[str], *, consistent: bool) -> list[Mapping[str, Any]]:
        keys = ({PRODUCTS_KEY: name} for name in product_names)
        return [_checked_product(decode(item)) for item in read_items(self.products, keys, ConsistentRead=consistent)]

    def _read_other_rows(self, product: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows from 1 on that count; all of them fit into one page of at most 1 MB."""
        if _shards(product) == 1:
            return []
        with translate_aws_errors():
            response = client("dynamodb").query(
                TableName=self.stock,
                ConsistentRead=True,
                KeyConditionExpression=f"{PRODUCTS_KEY} = :product AND #shard < :shards",
                ExpressionAttributeNames={"#shard": STOCK_SHARD_KEY},  # a reserved word
                ExpressionAttributeValues=encode({":product": product[PRODUCTS_KEY], ":shards": _shards(product)}),
            )
        return [decode(item) for item in response["Items"]]


def stocks(
    products: Iterable[Mapping[str, Any]], others: Iterable[Mapping[str, Any]]
) -> Iterator[ProductStock | MalformedRow]:
    """Yield the stock of each product, from the decoded items of the products table and of the stock table.

    A row that cannot be read is yielded in place of its product's stock, whose sum is not known without it.
    """
    by_product: dict[str, list[Mapping[str, Any]]] = {}
    for row in others:
        by_product.setdefault(row[PRODUCTS_KEY], []).append(row)
    for item in products:
        malformed = []
        try:
            shards = _shards(_checked_product(item))
        except MalformedOrder as error:
            malformed.append(error.row)
            shards = MAX_STOCK_SHARDS
        rows = []
        for row in by_product.get(item[PRODUCTS_KEY], ()):
            try:
                rows += [STOCK.read(row)] if shards > 1 and row[STOCK_SHARD_KEY] < shards else []
            except MalformedOrder as error:
                malformed.append(error.row)
        yield from malformed
        if not malformed:
            yield _product_stock(item, rows)


def write_or_contend(writes: Sequence[Write]) -> None:
    """Write all or nothing.

    Raises:
        StockContention: a condition failed, or another transaction was writing the same items: read again.
    """
    with translate_aws_errors():
        try:
            client("dynamodb").transact_write_items(TransactItems=writes)
        except ClientError as error:
            if clients.CONDITIONAL_CHECK_FAILED in cancellation_codes(error):
                raise StockContention("the stock changed at the same moment") from error
            raise


def _shards(product: Mapping[str, Any]) -> int:
    return product.get("stock_shards") or 1


def _checked_product(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the item, if the attributes of a product's stock can be read."""
    PRODUCTS.read(item, STOCK_OF_PRODUCT)
    return item


def _product_stock(product: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> ProductStock:
    shards = _shards(product)
    checked = [STOCK.read(row) for row in others if row[STOCK_SHARD_KEY] < shards]
    rows = {row[STOCK_SHARD_KEY]: row["available"] for row in checked}
    return ProductStock(
        product[PRODUCTS_KEY], shards, {0: product["available"]} | rows, is_retired="retired_at" in product
    )
