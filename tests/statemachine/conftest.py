from collections.abc import Iterator

import pytest

from orders.domain.workflow import WorkflowType
from tests.statemachine.harness import WorkflowHarness
from tests.statemachine.interpreter import interpreter


@pytest.fixture
def workflow_type() -> WorkflowType:
    """Override this fixture in a file whose tests hold for both types."""
    return WorkflowType.STANDARD


@pytest.fixture
def harness(workflow_type: WorkflowType) -> Iterator[WorkflowHarness]:
    with interpreter() as patch:
        yield WorkflowHarness.open(patch, workflow_type)
