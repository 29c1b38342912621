"""The tables: the orders, whose stream is the outbox, the ledgers, and the permits of the orders in flight."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from infra.settings import Settings
from infra.settings.catalogue import Product
from orders.contract import (
    BY_CREATION_INDEX,
    BY_CUSTOMER_INDEX,
    BY_OPEN_SINCE_INDEX,
    CUSTOMER_ATTRIBUTE,
    LISTED_AT_ATTRIBUTE,
    OPEN_SINCE_ATTRIBUTE,
    PERMITS_KEY,
    PRODUCTS_KEY,
    SHARD_ATTRIBUTE,
    STOCK_SHARD_KEY,
    TABLES,
)

INDEXES = (
    (BY_CUSTOMER_INDEX, CUSTOMER_ATTRIBUTE, LISTED_AT_ATTRIBUTE),
    (BY_CREATION_INDEX, SHARD_ATTRIBUTE, LISTED_AT_ATTRIBUTE),
    (BY_OPEN_SINCE_INDEX, SHARD_ATTRIBUTE, OPEN_SINCE_ATTRIBUTE),
)
"""The name, partition key and sort key of each index of the orders table.

Only open orders have ``open_since``, so the last index has no others.
"""

_NUMBERS = {PERMITS_KEY, SHARD_ATTRIBUTE, STOCK_SHARD_KEY}
"""The key attributes that are numbers; all others are strings."""


class Tables(pulumi.ComponentResource):
    """The tables, billed per request, and the catalogue's opening stock in two of them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Tables", "tables")
        self._settings = settings
        self._tables = {name: self._table(name, key) for name, key in TABLES.items()}
        for product in settings.catalogue:
            self._product(product)
        self.register_outputs({})

    def __getitem__(self, name: str) -> aws.dynamodb.Table:
        """Return one of ``contract.TABLES``."""
        return self._tables[name]

    def _table(self, name: str, key: str) -> aws.dynamodb.Table:
        is_outbox = name == "orders"
        indexes = INDEXES if is_outbox else ()
        range_key = STOCK_SHARD_KEY if name == "stock" else None
        partitions, sorts = [partition for _, partition, _ in indexes], [sort for _, _, sort in indexes]
        keys = [key, range_key] if range_key else [key]
        return aws.dynamodb.Table(
            name,
            name=self._settings.name(name),
            hash_key=key,
            range_key=range_key,
            attributes=[
                {"name": attribute, "type": "N" if attribute in _NUMBERS else "S"}
                for attribute in dict.fromkeys([*keys, *partitions, *sorts])
            ],
            # With the keys alone, an order is written to the first two indexes once, as these keys never change, and
            # to the index of open orders twice: when it is placed and when it is final.
            global_secondary_indexes=[
                {"name": index, "hash_key": partition, "range_key": sort, "projection_type": "KEYS_ONLY"}
                for index, partition, sort in indexes
            ],
            billing_mode="PAY_PER_REQUEST",
            point_in_time_recovery={"enabled": True},
            server_side_encryption={"enabled": True},
            deletion_protection_enabled=self._settings.deletion_protection,
            stream_enabled=is_outbox,
            stream_view_type="NEW_AND_OLD_IMAGES" if is_outbox else None,
            opts=pulumi.ResourceOptions(
                parent=self,
                protect=self._settings.deletion_protection,
                retain_on_delete=self._settings.retain_data,
                import_=self._settings.name(name) if self._settings.adopt_tables else None,
            ),
        )

    def _product(self, product: Product) -> None:
        """Declare a product with its opening stock, divided over its rows; row 0 is the product's own item."""
        share, extra = divmod(product.available, product.stock_shards)
        own, *others = [share + (shard < extra) for shard in range(product.stock_shards)]
        name = {PRODUCTS_KEY: {"S": product.product_name}}
        rows = [
            aws.dynamodb.TableItem(
                f"{product.product_name} stock row {shard}",
                table_name=self["stock"].name,
                hash_key=PRODUCTS_KEY,
                range_key=STOCK_SHARD_KEY,
                item=json.dumps({**name, STOCK_SHARD_KEY: {"N": str(shard)}, "available": {"N": str(units)}}),
                # A smaller setting, or a product that leaves the catalogue, must not delete units.
                opts=pulumi.ResourceOptions(parent=self, ignore_changes=["item"], retain_on_delete=True),
            )
            for shard, units in enumerate(others, start=1)
        ]
        aws.dynamodb.TableItem(
            product.product_name,
            table_name=self["products"].name,
            hash_key=self["products"].hash_key,
            item=json.dumps(
                {
                    **name,
                    "unit_price": {"N": str(product.unit_price)},
                    "currency": {"S": product.currency},
                    "available": {"N": str(own)},
                    "stock_shards": {"N": str(product.stock_shards)},
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                ignore_changes=["item"],  # orders change the stock, and a second `pulumi up` must not reset it
                depends_on=rows,  # a product is on sale with all its rows
                deleted_with=self["products"],  # the last deletion of a stack must not empty a table that is retained
            ),
        )


def permit_environment(settings: Settings, tables: Tables) -> dict[str, pulumi.Input[str]]:
    """Return the environment variables of a function that acquires or releases permits."""
    return {"PERMITS_TABLE": tables["permits"].name, "MAX_ORDERS_IN_FLIGHT": str(settings.orders_in_flight)}
