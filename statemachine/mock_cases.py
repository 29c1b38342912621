"""Complete the test cases of ``mock_config.json``; ``make definition`` runs it.

A case by hand names only the responses that it is about.  This module adds the usual response of every other state on
its path, and a case for each business rejection in each state that catches it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from orders.domain.errors import OrderCancelled, Rejected, errors_below
from orders.domain.failure import Failure

MOCK_CONFIG = Path(__file__).with_name("mock_config.json")

USUAL = ("HappyPath", "AuthorizeCrashes")
"""The cases that name the usual response of each state, the first one that has the state."""

Cases = dict[str, dict[str, str]]


def update(config: str, definition: str) -> str:
    """Return the configuration with complete cases, each in the order of its path through the definition."""
    content, machine = json.loads(config), yaml.safe_load(definition)
    (mocked_machine,) = content["StateMachines"].values()
    cases: Cases = mocked_machine["TestCases"]
    mocked: dict[str, Any] = content["MockedResponses"]
    for error in errors_below(Rejected):
        for state in error.states:
            cases.setdefault(f"{error.__name__}At{state}", {state: error.__name__})
            cause = f"order order-1: {error.__name__}"
            mocked.setdefault(error.__name__, {"0": {"Throw": {"Error": error.__name__, "Cause": cause}}})
    usual = {state: response for case in reversed(USUAL) for state, response in cases[case].items()}
    usual.pop("FailOrder")
    for case, responses in cases.items():
        cases[case] = dict(_path(machine, mocked, usual | responses))
    return _format(content)


def _path(
    machine: Mapping[str, Any], mocked: dict[str, Any], responses: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the tasks of a case with their responses, until the execution ends."""
    caught: dict[str, dict[str, Any]] = {"failure": {}, "rejection": {}}
    following = machine["StartAt"]
    while following:
        name, state = following, machine["States"][following]
        following = state.get("Next")
        if state["Type"] == "Choice":
            following = state["Choices"][0]["Next"] if caught["failure"] else state["Default"]
        if state["Type"] != "Task":
            continue
        response = responses.get(name) or _failed(caught, mocked)
        yield name, response
        last = [*mocked[response].values()][-1]
        if "Throw" in last:
            error = last["Throw"]["Error"]
            matching = [rule for rule in state.get("Catch", []) if {error, "States.ALL"} & {*rule["ErrorEquals"]}]
            following = matching[0]["Next"] if matching else None
            match (matching[0]["ResultPath"] or "").split(".") if matching else []:
                case ["$", kind, failed]:
                    caught[kind][failed] = last["Throw"]


def _failed(caught: Mapping[str, Any], mocked: dict[str, Any]) -> str:
    """Add what FailOrder returns after these errors to the responses, and return its name."""
    failure = Failure.parse(caught)
    status = "Cancelled" if failure.reason == OrderCancelled.__name__ else "Failed"
    name = "".join([status, failure.error.replace(".", ""), "At", failure.failed_state, *failure.needs_attention])
    payload = {"status": status, **failure.as_message()}
    mocked.setdefault(name, {"0": {"Return": {"StatusCode": 200, "Payload": payload}}})
    return name


def _format(content: Mapping[str, Any]) -> str:
    """Return JSON with one line for each state of a case and for each response."""
    machines = json.dumps({"StateMachines": content["StateMachines"]}, indent=2)
    responses = (
        f'    "{name}": {{\n'
        + ",\n".join(f'      "{calls}": {json.dumps(each)}' for calls, each in mocked.items())
        + "\n    }"
        for name, mocked in content["MockedResponses"].items()
    )
    return machines.removesuffix("\n}") + ',\n  "MockedResponses": {\n' + ",\n".join(responses) + "\n  }\n}\n"
