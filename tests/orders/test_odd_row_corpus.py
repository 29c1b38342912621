"""Odd rows beside healthy orders, against everything that reads rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.reads import read_item, scan
from orders.contract import PERMITS_KEY, TABLES
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedOrder, OrderError
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.permit import Permit
from orders.domain.search import OrderFilter
from orders.payments.simulated import PaymentMethod
from orders.usecases import authorize, capture, compensate, complete, reserve
from orders.usecases.admission import release_leaked
from orders.usecases.watchdog import EndedExecution
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import an_order, line
from tests.orders.odd_rows import OddRow, odd_rows
from tests.orders.usecases.order_system import ALL_STEPS, OrderSystem, system

__all__ = ["system"]
pytestmark = pytest.mark.slow

ROWS = int(os.environ.get("ODD_ROWS", "40"))

BATCH = min(ROWS, 20)
"""Odd rows that are in the tables at the same time."""

CHANGING = 10
"""One row in so many also meets the workflow's steps and the repairs, which take longer than all reads of a row."""
STEPS = ("", "authorize", "authorize reserve", "authorize reserve capture", "authorize reserve capture complete")


def arrange(system: OrderSystem, number: int, steps: str, odd: OddRow) -> tuple[Attempt, dict[str, Any]]:
    """Make an order, its product and its permit, change a row of them, and return the attempt and the row's key."""
    product, attempt = f"Product {number}", Attempt(f"odd-{number}", 1)
    system.tables.put_product(product, available=5, rows=[5, 5])
    placed_at = system.placed_at
    system.orders.add(
        an_order(order_id=attempt.order_id, lines=(line(product),), created_at=placed_at, updated_at=placed_at)
    )
    client("dynamodb").put_item(
        TableName="dev-permits",
        Item=encode(
            {PERMITS_KEY: 10_000 + number, "attempt": attempt.execution_name, "acquired_at": "2026-01-01T00:00:00Z"}
        ),
    )
    system.run(attempt, *steps.split())
    keys: dict[str, dict[str, Any]] = {
        "orders": {"order_id": attempt.order_id},
        "payments": {"payment_id": attempt.payment_id},
        "simulator": {"payment_id": attempt.payment_id},
        "reservations": {"order_id": attempt.order_id},
        "products": {"product_name": product},
        "stock": {"product_name": product, "shard": 1},
        "permits": {PERMITS_KEY: 10_000 + number},
    }
    key = keys[odd.schema.table]
    if read_item(f"dev-{odd.schema.table}", key) is not None:
        odd.write(key)
    system.send_dead_letter(attempt)
    return attempt, key


def expected_findings(odd: list[tuple[OddRow, dict[str, Any]]]) -> list[str]:
    """Return how the finding of each row begins that cannot be read and that reconcile reads."""
    found = []
    for row, key in odd:
        item = read_item(f"dev-{row.schema.table}", key)
        if row.schema.table in {"permits", "simulator"} or item is None:
            continue
        try:
            row.schema.read(item)
        except MalformedOrder as error:
            # Units and prices of the product's own row are two findings, and a retired product has no price.
            found.append(str(error).split(": ")[0])
    return found


def run_steps(system: OrderSystem, attempt: Attempt) -> None:
    now = datetime.now(UTC)
    failure = Failure("CapturePayment", "States.Timeout", "")
    steps: list[Callable[[], object]] = [
        lambda: system.orders.get(attempt.order_id),
        lambda: authorize.authorize(attempt, system.orders, system.payments, now),
        lambda: reserve.reserve(attempt, system.orders, system.stock, now),
        lambda: capture.capture(attempt, system.orders, system.payments, now),
        lambda: complete.complete(attempt, system.completion_store, now),
        lambda: compensate.release(attempt, system.orders, system.stock, now),
        lambda: compensate.void(attempt, system.orders, system.payments),
        lambda: compensate.finish(attempt, failure, system.orders, now),
        lambda: system.orders.request_cancellation(attempt.order_id, now),
        lambda: wiring.watchdog().clean_up(EndedExecution(attempt, "arn", "ABORTED"), now),
    ]
    for step in steps:
        with suppress(OrderError):
            step()


def rows_of(order_id: str) -> list[Any]:
    return [
        item
        for table in ("orders", "reservations", "payments", "simulator")
        for item in scan(f"dev-{table}")
        if order_id in str(item[TABLES[table]])
    ]


def empty(system: OrderSystem) -> None:
    client("sqs").delete_queue(QueueUrl=system.queue.url)
    client("sqs").create_queue(QueueName="dev-order-dlq")
    for table, key in TABLES.items():
        names = [key, *(["shard"] if table == "stock" else [])]
        for item in list(scan(f"dev-{table}")):
            client("dynamodb").delete_item(TableName=f"dev-{table}", Key={name: item[name] for name in names})


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(
    max_examples=1 + ROWS // BATCH,  # the first batch is always that of the simplest rows
    suppress_health_check=list(HealthCheck),
    deadline=None,
    phases=[phase for phase in settings.default.phases if phase.name in {"explicit", "generate"}],
)
@given(batch=st.lists(st.tuples(odd_rows, st.sampled_from(STEPS)), min_size=BATCH, max_size=BATCH))
def test_odd_rows_are_reported_and_leave_all_other_orders_alone(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, batch: list[tuple[OddRow, str]]
) -> None:
    monkeypatch.setattr("orders.aws.contention.PAUSE_SECONDS", (0, 0))
    empty(system)
    system.queue.forward("not json")
    system.tables.put_product("Test Product", available=100)
    system.run(system.place("healthy-1"), *ALL_STEPS)
    system.run(system.place("healthy-2"), "authorize", "reserve")
    healthy = rows_of("healthy")
    attempts, odd = [], []
    for number, (row, steps) in enumerate(batch):
        attempt, key = arrange(system, number, steps, row)
        attempts.append(attempt)
        odd.append((row, key))

    # Lists.
    listed: set[str] = set()
    cursor = None
    for _ in range(100):
        page = wiring.order_search().page(OrderFilter(), 20, cursor)
        listed |= {order.order_id for order in page.orders}
        if (cursor := page.next_cursor) is None:
            break
    assert {"healthy-1", "healthy-2"} <= listed
    assert "healthy-1" in wiring.finished_orders().among([f"odd-{n}" for n in range(BATCH - 1)] + ["healthy-1"])
    assert wiring.open_orders().oldest() is not None
    assert all(isinstance(permit, Permit) for permit in wiring.permits().in_use())
    release_leaked(wiring.permits(), system.orders, datetime.now(UTC))

    # Reconcile.
    sentences = [found.sentence for found in system.find_discrepancies(with_provider=True)]
    for beginning in expected_findings(odd):
        assert any(sentence.startswith(beginning) for sentence in sentences), beginning
    assert any("healthy-2" in sentence for sentence in sentences)
    assert not any("healthy-1" in sentence for sentence in sentences)

    # Stock.
    levels, _ = wiring.stock_keeping().levels()
    assert "Test Product" in {level.stock.product_name for level in levels}
    for number in [n for n, (row, _) in enumerate(odd) if row.schema.table in {"products", "stock"}]:
        with suppress(OrderError):
            wiring.stock_keeping().add(f"Product {number}", 2)
        with suppress(OrderError):
            wiring.catalogue().get_unit_prices([f"Product {number}"])

    # Workflow steps, then the operators' commands that change something.
    changing = attempts[::CHANGING]
    for attempt in changing:
        run_steps(system, attempt)
    operation = wiring.reconciliation({})
    for found in operation.find_discrepancies(timedelta(minutes=60), datetime.now(UTC)):
        if found.attempt in changing and found.repair is not None:
            with suppress(OrderError):
                operation.repair(found, datetime.now(UTC))
    system.redrive()

    assert rows_of("healthy") == healthy
    new = system.run(system.place("new-1", PaymentMethod.VISA), *ALL_STEPS)
    assert system.status(new) == (OrderStatus.COMPLETED, 1)
    assert isinstance(system.tables, TableHarness)
