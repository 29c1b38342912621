import pytest

from tests.infra.program import Program, plan


@pytest.fixture(scope="session")
def program() -> Program:
    return plan()
