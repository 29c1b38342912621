"""A crash at each point of an authorization and a capture leaves one payment or none, with either provider."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from orders.aws.payment_table import PaymentTable
from orders.domain.order import Order
from orders.domain.payment import PaymentState
from orders.usecases.payments import Payments
from tests.orders.payments.test_provider_contract import HELD, TAKEN, an_order_at
from tests.orders.payments.test_stripe import storefront
from tests.orders.payments.worlds import World

pytestmark = pytest.mark.slow

AUTHORIZE_CALLS = {
    "simulated": ["open", "begin", "authorize", "change"],
    "stripe": ["open", "begin", "authorize", "change"],
    "stripe at checkout": ["begin", "_write_owner", "authorize", "change"],
}
"""The calls of an authorization in order: ``begin`` and ``change`` write the ledger, the others call the provider.

At checkout the customer has authorized the payment already, and ``_write_owner`` claims it.
"""

CAPTURE_CALLS = ["capture", "change"]

LEDGER_CALLS = {"begin", "change"}

MOMENTS = ["before", "after"]


class Crash(Exception):
    """The process died."""


@pytest.fixture
def order(request: pytest.FixtureRequest, world: World) -> Order:
    is_at_checkout = request.node.callspec.params["world"] == "stripe at checkout"
    return an_order_at(world, storefront(world) if is_at_checkout else None)


@pytest.mark.parametrize(
    ("world", "call", "moment"),
    [(world, call, moment) for world, calls in AUTHORIZE_CALLS.items() for call, moment in product(calls, MOMENTS)],
    indirect=["world"],
)
@pytest.mark.parametrize("is_retried", [True, False])
def test_a_crash_during_the_authorization_leaves_one_payment_or_none(  # noqa: PLR0913, PLR0917  the crash's circumstances
    world: World,
    order: Order,
    paid_at: Payments,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    moment: str,
    *,
    is_retried: bool,
) -> None:
    crash_at(monkeypatch, world, call, moment, lambda: paid_at.authorize(order.attempt, order))
    assert_every_hold_is_found_by_its_reference(world, order, paid_at)

    if is_retried:
        payment = paid_at.authorize(order.attempt, order)
        assert (payment.held, paid_at.look_up(payment)) == (1999, HELD)
        assert world.payments_with(payment.payment_id) == [HELD]
    assert_compensation_leaves_no_money(world, order, paid_at, {PaymentState.VOIDED})


@pytest.mark.parametrize("world", AUTHORIZE_CALLS, indirect=True)
@pytest.mark.parametrize(("call", "moment"), list(product(CAPTURE_CALLS, MOMENTS)))
@pytest.mark.parametrize("is_retried", [True, False])
def test_a_crash_during_the_capture_takes_the_money_once(  # noqa: PLR0913, PLR0917  the crash's circumstances
    world: World,
    order: Order,
    paid_at: Payments,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    moment: str,
    *,
    is_retried: bool,
) -> None:
    paid_at.authorize(order.attempt, order)
    crash_at(monkeypatch, world, call, moment, lambda: paid_at.capture(order.attempt))
    assert_every_hold_is_found_by_its_reference(world, order, paid_at)

    if is_retried:
        payment = paid_at.capture(order.attempt)
        assert (payment.kept, paid_at.look_up(payment)) == (1999, TAKEN)
        assert world.payments_with(payment.payment_id) == [TAKEN]
    assert_compensation_leaves_no_money(world, order, paid_at, {PaymentState.VOIDED, PaymentState.REFUNDED})


def crash_at(monkeypatch: pytest.MonkeyPatch, world: World, name: str, moment: str, step: Callable[[], object]) -> None:
    """Let the process that runs the step crash before or after a call of the ledger or of the provider."""
    owner = PaymentTable if name in LEDGER_CALLS else type(world.provider)
    original = getattr(owner, name)

    def call(*args: Any, **options: Any) -> Any:
        if moment == "after":
            original(*args, **options)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, call)
        with pytest.raises(Crash):
            step()


def assert_every_hold_is_found_by_its_reference(world: World, order: Order, paid_at: Payments) -> None:
    payment = paid_at.ledger.find(order.attempt.payment_id)
    at_provider = world.payments_with(order.attempt.payment_id)
    if payment is None:
        assert [(each.held, each.kept) for each in at_provider] in ([], [(0, 0)])
    else:
        assert payment.reference is not None
        assert at_provider in ([], [paid_at.look_up(payment)])


def assert_compensation_leaves_no_money(
    world: World, order: Order, paid_at: Payments, states: set[PaymentState]
) -> None:
    payment = paid_at.give_back(order.attempt, order)

    assert payment.state in states
    found = paid_at.look_up(payment)
    assert found is None or (found.held, found.kept) == (0, 0)
    assert [(each.held, each.kept) for each in world.payments_with(payment.payment_id)] in ([], [(0, 0)])
    assert world.proxy is None or world.proxy.plan.repetitions() == []
