from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.client import BaseClient

from functions.telemetry import logger
from orders.aws.clients import client
from tests.functions.lambda_runtime import CapturedOutput
from tests.functions.store_harness import StoreHarness


@pytest.fixture(scope="module", autouse=True)
def clients() -> Iterator[None]:
    """Drop the clients afterwards, so that no other module's mock of AWS is bypassed."""
    yield
    client.cache_clear()


@pytest.fixture(autouse=True)
def no_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that calls AWS."""

    def fail(_client: BaseClient, name: str, _arguments: dict[str, Any]) -> None:
        pytest.fail(f"{name} was called")

    monkeypatch.setattr(BaseClient, "_make_api_call", fail)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> StoreHarness:
    return StoreHarness(monkeypatch)


@pytest.fixture(autouse=True)
def output(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CapturedOutput:
    """Capture the logger too: it keeps the stream of its import, and pytest has another for each phase."""
    stream = SimpleNamespace(write=partial(print, end=""), flush=lambda: None)
    monkeypatch.setattr(logger.registered_handler, "stream", stream)
    return CapturedOutput(capsys)
