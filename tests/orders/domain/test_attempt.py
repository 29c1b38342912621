import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from tests.orders.strategies import attempts, json_values

operations = st.sampled_from(["authorize", "capture", "void", "refund"])


@given(attempt=attempts)
def test_an_execution_input_round_trips(attempt: Attempt) -> None:
    assert Attempt.parse(json.loads(json.dumps(attempt.execution_input))) == attempt


@given(attempt=attempts, more=st.dictionaries(st.text(), json_values, max_size=3))
def test_other_fields_of_a_message_are_ignored(attempt: Attempt, more: dict[str, Any]) -> None:
    assert Attempt.parse(more | attempt.execution_input) == attempt


def test_an_execution_input_has_no_personal_data() -> None:
    assert Attempt("order-1", 2).execution_input == {"order_id": "order-1", "attempt": 2}


@given(
    message=json_values
    | st.fixed_dictionaries(
        {},
        optional={
            "order_id": json_values | st.from_regex(r"[A-Za-z0-9_-]{1,70}\s?", fullmatch=True),
            "attempt": json_values | st.integers(min_value=-1, max_value=10_001),
        },
    )
)
def test_any_message_is_an_attempt_or_malformed(message: object) -> None:
    try:
        attempt = Attempt.parse(message)
    except MalformedTask:
        return
    assert isinstance(message, dict)
    assert attempt.execution_input == {"order_id": message["order_id"], "attempt": message["attempt"]}
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", attempt.order_id)
    assert type(attempt.number) is int
    assert 1 <= attempt.number <= 9_999


@pytest.mark.parametrize("message", [None, [], "order-1", 1, [["order_id", "order-1"], ["attempt", 1]]])
def test_a_message_that_is_not_an_object_is_malformed(message: object) -> None:
    with pytest.raises(MalformedTask, match="must be an object with order_id and attempt"):
        Attempt.parse(message)


@pytest.mark.parametrize("missing", ["order_id", "attempt"])
def test_the_error_names_the_missing_field(missing: str) -> None:
    message = {"order_id": "order-1", "attempt": 1}
    del message[missing]

    with pytest.raises(MalformedTask, match=f"the message has no {missing}"):
        Attempt.parse(message)


@pytest.mark.parametrize("order_id", ["", "a" * 65, "order.1", "order 1", "order-1\n", "bestellung-ä", 7, None, ["a"]])
def test_an_order_id_that_is_unsafe_in_an_execution_name_is_malformed(order_id: object) -> None:
    with pytest.raises(MalformedTask, match="order_id must be"):
        Attempt.parse({"order_id": order_id, "attempt": 1})


@pytest.mark.parametrize("attempt", [0, -1, 10_000, 1.0, "1", True, None])
def test_an_attempt_number_outside_its_range_is_malformed(attempt: object) -> None:
    with pytest.raises(MalformedTask, match="attempt must be a whole number from 1 to 9999"):
        Attempt.parse({"order_id": "order-1", "attempt": attempt})


@given(attempt=attempts)
def test_step_functions_accepts_every_execution_name(attempt: Attempt) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", attempt.execution_name)


@pytest.mark.parametrize(
    "name",
    [
        "order-1",
        "order-1.",
        "order-1.0",
        "order-1.01",
        "order-1.x",
        "order-1.\u0663",
        "order-1." + "9" * 5_000,
        ".1",
        "",
    ],
)
def test_a_name_of_no_attempt_is_malformed(name: str) -> None:
    with pytest.raises(MalformedTask):
        Attempt.from_execution_name(name)


@given(attempt=attempts)
def test_an_execution_name_round_trips(attempt: Attempt) -> None:
    assert Attempt.from_execution_name(attempt.execution_name) == attempt


@given(one=attempts, other=attempts, operation=operations, other_operation=operations)
def test_no_two_attempts_share_an_execution_payment_or_idempotency_key(
    one: Attempt, other: Attempt, operation: str, other_operation: str
) -> None:
    is_same = one == other

    assert (one.execution_name == other.execution_name) == is_same
    assert (one.payment_id == other.payment_id) == is_same
    assert (one.idempotency_key(operation) == other.idempotency_key(other_operation)) == (
        is_same and operation == other_operation
    )


def test_derived_names_match_the_stored_ones() -> None:
    attempt = Attempt("order-1", 2)

    assert attempt.execution_name == "order-1.2"
    assert attempt.payment_id == "order-1.2"
    assert attempt.idempotency_key("authorize") == "order-1.2:authorize"
