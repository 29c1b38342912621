"""The cases of ``statemachine/mock_config.json`` cover every transition and every retried error of the definition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

import pytest

from tests.statemachine import mock_cases
from tests.statemachine.cases import CASES, MACHINE, responses
from tests.statemachine.mock_cases import EXPECTED

pytestmark = pytest.mark.slow

STATES: dict[str, dict[str, Any]] = MACHINE["States"]


class Edge(NamedTuple):
    """A transition: its state, what triggers it, and the next state, or None if the execution ends."""

    state: str
    on: str
    to: str | None


def edges() -> Iterator[Edge]:
    """Yield the transitions, one for each name in a Catch, and one for an error that a task does not catch."""
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
            yield Edge(name, "an uncaught error", None)


def taken(case: str) -> Iterator[Edge]:
    """Yield the transitions of a case, from its states and the last response of each task."""
    states, last = EXPECTED[case].states, {state: mocked[-1] for state, mocked in responses(case).items()}
    for state, following in zip_longest(states, states[1:]):
        if state in last and (error := last[state].error):
            rule = matching(STATES[state].get("Catch", []), error)
            yield Edge(state, name_in(rule, error) if rule else "an uncaught error", following)
        else:
            yield from (edge for edge in regular_edges(state) if edge.to == following)


def regular_edges(state: str) -> list[Edge]:
    """Return the transitions of a state that no error triggers; a Choice's must lead to different states."""
    errors = {error for catch in STATES[state].get("Catch", []) for error in catch["ErrorEquals"]}
    found = [edge for edge in edges() if edge.state == state and edge.on not in {*errors, "an uncaught error"}]
    assert len({edge.to for edge in found}) == len(found), "the next state must identify the transition"
    return found


def matching(rules: list[dict[str, Any]], error: str) -> dict[str, Any] | None:
    """Return the first rule of a Retry or a Catch that matches the error."""
    return next((rule for rule in rules if {error, "States.ALL"} & set(rule["ErrorEquals"])), None)


def name_in(rule: dict[str, Any], error: str) -> str:
    return error if error in rule["ErrorEquals"] else "States.ALL"


def retry_rules() -> dict[str, dict[str, Any]]:
    """Return each retry rule once, though several states share it."""
    return {json.dumps(rule): rule for state in STATES.values() for rule in state.get("Retry", [])}


RETRIED = [(rule, name) for rule, content in retry_rules().items() for name in content["ErrorEquals"]]


@pytest.mark.parametrize("edge", list(edges()), ids=lambda edge: f"{edge.state}-{edge.on}")
def test_a_case_covers_every_transition(edge: Edge) -> None:
    assert any(edge in taken(case) for case in CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_case_takes_only_transitions_of_the_definition(case: str) -> None:
    found = list(taken(case))

    assert EXPECTED[case].states[0] == MACHINE["StartAt"]
    assert [edge.state for edge in found] == list(EXPECTED[case].states)
    assert set(found) <= set(edges())


@pytest.mark.parametrize(("rule", "name"), RETRIED, ids=[name for _, name in RETRIED])
def test_a_case_covers_every_error_that_a_retry_names(rule: str, name: str) -> None:
    met = {
        (json.dumps(first), name_in(first, response.error))
        for case in CASES
        for state, mocked in responses(case).items()
        for response in mocked
        if response.error and (first := matching(STATES[state].get("Retry", []), response.error))
    }

    assert (rule, name) in met


def test_the_file_of_the_cases_is_up_to_date() -> None:
    assert mock_cases.MOCK_CONFIG.read_text() == mock_cases.config(), "run `make definition`"


@pytest.mark.parametrize("case", CASES)
def test_a_cases_name_fits_into_the_arn_that_starts_its_execution(case: str) -> None:
    machine = "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow"

    assert case.isalnum()
    assert len(f"{machine}#{case}") <= 256
