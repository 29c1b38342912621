"""Refund completed orders: in memory, and in tables with the simulated provider."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.aws.clients import client
from orders.aws.items import decode, encode
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.domain.actor import Actor, Role
from orders.domain.errors import (
    OrderNotFound,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    RefundKeyReused,
    RefundNotPossible,
)
from orders.domain.history import HistoryEvent, HistoryEventType, describe_events
from orders.domain.order import OrderStatus
from orders.domain.payment import MAX_REFUNDS, Payment, PaymentState, RefundState
from orders.payments.simulated import PaymentMethod
from orders.usecases.payments import Payments
from orders.usecases.refund import RefundRequest, Refunds
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.fixtures import *  # noqa: F403  pytest finds fixtures by their names
from tests.orders.examples import FIRST, LATER, MUCH_LATER, NOON, an_order
from tests.orders.fakes import FakeOrderRepository, FakePaymentProvider

PRICE = 1999
OPERATOR = Actor(Role.OPERATOR, "operator-7")


def ask(amount: int | None = 500, key: str = "key-1", reason: str = "goodwill") -> RefundRequest:
    return RefundRequest("order-1", amount, reason, key, OPERATOR)


@dataclass
class World:
    """A completed order, its payment, and the use case."""

    orders: Any
    payments: Payments

    @property
    def refunds(self) -> Refunds:
        return Refunds(self.orders, self.payments)

    @property
    def payment(self) -> Payment:
        payment = self.payments.ledger.find(FIRST.payment_id)
        assert payment is not None
        return payment

    @property
    def refunded_at_provider(self) -> int:
        found = self.payments.look_up(self.payment)
        assert found is not None
        return found.refunded

    def refund(self, *args: Any, **options: Any) -> Any:
        return outcome(lambda: self.refunds.refund(ask(*args, **options), LATER))

    def check(self) -> None:
        """Check that the ledgers and the order agree, and that no more was refunded than captured."""
        assert self.refunded_at_provider == self.payment.refunded <= self.payment.captured == PRICE
        assert (self.orders.get("order-1").refunded or 0) == self.payment.done_refunds == self.payment.refunded


def paid(orders: Any, payments: Payments, method: str = PaymentMethod.VISA) -> World:
    order = an_order(payment_method=method)
    orders.add(replace(order, status=OrderStatus.COMPLETED))
    payments.authorize(FIRST, order)
    if outcome(lambda: payments.capture(FIRST)) is PaymentProviderTimeout:
        payments.capture(FIRST)
    return World(orders, payments)


def in_memory(provider: FakePaymentProvider | None = None) -> World:
    return paid(FakeOrderRepository(), (provider or FakePaymentProvider()).with_ledger)


@pytest.fixture
def in_tables(orders: OrderTable, payments: Payments) -> World:
    return paid(orders, payments)


@pytest.fixture(params=["in memory", pytest.param("in tables", marks=pytest.mark.slow)])
def world(request: pytest.FixtureRequest) -> World:
    return in_memory() if request.param == "in memory" else request.getfixturevalue("in_tables")


def test_a_refund_keeps_the_status_and_shows_amount_and_person(world: World) -> None:
    order = world.refund(500)
    assert (order.status, order.refunded) == (OrderStatus.COMPLETED, 500)
    assert order.history[-1] == HistoryEvent(HistoryEventType.REFUNDED, LATER, 1, by=OPERATOR, amount=500)
    world.check()


def test_a_retry_with_the_same_key_repeats_nothing(world: World) -> None:
    first = world.refund(500)
    assert world.refund(500) == first
    assert len(world.orders.get("order-1").history) == len(first.history)
    world.check()


def test_two_equal_refunds_with_two_keys_are_two(world: World) -> None:
    world.refund(500)
    order = world.refund(500, key="key-2")
    assert order.refunded == 1000
    events = [each.event.amount for each in describe_events(order.history) if each.event.amount]
    assert events == [500, 500]
    world.check()


def test_the_rest_is_what_earlier_refunds_left(world: World) -> None:
    world.refund(500)
    assert world.refund(None, key="key-2").refunded == PRICE
    assert world.refund(None, key="key-2").refunded == PRICE
    assert world.refund(None, key="key-3") is RefundNotPossible
    assert world.refund(1, key="key-4") is RefundNotPossible
    world.check()


@pytest.mark.parametrize("amount", [PRICE + 1, 10**7])
def test_more_than_was_captured_cannot_be_refunded(world: World, amount: int) -> None:
    assert world.refund(amount) is RefundNotPossible
    assert world.refunded_at_provider == 0
    world.check()


@pytest.mark.parametrize("changes", [{"amount": 501}, {"amount": None}, {"reason": "damaged"}])
def test_a_key_stands_for_one_refund(world: World, changes: dict[str, Any]) -> None:
    world.refund(500)
    assert world.refund(**changes) is RefundKeyReused
    world.check()
    assert world.refunded_at_provider == 500


@pytest.mark.parametrize("status", [each for each in OrderStatus if each is not OrderStatus.COMPLETED])
def test_only_a_completed_order_can_be_refunded(status: OrderStatus) -> None:
    world = in_memory()
    world.orders.orders["order-1"] = an_order(status=status)
    assert world.refund() is RefundNotPossible
    assert world.refunded_at_provider == 0


def test_an_order_that_does_not_exist_cannot_be_refunded() -> None:
    world = in_memory()
    world.orders.orders.clear()
    assert world.refund() is OrderNotFound


def test_an_order_has_a_limited_number_of_refunds() -> None:
    world = in_memory()
    for number in range(MAX_REFUNDS):
        assert world.refund(1, key=f"key-{number}").refunded == number + 1
    assert world.refund(1, key="one more") is RefundNotPossible
    world.check()


@pytest.mark.parametrize("forgets_keys", [False, True])
def test_a_lost_response_leaves_a_pending_refund_that_the_same_key_resolves(*, forgets_keys: bool) -> None:
    provider = FakePaymentProvider(forgets_keys=forgets_keys)
    world = in_memory(provider)
    provider.lost_responses.add("refund")
    assert world.refund(500) is PaymentProviderTimeout
    assert [each.state for each in world.payment.refunds] == [RefundState.PENDING]
    assert world.payment.refundable == PRICE - 500
    assert world.refund(PRICE - 499, key="key-2") is RefundNotPossible

    assert world.refund(500).refunded == 500
    assert provider.effects.count("refund") == 1
    world.check()


@pytest.mark.slow
def test_a_provider_without_memory_of_keys_refunds_once(orders: OrderTable, payments: Payments) -> None:
    world = paid(orders, payments)
    client("dynamodb").update_item(
        TableName="dev-simulator",
        Key=encode({"payment_id": FIRST.payment_id}),
        UpdateExpression="SET payment_method = :method",
        ExpressionAttributeValues=encode({":method": PaymentMethod.AMNESIAC}),
    )
    assert world.refund(500) is PaymentProviderTimeout
    assert world.refund(500).refunded == 500
    world.check()


def test_a_refund_that_the_provider_refuses_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakePaymentProvider()
    world = in_memory(provider)
    provider.payments[FIRST.payment_id] = replace(provider.payments[FIRST.payment_id], refunded=PRICE - 100)
    assert world.refund(500) is RefundNotPossible  # refunds at the provider's dashboard left less
    assert [each.state for each in world.payment.refunds] == [RefundState.REFUSED]
    assert world.payment.refundable == PRICE
    assert world.refund(500) is RefundNotPossible
    assert world.refund(100, key="key-2").refunded == 100


@pytest.mark.slow
def test_a_call_that_was_refused_and_yet_took_effect_counts(in_tables: World) -> None:
    ledger: Any = in_tables.payments.ledger
    in_tables.refund(500)
    (refund,) = in_tables.payment.refunds
    other = replace(refund, refund_id="0" * 32, state=RefundState.PENDING)
    ledger.grant_refund(FIRST.payment_id, other)
    ledger.settle_refund(FIRST.payment_id, other, RefundState.REFUSED)
    assert row()["refunds_granted"] == 500
    for _ in range(2):
        ledger.settle_refund(FIRST.payment_id, other, RefundState.DONE)
    assert (row()["refunds_granted"], row()["refunded"]) == (1000, 1000)
    ledger.settle_refund(FIRST.payment_id, other, RefundState.REFUSED)
    assert (row()["refunds_granted"], row()["refunded"]) == (1000, 1000)


def row() -> dict[str, Any]:
    item = client("dynamodb").get_item(TableName="dev-payments", Key=encode({"payment_id": FIRST.payment_id}))["Item"]
    return decode(item)


def until_settled(call: Callable[[], Any]) -> Any:
    """Repeat a call with the same key while its outcome is unknown, as a client does."""
    for _ in range(100):
        result = outcome(call)
        if not (isinstance(result, type) and result.__name__ in {"PaymentProviderUnavailable", "OrderContention"}):
            return result
    raise AssertionError("the refund was never settled")


@pytest.mark.slow
@pytest.mark.parametrize("amounts", [[500] * 6, [1999, 1999], [700, 800, 900], [1, 1998, 1]])
def test_concurrent_refunds_never_exceed_what_was_captured(in_tables: World, amounts: list[int]) -> None:
    calls = [
        partial(until_settled, partial(in_tables.refunds.refund, ask(amount, key=f"key-{number}"), LATER))
        for number, amount in enumerate(amounts)
        for _ in range(2)  # and every client retries at the same moment
    ]
    results = run_concurrently(*calls)
    assert any(not isinstance(each, type) for each in results)
    assert {each for each in results if isinstance(each, type)} <= {RefundNotPossible}
    refunded = in_tables.payment.refunded
    assert not [amount for amount in amounts if amount <= PRICE - refunded] or refunded
    in_tables.check()


@given(
    st.lists(
        st.tuples(st.integers(1, PRICE + 1) | st.none(), st.sampled_from("abc"), st.booleans()),
        max_size=12,
    )
)
def test_whatever_is_lost_and_repeated_the_ledgers_agree_at_the_end(
    requests: list[tuple[int | None, str, bool]],
) -> None:
    provider = FakePaymentProvider()
    world = in_memory(provider)
    for amount, key, is_lost in requests:
        provider.lost_responses = {"refund"} if is_lost else set()
        world.refund(amount, key=key)
        assert world.refunded_at_provider <= world.payment.refunded + sum(
            each.amount for each in world.payment.refunds if each.state is RefundState.PENDING
        )
        assert world.payment.refundable >= 0
    provider.lost_responses = set()
    for refund in world.payment.refunds:
        with suppress(RefundNotPossible):
            world.refunds.resolve(FIRST, refund.refund_id, MUCH_LATER)
    world.check()


@pytest.mark.slow
def test_a_crash_before_the_order_is_written_loses_nothing(in_tables: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any) -> Any:
        raise PaymentProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(OrderTable, "record_refund", crash)
        assert in_tables.refund(500) is PaymentProviderUnavailable
    assert in_tables.orders.get("order-1").refunded is None
    assert in_tables.refund(500).refunded == 500
    in_tables.check()


@pytest.mark.slow
def test_a_row_of_the_version_without_refunds_can_be_refunded(in_tables: World, ledger: PaymentTable) -> None:
    assert "refunds_granted" not in row()
    client("dynamodb").update_item(
        TableName="dev-payments",
        Key=encode({"payment_id": FIRST.payment_id}),
        UpdateExpression="REMOVE provider, provider_reference",
    )
    assert in_tables.refund(500).refunded == 500
    in_tables.check()


@pytest.mark.slow
def test_the_version_without_refunds_reads_the_row_and_leaves_them(in_tables: World, ledger: PaymentTable) -> None:
    before = in_tables.refund(500)
    stored = in_tables.payment
    assert in_tables.payments.capture(FIRST) == stored  # a capture that is delivered again
    written = ledger.change(replace(stored, refunds=()), {PaymentState.CAPTURED})  # as that version writes
    assert written == stored
    assert row().keys() >= {"payment_id", "order_id", "amount", "currency", "state", "captured", "refunded"}
    assert in_tables.orders.get("order-1") == before


def test_a_time_is_kept(world: World) -> None:
    world.refund(500)
    (refund,) = world.payment.refunds
    assert (refund.at, refund.by, refund.reason) == (LATER, OPERATOR, "goodwill")
    assert refund.at > NOON
