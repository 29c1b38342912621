"""The tables: the orders, whose stream is the outbox, and the books of products, reservations and payments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

import pulumi
import pulumi_aws as aws

from infra.settings import Settings
from infra.settings.catalogue import Product

LISTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"by_customer": ("customer", "S"), "by_creation": ("shard", "N")}
)
"""The indexes of the orders, with the key of their partitions and its type; both are sorted by ``LISTED_AT``."""

LISTED_AT = "listed_at"

OPEN_ORDERS = "by_open_since"
"""The index of the orders that are not over."""

OPEN_SINCE = "open_since"
"""By which it is sorted, and which an order has until it is over: an item without it is not in the index."""


class Tables(pulumi.ComponentResource):
    """Four tables with a string key each, paid by request, and the catalogue's first state in one of them."""

    orders: aws.dynamodb.Table
    products: aws.dynamodb.Table
    reservations: aws.dynamodb.Table
    payments: aws.dynamodb.Table

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Tables", "tables", None, opts)
        self._settings = settings
        self.orders = self._table(
            "orders", "order_id", {**LISTS, OPEN_ORDERS: ("shard", "N")}, stream_view_type="NEW_AND_OLD_IMAGES"
        )
        self.products = self._table("products", "product_name")
        self.reservations = self._table("reservations", "order_id")
        self.payments = self._table("payments", "payment_id")
        for product in settings.catalogue:
            self._stock(product)
        self.register_outputs({})

    def _table(
        self,
        name: str,
        key: str,
        lists: Mapping[str, tuple[str, str]] = MappingProxyType({}),
        stream_view_type: str | None = None,
    ) -> aws.dynamodb.Table:
        sorted_by = {index: OPEN_SINCE if index == OPEN_ORDERS else LISTED_AT for index in lists}
        attributes = {key: "S"} | dict(lists.values()) | dict.fromkeys(sorted_by.values(), "S")
        return aws.dynamodb.Table(
            name,
            name=self._settings.name(name),
            hash_key=key,
            attributes=[{"name": attribute, "type": kind} for attribute, kind in attributes.items()],
            # With the keys alone an order is written to a list once, as they never change there, and to the index of
            # the open ones twice: when it is placed and when it is over.
            global_secondary_indexes=[
                {"name": index, "hash_key": partition, "range_key": sorted_by[index], "projection_type": "KEYS_ONLY"}
                for index, (partition, _) in lists.items()
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
                    "product_name": {"S": product.product_name},
                    "unit_price": {"N": str(product.unit_price)},
                    "currency": {"S": product.currency},
                    "available": {"N": str(product.available)},
                }
            ),
            # Orders change the stock: a second `pulumi up` must not put back what was sold.
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["item"]),
        )
