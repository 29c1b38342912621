import json
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.order_table import OrderTable
from orders.domain.order import OrderStatus
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import an_order

pytestmark = pytest.mark.slow


def test_the_orders_that_are_over_are_told_with_one_cheap_read(tables: TableHarness) -> None:
    for status in OrderStatus:
        OrderTable("dev-orders").add(an_order(order_id=str(status), status=status))
    asked: list[Any] = []
    client("dynamodb").meta.events.register_last(
        "before-send.dynamodb", lambda request, **_: asked.append(json.loads(request.body))
    )

    over = wiring.finished_orders().among([*OrderStatus, "nowhere"])

    assert over == {"Completed", "Failed", "Cancelled"}
    [read] = asked
    assert read["RequestItems"]["dev-orders"]["ProjectionExpression"] == "order_id, #status"
    assert not read["RequestItems"]["dev-orders"].get("ConsistentRead")
