import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.usecases.watchdog import REASON_BY_STATUS, EndedExecution, deadline
from tests.orders.examples import FIRST
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
