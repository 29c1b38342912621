"""The workflow's types and executions, in the domain's terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orders import contract


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class WorkflowType(StrEnum):
    """What Step Functions guarantees about an execution."""

    STANDARD = contract.STANDARD
    """An attempt has one execution, which can be described."""
    EXPRESS = contract.EXPRESS
    """An attempt may have several executions, even at the same time; none can be described."""


@dataclass(frozen=True, slots=True)
class Execution:
    """An attempt's execution; ``status`` is one of Step Functions' own, such as ``RUNNING``."""

    arn: str
    status: str

    @property
    def is_running(self) -> bool:
        """Whether the workflow itself will still finish the order."""
        return self.status == "RUNNING"
