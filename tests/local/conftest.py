from collections.abc import Iterator
from typing import Any

import pytest

from infra.account_region import AccountRegion
from infra.deployer_permissions import boundary
from infra.policies import as_policy
from local.api_client import ApiClient
from local.emulator import Aws
from local.ports import Ports
from local.resources.iam import with_emulator_actions
from local.system import LocalSystem, local_system
from local.system_reader import SystemReader

ACCOUNT = "000000000000"
"""The emulator's."""

WAIT_SCALE = 0.1


def protected(aws: Aws) -> dict[str, Any]:
    """Return settings as in Pulumi.prod.yaml: a key of the stack's own, and a deployer with bootstrap's boundary.

    The boundary is created first, as by ``bootstrap/``, and limits every role.
    """
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    document = as_policy(boundary("dev", AccountRegion.of(provider, "*")))
    policy = aws.client("iam").create_policy(PolicyName="boundary", PolicyDocument=with_emulator_actions(document))
    return {
        "order-processing:customer_managed_key": True,
        "order-processing:github_repository": "example/order-processing",
        "order-processing:github_oidc_provider_arn": provider,
        "order-processing:permissions_boundary_arn": policy["Policy"]["Arn"],
    }


@pytest.fixture(scope="session")
def system() -> Iterator[LocalSystem]:
    """The whole system with IAM enforced, so that a missing permission of a function or the API fails a test."""
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE, changes=protected) as system:
        yield system


@pytest.fixture
def reader(system: LocalSystem) -> SystemReader:
    return SystemReader(system)


@pytest.fixture
def client(system: LocalSystem) -> ApiClient:
    return ApiClient(system.api_url)
