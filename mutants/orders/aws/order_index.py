"""Lists of orders from two indexes of the orders table.

Both sort by ``listed_at``, a moment and an id, so that the order of the orders is one and each has its place.  Neither
has more than the keys, which never change: an order is written to them once, whatever becomes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from orders.aws.batch_get import read_items
from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import SHARDS, from_item
from orders.domain.errors import MalformedOrder
from orders.domain.order import Order
from orders.domain.search import OrderFilter, Page
from orders.domain.timestamp import format_utc

BY_CUSTOMER = "by_customer"
BY_CREATION = "by_creation"

ROUNDS = 10
"""So often a page looks for orders of a status before it is given out as it is."""

_THE_FIRST, _THE_LAST = "0", "~"
"""Sort before and after every moment."""


@dataclass(frozen=True, slots=True)
class OrderIndex:
    """An ``OrderList`` on the orders table's indexes."""

    table: str

    def page(self, order_filter: OrderFilter, limit: int, cursor: str | None = None) -> Page:
        found: list[Order] = []
        for _ in range(ROUNDS):
            keys = self._keys(order_filter, cursor, limit + 1)
            orders = self._orders(keys[:limit])
            for place, key in enumerate(keys[:limit], start=1):
                cursor, order = key["listed_at"], orders.get(key["order_id"])
                if order is not None and order_filter.matches(order):
                    found.append(order)
                if len(found) == limit:
                    return Page(tuple(found), cursor if place < len(keys) else None)
            if len(keys) <= limit:
                return Page(tuple(found), None)
        return Page(tuple(found), cursor)

    def _keys(self, order_filter: OrderFilter, cursor: str | None, count: int) -> list[dict[str, Any]]:
        """The keys of the newest orders of that time that are older than the cursor, whatever their status."""
        low = format_utc(order_filter.created_after) if order_filter.created_after else _THE_FIRST
        end = format_utc(order_filter.created_before) if order_filter.created_before else _THE_LAST
        high = min(cursor or _THE_LAST, end)
        if low > high or order_filter.is_contradictory:
            return []
        customer = order_filter.owner or order_filter.customer
        if customer is not None:
            keys = self._query(BY_CUSTOMER, {"customer": customer}, low, high, count + 1)
        else:
            shards = (self._query(BY_CREATION, {"shard": n}, low, high, count + 1) for n in range(SHARDS))
            keys = sorted(chain.from_iterable(shards), key=itemgetter("listed_at"), reverse=True)
        return [key for key in keys if key["listed_at"] != cursor][:count]

    def _query(self, index: str, partition: Mapping[str, Any], low: str, high: str, count: int) -> list[dict[str, Any]]:
        [(name, value)] = partition.items()
        with translate_aws_errors():
            answer = client("dynamodb").query(
                TableName=self.table,
                IndexName=index,
                KeyConditionExpression="#partition = :partition AND listed_at BETWEEN :low AND :high",
                ExpressionAttributeNames={"#partition": name},
                ExpressionAttributeValues=encode({":partition": value, ":low": low, ":high": high}),
                ProjectionExpression="order_id, listed_at",
                ScanIndexForward=False,
                Limit=count,
            )
        return [decode(item) for item in answer["Items"]]

    def _orders(self, keys: Sequence[Mapping[str, Any]]) -> dict[str, Order]:
        """The orders by their ids; an item that is no order is in no list, and reconcile tells of it."""
        if not keys:
            return {}
        orders = {}
        for item in read_items(self.table, ({"order_id": key["order_id"]} for key in keys)):
            with suppress(MalformedOrder, ValueError):  # the second: somebody wrote a number with a point
                order = from_item(decode(item))
                orders[order.order_id] = order
        return orders
