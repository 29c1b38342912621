"""A task that names no order, no attempt or no operation is refused before any table is asked."""

from types import ModuleType
from typing import Any

import pytest

from functions.inventory import handler as inventory
from functions.payment import handler as payment
from functions.status import handler as status
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import CUSTOMER

OPERATIONS = {
    payment: ("authorize", "capture", "void"),
    inventory: ("reserve", "release"),
    status: ("complete", "fail"),
}
EVERY = [(step, operation) for step, operations in OPERATIONS.items() for operation in operations]

CAUGHT = {"failure": {"CapturePayment": {"Error": "States.Timeout", "Cause": ""}}}

each_step = pytest.mark.parametrize("step", OPERATIONS, ids=lambda step: step.__name__.split(".")[1])


@each_step
@pytest.mark.parametrize("event", [None, True, 7, "authorize", [], [{"order_id": "order-1", "attempt": 1}]])
def test_a_task_is_an_object(no_cloud: None, step: ModuleType, event: object) -> None:
    assert invoke(step.handle, event)["errorType"] == "MalformedTask"


@each_step
@pytest.mark.parametrize("missing", ["operation", "order_id", "attempt"])
def test_a_task_lacks_nothing(no_cloud: None, step: ModuleType, missing: str) -> None:
    task = {"operation": OPERATIONS[step][0], "order_id": "order-1", "attempt": 1}
    del task[missing]

    assert invoke(step.handle, task)["errorType"] == "MalformedTask"


@each_step
@pytest.mark.parametrize(
    "fields",
    [
        {"order_id": None},
        {"order_id": 1},
        {"order_id": ""},
        {"order_id": "order 1"},
        {"order_id": "order-1.1"},
        {"order_id": "order-1\n"},
        {"order_id": "o" * 65},
        {"order_id": {"customer_name": CUSTOMER}},
        {"attempt": None},
        {"attempt": "1"},
        {"attempt": 1.0},
        {"attempt": True},
        {"attempt": 0},
        {"attempt": -1},
        {"attempt": 10_000},
        {"operation": None},
        {"operation": 1},
        {"operation": []},
        {"operation": ""},
        {"operation": "handle"},
        {"operation": "refund"},
        {"operation": "AUTHORIZE"},
    ],
    ids=str,
)
def test_a_task_says_what_it_should(no_cloud: None, printed: Printed, step: ModuleType, fields: dict[str, Any]) -> None:
    task = {"operation": OPERATIONS[step][0], "order_id": "order-1", "attempt": 1} | fields
    answer = invoke(step.handle, task)

    assert answer["errorType"] == "MalformedTask"
    assert CUSTOMER not in answer["errorMessage"] + printed.text


@each_step
def test_no_step_does_the_work_of_another(no_cloud: None, step: ModuleType) -> None:
    for operation in {operation for owner, operation in EVERY if owner is not step}:
        answer = invoke(step.handle, {"operation": operation, "order_id": "order-1", "attempt": 1})
        assert answer["errorType"] == "MalformedTask"


@pytest.mark.parametrize(("step", "operation"), EVERY, ids=[operation for _, operation in EVERY])
def test_between_them_the_steps_know_every_operation(cloud: None, step: ModuleType, operation: str) -> None:
    """Each gets as far as the tables, of which there are none."""
    task = {"operation": operation, "order_id": "order-1", "attempt": 1, "caught": CAUGHT}

    assert invoke(step.handle, task)["errorType"] == "ResourceNotFoundException"


@each_step
@pytest.mark.parametrize(
    "fields", [{}, {"order_id": {"customer_name": CUSTOMER}}, {"attempt": CUSTOMER}, {"operation": CUSTOMER}], ids=str
)
def test_a_malformed_task_is_logged_as_a_failed_step_and_without_what_it_said(
    no_cloud: None, printed: Printed, step: ModuleType, fields: dict[str, Any]
) -> None:
    task = {"operation": "refund", "order_id": "order-1", "attempt": 1, "customer_name": CUSTOMER} | fields
    invoke(step.handle, task)

    assert printed.about("level", "message", "error") == [("WARNING", "step failed", "MalformedTask")]
    assert CUSTOMER not in printed.text
