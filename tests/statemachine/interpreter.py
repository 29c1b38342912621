"""moto's interpreter of state machines, which runs an execution to its end within the call that starts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

import pytest
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker, SyncExecutionWorker

from orders.aws import clients

_CONFIG = {
    "core": {"reset_boto3_session": False},  # a session takes longer to set up than a client
    "lambda": {"use_docker": False},
    "stepfunctions": {"execute_state_machine": True},
}

_parse = cache(AmazonStateLanguageParser.parse)
"""Parse a definition once: this takes longer than an execution, which keeps its state outside the parsed program."""


@contextmanager
def interpreter() -> Iterator[pytest.MonkeyPatch]:
    """Mock AWS with an interpreter that retries without waiting, and yield the patch, which ends with the mock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
        patch.setattr(AmazonStateLanguageParser, "parse", staticmethod(_parse))
        patch.setattr(ExecutionWorker, "start", SyncExecutionWorker.start)
        clients.client.cache_clear()
        with mock_aws(config=_CONFIG):
            yield patch
        clients.client.cache_clear()
