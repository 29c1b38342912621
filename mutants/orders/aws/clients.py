"""The boto3 clients, and the one place that decides which of AWS's answers time may mend."""

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
from botocore.exceptions import ConnectionError as NoConnectionError

from orders.domain.errors import StockContention, StoreUnavailable

_one_at_a_time = Lock()  # threads may share a client, but boto3 does not let two make one at once

MAX_CONNECTIONS = 600
"""As many are kept as a process ever had at once, and no thread that calls may be without: what comes back beyond them
is closed, with a warning in the log.  None is opened before it is needed."""

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
    max_pool_connections=MAX_CONNECTIONS,
)
"""Two tries of at most 3 s each fit into a function's 10 s, so the state machine, not Lambda, decides what follows."""

_THROTTLED_OR_AWAY = frozenset(
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
"""As a call's error, or, some under a shorter name, as the reason why one write cancelled a transaction.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
"""

CONDITIONAL_CHECK_FAILED = "ConditionalCheckFailed"
NO_ERROR = "None"
"""Two of the codes that ``cancellation_codes`` gives: the write was refused, or nothing is known against it."""


@cache
def client(service: str) -> Any:
    """The process's client for an AWS service; region, credentials and endpoint come from the environment."""
    with _one_at_a_time:
        return boto3.client(service, config=_CONFIG)


def error_code(error: ClientError) -> str:
    """The code of an AWS error, such as ``ConditionalCheckFailedException``."""
    return str(error.response["Error"]["Code"])


def cancellation_codes(error: ClientError) -> list[str]:
    """Why a transaction was cancelled: one code for each of its writes, in their order, ``None`` for an innocent one.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
    """
    return [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", [])]


@contextmanager
def translate_aws_errors(service: str = "DynamoDB") -> Iterator[None]:
    """Turn what time may mend into the errors that the state machine retries; let everything else pass.

    Raises:
        StoreUnavailable: a table is throttled or out of reach.
        StockContention: another transaction held one of the items.
    """
    try:
        yield
    except ClientError as error:
        codes = {error_code(error), *cancellation_codes(error)}
        # What stands between here and the service answers without the service's codes when it is in trouble.
        is_away = (
            error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
        )
        if is_away or codes & _THROTTLED_OR_AWAY:
            raise StoreUnavailable(f"{service} answered {', '.join(sorted(codes))}") from error
        if codes & {"TransactionConflict", "TransactionConflictException"}:
            raise StockContention("another transaction was writing the same items") from error
        raise
    except (NoConnectionError, HTTPClientError) as error:
        raise StoreUnavailable(f"{service} could not be reached: {type(error).__name__}") from error
