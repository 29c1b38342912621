from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl

from orders.aws import clients
from orders.domain.workflow import WorkflowType
from tests.statemachine.harness import WorkflowHarness


@pytest.fixture
def workflow_type() -> WorkflowType:
    """Override this fixture in a file whose tests hold for both types."""
    return WorkflowType.STANDARD


@pytest.fixture
def harness(monkeypatch: pytest.MonkeyPatch, workflow_type: WorkflowType) -> Iterator[WorkflowHarness]:
    """Run retries without waiting."""
    monkeypatch.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
    clients.client.cache_clear()
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}):
        yield WorkflowHarness.open(monkeypatch, workflow_type)
    clients.client.cache_clear()
