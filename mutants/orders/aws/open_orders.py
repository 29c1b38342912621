"""The orders that are not over, from an index of the orders table that has no others.

An order has ``open_since`` until it is over, and an item without it is not in the index.  So the index is as small as
the work that is left, and its oldest order costs one read_setting a shard, however many orders there have been.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-general-sparse-indexes.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.order_item import SHARDS
from orders.domain.search import OpenOrder
from orders.domain.timestamp import parse_utc

BY_OPEN_SINCE = "by_open_since"


@dataclass(frozen=True, slots=True)
class OpenOrderIndex:
    """An ``OpenOrders`` on the orders table's index."""

    table: str

    def oldest(self) -> OpenOrder | None:
        firsts = [item for shard in range(SHARDS) for item in self._first(shard)]
        if not firsts:
            return None
        oldest = min(firsts, key=lambda item: str(item["open_since"]))
        return OpenOrder(oldest["order_id"], parse_utc(oldest["open_since"]))

    def _first(self, shard: int) -> list[dict[str, Any]]:
        with translate_aws_errors():
            answer = client("dynamodb").query(
                TableName=self.table,
                IndexName=BY_OPEN_SINCE,
                KeyConditionExpression="#shard = :shard",
                ExpressionAttributeNames={"#shard": "shard"},
                ExpressionAttributeValues=encode({":shard": shard}),
                Limit=1,
            )
        return [decode(item) for item in answer["Items"]]
