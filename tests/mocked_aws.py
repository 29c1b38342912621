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
        # moto checks no signature, which the emulator does.
        patch.setattr(SigV4Auth, "canonical_request", lambda _auth, _request: "")
        yield patch
    clients.client.cache_clear()
