"""Why an attempt failed, as the workflow caught it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orders.contract import COMPENSATION_STATES
from orders.domain.errors import MalformedTask

THROTTLE = "Lambda.TooManyRequestsException"
"""The error of a state whose function was throttled until its retries were used up: the function has not run.

https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
"""


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
        person, and then a rejection.  A throttled compensation state comes last: it only followed what the attempt
        failed for, and ``needs_attention`` names it.

        A state is caught with the error of its last call; the errors before it, which were retried, are only in the
        log, and those of the payment provider in the order's history.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        throttled = [state for state in unfinished if _object(failures[state]).get("Error") == THROTTLE]
        others = [state for state in unfinished if state not in throttled]
        caught_in_order = [
            *((state, failures[state]) for state in (*forward, *others)),
            *rejections.items(),
            *((state, failures[state]) for state in throttled),
        ]
        for state, output in caught_in_order:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
