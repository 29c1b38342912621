"""Starting the workflow of an order."""

from __future__ import annotations

import json
from typing import Protocol

from orders.errors import MalformedTask
from orders.events import EventType
from orders.task import Task


class Workflow(Protocol):
    """The state machine that processes orders."""

    def start(self, task: Task) -> bool:
        """Start the attempt's execution; False if it was started before, which is a success too."""


def read_event(body: str) -> Task:
    """The task that a message from the processing queue asks for.

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
    return task
