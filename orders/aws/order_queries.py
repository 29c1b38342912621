"""Queries of the orders table and of its indexes, all eventually consistent.

- ``by_customer`` and ``by_creation`` contain every order and sort by ``listed_at``, a time and an id, so that no two
  orders have the same place.  They project only keys that never change, so an order is written to them once.
- ``by_open_since`` is sparse: an order has ``open_since`` until its status is final, and an item without it is not in
  the index.  So the oldest open order costs one read a shard, however many orders the table has.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-general-sparse-indexes.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import SHARDS, from_item
from orders.aws.reads import read_item, read_items
from orders.aws.schemas import ORDERS
from orders.contract import (
    BY_CREATION_INDEX,
    BY_CUSTOMER_INDEX,
    BY_OPEN_SINCE_INDEX,
    CUSTOMER_ATTRIBUTE,
    LISTED_AT_ATTRIBUTE,
    OPEN_SINCE_ATTRIBUTE,
    ORDERS_KEY,
    SHARD_ATTRIBUTE,
)
from orders.domain.errors import MalformedOrder
from orders.domain.name import spellings
from orders.domain.order import Order, OrderStatus
from orders.domain.search import OpenOrder, OrderFilter, Page
from orders.domain.timestamp import format_utc, parse_utc

MAX_ROUNDS = 10
"""Rounds of reads for one page, inclusive; then the page is returned with the matches found so far."""

MAX_KEY_BYTES = 2048
"""The longest partition key, inclusive; a longer name is the key of no item.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
"""

_BEFORE_ALL, _AFTER_ALL = "0", "~"
"""These sort before and after every timestamp."""

MAX_CANDIDATES = 10
"""Keys of the index of open orders in one read, inclusive; almost always the first one is of an open order."""

_DELETED = {"status": OrderStatus.CANCELLED}
"""Stands for an item that was deleted after its key was read."""


def _is_final(item: Mapping[str, Any]) -> bool:
    """Return whether the decoded item has a final status; one that cannot be read is not final."""
    try:
        status: OrderStatus = ORDERS.read(item, ["status"])["status"]
    except MalformedOrder:
        return False
    return status.is_final


@dataclass(frozen=True, slots=True)
class OrderQueries:
    """An ``OrderSearch``, an ``OpenOrders`` and a ``FinishedOrders``."""

    table: str

    def page(self, order_filter: OrderFilter, limit: int, cursor: str | None = None) -> Page:
        found: list[Order] = []
        for _ in range(MAX_ROUNDS):
            keys = self._keys(order_filter, cursor, limit + 1)
            orders = self._orders(keys[:limit])
            for position, key in enumerate(keys[:limit], start=1):
                cursor, order = key[LISTED_AT_ATTRIBUTE], orders.get(key[ORDERS_KEY])
                if order is not None and order_filter.matches(order):
                    found.append(order)
                if len(found) == limit:
                    return Page(tuple(found), cursor if position < len(keys) else None)
            if len(keys) <= limit:
                return Page(tuple(found), None)
        return Page(tuple(found), cursor)

    def oldest(self) -> OpenOrder | None:
        first_of_each_shard = [found for shard in range(SHARDS) if (found := self._oldest_of(shard))]
        return min(first_of_each_shard, key=attrgetter("since"), default=None)

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        keys = ({ORDERS_KEY: order_id} for order_id in order_ids)
        items = read_items(
            self.table,
            keys,
            ProjectionExpression=f"{ORDERS_KEY}, #status",
            ExpressionAttributeNames={"#status": "status"},
        )
        return frozenset(item[ORDERS_KEY] for item in map(decode, items) if _is_final(item))

    def _oldest_of(self, shard: int) -> OpenOrder | None:
        """Return the shard's oldest open order.

        A status that was set by hand leaves its order in the index, and so does a time that was: both are passed over.
        """
        position: dict[str, Any] = {}
        while True:
            response = self._respond(BY_OPEN_SINCE_INDEX, {SHARD_ATTRIBUTE: shard}, Limit=MAX_CANDIDATES, **position)
            for key in map(decode, response["Items"]):
                with suppress(ValueError):
                    since = parse_utc(key[OPEN_SINCE_ATTRIBUTE])
                    if not _is_final(read_item(self.table, {ORDERS_KEY: key[ORDERS_KEY]}) or _DELETED):
                        return OpenOrder(key[ORDERS_KEY], since)
            if "LastEvaluatedKey" not in response:
                return None
            position = {"ExclusiveStartKey": response["LastEvaluatedKey"]}

    def _keys(self, order_filter: OrderFilter, cursor: str | None, count: int) -> list[dict[str, Any]]:
        """Return the keys of the newest orders of that customer and time that are older than the cursor."""
        low = format_utc(order_filter.created_after) if order_filter.created_after else _BEFORE_ALL
        end = format_utc(order_filter.created_before) if order_filter.created_before else _AFTER_ALL
        high = min(cursor or _AFTER_ALL, end)
        if low > high or order_filter.is_contradictory:
            return []
        partitions: list[dict[str, Any]]
        if order_filter.owner or order_filter.customer:
            index = BY_CUSTOMER_INDEX
            partitions = [{CUSTOMER_ATTRIBUTE: name} for name in _listed_names(order_filter)]
        else:
            index, partitions = BY_CREATION_INDEX, [{SHARD_ATTRIBUTE: shard} for shard in range(SHARDS)]
        items = chain.from_iterable(
            self._query(
                index,
                partition,
                f" AND {LISTED_AT_ATTRIBUTE} BETWEEN :low AND :high",
                {":low": low, ":high": high},
                ScanIndexForward=False,
                Limit=count + 1,  # one of them may be the cursor itself
            )
            for partition in partitions
        )
        keys = sorted(items, key=itemgetter(LISTED_AT_ATTRIBUTE), reverse=True)
        return [key for key in keys if key[LISTED_AT_ATTRIBUTE] != cursor][:count]

    def _query(
        self,
        index: str,
        partition: Mapping[str, Any],
        condition: str = "",
        values: Mapping[str, Any] = MappingProxyType({}),
        **options: Any,
    ) -> list[dict[str, Any]]:
        return [decode(item) for item in self._respond(index, partition, condition, values, **options)["Items"]]

    def _respond(
        self,
        index: str,
        partition: Mapping[str, Any],
        condition: str = "",
        values: Mapping[str, Any] = MappingProxyType({}),
        **options: Any,
    ) -> dict[str, Any]:
        [(name, value)] = partition.items()
        with translate_aws_errors():
            response: dict[str, Any] = client("dynamodb").query(
                TableName=self.table,
                IndexName=index,
                KeyConditionExpression=f"#partition = :partition{condition}",
                ExpressionAttributeNames={"#partition": name},
                ExpressionAttributeValues=encode({":partition": value, **values}),
                **options,
            )
        return response

    def _orders(self, keys: Sequence[Mapping[str, Any]]) -> dict[str, Order]:
        """Return the orders by their ids, without items that are not orders: the reconciliation reports those."""
        if not keys:
            return {}
        orders = {}
        for item in read_items(self.table, ({ORDERS_KEY: key[ORDERS_KEY]} for key in keys)):
            with suppress(MalformedOrder):
                order = from_item(decode(item))
                orders[order.order_id] = order
        return orders


def _listed_names(order_filter: OrderFilter) -> tuple[str, ...]:
    """Return the names under which the orders are listed: older ones have them as they were sent.

    An owner is an identifier, which is only equal to itself: RFC 7519, section 2, StringOrURI.
    """
    if order_filter.owner:
        return (order_filter.owner,)
    customer = order_filter.customer or ""
    names = dict.fromkeys((*spellings(customer), *spellings(customer.strip())))
    return tuple(name for name in names if 1 <= len(name.encode()) <= MAX_KEY_BYTES)
