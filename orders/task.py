"""One attempt at one order: what the state machine hands to each step, and every key that derives from it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from orders.errors import MalformedTask

_ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Safe in an execution's name, which has at most 80 characters.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""

MAX_ATTEMPT = 9_999

_ATTEMPT = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Task:
    """An order's id and the number of the attempt, counted from 1.

    Raises:
        MalformedTask: a field is missing, or is not what its name says.
    """

    order_id: str
    attempt: int

    def __post_init__(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if not isinstance(self.attempt, int) or isinstance(self.attempt, bool) or not 1 <= self.attempt <= MAX_ATTEMPT:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT}")

    @classmethod
    def parse(cls, message: object) -> Task:
        """Read a task from a decoded message, whatever else the message holds.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], attempt=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def from_execution_name(cls, name: str) -> Task:
        """The task behind an ``execution_name``.

        Raises:
            MalformedTask: no task has this name.
        """
        order_id, _, attempt = name.rpartition(".")
        if not _ATTEMPT.fullmatch(attempt):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(attempt))

    @property
    def next(self) -> Task:
        """The attempt that follows this one.

        Raises:
            MalformedTask: this is the last that there may be.
        """
        return Task(self.order_id, self.attempt + 1)

    @property
    def execution_name(self) -> str:
        """The name of the state machine's execution, so that a second start of the same attempt is refused by AWS."""
        return f"{self.order_id}.{self.attempt}"

    @property
    def execution_input(self) -> dict[str, Any]:
        """The execution's whole input: small, canonical, and without personal data."""
        return {"order_id": self.order_id, "attempt": self.attempt}

    @property
    def payment_id(self) -> str:
        """The payment of this attempt; another attempt is another payment."""
        return f"{self.order_id}.{self.attempt}"

    def idempotency_key(self, operation: str) -> str:
        """The key of one operation with the payment provider, the same in every retry of it."""
        return f"{self.order_id}.{self.attempt}:{operation}"


def operation_of(message: Mapping[str, Any], known: Container[str]) -> str:
    """The operation that a step is asked for.

    Raises:
        MalformedTask: there is none, or the step does not know it.
    """
    operation = message.get("operation")
    if not isinstance(operation, str) or operation not in known:
        raise MalformedTask("operation must be one that this step knows")
    return operation
