"""Reads of DynamoDB items by their keys, and of whole tables."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.domain.errors import StoreUnavailable

MAX_BATCH_SIZE = 100
"""Keys in one BatchGetItem, inclusive.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
"""

MAX_TRIES = 12
"""Calls for one page of ``read_all_items`` and its like, inclusive: they wait for 26 s on average, at most 53 s.

DynamoDB doubles the capacity of an on-demand table's partition within minutes; a command that reads a whole table can
wait, and a request or a step of the workflow cannot.
"""


def read_item(table: str, key: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the decoded item as last written, or None if the table has no item with this key."""
    with translate_aws_errors():
        response = client("dynamodb").get_item(TableName=table, Key=encode(key), ConsistentRead=True)
    return decode(response["Item"]) if "Item" in response else None


def read_items(table: str, keys: Iterable[Mapping[str, Any]], **options: Any) -> list[dict[str, Any]]:
    """Return the items that exist, in no order and not decoded.  Eventually consistent.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

    Args:
        table: the table's name.
        keys: from 1 to 100 keys, without duplicates.
        options: options of BatchGetItem for this table, such as ``ProjectionExpression``.

    Raises:
        StoreUnavailable: some of the items could not be read; retry.
    """
    with translate_aws_errors():
        response = client("dynamodb").batch_get_item(
            RequestItems={table: {"Keys": [encode(key) for key in keys], **options}}
        )
    if response["UnprocessedKeys"]:
        raise StoreUnavailable(f"DynamoDB returned only some of the items of {table}")
    items: list[dict[str, Any]] = response["Responses"][table]
    return items


def scan(table: str) -> Iterator[dict[str, Any]]:
    """Yield every item of the table as last written, not decoded, page by page."""
    with translate_aws_errors():
        for page in client("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            yield from page["Items"]


def read_all_items(table: str, keys: Iterable[Mapping[str, Any]], **options: Any) -> list[dict[str, Any]]:
    """Return the items that exist as last written, in no order and not decoded; wait while DynamoDB throttles.

    Args:
        table: the table's name.
        keys: any number of keys; duplicates are read once.
        options: options of BatchGetItem for this table, such as ``ProjectionExpression``.

    Raises:
        StoreUnavailable: DynamoDB throttled all of ``MAX_TRIES`` calls in a row, or could not be reached.
    """
    items: list[dict[str, Any]] = []
    encoded = [encode(dict(pairs)) for pairs in dict.fromkeys(tuple(key.items()) for key in keys)]
    for start in range(0, len(encoded), MAX_BATCH_SIZE):
        unread = encoded[start : start + MAX_BATCH_SIZE]
        waits = _backoff()
        while unread:
            found, unread = _read_batch(table, unread, options)
            items += found
            # A call that read something starts the waits again: it is the capacity that limits, and not a fault.
            waits = _backoff() if found else waits
            if unread:
                _wait(waits, f"DynamoDB returned only some of the items of {table}")
    return items


def scan_pages(table: str, page_size: int) -> Iterator[list[dict[str, Any]]]:
    """Yield every item of the table as last written, not decoded; wait while DynamoDB throttles.

    Raises:
        StoreUnavailable: as for ``read_all_items``.
    """
    return _pages("scan", {"TableName": table, "Limit": page_size, "ConsistentRead": True})


def query_pages(table: str, index: str, page_size: int, **condition: Any) -> Iterator[list[dict[str, Any]]]:
    """Yield the items of an index that meet the key condition, not decoded; wait while DynamoDB throttles.

    Args:
        table: the table's name.
        index: the index's name.
        page_size: the most items of one page, inclusive.
        condition: the key condition with its names and values, as options of Query.

    Raises:
        StoreUnavailable: as for ``read_all_items``.
    """
    return _pages("query", {"TableName": table, "IndexName": index, "Limit": page_size, **condition})


def _pages(operation: str, arguments: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    position: dict[str, Any] = {}
    while True:
        page = _call(operation, **arguments, **position)
        if page["Items"]:
            yield page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        position = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def _read_batch(
    table: str, keys: list[dict[str, Any]], options: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the items, and the keys that DynamoDB did not process."""
    response = _call("batch_get_item", RequestItems={table: {"Keys": keys, "ConsistentRead": True, **options}})
    return response["Responses"].get(table, []), response["UnprocessedKeys"].get(table, {}).get("Keys", [])


def _call(operation: str, **arguments: Any) -> Any:
    """Return the response of a read; wait and call again while DynamoDB throttles."""
    waits = _backoff()
    while True:
        try:
            with translate_aws_errors():
                return getattr(client("dynamodb"), operation)(**arguments)
        except StoreUnavailable as error:
            _wait(waits, str(error), error)


def _backoff() -> Iterator[float]:
    """Yield the upper bounds of the waits between ``MAX_TRIES`` calls, in seconds: 0.1, 0.2, 0.4 … up to 10."""
    return (min(0.1 * 2**number, 10.0) for number in range(MAX_TRIES - 1))


def _wait(waits: Iterator[float], sentence: str, cause: Exception | None = None) -> None:
    """Wait for a random part of the next bound.

    Raises:
        StoreUnavailable: with the sentence, if there is no next bound.
    """
    bound = next(waits, None)
    if bound is None:
        raise StoreUnavailable(sentence) from cause
    time.sleep(random.uniform(0, bound))  # noqa: S311  jitter needs no cryptography
