"""The history in the order's item, which records the changes of its status."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from orders.aws.clients import client
from orders.aws.completion_tables import CompletionTables
from orders.aws.items import encode
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalTransition, MalformedOrder
from orders.domain.history import HISTORY_SOFT_LIMIT, HistoryEvent, HistoryEventType, describe_events
from orders.domain.order import OrderStatus
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.payments import Payments
from orders.usecases.reserve import reserve
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, SECOND, an_order

pytestmark = pytest.mark.slow


def kinds(orders: OrderTable) -> list[HistoryEventType]:
    return [event.kind for event in orders.get("order-1").history]


def write_history(history: Any) -> None:
    client("dynamodb").update_item(
        TableName="dev-orders",
        Key=encode({"order_id": "order-1"}),
        UpdateExpression="SET history = :history",
        ExpressionAttributeValues=encode({":history": history}),
    )


def test_the_history_records_the_steps_to_completion(
    completion_store: CompletionTables, stock: StockTable, payments: Payments, tables: TableHarness
) -> None:
    orders = completion_store.orders
    tables.put_product("Test Product", available=5)
    orders.add(an_order(history=(HistoryEvent(HistoryEventType.PLACED, NOON),)))

    authorize(FIRST, orders, payments, LATER)
    reserve(FIRST, orders, stock, LATER)
    capture(FIRST, orders, payments, LATER)
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


def test_a_status_that_does_not_change_adds_no_event(orders: OrderTable) -> None:
    orders.add(an_order())
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)
    orders.transition(FIRST, OrderStatus.PROCESSING, LATER)
    with pytest.raises(IllegalTransition):
        orders.transition(SECOND, OrderStatus.COMPLETED, LATER)

    assert kinds(orders) == [HistoryEventType.STARTED]


def test_a_failure_records_the_compensation_and_the_reason_in_the_same_write(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    failed = orders.fail_or_cancel(FIRST, LATER, "OutOfStock")
    orders.fail_or_cancel(FIRST, MUCH_LATER, "OutOfStock")

    assert failed.history == (
        HistoryEvent(HistoryEventType.COMPENSATED, LATER, 1),
        HistoryEvent(HistoryEventType.FAILED, LATER, 1, "OutOfStock"),
    )
    assert orders.get("order-1").history == failed.history


def test_an_incomplete_compensation_is_not_recorded_as_done(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))

    assert [
        event.kind for event in orders.fail_or_cancel(FIRST, LATER, "States.Timeout", is_compensated=False).history
    ] == [HistoryEventType.FAILED]


def test_repeated_cancellations_add_one_event(orders: OrderTable) -> None:
    orders.add(an_order())
    for _ in range(5):
        orders.request_cancellation("order-1", LATER)

    assert orders.get("order-1").history == (HistoryEvent(HistoryEventType.CANCELLATION_REQUESTED, LATER),)


def test_reopening_and_parking_add_events(orders: OrderTable) -> None:
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


def test_a_recorded_event_has_the_current_time(orders: OrderTable) -> None:
    orders.add(an_order(status=OrderStatus.PROCESSING))
    before = datetime.now(UTC)
    orders.record_event(FIRST, HistoryEventType.STOCK_RESERVED)
    (event,) = orders.get("order-1").history

    assert before - timedelta(milliseconds=1) <= event.at <= datetime.now(UTC)
    assert orders.get("order-1").updated_at == NOON


@pytest.mark.parametrize(
    ("attempt", "status"),
    [(FIRST, OrderStatus.COMPLETED), (FIRST, OrderStatus.PENDING), (SECOND, OrderStatus.PROCESSING)],
)
def test_an_event_of_another_attempt_or_status_is_dropped(
    attempt: Attempt, status: OrderStatus, orders: OrderTable
) -> None:
    orders.add(an_order(status=status))
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)

    assert orders.get("order-1").history == ()


def test_a_full_history_still_records_status_changes(orders: OrderTable) -> None:
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


def test_an_order_without_a_history_gets_one(orders: OrderTable, tables: TableHarness) -> None:
    orders.add(an_order())
    assert "history" not in (tables.order_item() or {})
    orders.transition(FIRST, OrderStatus.PROCESSING, NOON)
    orders.record_event(FIRST, HistoryEventType.PAYMENT_AUTHORIZED)

    assert kinds(orders) == [HistoryEventType.STARTED, HistoryEventType.PAYMENT_AUTHORIZED]


def test_unreadable_history_entries_are_skipped(orders: OrderTable) -> None:
    orders.add(an_order())
    known = {"event": "OrderPlaced", "at": "2026-11-22T12:00:00.000Z"}
    write_history([known, known | {"event": "gift wrapped"}, "nonsense", {}, known | {"at": "noon"}])

    assert orders.get("order-1").history == (HistoryEvent(HistoryEventType.PLACED, NOON),)


def test_an_event_of_a_newer_version_is_kept_with_its_name(orders: OrderTable) -> None:
    orders.add(an_order())
    entry = {"event": "OrderGiftWrapped", "at": "2026-11-22T12:00:00.000Z", "by": {"role": "robot"}, "box": 7}
    write_history([entry])

    [described] = describe_events(orders.get("order-1").history)

    assert (str(described.event.kind), str(described.event.by and described.event.by.role)) == (
        "OrderGiftWrapped",
        "robot",
    )
    assert described.description == "An event of a newer version was recorded: OrderGiftWrapped."


def test_an_order_whose_history_is_not_a_list_is_malformed(orders: OrderTable) -> None:
    orders.add(an_order())
    write_history(7)

    with pytest.raises(MalformedOrder):
        orders.get("order-1")
