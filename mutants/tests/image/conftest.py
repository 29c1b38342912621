import pytest

from local.program import stack_config
from tests.infra.program import Program, run_program


@pytest.fixture(scope="session")
def program() -> Program:
    return run_program(stack_config("dev"))
