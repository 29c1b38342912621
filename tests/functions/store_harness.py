"""The functions on in-memory adapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from functions.event_publisher import handler as event_publisher
from functions.order_age import handler as order_age
from functions.order_consumer import handler as order_consumer
from functions.watchdog import handler as watchdog
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.events import OrderEvent
from orders.domain.order import Order
from orders.domain.public_events import PublicEvent
from orders.domain.search import OpenOrder
from orders.usecases.admission import AdmittedWorkflow
from orders.usecases.watchdog import Watchdog
from tests import workflow_steps
from tests.functions.lambda_runtime import invoke
from tests.orders.examples import FIRST, an_order, line
from tests.orders.fakes import FakeEventPublisher, FakePermits, FakePorts, FakeStock

CUSTOMER = "Ada Lovelace"
PRODUCT = "Test Product"
STOCK = 10
QUANTITY = 3
PRICE = 1999
TOTAL = QUANTITY * PRICE

STEPS = {
    operation: import_module(f"functions.{folder}.handler") for operation, folder in workflow_steps.FOLDERS.items()
}
"""The module of each operation's handler."""

FORWARD = tuple(workflow_steps.FORWARD)
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
        ports = FakePorts(stock=FakeStock({PRODUCT: STOCK}))
        self.orders, self.stock, self.provider = ports.orders, ports.stock, ports.provider
        self.events = FakeEventPublisher()
        self.workflow = FakeWorkflow()
        self.permits = FakePermits(limit=1_000)
        self.dead_letters: list[dict[str, Any]] = []
        self.forwarded: list[str] = []
        self.redelivered_in: dict[str, int] = {}
        for adapter, method in ((self.orders, "get"), (self.workflow, "start")):
            monkeypatch.setattr(adapter, method, self._with_errors(getattr(adapter, method)))
        dead_letter_queue = SimpleNamespace(send=self.dead_letters.append, forward=self.forwarded.append)
        fakes = {type(getattr(wiring, adapter)()): fake for adapter, fake in ports.by_adapter.items()}
        for handler in STEPS.values():
            for name, adapter in vars(handler).copy().items():
                if type(adapter) in fakes:
                    monkeypatch.setattr(handler, name, fakes[type(adapter)])
        monkeypatch.setattr(watchdog, "watchdog", Watchdog(self.orders, ports.compensation, dead_letter_queue))
        monkeypatch.setattr(watchdog, "dead_letters", dead_letter_queue)
        monkeypatch.setattr(event_publisher, "publisher", SimpleNamespace(publish=self._publish))
        monkeypatch.setattr(event_publisher, "permits", self.permits)
        monkeypatch.setattr(event_publisher, "dead_letters", dead_letter_queue)
        monkeypatch.setattr(order_consumer, "workflow", AdmittedWorkflow(self.workflow, self.permits))
        monkeypatch.setattr(order_consumer, "dead_letters", dead_letter_queue)
        monkeypatch.setattr(order_consumer, "queue", SimpleNamespace(redeliver_in=self._redeliver_in))
        monkeypatch.setattr(order_age, "orders", self.orders)
        monkeypatch.setattr(order_age, "permits", self.permits)
        monkeypatch.setattr(order_age, "open_orders", SimpleNamespace(oldest=self._oldest_open_order))

    def place(self, **changes: Any) -> Order:
        """Store an order by ``CUSTOMER`` of ``QUANTITY`` units of ``PRODUCT``, with these changes."""
        lines = (line(PRODUCT, quantity=QUANTITY, cents=PRICE),)
        order = an_order(**{"customer_name": CUSTOMER, "lines": lines} | changes)
        self.orders.add(order)
        return order

    def order(self, order_id: str = "order-1") -> Order:
        return self.orders.orders[order_id]

    def _publish(self, events: Sequence[OrderEvent | PublicEvent]) -> Mapping[int, str]:
        failed = {
            n: str(self.errors[event.order_id]) for n, event in enumerate(events) if event.order_id in self.errors
        }
        self.events.publish([event for n, event in enumerate(events) if n not in failed])
        return failed

    def _redeliver_in(self, seconds: int, receipt_handle: str) -> None:
        self.redelivered_in[receipt_handle] = seconds

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
