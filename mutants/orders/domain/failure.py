"""Why an attempt failed, as the workflow caught it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orders.domain.errors import MalformedTask

COMPENSATION_STATES = ("ReleaseInventory", "VoidPayment")
"""The states of the workflow that compensate, in their order; ``usecases.compensate`` gives the reason for it."""


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁFailureǁas_message__mutmut: MutantDict = {}  # type: ignore
mutants_xǁFailureǁparse__mutmut: MutantDict = {}  # type: ignore


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

    @_mutmut_mutated(mutants_xǁFailureǁas_message__mutmut)
    def as_message(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(self)
        del message["rejection"]
        return message

    def xǁFailureǁas_message__mutmut_orig(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(self)
        del message["rejection"]
        return message

    def xǁFailureǁas_message__mutmut_1(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = None
        del message["rejection"]
        return message

    def xǁFailureǁas_message__mutmut_2(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(None)
        del message["rejection"]
        return message

    def xǁFailureǁas_message__mutmut_3(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(self)
        del message["XXrejectionXX"]
        return message

    def xǁFailureǁas_message__mutmut_4(self) -> dict[str, Any]:
        """Return the fields of the dead-letter message."""
        message = asdict(self)
        del message["REJECTION"]
        return message

    @classmethod
    @_mutmut_mutated(mutants_xǁFailureǁparse__mutmut, is_classmethod = True)
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

    @classmethod
    def xǁFailureǁparse__mutmut_orig(cls, caught: object) -> Failure:
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

    @classmethod
    def xǁFailureǁparse__mutmut_1(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = None
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_2(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(None)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_3(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = None
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_4(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(None), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_5(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get(None)), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_6(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("XXfailureXX")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_7(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("FAILURE")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_8(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(None)
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_9(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get(None))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_10(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("XXrejectionXX"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_11(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("REJECTION"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_12(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = None
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_13(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(None)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_14(cls, caught: object) -> Failure:
        """Return the failure in the data of the state machine.

        A technical error is at ``{"failure": {"<state>": {"Error": …, "Cause": …}}}``, a business rejection likewise
        under ``rejection``.  A failed forward state comes first, then a failed compensation state, because it needs a
        person, and a rejection only if nothing failed.

        Raises:
            MalformedTask: there is neither.
        """
        data = _object(caught)
        failures, rejections = _object(data.get("failure")), _object(data.get("rejection"))
        unfinished = tuple(state for state in COMPENSATION_STATES if state not in failures)
        forward = [state for state in failures if state not in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_15(cls, caught: object) -> Failure:
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
        forward = None
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_16(cls, caught: object) -> Failure:
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
        forward = [state for state in failures if state in COMPENSATION_STATES]
        rejection = next((_object(output).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_17(cls, caught: object) -> Failure:
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
        rejection = None
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_18(cls, caught: object) -> Failure:
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
        rejection = next(None, None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_19(cls, caught: object) -> Failure:
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
        rejection = next(None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_20(cls, caught: object) -> Failure:
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
        rejection = next((_object(output).get("Error") for output in rejections.values()), )
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_21(cls, caught: object) -> Failure:
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
        rejection = next((_object(output).get(None) for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_22(cls, caught: object) -> Failure:
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
        rejection = next((_object(None).get("Error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_23(cls, caught: object) -> Failure:
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
        rejection = next((_object(output).get("XXErrorXX") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_24(cls, caught: object) -> Failure:
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
        rejection = next((_object(output).get("error") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_25(cls, caught: object) -> Failure:
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
        rejection = next((_object(output).get("ERROR") for output in rejections.values()), None)
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] + [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_26(cls, caught: object) -> Failure:
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
        for state, output in [(state, failures[state]) for state in (*forward, *unfinished)] - [*rejections.items()]:
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_27(cls, caught: object) -> Failure:
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
            error, cause = None
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_28(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get(None), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_29(cls, caught: object) -> Failure:
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
            error, cause = _object(None).get("Error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_30(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("XXErrorXX"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_31(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("error"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_32(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("ERROR"), _object(output).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_33(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get(None, "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_34(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("Cause", None)
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_35(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_36(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("Cause", )
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_37(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(None).get("Cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_38(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("XXCauseXX", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_39(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("cause", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_40(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("CAUSE", "")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_41(cls, caught: object) -> Failure:
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
            error, cause = _object(output).get("Error"), _object(output).get("Cause", "XXXX")
            if isinstance(error, str) and isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_42(cls, caught: object) -> Failure:
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
            if isinstance(error, str) or isinstance(cause, str):
                return cls(state, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_43(cls, caught: object) -> Failure:
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
                return cls(None, error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_44(cls, caught: object) -> Failure:
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
                return cls(state, None, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_45(cls, caught: object) -> Failure:
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
                return cls(state, error, None, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_46(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, None, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_47(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, unfinished, None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_48(cls, caught: object) -> Failure:
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
                return cls(error, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_49(cls, caught: object) -> Failure:
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
                return cls(state, cause, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_50(cls, caught: object) -> Failure:
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
                return cls(state, error, unfinished, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_51(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, rejection if isinstance(rejection, str) else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_52(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, unfinished, )
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_53(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, unfinished, rejection if (isinstance(rejection, str)) and False else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_54(cls, caught: object) -> Failure:
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
                return cls(state, error, cause, unfinished, rejection if (isinstance(rejection, str)) or True else None)
        raise MalformedTask("a task that fails an order must carry the failure or the rejection that was caught")

    @classmethod
    def xǁFailureǁparse__mutmut_55(cls, caught: object) -> Failure:
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
        raise MalformedTask(None)

    @classmethod
    def xǁFailureǁparse__mutmut_56(cls, caught: object) -> Failure:
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
        raise MalformedTask("XXa task that fails an order must carry the failure or the rejection that was caughtXX")

    @classmethod
    def xǁFailureǁparse__mutmut_57(cls, caught: object) -> Failure:
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
        raise MalformedTask("A TASK THAT FAILS AN ORDER MUST CARRY THE FAILURE OR THE REJECTION THAT WAS CAUGHT")

mutants_xǁFailureǁas_message__mutmut['_mutmut_orig'] = Failure.xǁFailureǁas_message__mutmut_orig # type: ignore # mutmut generated
mutants_xǁFailureǁas_message__mutmut['xǁFailureǁas_message__mutmut_1'] = Failure.xǁFailureǁas_message__mutmut_1 # type: ignore # mutmut generated
mutants_xǁFailureǁas_message__mutmut['xǁFailureǁas_message__mutmut_2'] = Failure.xǁFailureǁas_message__mutmut_2 # type: ignore # mutmut generated
mutants_xǁFailureǁas_message__mutmut['xǁFailureǁas_message__mutmut_3'] = Failure.xǁFailureǁas_message__mutmut_3 # type: ignore # mutmut generated
mutants_xǁFailureǁas_message__mutmut['xǁFailureǁas_message__mutmut_4'] = Failure.xǁFailureǁas_message__mutmut_4 # type: ignore # mutmut generated

mutants_xǁFailureǁparse__mutmut['_mutmut_orig'] = Failure.xǁFailureǁparse__mutmut_orig # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_1'] = Failure.xǁFailureǁparse__mutmut_1 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_2'] = Failure.xǁFailureǁparse__mutmut_2 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_3'] = Failure.xǁFailureǁparse__mutmut_3 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_4'] = Failure.xǁFailureǁparse__mutmut_4 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_5'] = Failure.xǁFailureǁparse__mutmut_5 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_6'] = Failure.xǁFailureǁparse__mutmut_6 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_7'] = Failure.xǁFailureǁparse__mutmut_7 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_8'] = Failure.xǁFailureǁparse__mutmut_8 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_9'] = Failure.xǁFailureǁparse__mutmut_9 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_10'] = Failure.xǁFailureǁparse__mutmut_10 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_11'] = Failure.xǁFailureǁparse__mutmut_11 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_12'] = Failure.xǁFailureǁparse__mutmut_12 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_13'] = Failure.xǁFailureǁparse__mutmut_13 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_14'] = Failure.xǁFailureǁparse__mutmut_14 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_15'] = Failure.xǁFailureǁparse__mutmut_15 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_16'] = Failure.xǁFailureǁparse__mutmut_16 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_17'] = Failure.xǁFailureǁparse__mutmut_17 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_18'] = Failure.xǁFailureǁparse__mutmut_18 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_19'] = Failure.xǁFailureǁparse__mutmut_19 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_20'] = Failure.xǁFailureǁparse__mutmut_20 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_21'] = Failure.xǁFailureǁparse__mutmut_21 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_22'] = Failure.xǁFailureǁparse__mutmut_22 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_23'] = Failure.xǁFailureǁparse__mutmut_23 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_24'] = Failure.xǁFailureǁparse__mutmut_24 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_25'] = Failure.xǁFailureǁparse__mutmut_25 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_26'] = Failure.xǁFailureǁparse__mutmut_26 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_27'] = Failure.xǁFailureǁparse__mutmut_27 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_28'] = Failure.xǁFailureǁparse__mutmut_28 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_29'] = Failure.xǁFailureǁparse__mutmut_29 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_30'] = Failure.xǁFailureǁparse__mutmut_30 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_31'] = Failure.xǁFailureǁparse__mutmut_31 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_32'] = Failure.xǁFailureǁparse__mutmut_32 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_33'] = Failure.xǁFailureǁparse__mutmut_33 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_34'] = Failure.xǁFailureǁparse__mutmut_34 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_35'] = Failure.xǁFailureǁparse__mutmut_35 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_36'] = Failure.xǁFailureǁparse__mutmut_36 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_37'] = Failure.xǁFailureǁparse__mutmut_37 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_38'] = Failure.xǁFailureǁparse__mutmut_38 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_39'] = Failure.xǁFailureǁparse__mutmut_39 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_40'] = Failure.xǁFailureǁparse__mutmut_40 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_41'] = Failure.xǁFailureǁparse__mutmut_41 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_42'] = Failure.xǁFailureǁparse__mutmut_42 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_43'] = Failure.xǁFailureǁparse__mutmut_43 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_44'] = Failure.xǁFailureǁparse__mutmut_44 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_45'] = Failure.xǁFailureǁparse__mutmut_45 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_46'] = Failure.xǁFailureǁparse__mutmut_46 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_47'] = Failure.xǁFailureǁparse__mutmut_47 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_48'] = Failure.xǁFailureǁparse__mutmut_48 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_49'] = Failure.xǁFailureǁparse__mutmut_49 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_50'] = Failure.xǁFailureǁparse__mutmut_50 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_51'] = Failure.xǁFailureǁparse__mutmut_51 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_52'] = Failure.xǁFailureǁparse__mutmut_52 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_53'] = Failure.xǁFailureǁparse__mutmut_53 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_54'] = Failure.xǁFailureǁparse__mutmut_54 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_55'] = Failure.xǁFailureǁparse__mutmut_55 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_56'] = Failure.xǁFailureǁparse__mutmut_56 # type: ignore # mutmut generated
mutants_xǁFailureǁparse__mutmut['xǁFailureǁparse__mutmut_57'] = Failure.xǁFailureǁparse__mutmut_57 # type: ignore # mutmut generated
mutants_x__object__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__object__mutmut)
def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def x__object__mutmut_orig(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def x__object__mutmut_1(value: object) -> Mapping[str, Any]:
    return value if (isinstance(value, Mapping)) and False else {}


def x__object__mutmut_2(value: object) -> Mapping[str, Any]:
    return value if (isinstance(value, Mapping)) or True else {}

mutants_x__object__mutmut['_mutmut_orig'] = x__object__mutmut_orig # type: ignore # mutmut generated
mutants_x__object__mutmut['x__object__mutmut_1'] = x__object__mutmut_1 # type: ignore # mutmut generated
mutants_x__object__mutmut['x__object__mutmut_2'] = x__object__mutmut_2 # type: ignore # mutmut generated
