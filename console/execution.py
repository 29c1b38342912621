"""An attempt's execution: its visits to states, the calls in each, and the definition that it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import yaml
from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from statemachine.generate import DEFINITION

MAX_EVENTS = 5_000
"""Events of one execution that a page reads, inclusive; the longest path of the workflow has fewer than 1,500."""

PAGE_SIZE = 1_000
"""Events of one response, inclusive: with AWS's default of 100, a long execution needs too many calls.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
"""

CALL_ENDS = {
    "taskSucceededEventDetails": None,
    "taskFailedEventDetails": "error",
    "taskTimedOutEventDetails": "error",
    "taskSubmitFailedEventDetails": "error",
    "taskStartFailedEventDetails": "error",
}
"""The details of the events that end a call."""


@dataclass(slots=True)
class Call:
    """One call of a state's task; ``error`` and ``cause`` are None if it succeeded or runs."""

    scheduled: datetime
    ended: datetime | None = None
    error: str | None = None
    cause: str | None = None


@dataclass(slots=True)
class StateVisit:
    """One visit to a state; ``left`` is None until it ends."""

    number: int
    state: str
    entered: datetime
    left: datetime | None = None
    calls: list[Call] = field(default_factory=list)

    @property
    def retries(self) -> int:
        """The calls after the first one."""
        return max(0, len(self.calls) - 1)

    @property
    def error(self) -> str | None:
        """The error of the last call, with which the visit ended."""
        return self.calls[-1].error if self.calls else None

    @property
    def is_waiting(self) -> bool:
        """Whether the last call failed and the next one is not scheduled yet."""
        return self.left is None and self.error is not None


@dataclass(frozen=True, slots=True)
class ExecutionRecord:
    """An execution as Step Functions has it; ``is_cut`` if it has more events than ``MAX_EVENTS``."""

    arn: str
    status: str
    started: datetime
    stopped: datetime | None
    error: str | None
    cause: str | None
    visits: Sequence[StateVisit]
    is_cut: bool = False

    @property
    def is_running(self) -> bool:
        """Whether the workflow itself will still finish the order."""
        return self.status == "RUNNING"

    @property
    def current(self) -> StateVisit | None:
        """The visit that has not ended."""
        return self.visits[-1] if self.visits and self.is_running and self.visits[-1].left is None else None

    @property
    def retries(self) -> int:
        """The retried calls of all visits."""
        return sum(visit.retries for visit in self.visits)


def read_execution(machine: StateMachine, attempt: Attempt) -> ExecutionRecord | None:
    """Return the attempt's execution; None if it never started, or Step Functions no longer keeps it.

    Raises:
        StoreUnavailable: Step Functions throttled the call or could not be reached.
        ClientError: it rejected the call.
    """
    arn = machine.execution_arn(attempt)
    with translate_aws_errors("Step Functions"):
        try:
            found = client("stepfunctions").describe_execution(executionArn=arn)
        except ClientError as error:
            if error_code(error) == "ExecutionDoesNotExist":
                return None
            raise
        events = list(_events(arn, with_data=False))
    return ExecutionRecord(
        arn,
        found["status"],
        found["startDate"],
        found.get("stopDate"),
        found.get("error"),
        found.get("cause"),
        parse_visits(events),
        is_cut=len(events) == MAX_EVENTS,
    )


def _events(arn: str, *, with_data: bool) -> Iterator[Mapping[str, Any]]:
    """Yield the events of an execution in order, at most ``MAX_EVENTS``."""
    pages = (
        client("stepfunctions")
        .get_paginator("get_execution_history")
        .paginate(
            executionArn=arn,
            includeExecutionData=with_data,
            PaginationConfig={"MaxItems": MAX_EVENTS, "PageSize": PAGE_SIZE},
        )
    )
    for page in pages:
        yield from page["events"]


def parse_visits(events: Sequence[Mapping[str, Any]]) -> list[StateVisit]:
    """Return the visits to states in the events of an execution, given in order."""
    visits: list[StateVisit] = []
    for event in events:
        if "stateEnteredEventDetails" in event:
            name = event["stateEnteredEventDetails"]["name"]
            visits.append(StateVisit(len(visits) + 1, name, event["timestamp"]))
        elif not visits:
            continue
        elif "stateExitedEventDetails" in event:
            visits[-1].left = event["timestamp"]
        elif event["type"] == "TaskScheduled":
            visits[-1].calls.append(Call(event["timestamp"]))
        elif (details := next((each for each in CALL_ENDS if each in event), None)) and visits[-1].calls:
            call, error_key = visits[-1].calls[-1], CALL_ENDS[details]
            call.ended = event["timestamp"]
            if error_key:
                call.error = event[details].get("error", "States.Timeout")
                call.cause = event[details].get("cause")
    # A Succeed or Fail state ends the execution: AWS records no exit from a Fail state.
    if visits and visits[-1].left is None and events[-1]["type"].startswith("Execution"):
        visits[-1].left = events[-1]["timestamp"]
    return visits


@dataclass(frozen=True, slots=True)
class StepData:
    """What a visit got and returned, as JSON texts."""

    state: str
    texts: Mapping[str, str]


def read_step_data(machine: StateMachine, attempt: Attempt, number: int) -> StepData | None:
    """Return the input and the output of a visit, and what its calls got and returned; None if there is no such visit.

    Raises:
        StoreUnavailable, ClientError: as for ``read_execution``.
    """
    visit, state, texts = 0, "", dict[str, str]()
    with translate_aws_errors("Step Functions"):
        for event in _events(machine.execution_arn(attempt), with_data=True):
            if "stateEnteredEventDetails" in event:
                visit += 1
            if visit == number:
                state = event.get("stateEnteredEventDetails", {}).get("name", state)
                texts |= _texts_of(event, len(texts))
            if visit > number:
                break
    return StepData(state, texts) if state else None


def _texts_of(event: Mapping[str, Any], position: int) -> dict[str, str]:
    """Return the JSON texts in an event, pretty-printed, by what each is."""
    found: dict[str, str] = {}
    for key, details in event.items():
        if not key.endswith("EventDetails"):
            continue
        for name in ("input", "parameters", "output", "cause"):
            if details.get(name):
                found[f"{position + len(found) + 1}. {event['type']}: {name}"] = pretty(details[name])
    return found


def pretty(text: str) -> str:
    """Return a JSON text with one member a line, with the JSON in its strings too; any other text as it is."""
    try:
        return json.dumps(_unfold(json.loads(text)), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _unfold(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unfold(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_unfold(each) for each in value]
    if isinstance(value, str) and value.startswith("{"):
        try:
            return _unfold(json.loads(value))
        except ValueError:
            return value
    return value


@lru_cache(maxsize=256)
def read_definition(execution_arn: str) -> Mapping[str, Any]:
    """Return the definition that an execution runs, which never changes.

    Raises:
        StoreUnavailable, ClientError: as for ``read_execution``.
    """
    with translate_aws_errors("Step Functions"):
        response = client("stepfunctions").describe_state_machine_for_execution(executionArn=execution_arn)
    definition: Mapping[str, Any] = json.loads(response["definition"])
    return definition


@lru_cache(maxsize=1)
def newest_definition() -> Mapping[str, Any]:
    """Return this repository's definition, for an attempt that has no execution yet."""
    definition: Mapping[str, Any] = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))
    return definition
