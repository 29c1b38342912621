"""A customer's cancellation and the workflow meet in the order table, and one of them is first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition, OrderCancelled, OrderContention, OrderNotFound, TooLateToCancel
from orders.domain.failure import Failure
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import PaymentState
from orders.payments.simulated import SimulatedProvider
from orders.usecases import compensate
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow

CAPTURE_REFUSED = Failure("CapturePayment", "OrderCancelled", "order order-1 was cancelled before its capture")


def test_a_cancellation_is_noted_with_its_time_and_changes_nothing_else(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    cancelled = orders.request_cancellation("order-1", LATER)

    assert cancelled == an_order(status=OrderStatus.PROCESSING, updated_at=LATER, cancel_requested_at=LATER)
    assert orders.get("order-1") == cancelled


def test_a_cancellation_before_the_capture_wins(orders: OrderTable, provider: SimulatedProvider) -> None:
    orders.add(an_order())
    authorize(FIRST, orders, provider, NOON)
    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        capture(FIRST, orders, provider, MUCH_LATER)
    undone = compensate.void_or_refund(FIRST, provider)

    assert compensate.finish(FIRST, CAPTURE_REFUSED, orders, MUCH_LATER) is OrderStatus.CANCELLED
    assert (undone.state, undone.captured) == (PaymentState.VOIDED, 0)
    assert orders.get("order-1").failure_reason == "OrderCancelled"


def test_a_cancellation_of_an_order_that_has_not_begun_keeps_it_from_touching_the_card(
    orders: OrderTable, provider: SimulatedProvider, tables: TableHarness
) -> None:
    orders.add(an_order())
    orders.request_cancellation("order-1", NOON)

    with pytest.raises(OrderCancelled):
        authorize(FIRST, orders, provider, LATER)

    assert tables.payment() is None


@pytest.mark.parametrize("before", [OrderStatus.PENDING, OrderStatus.PROCESSING])
def test_a_cancellation_made_again_succeeds_and_keeps_its_first_time(before: OrderStatus, orders: OrderTable) -> None:
    orders.add(an_order(status=before))
    orders.request_cancellation("order-1", LATER)

    assert orders.request_cancellation("order-1", MUCH_LATER).cancel_requested_at == LATER


def test_a_cancellation_made_again_after_the_order_ended_succeeds_and_changes_nothing(
    orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.request_cancellation("order-1", NOON)
    ended = orders.fail_or_cancel(FIRST, LATER, "OrderCancelled")
    before = tables.order_item()

    assert orders.request_cancellation("order-1", MUCH_LATER) == ended
    assert tables.order_item() == before


def test_a_cancellation_after_the_capture_began_comes_too_late(orders: OrderTable, provider: SimulatedProvider) -> None:
    orders.add(an_order())
    authorize(FIRST, orders, provider, NOON)
    orders.begin_capture(FIRST, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)

    assert orders.get("order-1").cancel_requested_at is None
    assert capture(FIRST, orders, provider, MUCH_LATER).captured == 1999


@pytest.mark.parametrize("over", [OrderStatus.COMPLETED, OrderStatus.FAILED])
def test_an_order_that_is_over_is_not_cancelled(over: OrderStatus, orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=over))
    before = tables.order_item()

    with pytest.raises(TooLateToCancel, match=f"order order-1 is {over}"):
        orders.request_cancellation("order-1", LATER)

    assert tables.order_item() == before


def test_an_order_that_nobody_placed_is_not_cancelled_nor_captured_nor_ended(
    orders: OrderTable, tables: TableHarness
) -> None:
    with pytest.raises(OrderNotFound):
        orders.request_cancellation("order-1", LATER)
    with pytest.raises(OrderNotFound):
        orders.begin_capture(FIRST, LATER)
    with pytest.raises(OrderNotFound):
        orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    assert tables.order_item() is None


def test_a_capture_that_an_earlier_attempt_began_does_not_keep_the_customer_from_cancelling(
    orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, NOON)
    orders.fail_or_cancel(FIRST, NOON, "States.Timeout")
    _start_again(orders, tables)

    orders.request_cancellation("order-1", LATER)

    with pytest.raises(OrderCancelled):
        orders.begin_capture(SECOND, MUCH_LATER)
    assert orders.fail_or_cancel(SECOND, MUCH_LATER, "OrderCancelled").status is OrderStatus.CANCELLED


def test_a_capture_that_began_again_in_a_later_attempt_leaves_no_time_to_cancel(
    orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    orders.begin_capture(FIRST, NOON)
    orders.fail_or_cancel(FIRST, NOON, "States.Timeout")
    _start_again(orders, tables)
    orders.begin_capture(SECOND, LATER)

    with pytest.raises(TooLateToCancel):
        orders.request_cancellation("order-1", MUCH_LATER)


def test_a_capture_begins_again_when_its_first_answer_was_lost(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    orders.begin_capture(FIRST, LATER)
    orders.begin_capture(FIRST, MUCH_LATER)

    assert (tables.order_item() or {})["capture_begun"] == {"N": "1"}


@pytest.mark.parametrize("before", [each for each in OrderStatus if each is not OrderStatus.PROCESSING])
def test_no_capture_begins_for_an_order_that_is_not_under_way(
    before: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=before))
    item = tables.order_item()

    with pytest.raises(IllegalTransition, match="attempt 1 cannot capture"):
        orders.begin_capture(FIRST, LATER)

    assert tables.order_item() == item


@pytest.mark.parametrize("attempt", [1, 3])
def test_no_capture_begins_for_another_attempt_than_the_order_is_in(
    attempt: int, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, attempt_number=2))
    before = tables.order_item()

    with pytest.raises(IllegalTransition, match=f"attempt {attempt} cannot capture"):
        orders.begin_capture(Attempt("order-1", attempt), LATER)

    assert tables.order_item() == before


@pytest.mark.parametrize("before", [OrderStatus.PENDING, OrderStatus.PROCESSING])
@pytest.mark.parametrize("error", ["OrderCancelled", "PaymentDeclined", "OutOfStock", "States.Timeout"])
def test_an_attempt_that_the_customer_cancelled_ends_so_whatever_went_wrong(
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


def test_an_attempt_that_nobody_cancelled_ends_failed(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    ended = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    assert ended == an_order(status=OrderStatus.FAILED, failure_reason="OutOfStock", updated_at=LATER)


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_an_end_made_again_succeeds_and_keeps_the_first_reason(
    is_cancelled: bool,  # noqa: FBT001  # pytest names it
    orders: OrderTable,
    tables: TableHarness,
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING, cancel_requested_at=NOON if is_cancelled else None))
    first = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")
    before = tables.order_item()

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "States.Timeout") == first
    assert tables.order_item() == before


def test_a_completed_order_does_not_end_again(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order(status=OrderStatus.COMPLETED))
    before = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.fail_or_cancel(FIRST, LATER, "States.Timeout")

    assert tables.order_item() == before


@pytest.mark.parametrize("attempt", [1, 3])
@pytest.mark.parametrize("before", list(OrderStatus))
def test_another_attempt_than_the_order_is_in_ends_nothing(
    attempt: int, before: OrderStatus, orders: OrderTable, tables: TableHarness
) -> None:
    orders.add(an_order(status=before, attempt_number=2))
    item = tables.order_item()

    with pytest.raises(IllegalTransition):
        orders.fail_or_cancel(Attempt("order-1", attempt), LATER, "OutOfStock")

    assert tables.order_item() == item


def test_an_end_that_meets_a_cancellation_asks_to_be_tried_again(
    orders: OrderTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    _after_the_first_look(monkeypatch, lambda: orders.request_cancellation("order-1", LATER))

    with pytest.raises(OrderContention):
        orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock")

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock").status is OrderStatus.CANCELLED


def test_an_end_that_meets_a_cancellation_and_its_own_second_call_is_a_success(
    orders: OrderTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    def meanwhile() -> None:
        orders.request_cancellation("order-1", LATER)
        orders.fail_or_cancel(FIRST, LATER, "OutOfStock")

    _after_the_first_look(monkeypatch, meanwhile)

    assert orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock").status is OrderStatus.CANCELLED


def test_of_a_cancellation_and_a_capture_at_once_exactly_one_wins(orders: OrderTable, atomic_requests: None) -> None:
    for number in range(300):
        attempt = Attempt(f"order-{number}", 1)
        orders.add(an_order(order_id=attempt.order_id, status=OrderStatus.PROCESSING))
        cancel = partial(orders.request_cancellation, attempt.order_id, LATER)
        begin = partial(orders.begin_capture, attempt, LATER)

        calls = [cancel, begin] if number % 2 else [begin, cancel]
        answers = zip(calls * 2, run_concurrently(*calls * 2), strict=True)

        order = orders.get(attempt.order_id)
        cancellation_won = {(cancel, order), (begin, OrderCancelled)}
        capture_won = {(cancel, TooLateToCancel), (begin, None)}
        assert set(answers) == (cancellation_won if order.cancel_requested_at else capture_won)


def test_an_end_and_a_cancellation_at_once_agree_on_how_the_order_ended(
    orders: OrderTable, atomic_requests: None
) -> None:
    for number in range(100):
        attempt = Attempt(f"order-{number}", 1)
        orders.add(an_order(order_id=attempt.order_id, status=OrderStatus.PROCESSING))
        end = partial(orders.fail_or_cancel, attempt, LATER, "OutOfStock")
        cancel = partial(orders.request_cancellation, attempt.order_id, LATER)

        ended, cancelled = run_concurrently(end, cancel)

        expected = OrderStatus.FAILED if cancelled is TooLateToCancel else OrderStatus.CANCELLED
        assert ended is OrderContention or ended.status is expected
        assert end().status is orders.get(attempt.order_id).status is expected


def _start_again(orders: OrderTable, tables: TableHarness) -> None:
    tables.reopen("order-1")
    orders.transition(SECOND, OrderStatus.PROCESSING, LATER)


def _after_the_first_look(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], Any]) -> None:
    """Let something happen between the table's next read of an order and the write that follows from it."""
    look = OrderTable.get

    def get(orders: OrderTable, order_id: str) -> Order:
        monkeypatch.setattr(OrderTable, "get", look)
        order = look(orders, order_id)
        meanwhile()
        return order

    monkeypatch.setattr(OrderTable, "get", get)
