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

from orders.adapters.aws import client, store_errors
from orders.adapters.batch import read_items
from orders.adapters.items import decode, encode
from orders.adapters.order_table import SHARDS, from_item
from orders.adapters.settings import Setting, read
from orders.errors import MalformedOrder
from orders.listing import Page, Selection
from orders.order import Order
from orders.timestamp import format_utc

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

    @classmethod
    def from_settings(cls) -> OrderIndex:
        """Raises MissingSetting."""
        return cls(read(Setting.ORDERS_TABLE))

    def page(self, selection: Selection, limit: int, position: str | None = None) -> Page:
        found: list[Order] = []
        for _ in range(ROUNDS):
            keys = self._keys(selection, position, limit + 1)
            orders = self._orders(keys[:limit])
            for place, key in enumerate(keys[:limit], start=1):
                position, order = key["listed_at"], orders.get(key["order_id"])
                if order is not None and selection.includes(order):
                    found.append(order)
                if len(found) == limit:
                    return Page(tuple(found), position if place < len(keys) else None)
            if len(keys) <= limit:
                return Page(tuple(found), None)
        return Page(tuple(found), position)

    def _keys(self, selection: Selection, position: str | None, count: int) -> list[dict[str, Any]]:
        """The keys of the newest orders of that time that are older than the position, whatever their status."""
        low = format_utc(selection.created_after) if selection.created_after else _THE_FIRST
        end = format_utc(selection.created_before) if selection.created_before else _THE_LAST
        high = min(position or _THE_LAST, end)
        if low > high or selection.contradicts_itself:
            return []
        customer = selection.owner or selection.customer
        if customer is not None:
            keys = self._query(BY_CUSTOMER, {"customer": customer}, low, high, count + 1)
        else:
            shards = (self._query(BY_CREATION, {"shard": n}, low, high, count + 1) for n in range(SHARDS))
            keys = sorted(chain.from_iterable(shards), key=itemgetter("listed_at"), reverse=True)
        return [key for key in keys if key["listed_at"] != position][:count]

    def _query(self, index: str, partition: Mapping[str, Any], low: str, high: str, count: int) -> list[dict[str, Any]]:
        [(name, value)] = partition.items()
        with store_errors():
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
