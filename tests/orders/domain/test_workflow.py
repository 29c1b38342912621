import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.events import OrderCreated, OrderEvent, OrderEventType
from orders.domain.order import OrderStatus
from orders.domain.workflow import Execution
from tests.orders.examples import FIRST, NOON
from tests.orders.strategies import attempts, json_values, moments


@given(attempt=attempts, at=moments)
def test_an_order_created_event_names_the_attempt_to_start(attempt: Attempt, at: Any) -> None:
    event = OrderEvent(OrderEventType.ORDER_CREATED, attempt.order_id, attempt.number, OrderStatus.PENDING, at)

    assert OrderCreated.parse(json.dumps(event.as_message())) == OrderCreated(attempt)


def test_an_order_created_event_keeps_only_the_trace_of_its_header() -> None:
    root = "Root=1-67891233-abcdef012345678912345678"
    event = OrderEvent(OrderEventType.ORDER_CREATED, "order-1", 1, OrderStatus.PENDING, NOON, f"{root};CalledFrom=app")

    assert OrderCreated.parse(json.dumps(event.as_message())) == OrderCreated(FIRST, root)


def test_an_order_finished_event_is_malformed() -> None:
    event = OrderEvent(OrderEventType.ORDER_FINISHED, "order-1", 1, OrderStatus.FAILED, NOON)

    with pytest.raises(MalformedTask, match="type must be OrderCreated"):
        OrderCreated.parse(json.dumps(event.as_message()))


@pytest.mark.parametrize("type_", [{}, {"type": None}, {"type": ["OrderCreated"]}, {"type": "ordercreated"}])
def test_a_message_of_another_type_is_malformed(type_: dict[str, Any]) -> None:
    with pytest.raises(MalformedTask, match="type must be OrderCreated"):
        OrderCreated.parse(json.dumps(FIRST.execution_input | type_))


@pytest.mark.parametrize("body", ["", "hello", "{", '"' * 3, "[" * 100_000, "1" * 5_000])
def test_a_body_that_is_not_json_is_malformed(body: str) -> None:
    with pytest.raises(MalformedTask, match="not JSON"):
        OrderCreated.parse(body)


@given(body=st.text() | json_values.map(json.dumps))
def test_an_arbitrary_body_is_malformed(body: str) -> None:
    with pytest.raises(MalformedTask):
        OrderCreated.parse(body)


def test_only_a_running_execution_is_running() -> None:
    statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]

    assert [status for status in statuses if Execution("any", status).is_running] == ["RUNNING"]
