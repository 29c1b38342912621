"""moto's interpreter of state machines, which neither waits before a retry nor does work twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto.awslambda_simple.models import lambda_simple_backends
from moto.core import DEFAULT_ACCOUNT_ID
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.asl.utils import boto_client, json_path
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from local.process import wait_until
from local.system_reader import ExecutionHistory, parse_execution_history
from tests.mocked_aws import mocked_aws

_parse = cache(AmazonStateLanguageParser.parse)
"""Parse a definition once: this takes longer than an execution, which keeps its state outside the parsed program."""

_parse_path = cache(json_path.parse)

_clients: dict[str, BaseClient] = {}


def _client(service_name: str, **arguments: Any) -> BaseClient:
    """Return the client with which moto's tasks call a service: moto would make one for each task."""
    if service_name not in _clients:
        _clients[service_name] = boto3.client(service_name, **arguments)
    return _clients[service_name]


def _invoke(parameters: dict[str, Any], region: str, **_: Any) -> dict[str, Any]:
    """Call a function without HTTP, and respond as Lambda does."""
    headers: dict[str, str] = {}
    functions = lambda_simple_backends[DEFAULT_ACCOUNT_ID][region]
    result = functions.invoke(parameters["FunctionName"], None, parameters["Payload"].decode(), {}, headers)
    error = {"FunctionError": headers["x-amz-function-error"]} if headers else {}
    return {"StatusCode": HTTPStatus.OK, "Payload": json.loads(result or b"null"), **error}


@contextmanager
def interpreter() -> Iterator[pytest.MonkeyPatch]:
    """Mock AWS with the interpreter, and yield the patch, which ends with the mock."""
    with mocked_aws(**{"lambda": {"use_docker": False}, "stepfunctions": {"execute_state_machine": True}}) as patch:
        patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
        patch.setattr(AmazonStateLanguageParser, "parse", staticmethod(_parse))
        patch.setattr(json_path, "parse", _parse_path)
        patch.setattr(lambda_eval_utils, "_invoke_lambda_function", _invoke)
        patch.setattr(boto_client, "boto3", SimpleNamespace(client=_client))
        yield patch


def await_end(execution_arn: str) -> ExecutionHistory:
    """Wait for the end of an execution, and return its history.

    This reads moto's objects: to describe the execution again and again would take longer than to run it.
    """
    execution = stepfunctions_parser_backends[DEFAULT_ACCOUNT_ID]["us-west-2"].describe_execution(execution_arn)
    assert wait_until(lambda: execution.status != "RUNNING", seconds=120, every=0.005), "the execution has not ended"
    events = [
        event | {"timestamp": datetime.fromisoformat(event["timestamp"])}
        for event in execution.exec_worker.env.event_manager._history_event_list
    ]
    return parse_execution_history(execution_arn, str(execution.status), events)
