"""The baseline of the order API: the same DynamoDB calls from a WSGI application without a framework or validation.

It handles ``POST /orders/`` and ``GET /orders/{order_id}/``, and assumes that every request is well formed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from orders.aws.clients import client
from orders.aws.items import decode, encode
from orders.aws.order_item import from_item, to_item
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from orders.payments.simulated import PaymentMethod

StartResponse = Callable[[str, list[tuple[str, str]]], Any]

ORDERS, PRODUCTS = os.environ["ORDERS_TABLE"], os.environ["PRODUCTS_TABLE"]
client("dynamodb")  # before the worker's threads start


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Handle one request."""
    if environ["PATH_INFO"] == "/healthz":
        content: dict[str, Any] = {}
    elif environ["REQUEST_METHOD"] == "POST":
        content = _place(json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))))
    else:
        content = _read(environ["PATH_INFO"].split("/")[2])
    body = json.dumps(content).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _place(request: dict[str, Any]) -> dict[str, Any]:
    name = request["product_name"]
    keys = [encode({"product_name": name})]
    found = client("dynamodb").batch_get_item(
        RequestItems={PRODUCTS: {"Keys": keys, "ProjectionExpression": "product_name, unit_price, currency"}}
    )
    [product] = [decode(item) for item in found["Responses"][PRODUCTS]]
    now = datetime.now(UTC)
    line = OrderLine(name, request["quantity"], Money(product["unit_price"], product["currency"]))
    order = Order(str(uuid4()), request["customer_name"], (line,), PaymentMethod.VISA, now, now)
    item = to_item(order)
    client("dynamodb").put_item(
        TableName=ORDERS, Item=encode(item), ConditionExpression="attribute_not_exists(order_id)"
    )
    return item


def _read(order_id: str) -> dict[str, Any]:
    found = client("dynamodb").get_item(TableName=ORDERS, Key=encode({"order_id": order_id}), ConsistentRead=True)
    return to_item(from_item(decode(found["Item"])))
