"""What the alarm on the oldest open order is told, and where whoever it calls begins."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.order_age import handler as order_age
from orders.domain.order import OrderStatus
from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed, invoke
from tests.functions.shop import Shop
from tests.orders.examples import FIRST


def measure() -> float:
    seconds: float = invoke(order_age.handle, {"source": "aws.events"})["seconds"]
    return seconds


def ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def test_the_oldest_open_order_is_measured_and_named(shop: Shop, printed: Printed) -> None:
    shop.place(order_id="young", created_at=ago(1))
    shop.place(order_id="old", created_at=ago(30))
    shop.place(order_id="older-but-over", created_at=ago(60), status=OrderStatus.COMPLETED)

    assert measure() == pytest.approx(1800, abs=60)
    assert printed.metrics["OldestOpenOrderSeconds"] == pytest.approx(1800, abs=60)
    assert printed.about("message", "correlation_id") == [("oldest open order", "old")]


def test_where_every_order_is_over_nothing_is_old(shop: Shop, printed: Printed) -> None:
    shop.place(created_at=ago(30))
    shop.orders.transition(FIRST, OrderStatus.FAILED, datetime.now(UTC), "OutOfStock")

    assert measure() == 0
    assert printed.metrics == {"OldestOpenOrderSeconds": 0}
    assert printed.about("correlation_id") == [(None,)]


def test_an_order_of_a_moment_in_which_the_clocks_disagree_is_not_younger_than_new(shop: Shop) -> None:
    shop.place(created_at=ago(-1))

    assert measure() == 0


def test_a_measurement_that_fails_is_an_error_of_the_function(refusals: Refusals, printed: Printed) -> None:
    refusals.add("Query", "ThrottlingException")

    assert invoke(order_age.handle, {})["errorType"] == "StoreUnavailable"
    assert "OldestOpenOrderSeconds" not in printed.text
