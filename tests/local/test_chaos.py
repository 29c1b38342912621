"""What a seed stands for, and that the verdict can be a bad one.  `make chaos` is the run itself."""

from collections import Counter
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from local.chaos import stillness
from local.chaos.customers import Customers
from local.chaos.plan import PAYMENT_METHODS, Fault, Plan
from local.chaos.quiescence import STILL_SECONDS, QuiescenceProbe
from local.chaos.run import broken_promises
from orders.domain.order import PaymentMethod


def drawn(seed: int) -> tuple[Any, Any]:
    plan = Plan.drawn(100, seed)
    return plan.orders, [(strike.progress, strike.fault, strike.dice.random()) for strike in plan.strikes]


def test_a_seed_is_the_same_plan_each_time_and_another_seed_another() -> None:
    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


@pytest.mark.parametrize("count", [1, 40, 300])
def test_every_kind_of_fault_strikes_however_few_orders_there_are(count: int) -> None:
    plan = Plan.drawn(count, 1)

    assert {strike.fault for strike in plan.strikes} == set(Fault)
    assert [strike.progress for strike in plan.strikes] == sorted(strike.progress for strike in plan.strikes)
    assert all(0 <= strike.progress < 2 * count for strike in plan.strikes)


def test_the_provider_makes_every_kind_of_trouble_and_is_sound_as_well() -> None:
    assert set(PAYMENT_METHODS) == set(PaymentMethod)
    assert {order["payment_method"] for order in Plan.drawn(300, 1).orders} == set(PaymentMethod)


def reader(*orders: tuple[str, str], running: Iterable[str] = (), messages: int = 0) -> Any:
    rows = [{"order_id": order_id, "status": status, "attempt": 1} for order_id, status in orders]
    return SimpleNamespace(
        items=lambda _: iter(rows), running_executions=lambda: list(running), messages_under_way=lambda: messages
    )


def customers(*accepted: str, cancelled: Iterable[str] = ()) -> Customers:
    return Customers("http://nowhere", accepted=list(accepted), cancelled=set(cancelled))


def test_promises_that_were_kept_are_no_problem() -> None:
    orders = reader(("a", "Completed"), ("b", "Cancelled"), ("nobody's", "Failed"))

    assert broken_promises(orders, customers("a", "b", cancelled="b"), 2) == []


def test_an_order_that_was_accepted_and_is_missing_is_a_broken_promise() -> None:
    assert broken_promises(reader(("a", "Completed")), customers("a", "b"), 2) == [
        "order b was accepted, and is missing"
    ]


def test_an_order_that_was_cancelled_and_completed_is_a_broken_promise() -> None:
    assert broken_promises(reader(("a", "Completed")), customers("a", cancelled="a"), 1) == [
        "the cancellation of order a was accepted, and it is Completed"
    ]


def test_an_order_that_was_never_accepted_is_a_broken_promise() -> None:
    assert broken_promises(reader(), customers(), 1) == ["1 orders were never accepted"]


@pytest.mark.parametrize(
    ("state", "is_still"),
    [
        (reader(), True),
        (reader(("a", "Completed")), True),
        (reader(("a", "Completed"), running=["a.1"]), False),
        (reader(("a", "Completed"), messages=1), False),
        (reader(("a", "Processing")), False),
    ],
)
def test_nothing_moves_once_all_orders_are_over_and_nothing_runs_or_waits(state: Any, *, is_still: bool) -> None:
    assert QuiescenceProbe(state).look() is is_still


def test_an_order_that_is_stuck_does_not_move_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Counter({"now": 100})
    monkeypatch.setattr(stillness.time, "monotonic", lambda: clock["now"])
    watched = QuiescenceProbe(reader(("a", "Processing"), ("b", "Failed")))

    assert not watched.look()
    clock["now"] += STILL_SECONDS
    assert watched.look()
    assert watched.over == 1
