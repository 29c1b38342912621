"""Why an attempt failed, as the workflow caught it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orders.domain.errors import MalformedTask

COMPENSATION_STATES = ("ReleaseInventory", "VoidPayment")
"""The states of the workflow that compensate, in their order; ``usecases.compensate`` gives the reason for it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The state that failed, with the error's name and cause as Step Functions reported them.

    Attributes:
        needs_attention: the compensation states that failed for good, so that their work is still to be done.
        rejection: the name of the business rejection that started the compensation, if there was one.
    """

    failed_state: str
    error: str
    cause: str
    needs_attention: tuple[str, ...] = ()
    rejection: str | None = None

    @property
    def reason(self) -> str:
        """The order's ``failure_reason``: the business rejection, even if the compensation failed after it."""
        return self.rejection or self.error

    def as_message(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(self)
        del message["rejection"]
        return message

    @classmethod
    def parse(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
