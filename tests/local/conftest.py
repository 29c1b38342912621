from collections.abc import Iterator

import pytest

from local.api_client import ApiClient
from local.ports import Ports
from local.system import LocalSystem, local_system
from local.system_reader import SystemReader

WAIT_SCALE = 0.1
PROTECTED = {
    "order-processing:customer_managed_key": True,
    "order-processing:github_repository": "example/order-processing",
}
"""As in Pulumi.prod.yaml: the stack has its own key, and the deployer's boundary limits every role."""


@pytest.fixture(scope="session")
def system() -> Iterator[LocalSystem]:
    """The whole system with IAM enforced, so that a missing permission of a function or the API fails a test."""
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE, changes=PROTECTED) as system:
        yield system


@pytest.fixture
def reader(system: LocalSystem) -> SystemReader:
    return SystemReader(system)


@pytest.fixture
def client(system: LocalSystem) -> ApiClient:
    return ApiClient(system.api_url)
