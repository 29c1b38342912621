"""The API in process, on DynamoDB tables that moto keeps in memory."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import django
import pytest
from django.http import HttpResponse
from django.test import Client

os.environ["DJANGO_SETTINGS_MODULE"] = "api.settings"
django.setup()

from orders.aws.clients import client as aws_client  # noqa: E402  Django reads its settings first
from orders.aws.items import decode, encode  # noqa: E402  likewise
from tests.mocked_aws import mocked_aws  # noqa: E402  likewise
from tests.orders.aws.table_harness import open_empty_table  # noqa: E402  likewise
from tests.orders.usecases.order_system import system  # noqa: E402  likewise

__all__ = ["system"]

ENVIRONMENT = {
    "ORDERS_TABLE": "test-orders",
    "PRODUCTS_TABLE": "test-products",
    "PAYMENTS_TABLE": "test-payments",
    "SIMULATOR_TABLE": "test-simulator",
    "AWS_DEFAULT_REGION": "us-west-2",
}


@pytest.fixture(scope="module")
def aws() -> Iterator[Any]:
    """The DynamoDB client that the API uses."""
    with mocked_aws() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        yield aws_client("dynamodb")


@pytest.fixture
def dynamodb(aws: Any) -> Any:
    """An empty orders table, and one product for sale."""
    open_empty_table("test-orders", "order_id")
    open_empty_table("test-products", "product_name")
    open_empty_table("test-payments", "payment_id")
    open_empty_table("test-simulator", "payment_id")
    product = {"product_name": "Test Product", "unit_price": 1999, "currency": "USD", "available": 10}
    aws.put_item(TableName="test-products", Item=encode(product))
    return aws


@pytest.fixture
def stored(dynamodb: Any) -> Callable[[], list[dict[str, Any]]]:
    """The items in the orders table."""
    return lambda: [decode(item) for item in dynamodb.scan(TableName="test-orders")["Items"]]


@pytest.fixture
def on(dynamodb: Any) -> Iterator[Callable[[str, Callable[..., Any]], None]]:
    """Register a handler of a botocore event, such as ``before-call``, until the test ends."""
    events = dynamodb.meta.events
    with ExitStack() as registered:

        def register(event: str, handler: Callable[..., Any]) -> None:
            events.register_last(event, handler)
            registered.callback(events.unregister, event, handler)

        yield register


@pytest.fixture
def calls(on: Any) -> list[str]:
    """The operations that DynamoDB has received, such as ``PutItem``."""
    sent: list[str] = []

    on("before-call.dynamodb", lambda model, **_: sent.append(model.name))
    return sent


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def post(client: Client, dynamodb: Any) -> Callable[..., HttpResponse]:
    """Send a body to ``/orders/``: bytes as they are, anything else as JSON."""

    def send(body: Any, content_type: str = "application/json", **headers: str) -> HttpResponse:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return client.generic("POST", "/orders/", sent, content_type, **headers)

    return send
