"""The boto3 clients, and the translation of AWS's errors into the domain's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as BotoConnectionError

from orders.domain.errors import StockContention, StoreUnavailable

_client_lock = Lock()
"""Clients are thread-safe, but creating one from boto3's default session is not.

https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients
"""

MAX_CONNECTIONS = 600
"""The connections that a client keeps open: enough for all threads of one process that call AWS at the same time.

A connection is opened when it is first needed.  Beyond this number, urllib3 closes each one after its request and logs
a warning.
"""

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
    max_pool_connections=MAX_CONNECTIONS,
    # boto3 builds its own User-Agent twice per call, character by character: a fifth of the CPU time of a request.
    user_agent=f"Boto3/{boto3.__version__}",
)
"""Two calls of at most 3 s each fit into a function's 10 s, so that the state machine decides about further retries.

Otherwise Lambda would end the function first, and the error's name would be lost.
"""

_RETRYABLE_CODES = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)
"""Codes of errors, and the shorter codes of the writes that cancelled a transaction.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
"""

CONDITIONAL_CHECK_FAILED = "ConditionalCheckFailed"
"""The code in ``cancellation_codes`` of a write whose condition failed."""

VALIDATION_ERROR = "ValidationError"
"""The code in ``cancellation_codes`` of a write that the item's types do not allow, such as an addition to a text."""

NO_ERROR = "None"
"""The code in ``cancellation_codes`` of a write that did not cause the cancellation."""


def is_validation_error(error: ClientError) -> bool:
    """Return whether the item's types do not allow the write, such as to append to a text."""
    return error_code(error) == "ValidationException" or VALIDATION_ERROR in cancellation_codes(error)


class ConditionFailed(Exception):
    """The condition of a single DynamoDB write failed, so nothing was written."""


@cache
def client(service: str) -> Any:
    """Return the process's client of an AWS service; region, credentials and endpoint come from the environment."""
    with _client_lock:
        return boto3.client(service, config=_CONFIG)


def error_code(error: ClientError) -> str:
    """Return the code of an AWS error, such as ``ConditionalCheckFailedException``."""
    return str(error.response["Error"]["Code"])


def cancellation_codes(error: ClientError) -> list[str]:
    """Return one code per write of a cancelled transaction, in their order; an empty list for any other error.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
    """
    return [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", [])]


@contextmanager
def translate_aws_errors(service: str = "DynamoDB") -> Iterator[None]:
    """Translate the errors that callers handle; every other error passes unchanged.

    Raises:
        ConditionFailed: the condition of a single write failed.
        StockContention: another transaction was writing the same items.
        StoreUnavailable: the service throttled the call or could not be reached.
    """
    try:
        yield
    except ClientError as error:
        codes = {error_code(error), *cancellation_codes(error)}
        # A failing proxy in between returns a 5xx without the service's error codes.
        is_server_error = (
            error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
        )
        if is_server_error or codes & _RETRYABLE_CODES:
            raise StoreUnavailable(f"{service} responded with {', '.join(sorted(codes))}") from error
        if codes & {"TransactionConflict", "TransactionConflictException"}:
            raise StockContention("another transaction was writing the same items") from error
        if error_code(error) == "ConditionalCheckFailedException":
            raise ConditionFailed from error
        raise
    except (BotoConnectionError, HTTPClientError) as error:
        raise StoreUnavailable(f"{service} could not be reached: {type(error).__name__}") from error
