"""A message in the dead-letter queue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁDeadLetterǁ_content__mutmut: MutantDict = {}  # type: ignore


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
        not process has it as the name of the execution.
        """
        try:
            match self._content():
                case {"detail": {"name": str(name)}}:
                    return Attempt.from_execution_name(name)
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

    @_mutmut_mutated(mutants_xǁDeadLetterǁ_content__mutmut)
    def _content(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def xǁDeadLetterǁ_content__mutmut_orig(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def xǁDeadLetterǁ_content__mutmut_1(self) -> Any:
        try:
            return json.loads(None)
        except (ValueError, RecursionError):
            return None

mutants_xǁDeadLetterǁ_content__mutmut['_mutmut_orig'] = DeadLetter.xǁDeadLetterǁ_content__mutmut_orig # type: ignore # mutmut generated
mutants_xǁDeadLetterǁ_content__mutmut['xǁDeadLetterǁ_content__mutmut_1'] = DeadLetter.xǁDeadLetterǁ_content__mutmut_1 # type: ignore # mutmut generated
