"""The functions on in-memory adapters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from functions.event_publisher import handler as event_publisher
from functions.inventory import handler as inventory
from functions.order_age import handler as order_age
from functions.order_consumer import handler as order_consumer
from functions.payment import handler as payment
from functions.status import handler as status
from functions.watchdog import handler as watchdog
from orders.domain.attempt import Attempt
from orders.domain.order import Order
from orders.domain.search import OpenOrder
from orders.usecases.watchdog import Watchdog
from tests.functions.lambda_runtime import invoke
from tests.orders.examples import FIRST, an_order, line
from tests.orders.fakes import (
    FakeCompletionStore,
    FakeEventPublisher,
    FakeOrderRepository,
    FakePaymentProvider,
    FakeStock,
)

CUSTOMER = "Ada Lovelace"
PRODUCT = "Test Product"
STOCK = 10
QUANTITY = 3
PRICE = 1999
TOTAL = QUANTITY * PRICE

STEPS = {
    "authorize": payment,
    "reserve": inventory,
    "capture": payment,
    "complete": status,
    "release": inventory,
    "void": payment,
    "fail": status,
}
FORWARD = ("authorize", "reserve", "capture", "complete")
CAUGHT = {"failure": {"CapturePayment": {"Error": "States.Timeout", "Cause": ""}}}


@dataclass
class FakeWorkflow:
    """A ``Workflow`` that keeps the trace header of each attempt."""

    started: dict[Attempt, str | None] = field(default_factory=dict)

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        is_new = attempt not in self.started
        self.started.setdefault(attempt, trace_header)
        return is_new


class StoreHarness:
    """Gives every function in-memory adapters, and a stock of ``STOCK`` units of ``PRODUCT``.

    ``errors`` injects an error, by order id, into reading that order, starting its workflow and publishing its event.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.errors: dict[str, Exception] = {}
        self.orders = FakeOrderRepository()
        self.stock = FakeStock({PRODUCT: STOCK})
        self.provider = FakePaymentProvider()
        self.events = FakeEventPublisher()
        self.workflow = FakeWorkflow()
        self.dead_letters: list[dict[str, Any]] = []
        for adapter, method in ((self.orders, "get"), (self.workflow, "start"), (self.events, "publish")):
            monkeypatch.setattr(adapter, method, self._with_errors(getattr(adapter, method)))
        dead_letter_queue = SimpleNamespace(send=self.dead_letters.append)
        monkeypatch.setattr(payment, "orders", self.orders)
        monkeypatch.setattr(payment, "provider", self.provider)
        monkeypatch.setattr(inventory, "orders", self.orders)
        monkeypatch.setattr(inventory, "stock", self.stock)
        monkeypatch.setattr(status, "orders", self.orders)
        monkeypatch.setattr(status, "completion_store", FakeCompletionStore(self.orders, self.stock))
        monkeypatch.setattr(watchdog, "watchdog", Watchdog(self.orders, self.stock, self.provider, dead_letter_queue))
        monkeypatch.setattr(event_publisher, "publisher", self.events)
        monkeypatch.setattr(order_consumer, "workflow", self.workflow)
        monkeypatch.setattr(order_age, "open_orders", SimpleNamespace(oldest=self._oldest_open_order))

    def place(self, **changes: Any) -> Order:
        """Store an order by ``CUSTOMER`` of ``QUANTITY`` units of ``PRODUCT``, with these changes."""
        lines = (line(PRODUCT, quantity=QUANTITY, cents=PRICE),)
        order = an_order(**{"customer_name": CUSTOMER, "lines": lines} | changes)
        self.orders.add(order)
        return order

    def order(self, order_id: str = "order-1") -> Order:
        return self.orders.orders[order_id]

    def _oldest_open_order(self) -> OpenOrder | None:
        orders = [order for order in self.orders.orders.values() if not order.status.is_final]
        oldest = min(orders, key=lambda order: order.created_at, default=None)
        return OpenOrder(oldest.order_id, oldest.created_at) if oldest else None

    def _with_errors(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def checked_call(subject: Any, *args: Any) -> Any:
            order_id = getattr(subject, "order_id", subject)
            if order_id in self.errors:
                raise self.errors[order_id]
            return call(subject, *args)

        return checked_call


def step(operation: str, attempt: Attempt = FIRST, **fields: Any) -> Any:
    """Invoke the function of this operation with the event that the state machine sends."""
    return invoke(
        STEPS[operation].handle, {"operation": operation, **attempt.execution_input, "caught": CAUGHT, **fields}
    )


def run_steps(*operations: str, attempt: Attempt = FIRST) -> None:
    """Run steps that must succeed."""
    for operation in operations:
        response = step(operation, attempt)
        assert "errorType" not in response, response
