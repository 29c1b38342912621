"""AWS in this process: moto's mock, in which all tests share one client of each service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.config import Config
from botocore.parsers import JSONParser
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.responses import BaseResponse
from moto.dynamodb.responses import DynamoHandler
from moto.sqs.responses import SQSResponse
from moto.stepfunctions.responses import StepFunctionResponse

import tests.moto_patches  # noqa: F401  # saves time in each call
from orders.aws import clients


@cache
def _session() -> boto3.Session:
    """Return a session made after moto's import, without which its clients would call AWS itself."""
    return boto3.Session()


HANDLERS: dict[str, type[BaseResponse]] = {
    "dynamodb": DynamoHandler,
    "sqs": SQSResponse,
    "stepfunctions": StepFunctionResponse,
}
"""The services whose requests are JSON that is sent to one address, and what handles them in moto."""


class WithoutHTTP:
    """A client's endpoint that hands each request to moto: HTTP would take most of the time of a call.

    It neither retries nor emits botocore's events from ``request-created`` to ``needs-retry``: see ``call_with_http``.
    """

    parser = JSONParser()

    def __init__(self, client: Any) -> None:
        self.with_http = client._endpoint

    def make_request(self, operation: Any, request: Any) -> tuple[AWSResponse, Any]:
        handler = HANDLERS[operation.service_model.service_name]()
        handler.headers, handler.body, handler.uri = request["headers"], request["body"].decode(), request["url"]
        handler.current_account, handler.region = DEFAULT_ACCOUNT_ID, request["context"]["client_region"]
        handler.path, handler.querystring, handler.uri_match, handler.response_headers = "/", {}, {}, {}
        if handler.automated_parameter_parsing:
            content_type = request["headers"]["Content-Type"]
            handler.parse_parameters(
                SimpleNamespace(
                    method="POST", path="/", values={}, headers={}, data=request["body"], content_type=content_type
                )
            )
        status, headers, body = handler.call_action()
        response = {"status_code": int(status), "headers": HeadersDict(headers), "body": body.encode(), "context": {}}
        parsed = self.parser.parse(response, operation.output_shape)
        if int(status) >= HTTPStatus.BAD_REQUEST:
            self.with_http._add_modeled_error_fields(response, parsed, operation, self.parser)
        return AWSResponse(request["url"], int(status), response["headers"], None), parsed


def call_with_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each client send requests with HTTP, and send them again as it is configured, until the patch ends."""
    monkeypatch.setattr(
        WithoutHTTP, "make_request", lambda endpoint, *request: endpoint.with_http.make_request(*request)
    )


@cache
def _client(service: str, config: Config) -> Any:
    client = _session().client(service, config=config)
    if service in HANDLERS:
        client._endpoint = WithoutHTTP(client)
    return client


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
