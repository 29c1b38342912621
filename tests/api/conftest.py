"""The API in process, on DynamoDB tables that moto keeps in memory."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import boto3
import django
import pytest
from django.http import HttpResponse
from django.test import Client
from moto import mock_aws

os.environ["DJANGO_SETTINGS_MODULE"] = "api.settings"
django.setup()

from orders.aws.clients import client as aws_client
from orders.aws.items import decode, encode
from orders.usecases.place import shop
from tests.api.office import Office  # noqa: E402  likewise
from tests.orders.aws.books import open_table  # noqa: E402  likewise

ENVIRONMENT = {
    "ORDERS_TABLE": "test-orders",
    "PRODUCTS_TABLE": "test-products",
    "AWS_DEFAULT_REGION": "us-west-2",
}


@pytest.fixture(scope="module")
def aws() -> Iterator[Any]:
    """The DynamoDB client that the API uses; making one takes longer than a test."""
    with pytest.MonkeyPatch.context() as environment, mock_aws():
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        aws_client.cache_clear()
        shop.cache_clear()
        yield aws_client("dynamodb")
    aws_client.cache_clear()
    shop.cache_clear()


@pytest.fixture
def dynamodb(aws: Any) -> Iterator[Any]:
    """An empty orders table, and one product for sale."""
    keys = {"test-orders": "order_id", "test-products": "product_name"}
    for table, key in keys.items():
        open_table(table, key)
    product = {"product_name": "Test Product", "unit_price": 1999, "currency": "USD", "available": 10}
    aws.put_item(TableName="test-products", Item=encode(product))
    yield aws
    for table in keys:
        aws.delete_table(TableName=table)


@pytest.fixture
def stored(dynamodb: Any) -> Callable[[], list[dict[str, Any]]]:
    """The items in the orders table."""
    return lambda: [decode(item) for item in dynamodb.scan(TableName="test-orders")["Items"]]


@pytest.fixture
def on(dynamodb: Any) -> Iterator[Callable[[str, Callable[..., Any]], None]]:
    """Listen to an event of the client (its own, such as ``before-send``), or answer it, for the rest of the test."""
    events = dynamodb.meta.events
    with ExitStack() as listening:

        def listen(event: str, listener: Callable[..., Any]) -> None:
            events.register_last(event, listener)
            listening.callback(events.unregister, event, listener)

        yield listen


@pytest.fixture
def calls(on: Any) -> list[str]:
    """The requests that DynamoDB is sent, such as ``PutItem``."""
    sent: list[str] = []

    def record(request: Any, **_: Any) -> None:
        sent.append(request.headers["X-Amz-Target"].decode().partition(".")[2])

    on("before-send.dynamodb", record)
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


@pytest.fixture(scope="session")
def boto_session() -> boto3.Session:
    """One for all tests: the first client of a session reads megabytes of service descriptions."""
    return boto3.Session()


@pytest.fixture
def office(boto_session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The dev stack's tables, queue and state machine, whose queue answers at once."""
    monkeypatch.setattr("orders.aws.dead_letter_queue.LONG_POLL_SECONDS", 0)
    aws_client.cache_clear()
    with mock_aws():
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto_session)
        office = Office()
        office.open()
        yield office
    aws_client.cache_clear()
