import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.order import OrderStatus
from orders.domain.payment import PaymentState
from orders.domain.reservation import ReservationState
from orders.usecases.authorize import authorize
from orders.usecases.reserve import reserve
from orders.usecases.watchdog import REASON_BY_STATUS, EndedExecution, Watchdog, deadline
from tests.orders.examples import FIRST, LATER, NOON, SECOND, an_order
from tests.orders.fakes import FakePorts, FakeStock
from tests.orders.strategies import attempts, json_values


def event(**changes: Any) -> str:
    """What of EventBridge's event matters here."""
    detail = {"name": FIRST.execution_name, "executionArn": "arn", "status": "ABORTED", "error": None}
    return json.dumps({"detail-type": "Step Functions Execution Status Change", "detail": detail | changes})


@given(attempt=attempts, status=st.sampled_from(sorted(REASON_BY_STATUS)), error=st.none() | st.text())
def test_an_unsuccessful_execution_is_parsed_with_its_attempt(attempt: Attempt, status: str, error: str | None) -> None:
    ended = EndedExecution.parse(event(name=attempt.execution_name, executionArn="its ARN", status=status, error=error))

    assert ended == EndedExecution(attempt, "its ARN", status, error)


@given(attempt=attempts)
def test_a_deadline_is_parsed_as_a_presumed_end(attempt: Attempt) -> None:
    ended = EndedExecution.parse(json.dumps(deadline(attempt, "its ARN")))

    assert ended == EndedExecution(attempt, "its ARN", "TIMED_OUT", presumed=True)
    assert not ended.is_reported


@pytest.mark.parametrize("body", ["", "hello", "{", '"' * 3, "[" * 100_000, "1" * 5_000])
def test_a_body_that_is_not_json_is_malformed(body: str) -> None:
    with pytest.raises(MalformedTask, match="not JSON"):
        EndedExecution.parse(body)


@pytest.mark.parametrize("status", ["RUNNING", "SUCCEEDED", "PENDING_REDRIVE", "aborted", "", None, ["ABORTED"]])
def test_an_execution_without_an_unsuccessful_status_is_malformed(status: object) -> None:
    with pytest.raises(MalformedTask, match="failed, timed out or was stopped"):
        EndedExecution.parse(event(status=status))


@pytest.mark.parametrize("name", ["order-1", "order-1.", "order-1.0", "order-1.x", ".1", "order 1.1", "a test"])
def test_an_execution_of_no_attempt_is_malformed(name: str) -> None:
    with pytest.raises(MalformedTask):
        EndedExecution.parse(event(name=name))


@given(body=st.text() | json_values.map(json.dumps))
def test_an_arbitrary_body_is_malformed(body: str) -> None:
    with pytest.raises(MalformedTask):
        EndedExecution.parse(body)


def test_a_dead_letter_of_the_watchdog_has_all_fields_of_the_workflows_own() -> None:
    assert EndedExecution(FIRST, "its ARN", "TIMED_OUT").as_dead_letter(NOON) == {
        "order_id": "order-1",
        "attempt": 1,
        "failed_state": None,
        "error": "ExecutionTimedOut",
        "cause": "The execution ended TIMED_OUT before it had compensated; the watchdog compensated.",
        "needs_attention": [],
        "execution_arn": "its ARN",
        "time": "2026-11-22T12:00:00.000Z",
    }


@pytest.fixture
def watchdog() -> Watchdog:
    """A watchdog, and one order in its second attempt, whose payment is held and whose stock is reserved."""
    ports = FakePorts(stock=FakeStock({"Test Product": 10}))
    ports.orders.add(an_order(attempt_number=2))
    authorize(SECOND, ports.orders, ports.provider.with_ledger, NOON)
    reserve(SECOND, ports.orders, ports.stock, NOON)
    return Watchdog(ports.orders, ports.compensation, SimpleNamespace(send=pytest.fail))


def test_the_end_of_an_earlier_attempt_changes_nothing(watchdog: Watchdog) -> None:
    assert watchdog.clean_up(EndedExecution(FIRST, "its ARN", "ABORTED"), LATER) is False

    assert watchdog.orders.get("order-1").status is OrderStatus.PROCESSING
    assert set(watchdog.compensation.payments.ledger.payments) == {"order-1.2"}
    assert watchdog.compensation.stock.available == {"Test Product": 9}


def test_an_order_that_completes_after_the_watchdog_read_it_keeps_its_payment(watchdog: Watchdog) -> None:
    watchdog.compensation.stock.reservations["order-1"].state = ReservationState.SOLD

    assert watchdog.clean_up(EndedExecution(SECOND, "its ARN", "ABORTED"), LATER) is False

    assert watchdog.compensation.payments.ledger.payments["order-1.2"].state is PaymentState.AUTHORIZED
