"""Plans are reproducible, and the checks can fail.  `make chaos` itself runs in .ci/run."""

from collections import Counter
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from local.chaos import quiescence
from local.chaos.customers import Customers
from local.chaos.plan import PAYMENT_METHODS, ChaosPlan, Fault
from local.chaos.quiescence import STUCK_SECONDS, QuiescenceProbe
from local.chaos.run import find_broken_promises
from orders.payments.simulated import PaymentMethod


def plan_of(seed: int) -> tuple[Any, Any]:
    plan = ChaosPlan.from_seed(100, seed)
    return plan.orders, [(each.progress, each.fault, each.random.random()) for each in plan.injections]


def test_a_seed_always_gives_the_same_plan_and_another_seed_gives_another() -> None:
    assert plan_of(1) == plan_of(1)
    assert plan_of(1) != plan_of(2)


@pytest.mark.parametrize("count", [1, 40, 300])
def test_every_plan_injects_every_kind_of_fault(count: int) -> None:
    plan = ChaosPlan.from_seed(count, 1)

    assert {each.fault for each in plan.injections} == set(Fault)
    progress = [each.progress for each in plan.injections]
    assert progress == sorted(progress)
    assert all(0 <= each < 2 * count for each in progress)


def test_the_orders_use_every_payment_method() -> None:
    assert set(PAYMENT_METHODS) == set(PaymentMethod)
    assert {order["payment_method"] for order in ChaosPlan.from_seed(300, 1).orders} == set(PaymentMethod)


def reader_of(*orders: tuple[str, str], running: Iterable[str] = (), messages: int = 0) -> Any:
    rows = [{"order_id": order_id, "status": status, "attempt": 1} for order_id, status in orders]
    return SimpleNamespace(
        items=lambda _: iter(rows), running_executions=lambda: list(running), queued_messages=lambda: messages
    )


def customers(*accepted: str, cancelled: Iterable[str] = ()) -> Customers:
    return Customers("http://nowhere", accepted=list(accepted), cancelled=set(cancelled))


def test_kept_promises_are_no_problem() -> None:
    reader = reader_of(("a", "Completed"), ("b", "Cancelled"), ("unanswered", "Failed"))

    assert find_broken_promises(reader, customers("a", "b", cancelled="b"), 2) == []


def test_an_accepted_order_that_is_not_stored_is_a_broken_promise() -> None:
    assert find_broken_promises(reader_of(("a", "Completed")), customers("a", "b"), 2) == [
        "order b was accepted, but is not stored"
    ]


def test_a_cancelled_order_that_is_completed_is_a_broken_promise() -> None:
    assert find_broken_promises(reader_of(("a", "Completed")), customers("a", cancelled="a"), 1) == [
        "the cancellation of order a was accepted, but its status is Completed"
    ]


def test_an_order_that_is_never_accepted_is_a_broken_promise() -> None:
    assert find_broken_promises(reader_of(), customers(), 1) == ["1 orders were never accepted"]


@pytest.mark.parametrize(
    ("reader", "is_quiescent"),
    [
        (reader_of(), True),
        (reader_of(("a", "Completed")), True),
        (reader_of(("a", "Completed"), running=["a.1"]), False),
        (reader_of(("a", "Completed"), messages=1), False),
        (reader_of(("a", "Processing")), False),
    ],
)
def test_the_system_is_quiescent_if_orders_are_final_and_nothing_runs_or_is_queued(
    reader: Any, *, is_quiescent: bool
) -> None:
    assert QuiescenceProbe(reader).check() is is_quiescent


def test_a_stuck_order_does_not_prevent_quiescence(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Counter({"now": 100})
    monkeypatch.setattr(quiescence.time, "monotonic", lambda: clock["now"])
    probe = QuiescenceProbe(reader_of(("a", "Processing"), ("b", "Failed")))

    assert not probe.check()
    clock["now"] += STUCK_SECONDS
    assert probe.check()
    assert probe.final_orders == 1
