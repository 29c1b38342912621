"""One attempt at one order: the input of every step, and every key that derives from it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orders.contract import ORDER_ID_PATTERN
from orders.domain.errors import MalformedTask

_ORDER_ID = re.compile(ORDER_ID_PATTERN)

MAX_ATTEMPT_NUMBER = 9_999
"""Inclusive; with the longest order id it keeps an execution's name within AWS's 80 characters."""

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def parse_number(text: str) -> int | None:
    """Return the number of an attempt in a text; None if the text is another."""
    return int(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An order's id and the number of the attempt, counted from 1.

    Raises:
        MalformedTask: a field is missing or invalid.
    """

    order_id: str
    number: int

    def __post_init__(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    @classmethod
    def parse(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def from_execution_name(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, text = name.rpartition(".")
        number = parse_number(text)
        if number is None:
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, number)

    @classmethod
    def of_execution(cls, name: str, execution_input: object) -> Attempt:
        """Return the attempt of an execution: by its name, or by its input if it was started under another name.

        Step Functions' console proposes a UUID as the name.

        Raises:
            MalformedTask: neither names an attempt.
        """
        try:
            return cls.from_execution_name(name)
        except MalformedTask:
            try:
                return cls.parse(json.loads(str(execution_input)))
            except (ValueError, RecursionError):
                raise MalformedTask("neither the execution's name nor its input names an attempt") from None

    @property
    def next(self) -> Attempt:
        """The attempt after this one.

        Raises:
            MalformedTask: this is the last possible attempt.
        """
        return Attempt(self.order_id, self.number + 1)

    @property
    def execution_name(self) -> str:
        """The name of the state machine's execution; AWS rejects a second execution with the same name."""
        return f"{self.order_id}.{self.number}"

    @property
    def execution_input(self) -> dict[str, Any]:
        """The execution's whole input: small, canonical, and without personal data."""
        return {"order_id": self.order_id, "attempt": self.number}

    @property
    def payment_id(self) -> str:
        """The id of this attempt's payment; every attempt has its own payment."""
        return f"{self.order_id}.{self.number}"

    def idempotency_key(self, operation: str) -> str:
        """Return the payment provider's idempotency key for an operation: the same in every retry."""
        return f"{self.order_id}.{self.number}:{operation}"
