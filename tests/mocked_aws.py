"""AWS in this process: moto's mock, in which all tests share one client of each service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.config import Config
from moto import mock_aws

import tests.moto_patches  # noqa: F401  # saves time in each call
from orders.aws import clients


@cache
def _session() -> boto3.Session:
    """Return a session made after moto's import, without which its clients would call AWS itself."""
    return boto3.Session()


@cache
def _client(service: str, config: Config) -> Any:
    return _session().client(service, config=config)


def _name_account_and_region(auth: Any, request: Any) -> None:
    """Leave out the signature: moto does not check it, as the emulator does, and reads only where a call belongs."""
    scope = f"{auth.credentials.access_key}/20260101/{auth._region_name}/{auth._service_name}/aws4_request"
    request.headers["Authorization"] = f"AWS4-HMAC-SHA256 Credential={scope}"


@contextmanager
def mocked_aws(**config: Any) -> Iterator[pytest.MonkeyPatch]:
    """Mock AWS with moto's configuration of its services, and yield a patch, which ends with the mock.

    A test must undo what it does to a client, such as to register a handler: making one anew for each test would take
    longer than the calls of most.
    """
    clients.client.cache_clear()
    with pytest.MonkeyPatch.context() as patch, mock_aws(config={"core": {"reset_boto3_session": False}, **config}):
        patch.setattr(boto3, "DEFAULT_SESSION", _session())
        patch.setattr(clients, "boto3", SimpleNamespace(client=_client))
        patch.setattr(SigV4Auth, "add_auth", _name_account_and_region)
        yield patch
    clients.client.cache_clear()
