"""The history in the orders table, beside the status whose changes it tells."""

from datetime import UTC, datetime
from typing import Any

import pytest

from orders.aws.clients import client
from orders.aws.completion_tables import CompletionTables
from orders.aws.items import encode
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import StockTable
from orders.domain.errors import IllegalTransition, MalformedOrder
from orders.domain.history import HISTORY_SOFT_LIMIT, HistoryEvent, HistoryEventType
from orders.domain.order import OrderStatus
from orders.payments.simulated import SimulatedProvider
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.reserve import reserve
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


def kinds(orders: OrderTable) -> list[HistoryEventType]:
    return [event.kind for event in orders.get("order-1").history]


def write(history: list[Any]) -> None:
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET history = :history",
        ExpressionAttributeValues=encode({":history": history}),
    )


def test_an_order_remembers_how_it_was_completed(
    completion_store: CompletionTables, stock: StockTable, provider: SimulatedProvider, tables: TableHarness
) -> None:
    orders = completion_store.orders
    tables.shelve("Test Product", available=5)
    orders.add(an_order(history=(HistoryEvent(HistoryEventType.PLACED, NOON),)))

    authorize(FIRST, orders, provider, LATER)
    reserve(FIRST, orders, stock, LATER)
    capture(FIRST, orders, provider, LATER)
    completion_store.complete(FIRST, MUCH_LATER)

    history = orders.get("order-1").history
    assert history[0] == HistoryEvent(HistoryEventType.PLACED, NOON)
    assert history[1] == HistoryEvent(HistoryEventType.STARTED, LATER, 1)
    assert history[-1] == HistoryEvent(HistoryEventType.COMPLETED, MUCH_LATER, 1)
    assert [event.kind for event in history[2:-1]] == [
        HistoryEventType.PAYMENT_AUTHORIZED,
        HistoryEventType.STOCK_RESERVED,
        HistoryEventType.PAYMENT_CAPTURED,
    ]


def test_a_status_that_does_not_change_is_not_told(orders: OrderTable) -> None:
    orders.add(an_order())
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)
    orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    with pytest.raises(IllegalTransition):
        orders.transition(SECOND, OrderStatus.COMPLETED, LATER)

    assert kinds(orders) == [HistoryEventType.STARTED]


def test_the_end_tells_what_was_undone_and_why_in_the_write_that_ends_the_order(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    ended = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")
    orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock")

    assert ended.history == (
        HistoryEvent(HistoryEventType.COMPENSATED, LATER, 1),
        HistoryEvent(HistoryEventType.FAILED, LATER, 1, "OutOfStock"),
    )
    assert orders.get("order-1").history == ended.history


def test_an_end_that_leaves_something_to_undo_does_not_say_that_it_was_undone(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    assert [
        event.kind for event in orders.fail_or_cancel(FIRST, LATER, "States.Timeout", is_compensated=False).history
    ] == [HistoryEventType.FAILED]


def test_a_cancellation_asked_for_again_and_again_is_one_line(orders: OrderTable) -> None:
    orders.add(an_order())
    for _ in range(5):
        orders.request_cancellation("order-1", LATER)

    assert orders.get("order-1").history == (HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, LATER),)


def test_an_operators_doings_are_told(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.FAILED))
    orders.reopen(FIRST, NOON)
    orders.transition(SECOND, OrderStatus.FAILED, LATER, "States.Timeout")
    orders.park(SECOND, MUCH_LATER)
    orders.park(SECOND, MUCH_LATER)

    assert [(event.kind, event.attempt_number) for event in orders.get("order-1").history] == [
        (HistoryEventType.REOPENED, 2),
        (HistoryEventType.FAILED, 2),
        (HistoryEventType.PARKED, 2),
    ]


def test_a_note_has_the_time_at_which_it_was_written(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    before = datetime.now(UTC)
    orders.record_event(FIRST, HistoryEventType.STOCK_RESERVED)
    (event,) = orders.get("order-1").history

    assert 0 <= (event.at - before).total_seconds() + 0.001 < 5
    assert orders.get("order-1").updated_at == NOON


@pytest.mark.parametrize(
    ("task", "status"),
    [(FIRST, OrderStatus.COMPLETED), (FIRST, OrderStatus.PENDING), (SECOND, OrderStatus.PROCESSING)],
)
def test_a_note_that_comes_from_another_attempt_or_too_late_is_left_out(
    task: Any, status: OrderStatus, orders: OrderTable
) -> None:
    orders.add(an_order(status=status))
    orders.record_event(task, HistoryEventType.STOCK_RESERVED)

    assert orders.get("order-1").history == ()


def test_the_notes_are_bounded_and_the_end_is_told_all_the_same(orders: OrderTable) -> None:
    orders.add(
        an_order(
            status=OrderStatus.PROCESSING,
            history=(HistoryEvent(HistoryEventType.PAYMENT_DELAYED, NOON, 1),) * (HISTORY_SOFT_LIMIT - 1),
        )
    )
    for _ in range(3):
        orders.record_event(FIRST, HistoryEventType.PAYMENT_DELAYED, "PaymentProviderTimeout")
    assert len(orders.get("order-1").history) == HISTORY_SOFT_LIMIT

    orders.fail_or_cancel(FIRST, LATER, "PaymentProviderTimeout")

    assert kinds(orders)[-1] is HistoryEventType.FAILED


def test_an_order_from_before_there_were_histories_gets_one(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order())
    assert "history" not in (tables.order_item() or {})
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)
    orders.record_event(FIRST, HistoryEventType.PAYMENT_AUTHORIZED)

    assert kinds(orders) == [HistoryEventType.STARTED, HistoryEventType.PAYMENT_AUTHORIZED]


def test_an_event_that_only_a_newer_version_knows_is_left_out_and_the_order_is_read(orders: OrderTable) -> None:
    orders.add(an_order())
    known = {"event": "OrderPlaced", "at": "2026-11-22T12:00:00.000Z"}
    write([known, known | {"event": "OrderGiftWrapped"}, "nonsense", {}, known | {"at": "noon"}])

    assert orders.get("order-1").history == (HistoryEvent(HistoryEventType.PLACED, NOON),)


def test_a_history_that_is_no_list_makes_the_order_malformed_as_any_other_field_would(orders: OrderTable) -> None:
    orders.add(an_order())
    write(7)  # type: ignore[arg-type]

    with pytest.raises(MalformedOrder):
        orders.get("order-1")
