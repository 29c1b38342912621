"""Orders whose writes AWS throttles, and orders that compete for one product's rows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from local.strict.rules import Limits
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.errors import OutOfStock, StockContention
from orders.domain.money import Money
from orders.domain.order import OrderLine, OrderStatus
from tests.orders.aws.concurrency import run_concurrently
from tests.statemachine.harness import PRICE, WorkflowHarness
from tests.strict_aws import apply_strict_rules

pytestmark = pytest.mark.slow

BUSY = Limits(transaction_seconds=0, throttled_writes=0.25, provider_seconds=0)
"""boto3 repeats a throttled write once and a throttled transaction never, so a step fails in one of ten calls."""

LINE = OrderLine("Test Product", 1, Money(PRICE, "USD"))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("product", ["Test Product", "Sold Out Product"])
def test_an_order_ends_as_always_although_a_quarter_of_the_writes_is_throttled(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch, product: str, seed: int
) -> None:
    attempt = harness.place(product=product)
    rules = apply_strict_rules(monkeypatch, replace(BUSY, seed=seed))

    execution = harness.run(attempt)

    assert execution.status == "SUCCEEDED"
    is_completed = product == "Test Product"
    assert harness.order().status is (OrderStatus.COMPLETED if is_completed else OrderStatus.FAILED)
    assert harness.money() == (0, PRICE if is_completed else 0)
    assert harness.tables.available(product) == (99 if is_completed else 0)
    assert harness.tables.reservation()["state"] == ("SOLD" if is_completed else "RELEASED")
    assert harness.dead_letters() == []
    assert rules.rejections


def test_overlapping_reservations_of_one_row_never_sell_a_unit_twice(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    units, orders = 5, 12
    harness.tables.put_product("Test Product", available=units, cents=PRICE)
    rules = apply_strict_rules(monkeypatch, Limits(transaction_seconds=0.1, throttled_writes=0, provider_seconds=0))
    stock, now = wiring.stock(), datetime.now(UTC)

    results = run_concurrently(
        *(
            lambda number=number: stock.reserve(Attempt(f"order-{number}", 1), [LINE], now)  # type: ignore[misc]  # binds
            for number in range(orders)
        )
    )

    reserved = orders - results.count(OutOfStock) - results.count(StockContention)
    assert rules.rejections["transaction conflicts"]
    assert harness.tables.available("Test Product") == units - reserved
    assert reserved <= units
    assert not results.count(OutOfStock) or reserved == units, "refused although units were left"
