from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.stub import Stubber

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_index import OrderIndex
from orders.aws.order_item import to_item
from orders.aws.order_table import OrderTable
from orders.domain.errors import StoreUnavailable
from orders.domain.order import Order, OrderStatus
from orders.domain.search import OrderFilter
from orders.environment import MissingSetting
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import NOON, an_order

pytestmark = pytest.mark.slow

EVERYTHING = OrderFilter()


@pytest.fixture
def index(tables: TableHarness) -> OrderIndex:
    return OrderIndex("dev-orders")


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def place(number: int, **changes: Any) -> Order:
    """An order that was placed so many minutes after noon."""
    order = an_order(**{"order_id": f"order-{number}", "created_at": minutes(number), "updated_at": NOON} | changes)
    OrderTable("dev-orders").add(order)
    return order


def turned(index: OrderIndex, selection: OrderFilter, limit: int) -> Iterator[list[str]]:
    """The ids on every page."""
    position = None
    while True:
        page = index.page(selection, limit, position)
        yield [order.order_id for order in page.orders]
        position = page.next_cursor
        if position is None:
            return


def listed(index: OrderIndex, selection: OrderFilter = EVERYTHING, limit: int = 100) -> list[str]:
    return [order_id for page in turned(index, selection, limit) for order_id in page]


def test_the_newest_order_comes_first_and_is_whole(index: OrderIndex) -> None:
    old, new = place(1), place(2)

    assert index.page(EVERYTHING, 10).orders == (new, old)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_every_order_is_on_one_page(index: OrderIndex, limit: int) -> None:
    for number in range(5):
        place(number)

    pages = list(turned(index, EVERYTHING, limit))

    assert [order_id for page in pages for order_id in page] == [f"order-{number}" for number in (4, 3, 2, 1, 0)]
    assert len(pages) == -(-5 // limit)


def test_orders_of_one_moment_have_an_order_too(index: OrderIndex) -> None:
    for number in range(20):
        place(number, created_at=NOON)

    assert len(set(listed(index, limit=3))) == 20


def test_an_order_that_comes_while_the_pages_are_turned_moves_none(index: OrderIndex) -> None:
    for number in range(4):
        place(number)
    first = index.page(EVERYTHING, 2)
    place(9)

    assert [order.order_id for order in index.page(EVERYTHING, 2, first.next_cursor).orders] == ["order-1", "order-0"]


def test_a_customer_s_orders_are_the_owner_s_or_those_in_the_name(index: OrderIndex) -> None:
    place(1, owner="ann")
    place(2, owner="bob")
    place(3, customer_name="ann")
    place(4, customer_name="ann", owner="bob")

    assert listed(index, OrderFilter(customer="ann")) == ["order-3", "order-1"]
    assert listed(index, OrderFilter(customer="bob")) == ["order-4", "order-2"]
    assert listed(index, OrderFilter(customer="cleo")) == []


def test_a_caller_s_own_orders_are_not_those_of_others_in_the_same_name(index: OrderIndex) -> None:
    place(1, owner="ann")
    place(2, customer_name="ann")

    assert listed(index, OrderFilter(owner="ann")) == ["order-1"]


@pytest.mark.parametrize("customer", [None, "Test Customer"])
def test_the_time_begins_with_its_first_moment_and_ends_before_its_last(
    index: OrderIndex, customer: str | None
) -> None:
    for number in range(5):
        place(number)

    def between(after: int | None, before: int | None) -> list[str]:
        after_at, before_at = (None if number is None else minutes(number) for number in (after, before))
        return listed(index, OrderFilter(customer=customer, created_after=after_at, created_before=before_at), limit=2)

    assert between(1, 3) == ["order-2", "order-1"]
    assert between(3, None) == ["order-4", "order-3"]
    assert between(None, 2) == ["order-1", "order-0"]
    assert between(2, 2) == between(3, 1) == between(9, None) == between(None, 0) == []


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_only_orders_of_the_status_are_listed(index: OrderIndex, limit: int) -> None:
    for number in range(40):
        place(number, status=OrderStatus.FAILED if number % 13 == 0 else OrderStatus.COMPLETED)

    failed = OrderFilter(status=OrderStatus.FAILED)

    assert listed(index, failed, limit) == ["order-39", "order-26", "order-13", "order-0"]


def test_a_page_does_not_look_for_a_rare_status_for_ever(index: OrderIndex) -> None:
    for number in range(12):
        place(number, status=OrderStatus.FAILED if number == 0 else OrderStatus.COMPLETED)

    pages = list(turned(index, OrderFilter(status=OrderStatus.FAILED), 1))

    assert pages == [[], ["order-0"]]


def test_what_is_no_order_and_what_is_gone_are_on_no_page(index: OrderIndex) -> None:
    for number in range(4):
        place(number)
    broken = to_item(an_order(order_id="order-2", created_at=minutes(2))) | {"status": "Lost"}
    client("dynamodb").put_item(TableName="dev-orders", Item=encode(broken))

    assert listed(index, limit=2) == ["order-3", "order-1", "order-0"]


@pytest.mark.parametrize("field", ["attempt", "total", "unit_price"])
def test_an_order_with_a_number_that_somebody_wrote_with_a_point_is_on_no_page(index: OrderIndex, field: str) -> None:
    for number in range(3):
        place(number)
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET #field = :number",
        ExpressionAttributeNames={"#field": field},
        ExpressionAttributeValues={":number": {"N": "19.99"}},
    )

    assert listed(index) == ["order-2", "order-0"]


def refused(stubber: Stubber) -> None:
    stubber.add_client_error("query", "ThrottlingException")


def half_answered(stubber: Stubber) -> None:
    stubber.add_response("query", {"Items": [encode({"order_id": "order-1", "listed_at": "2026#order-1"})]})
    keys = {"dev-orders": {"Keys": [encode({"order_id": "order-1"})]}}
    stubber.add_response("batch_get_item", {"Responses": {"dev-orders": []}, "UnprocessedKeys": keys})


@pytest.mark.parametrize("trouble", [refused, half_answered])
def test_half_a_list_is_none(index: OrderIndex, trouble: Callable[[Stubber], None]) -> None:
    with Stubber(client("dynamodb")) as stubber:
        trouble(stubber)
        with pytest.raises(StoreUnavailable):
            index.page(OrderFilter(customer="ann"), 10)


def test_the_list_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TABLE", "dev-orders")
    assert wiring.order_search() == OrderIndex("dev-orders")

    monkeypatch.delenv("ORDERS_TABLE")
    with pytest.raises(MissingSetting, match="ORDERS_TABLE"):
        wiring.order_search()


def test_thousands_of_orders_page_through_while_new_ones_come(index: OrderIndex) -> None:
    old = [an_order(order_id=f"order-{number}", created_at=minutes(number)) for number in range(2_000)]
    for start in range(0, len(old), 25):
        requests = [{"PutRequest": {"Item": encode(to_item(order))}} for order in old[start : start + 25]]
        client("dynamodb").batch_write_item(RequestItems={"dev-orders": requests})

    found = []
    for number, page in enumerate(turned(index, EVERYTHING, 100)):
        found += page
        place(9_000 + number)

    assert found == [order.order_id for order in reversed(old)]
