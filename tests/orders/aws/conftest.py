from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from orders.aws import clients
from orders.aws.completion_tables import CompletionTables
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import StockTable
from orders.payments.simulated import SimulatedProvider
from tests.orders.aws.table_harness import TableHarness

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def boto_session() -> boto3.Session:
    """One for all tests: the first client of a session reads megabytes of service descriptions."""
    return boto3.Session()


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Credentials that open nothing, and clients that are built from them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    for leftover in ("AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"):
        monkeypatch.delenv(leftover, raising=False)
    clients.client.cache_clear()
    yield
    clients.client.cache_clear()


@pytest.fixture
def cloud(account: None, boto_session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with mock_aws():
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto_session)
        yield


@pytest.fixture
def books(cloud: None) -> TableHarness:
    books = TableHarness()
    books.open()
    return books


@pytest.fixture
def orders(books: TableHarness) -> OrderTable:
    return OrderTable("dev-orders")


@pytest.fixture
def completion_store(orders: OrderTable) -> CompletionTables:
    return CompletionTables(orders, "dev-reservations")


@pytest.fixture
def stock(books: TableHarness) -> StockTable:
    return StockTable("dev-products", "dev-reservations")


@pytest.fixture
def provider(books: TableHarness) -> SimulatedProvider:
    return SimulatedProvider("dev-payments")


@pytest.fixture
def rush(books: TableHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads may meet between two requests, and never inside of one: DynamoDB promises that, moto does not."""
    one_request, request = Lock(), BaseClient._make_api_call

    def alone(client: BaseClient, *args: Any) -> Any:
        with one_request:
            return request(client, *args)

    monkeypatch.setattr(BaseClient, "_make_api_call", alone)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tables are opened and filled for each of these tests, hundreds of times."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.slow)
