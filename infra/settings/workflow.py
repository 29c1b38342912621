"""How the order workflow runs, and how a new version of it comes into use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infra.settings.values import broken

STANDARD = "STANDARD"
EXPRESS = "EXPRESS"

WORKFLOW_TYPES = (STANDARD, EXPRESS)


@dataclass(frozen=True, kw_only=True)
class WorkflowSettings:
    """What holds for the state machine and the functions' versions; docs/workflow-types.md and docs/safe-change.md."""

    workflow_type: str = STANDARD
    """Or ``EXPRESS``: cheaper by far, at least once instead of exactly once, and five minutes at most."""

    gradual_release: bool = False
    """Whether new versions wait until ``make release`` gives them orders; else ``pulumi up`` gives them all."""

    @property
    def is_express(self) -> bool:
        """Whether the workflow is an Express workflow."""
        return self.workflow_type == EXPRESS

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from broken(
            (
                "workflow_type",
                self.workflow_type,
                f"one of {', '.join(WORKFLOW_TYPES)}",
                self.workflow_type in WORKFLOW_TYPES,
            ),
        )
