import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.events import OrderChange, OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from tests.orders.examples import LATER, NOON
from tests.orders.strategies import legal_paths


@given(path=legal_paths(), rewrites=st.integers(min_value=0, max_value=2))
def test_an_order_is_created_once_and_finishes_at_most_once(path: list[OrderStatus], rewrites: int) -> None:
    events = [event.type for change in _changes(path, rewrites) if (event := change.event)]

    assert events.count(OrderEventType.ORDER_CREATED) == 1
    assert events[0] == OrderEventType.ORDER_CREATED
    assert events[1:] == ([OrderEventType.ORDER_FINISHED] if path[-1].is_final else [])


@given(path=legal_paths().filter(lambda path: path[-1].is_final))
def test_the_last_event_has_the_final_status(path: list[OrderStatus]) -> None:
    events = [event for change in _changes(path) if (event := change.event)]

    assert events[-1] == OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 2, path[-1], LATER)


def test_the_event_of_a_new_order_has_the_time_of_its_write() -> None:
    created = OrderChange("order-1", 1, None, OrderStatus.PENDING, NOON, NOON).event

    assert created == OrderEvent(OrderEventType.ORDER_CREATED, "order-1", 1, OrderStatus.PENDING, NOON)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OrderStatus.PENDING, OrderStatus.PENDING),
        (OrderStatus.PENDING, OrderStatus.PROCESSING),
        (OrderStatus.PROCESSING, OrderStatus.PROCESSING),
        (OrderStatus.COMPLETED, OrderStatus.COMPLETED),
        (OrderStatus.FAILED, OrderStatus.FAILED),
    ],
)
def test_a_change_that_neither_creates_nor_finishes_publishes_nothing(before: OrderStatus, after: OrderStatus) -> None:
    assert OrderChange("order-1", 1, before, after, NOON, NOON).event is None


@pytest.mark.parametrize("attempt_number", [1, 2])
@pytest.mark.parametrize("status", [status for status in OrderStatus if status is not OrderStatus.PENDING])
def test_a_restored_or_imported_order_that_is_not_pending_is_not_announced(
    status: OrderStatus, attempt_number: int
) -> None:
    assert OrderChange("order-1", attempt_number, None, status, NOON, NOON).event is None


def test_a_restored_order_that_fails_later_publishes_its_end() -> None:
    change = OrderChange("order-1", 1, OrderStatus.PROCESSING, OrderStatus.FAILED, LATER, NOON)

    assert change.event == OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 1, OrderStatus.FAILED, LATER)


def test_an_event_message_has_no_personal_data() -> None:
    event = OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 2, OrderStatus.CANCELLED, NOON)

    assert json.loads(json.dumps(event.as_message())) == {
        "type": "OrderFinished",
        "order_id": "order-1",
        "attempt": 2,
        "status": "Cancelled",
        "occurred_at": "2026-11-22T12:00:00.000Z",
    }


def _changes(path: list[OrderStatus], rewrites: int = 0) -> list[OrderChange]:
    """The writes of an order's life; after each, ``rewrites`` that change something else than the status."""
    changes, before = [], None
    for status in path:
        changes += [OrderChange("order-1", 2, before, status, LATER, NOON)]
        changes += [OrderChange("order-1", 2, status, status, LATER, NOON)] * rewrites
        before = status
    return changes


def test_an_event_has_a_trace_header_only_if_its_request_was_traced() -> None:
    traced, untraced = (
        OrderChange("order-1", 1, None, OrderStatus.PENDING, NOON, NOON, trace_header=trace).event
        for trace in ("Root=1-67891233-abcdef012345678912345678", None)
    )
    assert traced is not None
    assert traced.as_message()["trace_header"] == "Root=1-67891233-abcdef012345678912345678"
    assert untraced is not None
    assert "trace_header" not in untraced.as_message()
