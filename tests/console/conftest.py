"""The console in process, on tables and queues that moto keeps in memory; Step Functions and the logs are stubbed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import django
import pytest
from botocore.stub import Stubber
from django.conf import settings as django_settings
from django.test import Client
from django.test.utils import override_settings

if not django_settings.configured:  # the tests of the API may have done so, in the same process
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")
    django.setup()

from console import settings as console_settings
from console import stack as console_stack
from console.logs import MilestoneCache
from orders import wiring
from orders.aws.clients import client as aws_client
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from tests.mocked_aws import mocked_aws
from tests.orders.aws.table_harness import TableHarness

OVERRIDDEN = ("ALLOWED_HOSTS", "ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "APPEND_SLASH")
OVERRIDDEN += tuple(name for name in dir(console_settings) if name.startswith("CSRF"))

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

EXECUTION = "arn:aws:states:us-west-2:123456789012:execution:dev-order-workflow:order-1.1"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings of a stack on AWS that is not a production stack."""
    monkeypatch.setenv("CONSOLE_STACK", "dev")
    monkeypatch.setenv("CONSOLE_PRODUCTION", "false")
    monkeypatch.delenv("CONSOLE_API_URL", raising=False)
    monkeypatch.delenv("CONSOLE_SAMPLES", raising=False)
    monkeypatch.setattr("console.order_page._milestones", MilestoneCache())
    console_stack.stack.cache_clear()
    yield monkeypatch
    console_stack.stack.cache_clear()


@pytest.fixture
def tables(environment: pytest.MonkeyPatch) -> Iterator[TableHarness]:
    """The tables and queues of the dev stack, empty."""
    environment.setattr("orders.aws.dead_letter_queue.LONG_POLL_SECONDS", 0)
    with mocked_aws():
        tables = TableHarness()
        tables.open()
        sqs = aws_client("sqs")
        for name in ("ORDER_PROCESSING_QUEUE_URL", "ORDER_DLQ_URL"):
            queue = os.environ[name].rpartition("/")[2]
            environment.setenv(name, sqs.create_queue(QueueName=queue)["QueueUrl"])
        yield tables


@pytest.fixture
def stub(tables: TableHarness) -> Iterator[Callable[[str], Stubber]]:
    """Stub all calls of a service: its responses must be used in their order."""
    stubbers: list[Stubber] = []

    def open_stub(service: str) -> Stubber:
        stubber = Stubber(aws_client(service))
        stubber.activate()
        stubbers.append(stubber)
        return stubber

    yield open_stub
    for stubber in stubbers:
        stubber.deactivate()


@pytest.fixture
def browser(tables: TableHarness) -> Iterator[Client]:
    """A client of the console that sends no token of its own accord."""
    with override_settings(**{name: getattr(console_settings, name) for name in OVERRIDDEN}):
        yield Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


@pytest.fixture
def stored(tables: TableHarness) -> Callable[..., Order]:
    """Store an order."""

    def store(order_id: str = "order-1", **changes: Any) -> Order:
        lines = (OrderLine("Test Product", 1, Money(1999, "USD")),)
        order = Order(order_id, "Test Customer", lines, "tok_visa", AT, AT, **changes)
        wiring.orders().add(order)
        return order

    return store
