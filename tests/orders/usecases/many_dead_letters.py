"""``python -m tests.orders.usecases.many_dead_letters`` redrives 2,000 messages in moto, and prints time and calls.

Each call takes at least as long as one of AWS; moto itself uses one processor for all threads.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from botocore.client import BaseClient
from moto import mock_aws

from api.management.commands.redrive import DEFAULT_PARALLEL, MESSAGES_PER_THREAD
from orders import wiring
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.payments.simulated import PaymentMethod
from tests import conftest  # noqa: F401  it sets the environment of every test
from tests.orders.usecases.order_system import PRICE, OrderSystem

LATENCY_SECONDS = 0.015


def fill(system: OrderSystem, count: int) -> None:
    at = datetime.now(UTC) - timedelta(days=1)
    line = OrderLine("Test Product", 1, Money(PRICE, "USD"))
    order = Order(
        "order", "Test Customer", (line,), PaymentMethod.VISA, at, at, OrderStatus.FAILED, failure_reason="any"
    )
    for number in range(count):
        failed = replace(order, order_id=f"order-{number}")
        system.orders.add(failed)
        system.send_dead_letter(failed.attempt)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    calls: Counter[str] = Counter()
    call, start = BaseClient._make_api_call, StateMachine.start
    uncounted = threading.local()

    def slow(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if not getattr(uncounted, "active", False):
            calls[operation] += 1
            time.sleep(LATENCY_SECONDS)
        return call(client, operation, arguments)

    def start_and_end(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        is_started = start(machine, attempt, trace_header)
        uncounted.active = True  # the event publisher releases the permit when the order is final
        wiring.permits().release_all([attempt])
        uncounted.active = False
        return is_started

    with pytest.MonkeyPatch.context() as patch, mock_aws():
        system = OrderSystem()
        system.create()
        fill(system, count)
        patch.setattr(BaseClient, "_make_api_call", slow)
        patch.setattr(StateMachine, "start", start_and_end)
        patch.setenv("MAX_ORDERS_IN_FLIGHT", str(2 * DEFAULT_PARALLEL))
        started = time.perf_counter()
        operation, done = wiring.redrive(3), Counter[str]()
        with (
            operation.dead_letters.receive_pages(MESSAGES_PER_THREAD * DEFAULT_PARALLEL) as pages,
            ThreadPoolExecutor(DEFAULT_PARALLEL) as pool,
        ):
            for page in pages:
                plans = operation.plan_all(page, pool)
                done.update(
                    plan.action for plan in operation.carry_out_all(plans, lambda: datetime.now(UTC), pool, Event())
                )
        seconds = time.perf_counter() - started
    print(f"{count:,} messages in {seconds:.0f} s: {dict(done)}; calls per message:")  # noqa: T201
    print({operation: round(number / count, 2) for operation, number in calls.most_common()})  # noqa: T201


if __name__ == "__main__":
    main()
