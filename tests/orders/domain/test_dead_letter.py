import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.dead_letter import DeadLetter
from tests.orders.examples import FIRST, NOON
from tests.orders.strategies import json_values


def a_message(body: str) -> DeadLetter:
    return DeadLetter("message-1", "receipt-1", body, NOON)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({**FIRST.execution_input, "error": "States.Timeout", "failed_state": "CapturePayment"}, "States.Timeout"),
        ({**FIRST.execution_input, "type": "OrderCreated"}, None),
        ({"detail": {"name": FIRST.execution_name, "status": "ABORTED", "error": None}}, None),
    ],
)
def test_a_message_is_about_the_attempt_that_it_names(content: dict[str, Any], error: str | None) -> None:
    assert (a_message(json.dumps(content)).attempt, a_message(json.dumps(content)).error) == (FIRST, error)


@pytest.mark.parametrize(
    "content",
    [
        {"detail": {}},
        {"detail": {"name": None}},
        {"detail": {"name": "my test"}},
        {"detail": FIRST.execution_name},
    ],
)
def test_an_event_without_an_attempt_belongs_to_no_order(content: dict[str, Any]) -> None:
    assert a_message(json.dumps(content)).attempt is None


@given(body=st.text() | json_values.map(json.dumps))
def test_an_arbitrary_message_belongs_to_no_order(body: str) -> None:
    assert a_message(body).attempt is None
