import json
from typing import Any

from orders.adapters.aws import client
from orders.adapters.order_endings import OrderEndings
from orders.adapters.order_table import OrderTable
from orders.order import OrderStatus
from tests.orders.adapters.books import Books
from tests.orders.examples import an_order


def test_the_orders_that_are_over_are_told_with_one_cheap_read(books: Books) -> None:
    for status in OrderStatus:
        OrderTable("dev-orders").add(an_order(order_id=str(status), status=status))
    asked: list[Any] = []
    client("dynamodb").meta.events.register_last(
        "before-send.dynamodb", lambda request, **_: asked.append(json.loads(request.body))
    )

    over = OrderEndings.from_settings().among([*OrderStatus, "nowhere"])

    assert over == {"Completed", "Failed", "Cancelled"}
    [read] = asked
    assert read["RequestItems"]["dev-orders"]["ProjectionExpression"] == "order_id, #status"
    assert not read["RequestItems"]["dev-orders"].get("ConsistentRead")
