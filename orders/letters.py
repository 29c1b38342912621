"""The dead-letter queue's messages: what each is about, and how they are read without losing one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from orders.errors import MalformedTask
from orders.task import Task


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it lies in the queue; ``receipt`` is what its reader hands in to throw it away."""

    message_id: str
    receipt: str
    body: str
    sent_at: datetime

    @property
    def task(self) -> Task | None:
        """The attempt that the letter is about, or None if it is no order's.

        The workflow, the watchdog and the processing queue name it at the top; an event that the watchdog failed over
        has it as the name of the execution.
        """
        try:
            match self._content():
                case {"detail": {"name": str(name)}}:
                    return Task.from_execution_name(name)
                case content:
                    return Task.parse(content)
        except MalformedTask:
            return None

    @property
    def error(self) -> str | None:
        """The name of the error, if the letter tells one; an event that could not be processed tells none."""
        match self._content():
            case {"error": str(error)}:
                return error
        return None

    def _content(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class LetterBox(Protocol):
    """The dead-letter queue for its reader."""

    def opened(self) -> AbstractContextManager[Sequence[Letter]]:
        """All letters, the oldest first; other readers do not see them until the block ends.

        Raises:
            StoreUnavailable: try again.
        """

    def throw_away(self, letter: Letter) -> None:
        """Delete a letter that has been dealt with.

        Raises:
            StoreUnavailable: try again.
        """
