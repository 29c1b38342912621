from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from orders import wiring
from orders.aws.items import encode
from orders.aws.order_item import read_change, to_item
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition, MalformedOrder, OrderExists, OrderNotFound
from orders.domain.events import OrderChange
from orders.domain.order import TRANSITIONS, Order, OrderStatus
from orders.environment import MissingSetting
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, NOON, an_order, line
from tests.orders.strategies import orders as any_order

pytestmark = pytest.mark.slow


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])  # the test clears its table
@given(order=any_order)
def test_an_order_is_read_back_as_it_was_placed(orders: OrderTable, tables: TableHarness, order: Order) -> None:
    tables.forget(order.order_id)

    orders.add(order)

    assert orders.get(order.order_id) == order


def test_an_order_shows_a_person_at_the_command_line_what_was_ordered(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order())

    assert tables.order_item() == {
        "order_id": {"S": "order-1"},
        "customer_name": {"S": "Test Customer"},
        "product_name": {"S": "Test Product"},
        "quantity": {"N": "1"},
        "unit_price": {"N": "1999"},
        "status": {"S": "Pending"},
        "attempt": {"N": "1"},
        "lines": {
            "L": [{"M": {"product_name": {"S": "Test Product"}, "quantity": {"N": "1"}, "unit_price": {"N": "1999"}}}]
        },
        "total": {"N": "1999"},
        "currency": {"S": "USD"},
        "payment_method": {"S": "tok_visa"},
        "created_at": {"S": "2026-11-22T12:00:00.000Z"},
        "updated_at": {"S": "2026-11-22T12:00:00.000Z"},
        "customer": {"S": "Test Customer"},
        "listed_at": {"S": "2026-11-22T12:00:00.000Z#order-1"},
        "shard": {"N": "3"},
        "open_since": {"S": "2026-11-22T12:00:00.000Z"},
    }


def test_an_order_of_several_products_shows_them_as_lines_with_one_total(
    orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299))))

    item = tables.order_item() or {}
    assert [row["M"]["product_name"]["S"] for row in item["lines"]["L"]] == ["Cup", "Saucer"]
    assert (item["customer_name"], item["status"]) == ({"S": "Test Customer"}, {"S": "Pending"})
    assert item["total"] == {"N": "1948"}
    assert "product_name" not in item


def test_a_second_order_with_the_same_id_leaves_the_first_as_it_is(orders: OrderTable) -> None:
    orders.add(an_order())

    with pytest.raises(OrderExists):
        orders.add(an_order(customer_name="Somebody Else"))

    assert orders.get("order-1") == an_order()


def test_an_order_that_nobody_placed_is_not_found(orders: OrderTable) -> None:
    with pytest.raises(OrderNotFound):
        orders.get("order-1")


@pytest.mark.parametrize(
    ("status", "target"), [(source, target) for source, targets in TRANSITIONS.items() for target in sorted(targets)]
)
def test_a_legal_move_changes_the_status_and_whether_the_order_is_open_and_tells_it_and_nothing_else(
    status: OrderStatus, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item() or {}

    moved = orders.transition(FIRST, target, LATER)

    assert moved == orders.get("order-1") == an_order(status=target, updated_at=LATER)
    if target.is_final:
        del before["open_since"]
    after = tables.order_item() or {}
    assert len(after.pop("history")["L"]) == 1
    assert after == before | {"status": {"S": target.value}, "updated_at": {"S": "2026-11-22T12:00:05.000Z"}}


@pytest.mark.parametrize(
    ("status", "target"),
    [
        (status, target)
        for status, target in product(OrderStatus, repeat=2)
        if status is not target and target not in TRANSITIONS[status]
    ],
)
def test_an_illegal_move_leaves_the_order_as_it_is(
    status: OrderStatus, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.transition(FIRST, target, LATER, reason="OutOfStock")

    assert tables.order_item() == before


@pytest.mark.parametrize("status", OrderStatus)
def test_a_move_made_again_succeeds_and_changes_nothing(
    status: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status, failure_reason="OutOfStock"))
    before = tables.order_item()

    assert orders.transition(FIRST, status, LATER, reason="States.Timeout") == orders.get("order-1")
    assert tables.order_item() == before


def test_a_failed_order_keeps_the_reason_with_it(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    assert orders.transition(FIRST, OrderStatus.FAILED, LATER, reason="OutOfStock").failure_reason == "OutOfStock"
    assert (tables.order_item() or {})["failure_reason"] == {"S": "OutOfStock"}


@pytest.mark.parametrize("attempt", [1, 3])
@pytest.mark.parametrize("target", [OrderStatus.PROCESSING, OrderStatus.FAILED])
def test_only_the_attempt_under_way_may_move_the_order(
    attempt: int, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"attempt {attempt} cannot move it to {target}"):
        orders.transition(Attempt("order-1", attempt), target, LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.FAILED])
def test_an_order_that_did_not_fail_neither_runs_again_nor_is_parked(
    status: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"is {status} in attempt 1: it cannot run again"):
        orders.reopen(FIRST, LATER)
    with pytest.raises(IllegalTransition, match=f"is {status} in attempt 1: it cannot be parked"):
        orders.park(FIRST, LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3, 4])
def test_an_order_runs_again_only_after_the_attempt_that_it_is_in(
    attempt: int, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.FAILED, attempt_number=3 if attempt == 1 else 2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"cannot run again after attempt {attempt}"):
        orders.reopen(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3])
def test_an_order_is_parked_only_after_the_attempt_that_it_is_in(
    attempt: int, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.FAILED, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"cannot be parked after attempt {attempt}"):
        orders.park(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("status", OrderStatus)
def test_an_order_that_is_run_again_twice_is_in_its_next_attempt_and_stays_there(
    status: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status, attempt_number=2))
    before = tables.order_item()

    assert orders.reopen(FIRST, LATER) == orders.get("order-1")
    assert tables.order_item() == before


def test_an_order_that_does_not_exist_is_not_made_by_moving_it(orders: OrderTable, tables: TableHarness) -> None:
    with pytest.raises(OrderNotFound):
        orders.transition(FIRST, OrderStatus.PROCESSING, LATER)

    assert tables.order_item() is None


def test_of_two_orders_with_one_id_one_is_stored(orders: OrderTable, atomic_requests: None) -> None:
    rivals = [an_order(customer_name=f"Customer {number}") for number in range(10)]

    answers = run_concurrently(*[lambda rival=rival: orders.add(rival) for rival in rivals])

    assert answers.count(OrderExists) == 9
    assert orders.get("order-1") == rivals[answers.index(None)]


def test_the_order_table_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TABLE", "dev-orders")
    assert wiring.orders() == OrderTable("dev-orders")

    monkeypatch.delenv("ORDERS_TABLE")
    with pytest.raises(MissingSetting, match="ORDERS_TABLE"):
        wiring.orders()


def stream_record(name: str, **images: dict[str, Any]) -> dict[str, Any]:
    """https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html"""
    return {"eventName": name, "dynamodb": {image: encode(item) for image, item in images.items()}}


def test_a_new_item_in_the_stream_is_a_new_order() -> None:
    change = read_change(stream_record("INSERT", NewImage=to_item(an_order())))

    assert change == OrderChange("order-1", 1, None, OrderStatus.PENDING, NOON, NOON)


def test_two_images_in_the_stream_are_a_change_of_status() -> None:
    before = an_order(attempt_number=2)
    after = an_order(attempt_number=2, status=OrderStatus.FAILED, updated_at=LATER, failure_reason="OutOfStock")

    change = read_change(stream_record("MODIFY", OldImage=to_item(before), NewImage=to_item(after)))

    assert change == OrderChange("order-1", 2, OrderStatus.PENDING, OrderStatus.FAILED, LATER, NOON, "OutOfStock")


def test_a_removed_item_is_no_change_of_an_order() -> None:
    assert read_change(stream_record("REMOVE", OldImage=to_item(an_order()))) is None


@pytest.mark.parametrize(
    "spoiled",
    [
        {"status": "Lost"},
        {"status": None},
        {"updated_at": "yesterday"},
        {"updated_at": "2026-11-22T12:00:00"},
        {"updated_at": 1795348800},
        {"updated_at": None},
        {"attempt": "first"},
        {"attempt": [1]},
        {"attempt": None},
        {"attempt": 0},
        {"attempt": Decimal("1.5")},
        {"order_id": "an order"},
        {"order_id": 1},
    ],
)
def test_an_item_that_is_no_order_is_malformed(spoiled: dict[str, Any]) -> None:
    with pytest.raises(MalformedOrder, match="not an order"):
        read_change(stream_record("INSERT", NewImage=to_item(an_order()) | spoiled))


@pytest.mark.parametrize("missing", ["order_id", "attempt", "status", "updated_at"])
def test_an_item_that_lacks_what_an_event_tells_is_malformed(missing: str) -> None:
    item = to_item(an_order())
    del item[missing]

    with pytest.raises(MalformedOrder, match="not an order"):
        read_change(stream_record("MODIFY", OldImage=to_item(an_order()), NewImage=item))


@pytest.mark.parametrize(
    "record",
    [
        stream_record("MODIFY", OldImage={"order_id": "order-1"}, NewImage=to_item(an_order())),
        stream_record("MODIFY", OldImage={"status": "Lost"}, NewImage=to_item(an_order())),
        stream_record("MODIFY", NewImage=to_item(an_order())),
        stream_record("INSERT"),
    ],
)
def test_a_change_without_both_its_sides_is_malformed(record: dict[str, Any]) -> None:
    with pytest.raises(MalformedOrder, match="not an order"):
        read_change(record)


def test_a_change_carries_the_trace_that_the_order_was_placed_in(orders: OrderTable, tables: TableHarness) -> None:
    trace = "Root=1-67891233-abcdef012345678912345678;Sampled=1"
    orders.add(an_order(trace_header=trace))
    assert orders.get("order-1").trace_header == trace

    change = read_change({"eventName": "INSERT", "dynamodb": {"NewImage": tables.order_item()}})

    assert change is not None
    assert change.trace_header == trace
