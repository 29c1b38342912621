from itertools import product

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition, OrderExists, OrderNotFound
from orders.domain.order import TRANSITIONS, OrderStatus
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, an_order

pytestmark = pytest.mark.slow


def test_a_second_order_with_the_same_id_is_rejected(orders: OrderTable) -> None:
    orders.add(an_order())

    with pytest.raises(OrderExists):
        orders.add(an_order(customer_name="Another Customer"))

    assert orders.get("order-1") == an_order()


def test_an_unknown_order_is_not_found(orders: OrderTable) -> None:
    with pytest.raises(OrderNotFound):
        orders.get("order-1")


@pytest.mark.parametrize(
    ("status", "target"), [(source, target) for source, targets in TRANSITIONS.items() for target in sorted(targets)]
)
def test_a_legal_transition_changes_only_the_status_its_time_and_the_history(
    status: OrderStatus, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item() or {}

    changed = orders.transition(FIRST, target, LATER)

    assert changed == orders.get("order-1") == an_order(status=target, updated_at=LATER)
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
def test_an_illegal_transition_changes_nothing(
    status: OrderStatus, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.transition(FIRST, target, LATER, reason="OutOfStock")

    assert tables.order_item() == before


@pytest.mark.parametrize("status", OrderStatus)
def test_a_repeated_transition_succeeds_and_changes_nothing(
    status: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status, failure_reason="OutOfStock"))
    before = tables.order_item()

    assert orders.transition(FIRST, status, LATER, reason="States.Timeout") == orders.get("order-1")
    assert tables.order_item() == before


def test_a_failed_order_stores_its_reason(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    assert orders.transition(FIRST, OrderStatus.FAILED, LATER, reason="OutOfStock").failure_reason == "OutOfStock"
    assert (tables.order_item() or {})["failure_reason"] == {"S": "OutOfStock"}


@pytest.mark.parametrize("attempt", [1, 3])
@pytest.mark.parametrize("target", [OrderStatus.PROCESSING, OrderStatus.FAILED])
def test_only_the_current_attempt_can_change_the_status(
    attempt: int, target: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"attempt {attempt} cannot change it to {target}"):
        orders.transition(Attempt("order-1", attempt), target, LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.FAILED])
def test_only_a_failed_order_can_be_reopened_or_parked(
    status: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=status))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"is {status} in attempt 1: it cannot be reopened"):
        orders.reopen(FIRST, LATER)
    with pytest.raises(IllegalTransition, match=f"is {status} in attempt 1: it cannot be parked"):
        orders.park(FIRST, LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3, 4])
def test_an_order_is_reopened_only_after_its_current_attempt(
    attempt: int, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.FAILED, attempt_number=3 if attempt == 1 else 2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"cannot be reopened after attempt {attempt}"):
        orders.reopen(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3])
def test_an_order_is_parked_only_after_its_current_attempt(
    attempt: int, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.FAILED, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"cannot be parked after attempt {attempt}"):
        orders.park(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("status", OrderStatus)
def test_a_repeated_reopening_changes_nothing(status: OrderStatus, orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=status, attempt_number=2))
    before = tables.order_item()

    assert orders.reopen(FIRST, LATER) == orders.get("order-1")
    assert tables.order_item() == before


def test_a_transition_of_an_unknown_order_creates_nothing(orders: OrderTable, tables: TableHarness) -> None:
    with pytest.raises(OrderNotFound):
        orders.transition(FIRST, OrderStatus.PROCESSING, LATER)

    assert tables.order_item() is None


def test_one_of_several_concurrent_orders_with_the_same_id_is_stored(orders: OrderTable) -> None:
    candidates = [an_order(customer_name=f"Customer {number}") for number in range(10)]

    outcomes = run_concurrently(*[lambda candidate=candidate: orders.add(candidate) for candidate in candidates])

    assert outcomes.count(OrderExists) == 9
    assert orders.get("order-1") == candidates[outcomes.index(None)]
