"""Each case of ``statemachine/mock_config.json``, in moto's interpreter or in AWS Step Functions Local."""

import json
from typing import Any

import pytest

from orders.domain.failure import Failure
from tests.statemachine.cases import CASES, answers, run
from tests.statemachine.expected import EXPECTED, DeadLetterFields

pytestmark = pytest.mark.slow


def final_answer(case: str, state: str) -> dict[str, Any]:
    mocked = answers(case).get(state)
    return mocked[-1].result or {} if mocked else {}


@pytest.mark.parametrize("case", CASES)
def test_a_case_passes_through_its_states_to_its_end(case: str) -> None:
    execution = run(case).execution

    assert (execution.states, execution.status) == (EXPECTED[case].states, EXPECTED[case].status)


@pytest.mark.parametrize("case", CASES)
def test_a_task_is_tried_once_for_each_of_its_answers(case: str) -> None:
    assert run(case).tries == {state: len(mocked) for state, mocked in answers(case).items()}


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if expected.dead_letter])
def test_the_dead_letter_says_what_failed_and_what_needs_attention(case: str) -> None:
    ran = run(case)

    assert ran.dead_letters
    for dead_letter in ran.dead_letters:
        assert (dead_letter["order_id"], dead_letter["attempt"], dead_letter["execution_arn"]) == (
            "order-1",
            1,
            ran.execution.arn,
        )
        assert dead_letter["time"]
        assert dead_letter["cause"]
        said = DeadLetterFields(
            dead_letter["failed_state"], dead_letter["error"], tuple(dead_letter["needs_attention"])
        )
        assert said == EXPECTED[case].dead_letter


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if not expected.dead_letter])
def test_no_dead_letter_is_sent_when_nobody_must_look(case: str) -> None:
    assert run(case).dead_letters == []


@pytest.mark.parametrize("case", [case for case in CASES if "Payload" in final_answer(case, "FailOrder")])
def test_the_mocked_fail_order_answers_as_its_handler_would(case: str) -> None:
    caught = run(case).calls["FailOrder"][-1]["Payload"]["caught"]
    real = json.loads(json.dumps(Failure.parse(caught).as_message()))

    mocked = final_answer(case, "FailOrder")["Payload"]
    assert {name: mocked[name] for name in mocked if name != "status"} == real
