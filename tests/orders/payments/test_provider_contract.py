"""The contract of a payment provider: every adapter passes these tests, over HTTP if its provider is a service.

With ``STRIPE_TEST_KEY`` they run against Stripe's test mode: ``make test-stripe``.
"""

from __future__ import annotations

from typing import Any

import pytest

from orders.domain.attempt import Attempt
from orders.domain.errors import (
    IllegalPayment,
    OrderError,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.money import Money
from orders.domain.order import Order
from orders.domain.payment import PaymentRequest, PaymentState, ProviderPayment
from orders.usecases.payments import Payments
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.examples import an_order, dollars
from tests.orders.payments.worlds import World

pytestmark = pytest.mark.slow

PRICE = dollars(1999)
HELD = ProviderPayment(PaymentState.AUTHORIZED, PRICE)
TAKEN = ProviderPayment(PaymentState.CAPTURED, PRICE, captured=1999)
RELEASED = ProviderPayment(PaymentState.VOIDED, PRICE)
RETURNED = ProviderPayment(PaymentState.REFUNDED, PRICE, captured=1999, refunded=1999)


class APayment:
    """One payment at the provider, with the keys that the use cases would derive."""

    def __init__(self, world: World, method: str | None = None, amount: Money = PRICE) -> None:
        self.provider = world.provider
        self.attempt = Attempt(world.order_id(), 1)
        self.id = self.attempt.payment_id
        self.request = PaymentRequest(self.id, self.attempt.order_id, amount, method or world.approved)
        self.reference = ""

    def key(self, operation: str) -> str:
        return self.attempt.idempotency_key(operation)

    def open(self) -> APayment:
        self.reference = self.provider.open(self.request, idempotency_key=self.key("open"))
        return self

    def authorize(self) -> ProviderPayment:
        return self.provider.authorize(self.reference, self.request, idempotency_key=self.key("authorize"))

    def capture(self, amount: Money = PRICE, key: str = "capture") -> ProviderPayment:
        return self.provider.capture(self.reference, self.id, amount, idempotency_key=self.key(key))

    def cancel(self, key: str = "void") -> ProviderPayment:
        return self.provider.cancel(self.reference, self.request, idempotency_key=self.key(key))

    def refund(self, amount: Money = PRICE, key: str = "refund") -> ProviderPayment:
        return self.provider.refund(self.reference, self.id, amount, idempotency_key=self.key(key))

    def find(self) -> ProviderPayment | None:
        return self.provider.find(self.reference, self.id)


@pytest.fixture
def opened(world: World) -> APayment:
    return APayment(world).open()


def test_an_opened_payment_moves_no_money(world: World, opened: APayment) -> None:
    assert opened.find() == (ProviderPayment(PaymentState.PENDING, PRICE) if world.opens_with_a_call else None)


def test_a_payment_is_held_then_taken_then_returned(opened: APayment) -> None:
    for operation, result in ((opened.authorize, HELD), (opened.capture, TAKEN), (opened.refund, RETURNED)):
        assert operation() == result
        assert opened.find() == result


def test_a_held_payment_is_released(opened: APayment) -> None:
    opened.authorize()

    assert opened.cancel() == RELEASED
    assert opened.find() == RELEASED


@pytest.mark.parametrize("operation", ["authorize", "capture", "cancel", "refund"])
def test_a_repeated_request_has_no_second_effect(operation: str, opened: APayment) -> None:
    for step in {"capture": ["authorize"], "cancel": ["authorize"], "refund": ["authorize", "capture"]}.get(
        operation, []
    ):
        getattr(opened, step)()
    first = getattr(opened, operation)()

    assert [getattr(opened, operation)() for _ in range(2)] == [first] * 2
    assert opened.find() == first


def test_opening_a_payment_again_returns_the_same_reference(opened: APayment) -> None:
    first = opened.reference

    assert opened.open().reference == first


def test_a_key_with_another_request_is_rejected(opened: APayment) -> None:
    opened.authorize()
    opened.request = PaymentRequest(opened.id, opened.request.order_id, dollars(2000), opened.request.method)

    with pytest.raises(PaymentKeyReused):
        opened.open().authorize()  # a provider whose payments need no call to open first sees the request here


def test_a_declined_payment_has_the_banks_reason_and_holds_nothing(world: World) -> None:
    declined = APayment(world, world.declined).open()

    for _ in range(2):
        with pytest.raises(PaymentDeclined) as raised:
            declined.authorize()
        assert raised.value.decline_code == world.decline_code

    found = declined.find()
    assert found is not None
    assert (found.held, found.captured) == (0, 0)


def test_a_payment_that_was_cancelled_before_its_authorization_is_never_held(opened: APayment) -> None:
    opened.cancel()

    assert outcome(opened.authorize) is IllegalPayment
    assert opened.find() == RELEASED


@pytest.mark.parametrize(
    ("steps", "illegal"),
    [
        ([], "capture"),
        ([], "refund"),
        (["authorize"], "refund"),
        (["authorize", "cancel"], "capture"),
        (["authorize", "cancel"], "refund"),
        (["authorize", "capture"], "cancel"),
    ],
)
def test_an_operation_that_the_state_does_not_allow_changes_nothing(
    steps: list[str], illegal: str, opened: APayment
) -> None:
    for step in steps:
        getattr(opened, step)()
    before = opened.find()

    assert outcome(getattr(opened, illegal)) is IllegalPayment
    assert opened.find() == before


@pytest.mark.parametrize("operation", ["capture", "refund"])
def test_a_repeated_operation_whose_key_is_forgotten_takes_no_effect(operation: str, opened: APayment) -> None:
    opened.authorize()
    opened.capture()
    if operation == "refund":
        opened.refund()
    before = opened.find()

    assert outcome(lambda: getattr(opened, operation)(key="as if the first one were forgotten")) is IllegalPayment
    assert opened.find() == before


def test_a_captured_amount_is_refunded_in_parts_but_never_exceeded(opened: APayment) -> None:
    opened.authorize()
    opened.capture()

    assert opened.refund(dollars(999), "first") == ProviderPayment(PaymentState.CAPTURED, PRICE, 1999, 999)
    assert outcome(lambda: opened.refund(dollars(1001), "second")) is IllegalPayment
    assert opened.refund(dollars(1000), "third") == RETURNED


def test_a_refund_with_our_id_is_found_by_it_and_no_other_is(opened: APayment) -> None:
    opened.authorize()
    opened.capture()
    provider, ours = opened.provider, (opened.reference, opened.id)

    provider.refund(*ours, dollars(300), idempotency_key=opened.key("first"), refund_id="0a1")
    opened.refund(dollars(300), "unmarked")

    assert [provider.has_refund(*ours, each) for each in ("0a1", "0a2", "unmarked")] == [True, False, False]
    provider.refund(*ours, dollars(300), idempotency_key=opened.key("first"), refund_id="0a1")
    found = opened.find()
    assert found is not None
    assert found.refunded == 600


def test_an_unknown_payment_is_not_found(world: World) -> None:
    payment = APayment(world)
    payment.reference = payment.id if world.name == "simulated" else "pi_0000000000000000000000"

    assert payment.find() is None
    assert outcome(payment.capture) is IllegalPayment


def test_ten_concurrent_captures_take_the_money_once(opened: APayment) -> None:
    opened.authorize()

    outcomes = run_concurrently(*[opened.capture] * 10)

    assert set(map(_kind, outcomes)) <= {PaymentState.CAPTURED, PaymentProviderTimeout, PaymentProviderUnavailable}
    assert opened.find() == TAKEN


def _kind(result: Any) -> Any:
    return result.state if isinstance(result, ProviderPayment) else result


def an_order_at(world: World, method: str | None = None) -> Order:
    return an_order(order_id=world.order_id(), payment_method=method or world.approved)


def test_an_order_is_paid_and_both_ledgers_agree(world: World, paid_at: Payments) -> None:
    order = an_order_at(world)

    paid_at.authorize(order.attempt, order)
    payment = paid_at.capture(order.attempt)

    assert (payment.state, payment.kept, payment.provider) == (PaymentState.CAPTURED, 1999, world.name)
    assert paid_at.look_up(payment) == TAKEN
    refunded = paid_at.give_back(order.attempt, order)
    assert (refunded.state, refunded.kept) == (PaymentState.REFUNDED, 0)
    assert paid_at.look_up(payment) == RETURNED


def test_a_compensation_that_comes_first_blocks_the_authorization(world: World, paid_at: Payments) -> None:
    order = an_order_at(world)

    assert paid_at.give_back(order.attempt, order).state is PaymentState.VOIDED

    assert outcome(lambda: paid_at.authorize(order.attempt, order)) is IllegalPayment


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_compensation_at_any_point_leaves_no_money(world: World, paid_at: Payments, steps: int) -> None:
    order = an_order_at(world)
    for step in (lambda: paid_at.authorize(order.attempt, order), lambda: paid_at.capture(order.attempt))[:steps]:
        step()

    ended = [paid_at.give_back(order.attempt, order) for _ in range(2)]

    assert ended[0] == ended[1]
    found = paid_at.look_up(ended[0])
    assert found is None or (found.held, found.kept) == (0, 0)


def test_a_declined_order_stays_declined_without_another_call(world: World, paid_at: Payments) -> None:
    order = an_order_at(world, world.declined)
    for _ in range(2):
        with pytest.raises(PaymentDeclined) as raised:
            paid_at.authorize(order.attempt, order)
        assert raised.value.decline_code == world.decline_code

    stored = paid_at.give_back(order.attempt, order)
    assert (stored.state, stored.decline_code) == (PaymentState.DECLINED, world.decline_code)


@pytest.mark.parametrize("_", range(3))
def test_a_concurrent_capture_and_compensation_keep_no_money(_: int, world: World, paid_at: Payments) -> None:
    order = an_order_at(world)
    paid_at.authorize(order.attempt, order)

    run_concurrently(lambda: paid_at.capture(order.attempt), lambda: paid_at.give_back(order.attempt, order))

    settled = paid_at.give_back(order.attempt, order)
    found = paid_at.look_up(settled)
    assert found is not None
    assert (found.held, found.kept, settled.kept) == (0, 0, 0)


def test_every_error_of_a_provider_is_one_of_ours(opened: APayment) -> None:
    for operation in (opened.capture, opened.refund):
        with pytest.raises(OrderError):
            operation()
