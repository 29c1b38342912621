from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from functions.telemetry import logger
from orders.aws.clients import client
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed
from tests.functions.shop import Shop


@pytest.fixture(scope="session")
def boto_session() -> boto3.Session:
    """One for all tests: the first client of a session reads megabytes of service descriptions."""
    return boto3.Session()


@pytest.fixture(scope="module")
def clients() -> Iterator[None]:
    """A module's tests share their clients, which know nothing of what stands in the account."""
    client.cache_clear()
    yield
    client.cache_clear()


@pytest.fixture
def cloud(clients: None, boto_session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty account."""
    with mock_aws():
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto_session)
        yield


@pytest.fixture
def shop(cloud: None) -> Shop:
    return Shop.open()


@pytest.fixture(autouse=True)
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Printed:
    """The logger holds on to the stream that it found when it was imported; pytest has another for each phase."""
    stream = SimpleNamespace(write=partial(print, end=""), flush=lambda: None)
    monkeypatch.setattr(logger.registered_handler, "stream", stream)
    return Printed(capsys)


@pytest.fixture
def refusals(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Refusals:
    return Refusals(monkeypatch)


@pytest.fixture
def no_cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test in which nobody may call AWS."""

    def answer(_client: BaseClient, name: str, _arguments: dict[str, Any]) -> None:
        pytest.fail(f"{name} was called")

    monkeypatch.setattr(BaseClient, "_make_api_call", answer)
