from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from orders.domain.workflow import WorkflowType

if TYPE_CHECKING:
    from tests.statemachine.harness import WorkflowHarness


@pytest.fixture
def workflow_type() -> WorkflowType:
    """Override this fixture in a file whose tests hold for both types."""
    return WorkflowType.STANDARD


@pytest.fixture
def harness(workflow_type: WorkflowType) -> Iterator[WorkflowHarness]:
    # Imported here because the interpreter takes seconds to import, and the fast tests do not need it.
    from tests.statemachine.harness import WorkflowHarness  # noqa: PLC0415
    from tests.statemachine.interpreter import interpreter  # noqa: PLC0415

    with interpreter() as patch:
        yield WorkflowHarness.open(patch, workflow_type)
