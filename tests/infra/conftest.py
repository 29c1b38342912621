import pytest

from tests.infra.program import Program, plan
from tests.infra.stacks import SCHEDULED


@pytest.fixture(scope="session")
def program() -> Program:
    """The dev stack."""
    return plan()


@pytest.fixture(scope="session")
def prod() -> Program:
    return plan("prod")


@pytest.fixture(scope="session")
def express_program() -> Program:
    return plan(workflow_type="EXPRESS", **SCHEDULED)
