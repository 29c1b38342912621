"""Reading several items of a table at once, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orders.aws.clients import client, translate_aws_errors
from orders.aws.items import encode
from orders.domain.errors import StoreUnavailable


def read_items(table: str, keys: Iterable[Mapping[str, Any]], **options: Any) -> list[dict[str, Any]]:
    """Those of the items, up to a hundred, that the table has, in no order and not decoded.

    ``options`` are DynamoDB's own.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

    Raises:
        StoreUnavailable: some of them could not be read; try again.
    """
    with translate_aws_errors():
        answer = client("dynamodb").batch_get_item(
            RequestItems={table: {"Keys": [encode(key) for key in keys], **options}}
        )
    if answer["UnprocessedKeys"]:
        raise StoreUnavailable(f"DynamoDB gave only some of the items of {table}")
    items: list[dict[str, Any]] = answer["Responses"][table]
    return items
