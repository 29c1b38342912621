"""Fixtures of the adapters' tests: in-memory AWS with the tables, and one adapter of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from orders.aws import clients
from orders.aws.completion_tables import CompletionTables
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.aws.stock_rows import StockRows
from orders.aws.stock_table import StockTable
from orders.domain.payment import SIMULATED
from orders.payments.simulated import SimulatedProvider
from orders.usecases.payments import Payments
from tests.mocked_aws import mocked_aws
from tests.orders.aws.table_harness import TableHarness


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set fake credentials, and build the clients anew from them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    for leftover in ("AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"):
        monkeypatch.delenv(leftover, raising=False)
    clients.client.cache_clear()
    yield
    clients.client.cache_clear()


@pytest.fixture
def cloud(account: None) -> Iterator[None]:
    with mocked_aws():
        yield


@pytest.fixture
def tables(cloud: None) -> TableHarness:
    tables = TableHarness()
    tables.open()
    return tables


@pytest.fixture
def orders(tables: TableHarness) -> OrderTable:
    return OrderTable("dev-orders")


@pytest.fixture
def completion_store(orders: OrderTable) -> CompletionTables:
    return CompletionTables(orders, "dev-reservations")


@pytest.fixture
def stock(tables: TableHarness) -> StockTable:
    return StockTable(StockRows("dev-products", "dev-stock"), "dev-reservations", pause=lambda: None)


@pytest.fixture
def provider(tables: TableHarness) -> SimulatedProvider:
    return SimulatedProvider("dev-simulator", "dev-payments")


@pytest.fixture
def ledger(tables: TableHarness) -> PaymentTable:
    return PaymentTable("dev-payments")


@pytest.fixture
def payments(ledger: PaymentTable, provider: SimulatedProvider) -> Payments:
    return Payments(ledger, lambda _: provider, SIMULATED)
