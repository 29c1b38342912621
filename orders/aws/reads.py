"""Reads of DynamoDB items by their keys, and of whole tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.domain.errors import StoreUnavailable


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
