"""Plans are reproducible, and the checks can fail.  `make chaos` itself runs in .ci/run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from local.chaos import quiescence
from local.chaos.customers import Customers
from local.chaos.leaks import find_leaks
from local.chaos.plan import PAYMENT_METHODS, ChaosPlan, Fault
from local.chaos.quiescence import STUCK_SECONDS, QuiescenceProbe
from local.chaos.retries import find_retries
from local.chaos.run import find_broken_promises
from local.stripe.faults import Call, Plan
from local.stripe.stand_in import TEST_KEY
from local.system_reader import ExecutionHistory, StateVisit
from orders.domain.attempt import Attempt
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


ORDER = {
    "order_id": "order-1",
    "customer_name": "Ada Lovelace",
    "customer": "Ada Lovelace",
    "payment_method": "pm_card_visa",
    "history": [{"event": "OrderPlaced"}],
}

PLACES = {
    "the log /aws/lambda/dev-order-payment": "log_messages",
    "the log of api": "server_logs",
    "the execution order-1.1": "executions",
    "payments": "payments_table",
    "simulator": "simulator_table",
    "reservations": "reservations_table",
    "permits": "permits_table",
    "the order order-1": "orders_table",
    "a dead letter": "dead_letters",
}
"""Every kind of place that is searched, with what the reader reads it with."""


def reader_of_records(planted: Mapping[str, str]) -> Any:
    """Return a reader of one order and one record in each place, with the planted texts in them."""

    def record(place: str) -> dict[str, Any]:
        return {"message": f"before {planted.get(place, 'nothing')} after", "at": 1795764075259}

    def items(table: str) -> Iterable[dict[str, Any]]:
        if table == "orders_table":
            return [ORDER | {"history": [record(table)]}]
        return [record(table)]

    return SimpleNamespace(
        items=items,
        log_messages=lambda: [("/aws/lambda/dev-order-payment", str(record("log_messages")))],
        server_logs=lambda: [("api", str(record("server_logs")))],
        executions=lambda: [("order-1.1", [record("executions")])],
        dead_letters=lambda: [record("dead_letters")],
    )


def test_records_without_secrets_are_no_leak() -> None:
    assert find_leaks(reader_of_records({})) == []


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        (TEST_KEY, "an API key"),
        ("sk_live_51HAbC", "an API key"),
        ("rk_test_51HAbC", "an API key"),
        ("pi_3NAbC_secret_dEf", "an API key"),
        ("4242424242424242", "a card number"),
        ("4000 0025 0000 3155", "a card number"),
        ("5555-5555-5555-4444", "a card number"),
        ("378282246310005", "a card number"),
        ("Ada Lovelace", "a customer's name"),
        ("pm_card_visa", "a payment method"),
    ],
)
@pytest.mark.parametrize(("place", "source"), PLACES.items())
def test_a_secret_in_any_record_is_a_leak(place: str, source: str, secret: str, kind: str) -> None:
    is_kept_by_its_provider = (place, kind) == ("simulator", "a payment method")

    leaks = find_leaks(reader_of_records({source: secret}))

    assert leaks == ([] if is_kept_by_its_provider else [f"{place} contains {kind}"])


@pytest.mark.parametrize(
    "harmless",
    [
        "4242424242424241",
        "1795764075259",
        "4242",
        "42424242-4242-4242-8242-424242424242",
        "Ada Lovelaces",
        "sk_other",
    ],
)
def test_a_text_that_only_resembles_a_secret_is_no_leak(harmless: str) -> None:
    assert find_leaks(reader_of_records({"log_messages": harmless})) == []


def history_of(*visits: StateVisit, status: str = "SUCCEEDED") -> ExecutionHistory:
    return ExecutionHistory("arn", status, visits, {})


def visit(state: str, calls: int, throttled_calls: int = 0) -> StateVisit:
    return StateVisit(state, datetime(2026, 1, 1, tzinfo=UTC), None, calls, throttled_calls)


def calls_with(key: str, number: int) -> list[Call]:
    return [Call("POST /v1/payment_intents/:id/confirm", key, 200)] * number


@pytest.mark.parametrize(
    ("key", "number", "problems"),
    [
        ("order-1.1:authorize", 2, []),
        ("order-1.1:authorize", 3, ["the provider got order-1.1:authorize 3 times, in 2 calls of AuthorizePayment"]),
        ("order-1.1:open", 3, ["the provider got order-1.1:open 3 times, in 2 calls of AuthorizePayment"]),
        ("order-1.1:capture", 1, []),
        ("order-1.1:capture", 2, ["the provider got order-1.1:capture 2 times, in 1 calls of CapturePayment"]),
        ("order-1.1:void", 9, []),
        ("claim:pi_1", 9, []),
    ],
)
def test_a_call_of_the_provider_that_no_call_of_the_state_machine_explains_is_found(
    key: str, number: int, problems: list[str]
) -> None:
    history = history_of(visit("AuthorizePayment", 5, throttled_calls=3), visit("CapturePayment", 1))

    assert find_retries(calls_with(key, number), {Attempt("order-1", 1): history}.get) == problems


def test_a_stopped_execution_explains_every_call_because_its_retries_have_no_history() -> None:
    history = history_of(visit("AuthorizePayment", 1), status="ABORTED")

    assert find_retries(calls_with("order-1.1:authorize", 9), lambda _: history) == []


@pytest.mark.parametrize(
    ("calls", "problems"),
    [
        ([("order-1.1:open", None, "order-1.1"), ("order-1.1:open", None, "order-1.1")], 0),
        ([("order-1.1:open", None, "order-1.1"), ("another key", None, "order-1.1")], 1),
        ([("order-1.1:open", None, "order-1.1"), ("order-2.1:open", None, "order-2.1")], 0),
        ([("order-1.1:capture", 200, "pi_1"), ("another key", 200, "pi_1")], 1),
        ([(None, 200, "pi_1"), (None, 200, "pi_1")], 0),
    ],
)
def test_a_call_that_is_repeated_with_another_key_is_found(
    calls: list[tuple[str | None, int | None, str]], problems: int
) -> None:
    plan = Plan()
    for key, status, subject in calls:
        plan.record(Call("POST /v1/payment_intents", key, status, subject=subject))

    assert len(plan.repetitions()) == problems
