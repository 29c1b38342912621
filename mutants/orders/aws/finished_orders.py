"""Which orders are over, from the orders table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from orders.aws.batch_get import read_items
from orders.aws.items import decode
from orders.domain.order import OrderStatus

_FINAL = frozenset(status for status in OrderStatus if status.is_final)


@dataclass(frozen=True, slots=True)
class FinishedOrdersTable:
    """``Endings`` on the orders table, read_setting eventually consistently, at half the price."""

    table: str

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        keys = ({"order_id": order_id} for order_id in order_ids)
        items = read_items(
            self.table, keys, ProjectionExpression="order_id, #status", ExpressionAttributeNames={"#status": "status"}
        )
        return frozenset(item["order_id"] for item in map(decode, items) if item.get("status") in _FINAL)
