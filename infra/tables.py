"""The tables: the orders, whose stream is the outbox, the ledgers, and the permits of the orders in flight."""

from __future__ import annotations

import json
from collections.abc import Sequence

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
    ORDERS_KEY,
    PAYMENTS_KEY,
    PERMITS_KEY,
    PRODUCTS_KEY,
    RESERVATIONS_KEY,
    SHARD_ATTRIBUTE,
)

INDEXES = (
    (BY_CUSTOMER_INDEX, CUSTOMER_ATTRIBUTE, LISTED_AT_ATTRIBUTE),
    (BY_CREATION_INDEX, SHARD_ATTRIBUTE, LISTED_AT_ATTRIBUTE),
    (BY_OPEN_SINCE_INDEX, SHARD_ATTRIBUTE, OPEN_SINCE_ATTRIBUTE),
)
"""The name, partition key and sort key of each index of the orders table.

Only open orders have ``open_since``, so the last index has no others.
"""

_NUMBERS = {PERMITS_KEY, SHARD_ATTRIBUTE}
"""The key attributes that are numbers; all others are strings."""


class Tables(pulumi.ComponentResource):
    """The tables, billed per request, and the catalogue's opening stock in one of them."""

    orders: aws.dynamodb.Table
    products: aws.dynamodb.Table
    reservations: aws.dynamodb.Table
    payments: aws.dynamodb.Table
    permits: aws.dynamodb.Table

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Tables", "tables")
        self._settings = settings
        self.orders = self._table("orders", ORDERS_KEY, INDEXES, stream_view_type="NEW_AND_OLD_IMAGES")
        self.products = self._table("products", PRODUCTS_KEY)
        self.reservations = self._table("reservations", RESERVATIONS_KEY)
        self.payments = self._table("payments", PAYMENTS_KEY)
        self.permits = self._table("permits", PERMITS_KEY)
        for product in settings.catalogue:
            self._stock(product)
        self.register_outputs({})

    def _table(
        self,
        name: str,
        key: str,
        indexes: Sequence[tuple[str, str, str]] = (),
        stream_view_type: str | None = None,
    ) -> aws.dynamodb.Table:
        partitions, sorts = [partition for _, partition, _ in indexes], [sort for _, _, sort in indexes]
        return aws.dynamodb.Table(
            name,
            name=self._settings.name(name),
            hash_key=key,
            attributes=[
                {"name": attribute, "type": "N" if attribute in _NUMBERS else "S"}
                for attribute in dict.fromkeys([key, *partitions, *sorts])
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
            stream_enabled=stream_view_type is not None,
            stream_view_type=stream_view_type,
            opts=pulumi.ResourceOptions(
                parent=self,
                protect=self._settings.deletion_protection,
                retain_on_delete=self._settings.retain_data,
            ),
        )

    def _stock(self, product: Product) -> None:
        aws.dynamodb.TableItem(
            product.product_name,
            table_name=self.products.name,
            hash_key=self.products.hash_key,
            item=json.dumps(
                {
                    PRODUCTS_KEY: {"S": product.product_name},
                    "unit_price": {"N": str(product.unit_price)},
                    "currency": {"S": product.currency},
                    "available": {"N": str(product.available)},
                }
            ),
            # Orders change the stock; a second `pulumi up` must not reset it.
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["item"]),
        )


def permit_environment(settings: Settings, tables: Tables) -> dict[str, pulumi.Input[str]]:
    """Return the environment variables of a function that acquires or releases permits."""
    return {"PERMITS_TABLE": tables.permits.name, "MAX_ORDERS_IN_FLIGHT": str(settings.orders_in_flight)}
