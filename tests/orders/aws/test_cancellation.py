"""A cancellation and the workflow write to the same item, and exactly one of them is first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import (
    REJECTIONS,
    IllegalTransition,
    OrderCancelled,
    OrderContention,
    OrderNotFound,
    TooLateToCancel,
)
from orders.domain.order import Order, OrderStatus
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


def test_a_cancellation_records_only_its_time(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    cancelled = orders.request_cancellation("order-1", LATER)

    assert cancelled == an_order(status=OrderStatus.PROCESSING, updated_at=LATER, cancel_requested_at=LATER)
    assert orders.get("order-1") == cancelled


@pytest.mark.parametrize("before", [OrderStatus.PENDING, OrderStatus.PROCESSING])
def test_a_repeated_cancellation_keeps_the_first_time(before: OrderStatus, orders: OrderTable) -> None:
    orders.add(an_order(status=before))
    orders.request_cancellation("order-1", LATER)

    assert orders.request_cancellation("order-1", MUCH_LATER).cancel_requested_at == LATER


def test_a_repeated_cancellation_of_a_cancelled_order_succeeds_and_changes_nothing(
    orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.request_cancellation("order-1", NOON)
    ended = orders.fail_or_cancel(FIRST, LATER, "OrderCancelled")
    before = tables.order_item()

    assert orders.request_cancellation("order-1", MUCH_LATER) == ended
    assert tables.order_item() == before


def test_a_cancellation_after_the_capture_began_is_too_late(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)

    assert orders.get("order-1").cancel_requested_at is None


@pytest.mark.parametrize(
    ("final", "reason"),
    [(OrderStatus.COMPLETED, None), *((OrderStatus.FAILED, reason) for reason in sorted(REJECTIONS))],
)
def test_a_completed_or_rejected_order_cannot_be_cancelled(
    final: OrderStatus, reason: str | None, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=final, failure_reason=reason))
    before = tables.order_item()

    with pytest.raises(TooLateToCancel, match=f"order order-1 is {final}"):
        orders.request_cancellation("order-1", LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("reason", ["States.Timeout", "ExecutionAborted", "StoreUnavailable", None])
def test_a_cancellation_of_a_technically_failed_order_is_recorded(reason: str | None, orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, NOON)
    orders.fail_or_cancel(FIRST, NOON, reason or "")

    cancelled = orders.request_cancellation("order-1", LATER)

    assert (cancelled.status, cancelled.cancel_requested_at) == (OrderStatus.FAILED, LATER)
    assert orders.reopen(FIRST, MUCH_LATER).cancel_requested_at == LATER


def test_a_repeated_failure_succeeds_after_the_customer_cancelled_the_failed_order(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.fail_or_cancel(FIRST, NOON, "States.Timeout")
    cancelled = orders.request_cancellation("order-1", LATER)

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "States.Timeout") == cancelled


def test_an_unknown_order_cannot_be_cancelled_captured_or_failed(orders: OrderTable, tables: TableHarness) -> None:
    with pytest.raises(OrderNotFound):
        orders.request_cancellation("order-1", LATER)
    with pytest.raises(OrderNotFound):
        orders.begin_capture(FIRST, LATER)
    with pytest.raises(OrderNotFound):
        orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    assert tables.order_item() is None


def test_an_earlier_attempts_capture_does_not_prevent_a_cancellation(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, NOON)
    orders.fail_or_cancel(FIRST, NOON, "States.Timeout")
    _start_second_attempt(orders, tables)

    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        orders.begin_capture(SECOND, MUCH_LATER)
    assert orders.fail_or_cancel(SECOND, MUCH_LATER, "OrderCancelled").status is OrderStatus.CANCELLED


def test_a_later_attempts_capture_prevents_a_cancellation(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, NOON)
    orders.fail_or_cancel(FIRST, NOON, "States.Timeout")
    _start_second_attempt(orders, tables)
    orders.begin_capture(SECOND, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)


def test_a_capture_can_begin_again_after_a_lost_response(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    orders.begin_capture(FIRST, LATER)
    orders.begin_capture(FIRST, MUCH_LATER)

    assert (tables.order_item() or {})["capture_begun"] == {"N": "1"}


@pytest.mark.parametrize("before", [each for each in OrderStatus if each is not OrderStatus.PROCESSING])
def test_a_capture_begins_only_for_a_processing_order(
    before: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=before))
    item = tables.order_item()

    with pytest.raises(IllegalTransition, match="attempt 1 cannot capture"):
        orders.begin_capture(FIRST, LATER)

    assert tables.order_item() == item


@pytest.mark.parametrize("attempt", [1, 3])
def test_a_capture_begins_only_for_the_current_attempt(attempt: int, orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"attempt {attempt} cannot capture"):
        orders.begin_capture(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("before", [OrderStatus.PENDING, OrderStatus.PROCESSING])
@pytest.mark.parametrize("error", ["OrderCancelled", "States.Timeout"])
def test_an_order_with_a_cancellation_ends_cancelled_whatever_failed(
    before: OrderStatus, error: str, orders: OrderTable
) -> None:
    placed = an_order(status=before)
    orders.add(placed)
    orders.request_cancellation("order-1", LATER)

    ended = orders.fail_or_cancel(FIRST, MUCH_LATER, error)

    assert ended == orders.get("order-1")
    assert ended == replace(
        placed,
        status=OrderStatus.CANCELLED,
        failure_reason=error,
        updated_at=MUCH_LATER,
        cancel_requested_at=LATER,
    )


def test_an_order_without_a_cancellation_ends_failed(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    ended = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    assert ended == an_order(status=OrderStatus.FAILED, failure_reason="OutOfStock", updated_at=LATER)


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_a_repeated_failure_keeps_the_first_reason(
    is_cancelled: bool,  # noqa: FBT001  pytest passes parameters by name
    orders: OrderTable,
    tables: TableHarness,
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, cancel_requested_at=NOON if is_cancelled else None))
    first = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")
    before = tables.order_item()

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "States.Timeout") == first
    assert tables.order_item() == before


def test_a_completed_order_cannot_fail(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.COMPLETED))
    before = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.fail_or_cancel(FIRST, LATER, "States.Timeout")

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3])
@pytest.mark.parametrize("before", [OrderStatus.PROCESSING, OrderStatus.FAILED])
def test_only_the_current_attempt_can_fail_the_order(
    attempt: int, before: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=before, attempt_number=2))
    item = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.fail_or_cancel(Attempt("order-1", attempt), LATER, "OutOfStock")

    assert tables.order_item() == item


def test_a_failure_that_meets_a_cancellation_is_retryable(orders: OrderTable, monkeypatch: pytest.MonkeyPatch) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    _between_read_and_write(monkeypatch, lambda: orders.request_cancellation("order-1", LATER))

    with pytest.raises(OrderContention):
        orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock")

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock").status is OrderStatus.CANCELLED


def test_a_failure_that_meets_a_cancellation_and_its_own_retry_succeeds(
    orders: OrderTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    def meanwhile() -> None:
        orders.request_cancellation("order-1", LATER)
        orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    _between_read_and_write(monkeypatch, meanwhile)

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock").status is OrderStatus.CANCELLED


def test_of_a_concurrent_cancellation_and_capture_exactly_one_wins(orders: OrderTable) -> None:
    for number in range(20):
        attempt = Attempt(f"order-{number}", 1)
        orders.add(an_order(order_id=attempt.order_id, status=OrderStatus.PROCESSING))
        cancel = partial(orders.request_cancellation, attempt.order_id, LATER)
        begin = partial(orders.begin_capture, attempt, LATER)

        calls = [cancel, begin] if number % 2 else [begin, cancel]
        outcomes = zip(calls * 2, run_concurrently(*calls * 2), strict=True)

        order = orders.get(attempt.order_id)
        cancellation_won = {(cancel, order), (begin, OrderCancelled)}
        capture_won = {(cancel, TooLateToCancel), (begin, None)}
        assert set(outcomes) == (cancellation_won if order.cancel_requested_at else capture_won)


def test_a_concurrent_failure_and_cancellation_agree_on_the_final_status(orders: OrderTable) -> None:
    for number in range(20):
        attempt = Attempt(f"order-{number}", 1)
        orders.add(an_order(order_id=attempt.order_id, status=OrderStatus.PROCESSING))
        fail = partial(orders.fail_or_cancel, attempt, LATER, "OutOfStock")
        cancel = partial(orders.request_cancellation, attempt.order_id, LATER)

        failed, cancelled = run_concurrently(fail, cancel)

        expected = OrderStatus.FAILED if cancelled is TooLateToCancel else OrderStatus.CANCELLED
        assert failed is OrderContention or failed.status is expected
        assert fail().status is orders.get(attempt.order_id).status is expected


def _start_second_attempt(orders: OrderTable, tables: TableHarness) -> None:
    tables.reopen("order-1")
    orders.transition(SECOND, OrderStatus.PROCESSING, LATER)


def _between_read_and_write(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], Any]) -> None:
    """Call ``meanwhile`` once, after the next read of an order and before the write that follows it."""
    real_get = OrderTable.get

    def get(orders: OrderTable, order_id: str) -> Order:
        monkeypatch.setattr(OrderTable, "get", real_get)
        order = real_get(orders, order_id)
        meanwhile()
        return order

    monkeypatch.setattr(OrderTable, "get", get)
