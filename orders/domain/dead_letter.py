"""A message in the dead-letter queue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message in the dead-letter queue; its reader deletes it with ``receipt``."""

    message_id: str
    receipt: str
    body: str
    sent_at: datetime

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that the message is about, or None if it names no attempt.

        The workflow, the watchdog and the processing queue put it at the top level; an event that the watchdog could
        not process has it as the name of the execution, or in its input.
        """
        try:
            match self._content():
                case {"detail": {"name": str(name)} as detail}:
                    return Attempt.of_execution(name, detail.get("input"))
                case content:
                    return Attempt.parse(content)
        except MalformedTask:
            return None

    @property
    def error(self) -> str | None:
        """The name of the error; None in an event that could not be processed."""
        match self._content():
            case {"error": str(error)}:
                return error
        return None

    def _content(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None
