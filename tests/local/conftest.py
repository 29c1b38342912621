from collections.abc import Iterator

import pytest

from local.books import Books
from local.ports import Ports
from local.storefront import Storefront
from local.system import LocalSystem, local_system

WAIT_SCALE = 0.1


@pytest.fixture(scope="session")
def system() -> Iterator[LocalSystem]:
    """The whole system with IAM enforced, so that a permission that a function or the API lacks fails a test."""
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE) as system:
        yield system


@pytest.fixture
def books(system: LocalSystem) -> Books:
    return Books(system)


@pytest.fixture
def storefront(system: LocalSystem) -> Storefront:
    return Storefront(system.api_url)
