"""Record the items that this version stores: ``python -m tests.golden.record FOLDER``, before a release.

The items of a release are never recorded again; ``test_golden_items.py`` holds their digest.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from moto import mock_aws

import tests.conftest  # noqa: F401  the environment of the dev stack

os.environ["DJANGO_SETTINGS_MODULE"] = "api.settings"
django.setup()

from django.test import Client  # noqa: E402  Django reads its settings first

from orders import wiring  # noqa: E402  likewise
from orders.aws.clients import client  # noqa: E402  likewise
from orders.contract import TABLES  # noqa: E402  likewise
from orders.domain.actor import Actor, Role  # noqa: E402  likewise
from orders.domain.adjustment import Adjustment  # noqa: E402  likewise
from orders.domain.attempt import Attempt  # noqa: E402  likewise
from orders.domain.history import HistoryEventType  # noqa: E402  likewise
from orders.domain.money import Money  # noqa: E402  likewise
from orders.domain.order import Order, OrderLine  # noqa: E402  likewise
from orders.domain.order_request import OrderLineRequest, OrderRequest  # noqa: E402  likewise
from orders.payments.simulated import PaymentMethod  # noqa: E402  likewise
from orders.usecases.refund import RefundRequest  # noqa: E402  likewise
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, OrderSystem  # noqa: E402  likewise

ITEMS = Path(__file__).parent / "items"
AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
FAILED = "States.Timeout"
UNITS = {"Test Product": 100, "Coffee Mug": 100}
"""The units of each product before the first order."""

REQUESTS: dict[str, dict[str, Any]] = {
    "one_product": {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1},
    "items_and_metadata": {
        "customer_name": "Zoë O'Hara",
        "items": [{"product_name": "Test Product", "quantity": 2}, {"product_name": "Coffee Mug", "quantity": 1}],
        "payment_method": "tok_slow",
        "metadata": {"cart": "4711", "note": ""},
    },
}
"""The requests of the orders that were placed with an idempotency key, which is their name here."""


class Recorder:
    """Brings orders into every state that the system stores."""

    def __init__(self) -> None:
        self.system = OrderSystem(placed_at=AT)
        self.system.create()
        self.system.tables.put_product("Coffee Mug", available=50, cents=1250)
        client("dynamodb").update_item(
            TableName="dev-products",
            Key={"product_name": {"S": "Coffee Mug"}},
            UpdateExpression="SET stock_shards = :two",
            ExpressionAttributeValues={":two": {"N": "2"}},
        )
        self.system.tables.put_row("Coffee Mug", 1, 50)

    def record(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each case with the items of its order, and with what the API returns for it."""
        for name, body in REQUESTS.items():
            response = Client().post("/orders/", body, "application/json", HTTP_IDEMPOTENCY_KEY=name)
            yield name, self._read(response.json()["order_id"])
        owned = wiring.placement().place(
            OrderRequest("Test Customer", (OrderLineRequest("Coffee Mug", 60),), PaymentMethod.VISA),
            "order-owned",
            AT,
            owner="ann",
            trace_header="Root=1-67891233-abcdef012345678912345678;Sampled=1",
        )
        self.system.run(owned.order.attempt, "authorize", "reserve")  # no row of the product has enough units
        yield "owned", self._read(owned.order.order_id)
        adjusted = Order(
            "order-adjusted",
            "Test Customer",
            (OrderLine("Test Product", 1, Money(PRICE, "USD")),),
            PaymentMethod.VISA,
            AT,
            AT,
            adjustments=(Adjustment("discount", "10 % off", -200), Adjustment("tax", "VAT", 342)),
            custom_fields={"gift": True, "floors": [1, 2], "note": {"text": "ring twice"}},
        )
        self.system.orders.add(adjusted)
        yield "adjusted", self._read(adjusted.order_id)
        for method in PaymentMethod:
            yield f"pending_{method}", self._read(self.system.place(f"order-{method}", method).order_id)
        for name, act in self._cases().items():
            attempt = self.system.place(f"order-{name}")
            act(attempt)
            yield name, self._read(attempt.order_id)
        yield "products", {"items": {table: self._scan(table) for table in ("products", "stock")}}

    def _cases(self) -> dict[str, Callable[[Attempt], object]]:
        run = self.system.run
        return {
            "authorized": lambda attempt: run(attempt, "authorize"),
            "reserved": lambda attempt: (run(attempt, "authorize"), self._reserve(attempt)),
            "captured": self._capture,
            "completed": lambda attempt: run(attempt, *ALL_STEPS),
            "refunded": self._refund,
            "rejected": self._reject,
            "failed": self._fail,
            "cancelling": self._cancel,
            "cancelled": lambda attempt: (self._cancel(attempt), run(attempt, "release", "void", "OrderCancelled")),
            "redriven": lambda attempt: (self._fail(attempt), self.system.orders.reopen(attempt, AT)),
            "redriven_and_authorized": lambda attempt: (
                self._fail(attempt),
                self.system.orders.reopen(attempt, AT),
                run(attempt.next, "authorize"),
            ),
            "parked": lambda attempt: (self._fail(attempt), self.system.orders.park(attempt, AT)),
            "admitted": wiring.permits().acquire,
        }

    def _reserve(self, attempt: Attempt) -> None:
        self.system.run(attempt, "reserve")
        self.system.orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)

    def _capture(self, attempt: Attempt) -> None:
        self.system.run(attempt, "authorize")
        self.system.orders.record_event(attempt, HistoryEventType.PAYMENT_DELAYED, "PaymentProviderTimeout")
        self._reserve(attempt)
        self.system.run(attempt, "capture")

    def _refund(self, attempt: Attempt) -> None:
        self.system.run(attempt, *ALL_STEPS)
        by = Actor(Role.OPERATOR, "ann")
        for amount, key in ((500, "part"), (None, "rest")):
            wiring.refunds().refund(RefundRequest(attempt.order_id, amount, "late delivery", key, by), AT)

    def _reject(self, attempt: Attempt) -> None:
        self.system.run(attempt, "authorize", "release", "void", "OutOfStock")

    def _fail(self, attempt: Attempt) -> None:
        self.system.run(attempt, "authorize", "reserve", "release", "void", FAILED)

    def _cancel(self, attempt: Attempt) -> None:
        self.system.orders.request_cancellation(attempt.order_id, AT, Actor(Role.CUSTOMER, "ann"))

    def _read(self, order_id: str) -> dict[str, Any]:
        responses = {path: Client().get(f"/orders/{order_id}/{path}").json() for path in ("", "events/")}
        return {"items": self._items(order_id), "responses": responses}

    def _items(self, order_id: str) -> dict[str, list[Any]]:
        """Return the items of the order in every table but those of the products."""
        items = {table: self._scan(table) for table in TABLES if table not in {"products", "stock"}}
        names = ("order_id", "payment_id", "attempt")
        return {
            table: own
            for table, all_items in items.items()
            if (
                own := [
                    item
                    for item in all_items
                    if any(item.get(name, {}).get("S", "").partition(".")[0] == order_id for name in names)
                ]
            )
        }

    def _scan(self, table: str) -> list[Any]:
        items: list[Any] = client("dynamodb").scan(TableName=f"dev-{table}")["Items"]
        return items


def main() -> None:
    """Write one file for each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the new folder, such as v2, under tests/golden/items")
    folder = ITEMS / parser.parse_args().folder
    folder.mkdir(parents=True)  # the items of a release are never recorded again
    with ExitStack() as stack:
        stack.enter_context(mock_aws())
        for module in ("orders.aws.order_table", "orders.aws.permit_table", "api.views"):
            clock = stack.enter_context(patch(f"{module}.datetime", wraps=datetime))
            clock.now.return_value = AT
        for name, case in Recorder().record():
            text = json.dumps(case, ensure_ascii=False, sort_keys=True, default=sorted)
            (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
