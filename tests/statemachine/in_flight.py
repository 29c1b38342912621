"""Orders in flight: the rows and the execution's data just before each state, on a handful of paths.

``record`` writes them at a release, with the release's code.  Later code resumes each order from there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import dropwhile
from pathlib import Path
from typing import Any, NamedTuple

from orders.aws.clients import client
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod
from tests.orders.aws.table_harness import TABLES
from tests.statemachine.harness import PRICE, WorkflowHarness, always
from tests.statemachine.interpreter import interpreter
from tests.workflow_steps import STATES

STOCK = 100


class Ending(NamedTuple):
    """How an order ends, as the README documents it."""

    execution: str
    status: OrderStatus
    reason: str | None = None
    captured: int = 0
    available: int = STOCK
    dead_letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A path through the workflow: an order, what happens just before its capture, and its ending.

    ``recorded_from`` is the first operation before which the order differs from that of an earlier path.
    """

    ending: Ending
    recorded_from: str = "authorize"
    payment_method: PaymentMethod = PaymentMethod.VISA
    product: str = "Test Product"
    before_capture: Callable[[], object] | None = None


def cancel() -> None:
    """Cancel the order as the API does, once."""
    if OrderTable("dev-orders").get("order-1").cancel_requested_at is None:
        OrderTable("dev-orders").request_cancellation("order-1", datetime.now(UTC))


PATHS = {
    "completed": Route(Ending("SUCCEEDED", OrderStatus.COMPLETED, captured=PRICE, available=STOCK - 1)),
    "card declined": Route(
        Ending("SUCCEEDED", OrderStatus.FAILED, "PaymentDeclined"), payment_method=PaymentMethod.DECLINED
    ),
    "out of stock": Route(Ending("SUCCEEDED", OrderStatus.FAILED, "OutOfStock"), "reserve", product="Sold Out Product"),
    "cancelled": Route(Ending("SUCCEEDED", OrderStatus.CANCELLED, "OrderCancelled"), "capture", before_capture=cancel),
    "crashed": Route(
        Ending("FAILED", OrderStatus.FAILED, "RuntimeError", dead_letters=("CapturePayment",)),
        "capture",
        before_capture=always(RuntimeError),
    ),
}


class InFlight(NamedTuple):
    """An order just before a state: the execution's data, and all rows in DynamoDB's JSON by table."""

    path: str
    state: str
    data: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]

    @property
    def is_forward(self) -> bool:
        """Whether no step has failed yet, so that the data is still the execution's input."""
        return self.data.keys() == {"order_id", "attempt"}

    def restore(self) -> Attempt:
        """Put all rows into the tables, and return the order's attempt."""
        for table, rows in self.rows.items():
            for row in rows:
                client("dynamodb").put_item(TableName=table, Item=row)
        return Attempt("order-1", 1)

    def __str__(self) -> str:
        return f"{self.path}, {self.state}"


def inject(path: Route, harness: WorkflowHarness) -> None:
    """Make what the path says happen before each call of the capture."""
    if path.before_capture:
        harness.before["capture"] = path.before_capture


def ending(harness: WorkflowHarness, execution: str) -> Ending:
    """Return how the order has ended, with nothing held on the card."""
    order, (held, captured) = harness.order(), harness.money()
    assert held == 0
    return Ending(
        execution,
        order.status,
        order.failure_reason,
        captured,
        harness.tables.available("Test Product"),
        tuple(message["failed_state"] for message in harness.dead_letters()),
    )


def read(file: Path) -> list[InFlight]:
    """Return the recorded orders."""
    return [InFlight(**each) for each in json.loads(file.read_text(encoding="utf-8"))]


def write(file: Path, orders: list[InFlight]) -> None:
    """Write the orders, one in a line."""
    lines = ",\n".join(json.dumps(each._asdict(), ensure_ascii=False) for each in orders)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def record() -> list[InFlight]:
    """Run every path with the current code, and return its order just before each state that calls a function."""
    return [each for name, path in PATHS.items() for each in _record(name, path)]


def _record(name: str, path: Route) -> list[InFlight]:
    with interpreter() as patch:
        harness = WorkflowHarness.open(patch)
        inject(path, harness)
        seen: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for operation, state in dropwhile(lambda step: step[0] != path.recorded_from, STATES.items()):
            harness.before[operation] = _rows_first(harness.before.get(operation), seen, state)
        execution = harness.run(harness.place(path.payment_method, path.product))
        history = client("stepfunctions").get_execution_history(executionArn=execution.arn, maxResults=1000)["events"]
        assert ending(harness, execution.status) == path.ending
    entered = [event["stateEnteredEventDetails"] for event in history if "stateEnteredEventDetails" in event]
    assert max(Counter(event["name"] for event in entered).values()) == 1
    data = {event["name"]: json.loads(event["input"]) for event in entered}
    return [InFlight(name, state, data[state], rows) for state, rows in seen.items()]


def _rows_first(
    fault: Callable[[], object] | None, seen: dict[str, dict[str, list[dict[str, Any]]]], state: str
) -> Callable[[], None]:
    """Return what keeps the rows at a state's first call, and then injects the fault."""

    def run() -> None:
        seen.setdefault(state, {table: client("dynamodb").scan(TableName=table)["Items"] for table in TABLES})
        if fault:
            fault()

    return run
