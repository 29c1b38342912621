"""The cases of ``statemachine/mock_config.json`` leave no way through the definition out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

import pytest

from tests.statemachine.cases import CASES, CONFIG, MACHINE, answers
from tests.statemachine.expected import EXPECTED

pytestmark = pytest.mark.slow

STATES: dict[str, dict[str, Any]] = MACHINE["States"]


class Edge(NamedTuple):
    """A way out of a state: what decides for it, and where it leads; nowhere if the execution ends there."""

    state: str
    on: str
    to: str | None


def edges() -> Iterator[Edge]:
    """Each name in a Catch is a way of its own, and so is an error of a task that does not catch all."""
    for name, state in STATES.items():
        if state["Type"] in {"Succeed", "Fail"}:
            yield Edge(name, state["Type"], None)
        if "Next" in state:
            yield Edge(name, "Next", state["Next"])
        if state.get("End"):
            yield Edge(name, "End", None)
        for number, choice in enumerate(state.get("Choices", [])):
            yield Edge(name, f"Choices[{number}]", choice["Next"])
        if "Default" in state:
            yield Edge(name, "Default", state["Default"])
        caught = [(error, catch["Next"]) for catch in state.get("Catch", []) for error in catch["ErrorEquals"]]
        yield from (Edge(name, error, to) for error, to in caught)
        if state["Type"] == "Task" and "States.ALL" not in dict(caught):
            yield Edge(name, "an error that is not caught", None)


def taken(case: str) -> Iterator[Edge]:
    """The ways that a case takes, from its states and the last answer of each task."""
    states, last = EXPECTED[case].states, {state: mocked[-1] for state, mocked in answers(case).items()}
    for state, following in zip_longest(states, states[1:]):
        if state in last and (error := last[state].error):
            rule = matching(STATES[state].get("Catch", []), error)
            yield Edge(state, name_in(rule, error) if rule else "an error that is not caught", following)
        else:
            yield from (edge for edge in unforced(state) if edge.to == following)


def unforced(state: str) -> list[Edge]:
    """The ways out of a state that no error decides for; a Choice's lead to different states."""
    errors = {error for catch in STATES[state].get("Catch", []) for error in catch["ErrorEquals"]}
    ways = [edge for edge in edges() if edge.state == state and edge.on not in {*errors, "an error that is not caught"}]
    assert len({edge.to for edge in ways}) == len(ways), "where a case went must say which way it took"
    return ways


def matching(rules: list[dict[str, Any]], error: str) -> dict[str, Any] | None:
    """The first rule of a Retry or a Catch that names the error."""
    return next((rule for rule in rules if {error, "States.ALL"} & set(rule["ErrorEquals"])), None)


def name_in(rule: dict[str, Any], error: str) -> str:
    return error if error in rule["ErrorEquals"] else "States.ALL"


def retry_rules() -> dict[str, dict[str, Any]]:
    """Each rule once, though several states share it."""
    return {json.dumps(rule): rule for state in STATES.values() for rule in state.get("Retry", [])}


RETRIED = [(rule, name) for rule, content in retry_rules().items() for name in content["ErrorEquals"]]


@pytest.mark.parametrize("edge", list(edges()), ids=lambda edge: f"{edge.state}-{edge.on}")
def test_every_way_out_of_every_state_is_taken_by_a_case(edge: Edge) -> None:
    assert any(edge in taken(case) for case in CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_case_takes_only_ways_that_the_definition_has(case: str) -> None:
    ways = list(taken(case))

    assert EXPECTED[case].states[0] == MACHINE["StartAt"]
    assert [way.state for way in ways] == list(EXPECTED[case].states)
    assert set(ways) <= set(edges())


@pytest.mark.parametrize(("rule", "name"), RETRIED, ids=[name for _, name in RETRIED])
def test_every_error_that_a_retry_names_is_met_by_a_case(rule: str, name: str) -> None:
    met = {
        (json.dumps(first), name_in(first, answer.error))
        for case in CASES
        for state, mocked in answers(case).items()
        for answer in mocked
        if answer.error and (first := matching(STATES[state].get("Retry", []), answer.error))
    }

    assert (rule, name) in met


def test_the_mock_config_and_the_table_of_what_is_expected_name_the_same_cases() -> None:
    assert list(CASES) == list(EXPECTED)


def test_no_mocked_answer_lies_idle() -> None:
    assert {name for case in CASES.values() for name in case.values()} == set(CONFIG["MockedResponses"])


@pytest.mark.parametrize("case", CASES)
def test_a_cases_name_fits_into_the_arn_that_starts_it(case: str) -> None:
    machine = "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"

    assert case.isalnum()
    assert len(f"{machine}#{case}") <= 256
