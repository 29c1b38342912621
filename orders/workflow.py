"""Starting the workflow of an order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from orders.errors import MalformedTask
from orders.events import EventType
from orders.task import Task
from orders.trace import read_trace_header


class WorkflowType(StrEnum):
    """What Step Functions promises of an execution."""

    STANDARD = "STANDARD"
    """An attempt has one execution, which can be looked up."""
    EXPRESS = "EXPRESS"
    """An attempt may have several, even at once, none longer than five minutes; none can be looked up."""


class Workflow(Protocol):
    """The state machine that processes orders."""

    def start(self, task: Task, trace_header: str | None = None) -> bool:
        """Start the attempt's execution, in that trace; False if it was started before, which is a success too."""


@dataclass(frozen=True, slots=True)
class Execution:
    """An attempt's execution; ``status`` is ``RUNNING``, or the way in which Step Functions says that it ended."""

    arn: str
    status: str

    @property
    def is_running(self) -> bool:
        """Whether the workflow itself will still see to the order."""
        return self.status == "RUNNING"


class Executions(Workflow, Protocol):
    """The state machine as an operator knows it, who also looks back."""

    def find(self, task: Task) -> Execution | None:
        """The attempt's execution; None if it never started, or so long ago that it is forgotten.

        Raises:
            StoreUnavailable: try again.
        """


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order that waits for its workflow, and the trace of the request that placed it."""

    task: Task
    trace_header: str | None = None


def read_event(body: str) -> NewOrder:
    """The new order of which a message from the processing queue tells.

    Raises:
        MalformedTask: the message is not an ``OrderCreated`` event.
    """
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedTask("the message is not JSON") from error
    task = Task.parse(event)
    if event.get("type") != EventType.ORDER_CREATED:
        raise MalformedTask(f"the message's type must be {EventType.ORDER_CREATED}")
    return NewOrder(task, read_trace_header(event.get("trace_header")))
