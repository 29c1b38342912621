"""moto's interpreter of state machines, which neither waits before a retry nor parses a definition twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

import pytest
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from local.process import wait_until
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
    """Mock AWS with the interpreter, and yield the patch, which ends with the mock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
        patch.setattr(AmazonStateLanguageParser, "parse", staticmethod(_parse))
        clients.client.cache_clear()
        with mock_aws(config=_CONFIG):
            yield patch
        clients.client.cache_clear()


def await_end(execution_arn: str) -> str:
    """Wait for the end of an execution, and return its status.

    This reads moto's object: to describe the execution again and again would take longer than to run it.
    """
    execution = stepfunctions_parser_backends[DEFAULT_ACCOUNT_ID]["us-west-2"].describe_execution(execution_arn)
    assert wait_until(lambda: execution.status != "RUNNING", seconds=120, every=0.005), "the execution has not ended"
    return str(execution.status)
