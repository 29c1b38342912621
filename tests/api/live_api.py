"""The API as in the container: gunicorn with its configuration, and an emulated DynamoDB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from local.api_server import api_server
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import Server
from orders.aws.clients import client
from orders.aws.items import encode
from tests.orders.aws.table_harness import open_table

ORDERS, PRODUCTS = "live-orders", "live-products"


@contextmanager
def live_api(folder: Path) -> Iterator[tuple[Aws, Server]]:
    """Run the API with an orders table and one product for sale; ``client`` of the test uses the same tables."""
    with (
        pytest.MonkeyPatch.context() as environment,
        emulator(Ports.unused(), "us-west-2", folder, enforce_iam=False, wait_scale=0) as aws,
    ):
        for name, value in aws.environment.items():
            environment.setenv(name, value)
        client.cache_clear()
        open_table(ORDERS, "order_id")
        open_table(PRODUCTS, "product_name")
        product = {"product_name": "Test Product", "unit_price": 1999, "currency": "USD", "available": 10}
        client("dynamodb").put_item(TableName=PRODUCTS, Item=encode(product))
        task = {
            "ORDERS_TABLE": ORDERS,
            "PRODUCTS_TABLE": PRODUCTS,
            "PAYMENTS_TABLE": "test-payments",
            "SIMULATOR_TABLE": "test-simulator",
        }
        credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
        with api_server(aws, task, credentials, folder) as server:
            yield aws, server
    client.cache_clear()
