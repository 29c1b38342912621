"""The function that measures the age of the oldest open order."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from functions.order_age import handler as order_age
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import OrderStatus
from tests.functions.lambda_runtime import CapturedOutput, invoke
from tests.functions.store_harness import StoreHarness

TOLERANCE_SECONDS = 300
EVENT = {"source": "aws.events"}


def minutes_ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def test_the_age_of_the_oldest_open_order_is_emitted_and_its_id_is_logged(
    store: StoreHarness, output: CapturedOutput
) -> None:
    store.place(order_id="new", created_at=minutes_ago(1))
    store.place(order_id="old", created_at=minutes_ago(30))
    store.place(order_id="older-and-completed", created_at=minutes_ago(60), status=OrderStatus.COMPLETED)

    seconds = invoke(order_age.handle, EVENT)["seconds"]

    assert seconds == pytest.approx(1800, abs=TOLERANCE_SECONDS)
    assert output.metrics == {"OldestOpenOrderSeconds": seconds, "PermitsInUse": 0}
    assert output.log_fields("message", "correlation_id", "seconds") == [("oldest open order", "old", seconds)]


@pytest.mark.parametrize(("status", "minutes"), [(OrderStatus.FAILED, 30), (OrderStatus.PENDING, -60)])
def test_the_age_is_zero_without_open_orders_and_never_negative(
    store: StoreHarness, output: CapturedOutput, status: OrderStatus, minutes: int
) -> None:
    store.place(status=status, created_at=minutes_ago(minutes))

    assert invoke(order_age.handle, EVENT) == {"seconds": 0, "permits_in_use": 0}
    assert output.metrics == {"OldestOpenOrderSeconds": 0, "PermitsInUse": 0}


def test_a_leaked_permit_is_released_and_the_others_are_counted(store: StoreHarness, output: CapturedOutput) -> None:
    store.place(order_id="open")
    store.place(order_id="failed", status=OrderStatus.FAILED)
    store.permits.now = minutes_ago(5)
    for order_id in ("open", "failed"):
        store.permits.acquire(Attempt(order_id, 1))

    assert invoke(order_age.handle, EVENT)["permits_in_use"] == 1
    assert output.metrics["PermitsInUse"] == 1
    assert ("leaked permits released", ["failed.1"]) in output.log_fields("message", "attempts")


def test_a_failed_measurement_is_an_error_of_the_function(
    monkeypatch: pytest.MonkeyPatch, output: CapturedOutput
) -> None:
    def fail() -> None:
        raise StoreUnavailable("Query")

    monkeypatch.setattr(order_age, "open_orders", SimpleNamespace(oldest=fail))

    assert invoke(order_age.handle, EVENT)["errorType"] == "StoreUnavailable"
    assert output.metrics == {}
