import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.stub import Stubber

from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.aws.order_queries import OrderQueries
from orders.aws.order_table import OrderTable
from orders.domain.errors import StoreUnavailable
from orders.domain.order import Order, OrderStatus
from orders.domain.search import OpenOrder, OrderFilter
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow

EVERYTHING = OrderFilter()


@pytest.fixture
def queries(tables: TableHarness) -> OrderQueries:
    return OrderQueries("dev-orders")


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def place(number: int, **changes: Any) -> Order:
    """Store an order that was placed this many minutes after noon."""
    order = an_order(**{"order_id": f"order-{number}", "created_at": minutes(number), "updated_at": NOON} | changes)
    OrderTable("dev-orders").add(order)
    return order


def pages_of(queries: OrderQueries, order_filter: OrderFilter, limit: int) -> Iterator[list[str]]:
    """Yield the ids on each page."""
    cursor = None
    while True:
        page = queries.page(order_filter, limit, cursor)
        yield [order.order_id for order in page.orders]
        cursor = page.next_cursor
        if cursor is None:
            return


def listed(queries: OrderQueries, order_filter: OrderFilter = EVERYTHING, limit: int = 100) -> list[str]:
    return [order_id for page in pages_of(queries, order_filter, limit) for order_id in page]


def test_the_newest_order_comes_first_and_is_complete(queries: OrderQueries) -> None:
    old, new = place(1), place(2)

    assert queries.page(EVERYTHING, 10).orders == (new, old)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_every_order_is_on_exactly_one_page(queries: OrderQueries, limit: int) -> None:
    for number in range(5):
        place(number)

    pages = list(pages_of(queries, EVERYTHING, limit))

    assert [order_id for page in pages for order_id in page] == [f"order-{number}" for number in (4, 3, 2, 1, 0)]
    assert len(pages) == -(-5 // limit)


def test_orders_with_the_same_time_are_all_listed(queries: OrderQueries) -> None:
    for number in range(20):
        place(number, created_at=NOON)

    assert len(set(listed(queries, limit=3))) == 20


def test_a_new_order_does_not_move_the_others_to_another_page(queries: OrderQueries) -> None:
    for number in range(4):
        place(number)
    first = queries.page(EVERYTHING, 2)
    place(9)

    assert [order.order_id for order in queries.page(EVERYTHING, 2, first.next_cursor).orders] == ["order-1", "order-0"]


def test_orders_are_listed_by_their_owner_or_else_by_the_customers_name(queries: OrderQueries) -> None:
    place(1, owner="ann")
    place(2, owner="bob")
    place(3, customer_name="ann")
    place(4, customer_name="ann", owner="bob")

    assert listed(queries, OrderFilter(customer="ann")) == ["order-3", "order-1"]
    assert listed(queries, OrderFilter(customer="bob")) == ["order-4", "order-2"]
    assert listed(queries, OrderFilter(customer="cleo")) == []


def test_a_callers_own_orders_exclude_others_with_the_same_name(queries: OrderQueries) -> None:
    place(1, owner="ann")
    place(2, customer_name="ann")

    assert listed(queries, OrderFilter(owner="ann")) == ["order-1"]


@pytest.mark.parametrize("customer", [None, "Test Customer"])
def test_the_start_of_a_period_is_inclusive_and_its_end_exclusive(queries: OrderQueries, customer: str | None) -> None:
    for number in range(5):
        place(number)

    def between(after: int | None, before: int | None) -> list[str]:
        after_at, before_at = (None if number is None else minutes(number) for number in (after, before))
        return listed(
            queries, OrderFilter(customer=customer, created_after=after_at, created_before=before_at), limit=2
        )

    assert between(1, 3) == ["order-2", "order-1"]
    assert between(3, None) == ["order-4", "order-3"]
    assert between(None, 2) == ["order-1", "order-0"]
    assert between(2, 2) == between(3, 1) == between(9, None) == between(None, 0) == []


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_only_orders_with_the_status_are_listed(queries: OrderQueries, limit: int) -> None:
    for number in range(27):
        place(number, status=OrderStatus.FAILED if number % 13 == 0 else OrderStatus.COMPLETED)

    failed = OrderFilter(status=OrderStatus.FAILED)

    assert listed(queries, failed, limit) == ["order-26", "order-13", "order-0"]


def test_a_page_ends_after_a_bounded_number_of_reads(queries: OrderQueries) -> None:
    for number in range(12):
        place(number, status=OrderStatus.FAILED if number == 0 else OrderStatus.COMPLETED)

    pages = list(pages_of(queries, OrderFilter(status=OrderStatus.FAILED), 1))

    assert pages == [[], ["order-0"]]


def test_an_item_that_is_not_an_order_is_not_listed(queries: OrderQueries) -> None:
    for number in range(4):
        place(number)
    broken = to_item(an_order(order_id="order-2", created_at=minutes(2))) | {"status": "Lost?"}
    client("dynamodb").put_item(TableName="dev-orders", Item=encode(broken))

    assert listed(queries, limit=2) == ["order-3", "order-1", "order-0"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("attempt", ["order-2", "order-0"]),
        ("total", ["order-2", "order-1", "order-0"]),
        ("unit_price", ["order-2", "order-1", "order-0"]),
        ("weight", ["order-2", "order-1", "order-0"]),
    ],
)
def test_an_order_with_a_fractional_number_is_listed_unless_the_number_is_in_use(
    queries: OrderQueries, field: str, expected: list[str]
) -> None:
    for number in range(3):
        place(number)
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET #field = :number",
        ExpressionAttributeNames={"#field": field},
        ExpressionAttributeValues={":number": {"N": "19.99"}},
    )

    assert listed(queries) == expected


def throttled(stubber: Stubber) -> None:
    stubber.add_client_error("query", "ThrottlingException")


def incomplete(stubber: Stubber) -> None:
    stubber.add_response("query", {"Items": [encode({"order_id": "order-1", "listed_at": "2026#order-1"})]})
    keys = {"dev-orders": {"Keys": [encode({"order_id": "order-1"})]}}
    stubber.add_response("batch_get_item", {"Responses": {"dev-orders": []}, "UnprocessedKeys": keys})


@pytest.mark.parametrize("failure", [throttled, incomplete])
def test_an_incomplete_read_is_retryable(queries: OrderQueries, failure: Callable[[Stubber], None]) -> None:
    with Stubber(client("dynamodb")) as stubber:
        failure(stubber)
        with pytest.raises(StoreUnavailable):
            queries.page(OrderFilter(customer="ann"), 10)


def test_hundreds_of_orders_are_listed_while_new_ones_arrive(queries: OrderQueries) -> None:
    old = [an_order(order_id=f"order-{number}", created_at=minutes(number)) for number in range(150)]
    for start in range(0, len(old), 25):
        requests = [{"PutRequest": {"Item": encode(to_item(order))}} for order in old[start : start + 25]]
        client("dynamodb").batch_write_item(RequestItems={"dev-orders": requests})

    found = []
    for number, page in enumerate(pages_of(queries, EVERYTHING, 25)):
        found += page
        place(9_000 + number)

    assert found == [order.order_id for order in reversed(old)]


def test_without_orders_there_is_no_oldest(queries: OrderQueries) -> None:
    assert queries.oldest() is None


def test_the_oldest_is_found_in_any_shard(queries: OrderQueries, orders: OrderTable) -> None:
    for n in range(12):
        orders.add(an_order(order_id=f"order-{n}", created_at=NOON + timedelta(seconds=(n * 5) % 12)))

    assert queries.oldest() == OpenOrder("order-0", NOON)


@pytest.mark.parametrize("status", [status for status in OrderStatus if status.is_final])
def test_an_order_with_a_final_status_is_not_open(
    queries: OrderQueries, orders: OrderTable, status: OrderStatus
) -> None:
    orders.add(an_order())
    orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    assert queries.oldest() == OpenOrder("order-1", NOON)

    orders.transition(FIRST, status, MUCH_LATER)
    assert queries.oldest() is None


def test_a_reopened_order_is_open_since_its_reopening(queries: OrderQueries, orders: OrderTable) -> None:
    orders.add(an_order())
    orders.fail_or_cancel(FIRST, LATER, "States.Timeout")
    orders.reopen(FIRST, MUCH_LATER)
    assert queries.oldest() == OpenOrder("order-1", MUCH_LATER)

    orders.fail_or_cancel(SECOND, MUCH_LATER, "States.Timeout")
    assert queries.oldest() is None


def test_finished_orders_cost_one_eventually_consistent_read(queries: OrderQueries, orders: OrderTable) -> None:
    for status in OrderStatus:
        orders.add(an_order(order_id=str(status), status=status))
    requests: list[Any] = []

    def record(params: Any, **_: Any) -> None:
        requests.append(json.loads(params["body"]))

    events = client("dynamodb").meta.events
    events.register("before-call.dynamodb", record)
    finished = queries.among([*OrderStatus, "unknown"])
    events.unregister("before-call.dynamodb", record)

    assert finished == {"Completed", "Failed", "Cancelled"}
    [read] = requests
    assert read["RequestItems"]["dev-orders"]["ProjectionExpression"] == "order_id, #status"
    assert not read["RequestItems"]["dev-orders"].get("ConsistentRead")
