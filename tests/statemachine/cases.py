"""Runs the test cases of ``statemachine/mock_config.json`` in one of two interpreters.

AWS Step Functions Local runs them if ``SFN_LOCAL_ENDPOINT`` has its address, else moto does, in this process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from uuid import uuid4

import boto3
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.state.exec.state_task import mock_eval_utils
from moto.stepfunctions.parser.backend import execution
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker
from moto.stepfunctions.parser.mocking import mock_config

from infra.workflow import DEFINITION, render
from local.process import wait_until
from local.system_reader import ExecutionHistory, parse_execution_history
from orders.domain.attempt import Attempt
from tests.statemachine.interpreter import interpreter
from tests.statemachine.mock_cases import MOCK_CONFIG, SEND, SEND_UNFINISHED
from tests.workflow_steps import VALUES

MACHINE_NAME = "dev-order-workflow"
ROLE = "arn:aws:iam::123456789012:role/anything"
CONFIG: dict[str, Any] = json.loads(MOCK_CONFIG.read_text(encoding="utf-8"))
CASES: dict[str, dict[str, str]] = CONFIG["StateMachines"][MACHINE_NAME]["TestCases"]
MACHINE: dict[str, Any] = json.loads(render(DEFINITION.read_text(encoding="utf-8"), VALUES))


@dataclass(frozen=True)
class Response:
    """A mocked task's response to one call: a result, or an error."""

    error: str | None
    result: Any


def responses(case: str) -> dict[str, list[Response]]:
    """Return the responses of each mocked state in a case, in order."""
    return {
        state: [
            Response(None, response.payload)
            if isinstance(response, mock_config.MockedResponseReturn)
            else Response(response.error, None)
            for response in mocked.mocked_responses
        ]
        for state, mocked in _as_moto_case(case).state_mocked_responses.items()
    }


@dataclass(frozen=True)
class CaseRun:
    """A case's execution, and the parameters of its tasks' calls by state, in order."""

    execution: ExecutionHistory
    calls: dict[str, list[dict[str, Any]]]

    @property
    def call_counts(self) -> dict[str, int]:
        return {state: len(calls) for state, calls in self.calls.items()}

    @property
    def dead_letters(self) -> list[dict[str, Any]]:
        """The messages of all calls that sent one to the dead-letter queue."""
        return [call["MessageBody"] for state in (SEND, SEND_UNFINISHED) for call in self.calls.get(state, [])]


@cache
def run(case: str) -> CaseRun:
    endpoint = os.environ.get("SFN_LOCAL_ENDPOINT")
    return _run_in_step_functions_local(endpoint, case) if endpoint else _run_in_moto(case)


def _run_in_step_functions_local(endpoint: str, case: str) -> CaseRun:
    stepfunctions = boto3.client("stepfunctions", endpoint_url=endpoint)
    return _run(stepfunctions, f"{_machine_in_step_functions_local(endpoint)}#{case}")


@cache
def _machine_in_step_functions_local(endpoint: str) -> str:
    """Create the machine with the shortest waits, because ``WAIT_TIME_SCALE`` does not shorten those of a retry."""
    with_short_waits = json.loads(json.dumps(MACHINE))
    for state in with_short_waits["States"].values():
        for rule in state.get("Retry", []):
            rule |= {"IntervalSeconds": 1, "BackoffRate": 1}
            rule.pop("MaxDelaySeconds", None)
            rule.pop("JitterStrategy", None)
    return _create(boto3.client("stepfunctions", endpoint_url=endpoint), with_short_waits)


def _run_in_moto(case: str) -> CaseRun:
    """Pass the responses to moto's interpreter: its StartExecution supports neither the file nor ``#TestCase``."""
    worker = partial(ExecutionWorker, mock_test_case=_as_moto_case(case))
    with interpreter() as patch:
        patch.setattr(execution, "ExecutionWorker", worker)
        patch.setattr(mock_eval_utils, "CustomErrorName", _error_name)
        stepfunctions = boto3.client("stepfunctions")
        return _run(stepfunctions, _create(stepfunctions, MACHINE))


def _as_moto_case(case: str) -> mock_config.MockTestCase:
    return mock_config.MockTestCase(
        MACHINE_NAME,
        case,
        [
            mock_config.StateMockedResponses(state, name, list(_as_moto_responses(CONFIG["MockedResponses"][name])))
            for state, name in CASES[case].items()
        ],
    )


def _as_moto_responses(mocked: dict[str, dict[str, Any]]) -> Iterable[mock_config.MockedResponse]:
    for calls, response in mocked.items():
        first, last = mock_config._parse_mocked_response_range(calls)
        if "Return" in response:
            yield mock_config.MockedResponseReturn(first, last, response["Return"])
        else:
            yield mock_config.MockedResponseThrow(first, last, response["Throw"]["Error"], response["Throw"]["Cause"])


def _error_name(name: str) -> ErrorName:
    """Accept a thrown ``States.Timeout``, whose name moto rejects as a user's error."""
    return StatesErrorName.from_name(name) if name.startswith("States.") else CustomErrorName(name)


def _create(stepfunctions: Any, machine: dict[str, Any]) -> str:
    created = stepfunctions.create_state_machine(name=MACHINE_NAME, definition=json.dumps(machine), roleArn=ROLE)
    return str(created["stateMachineArn"])


def _run(stepfunctions: Any, machine: str) -> CaseRun:
    arn = stepfunctions.start_execution(
        stateMachineArn=machine, name=str(uuid4()), input=json.dumps(Attempt("order-1", 1).execution_input)
    )["executionArn"]

    def status() -> str:
        return str(stepfunctions.describe_execution(executionArn=arn)["status"])

    assert wait_until(lambda: status() != "RUNNING", seconds=120, every=0.01), "the execution has not ended"
    events = stepfunctions.get_execution_history(executionArn=arn, maxResults=1000)["events"]
    return CaseRun(parse_execution_history(arn, status(), events), _calls(events))


def _calls(events: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    calls: dict[str, list[dict[str, Any]]] = {}
    state = ""
    for event in events:
        if "stateEnteredEventDetails" in event:
            state = event["stateEnteredEventDetails"]["name"]
        elif event["type"] == "TaskScheduled":
            calls.setdefault(state, []).append(json.loads(event["taskScheduledEventDetails"].get("parameters", "{}")))
    return calls
