"""Runs each case of ``statemachine/mock_config.json``, in moto's interpreter or in AWS Step Functions Local."""

import json
from typing import Any

import pytest

from orders.domain.failure import Failure
from tests.statemachine.cases import CASES, responses, run
from tests.statemachine.mock_cases import EXPECTED, DeadLetterFields

pytestmark = pytest.mark.slow


def last_result(case: str, state: str) -> dict[str, Any]:
    mocked = responses(case).get(state)
    return mocked[-1].result or {} if mocked else {}


@pytest.mark.parametrize("case", CASES)
def test_a_case_enters_the_expected_states_and_ends_with_the_expected_status(case: str) -> None:
    execution = run(case).execution

    assert (execution.states, execution.status) == (EXPECTED[case].states, EXPECTED[case].status)


@pytest.mark.parametrize("case", CASES)
def test_a_task_is_called_once_for_each_of_its_responses(case: str) -> None:
    assert run(case).call_counts == {state: len(mocked) for state, mocked in responses(case).items()}


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if expected.dead_letter])
def test_the_dead_letter_names_the_failure_and_the_states_that_need_attention(case: str) -> None:
    case_run = run(case)

    assert case_run.dead_letters
    for message in case_run.dead_letters:
        assert (message["order_id"], message["attempt"]) == ("order-1", 1)
        assert message["execution_arn"] == case_run.execution.arn
        assert message["time"]
        assert message["cause"]
        assert DeadLetterFields.of(message) == EXPECTED[case].dead_letter


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if not expected.dead_letter])
def test_a_case_that_needs_no_person_sends_no_dead_letter(case: str) -> None:
    assert run(case).dead_letters == []


@pytest.mark.parametrize("case", [case for case in CASES if "Payload" in last_result(case, "FailOrder")])
def test_the_mocked_fail_order_returns_the_fields_that_its_handler_returns(case: str) -> None:
    caught = run(case).calls["FailOrder"][-1]["Payload"]["caught"]
    real = json.loads(json.dumps(Failure.parse(caught).as_message()))

    mocked = last_result(case, "FailOrder")["Payload"]
    assert {name: mocked[name] for name in mocked if name != "status"} == real
