"""Reconcile the refunds of completed orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from orders import wiring
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.domain.actor import Actor, Role
from orders.domain.errors import PaymentProviderUnavailable
from orders.domain.payment import Payment, RefundState
from orders.payments.simulated import SimulatedProvider
from orders.usecases.payments import Payments
from orders.usecases.reconcile import Discrepancy, Repair
from orders.usecases.refund import RefundRequest
from tests.orders.aws.concurrency import outcome
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, OrderSystem
from tests.orders.usecases.test_reconcile_with_provider import FIRST, change

pytestmark = pytest.mark.slow


def refund(system: OrderSystem, amount: int | None = 500, key: str = "key-1") -> Any:
    request = RefundRequest("order-1", amount, "goodwill", key, Actor(Role.OPERATOR, "operator-7"))
    return outcome(lambda: wiring.refunds().refund(request, datetime.now(UTC) - timedelta(hours=2)))


def repair(system: OrderSystem) -> list[Discrepancy]:
    operation = wiring.reconciliation({}, with_provider=True)
    for each in system.find_discrepancies(with_provider=True):
        assert operation.repair(each, datetime.now(UTC)), str(each)
    return system.find_discrepancies(with_provider=True)


@pytest.mark.parametrize("amount", [1, 500, None])
def test_a_refunded_order_has_no_discrepancy(system: OrderSystem, amount: int | None) -> None:
    system.run(system.place(), *ALL_STEPS)
    refund(system, amount)
    assert system.find_discrepancies(with_provider=True) == []


@pytest.mark.parametrize("is_made", [False, True])
def test_a_refund_of_unknown_outcome_is_looked_up_and_completed(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, *, is_made: bool
) -> None:
    system.run(system.place(), *ALL_STEPS)
    make = SimulatedProvider.refund

    def lose(*args: Any, **options: Any) -> Any:
        if is_made:
            make(*args, **options)
        raise PaymentProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(SimulatedProvider, "refund", lose)
        assert refund(system) is PaymentProviderUnavailable
    found = system.find_discrepancies()
    assert [each.repair for each in found] == [Repair.RESOLVE_REFUNDS]
    assert "of 500 is unknown" in found[0].sentence

    assert repair(system) == []
    (settled,) = PaymentTable("dev-payments").find("order-1.1").refunds  # type: ignore[union-attr]
    assert settled.state is RefundState.DONE
    assert system.orders.get("order-1").refunded == 500


def test_a_refund_that_is_under_way_is_no_discrepancy(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.run(system.place(), *ALL_STEPS)

    def lose(*_: Any, **__: Any) -> Any:
        raise PaymentProviderUnavailable

    monkeypatch.setattr(SimulatedProvider, "refund", lose)
    refund(system)
    assert system.find_discrepancies(idle_minutes=180) == []


def test_a_refund_that_the_order_lacks_is_shown(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.run(system.place(), *ALL_STEPS)

    def crash(*_: Any) -> Any:
        raise PaymentProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(OrderTable, "record_refund", crash)
        refund(system)
    (found,) = system.find_discrepancies()
    assert "shows 0 refunded, but payment order-1.1 has refunds of 500" in found.sentence
    assert repair(system) == []
    assert system.orders.get("order-1").refunded == 500


def test_money_that_no_refund_explains_is_a_discrepancy(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    refund(system)

    change("dev-payments", "order-1.1", refunded=600)

    (found,) = system.find_discrepancies()
    assert found.sentence.endswith(f"owes {PRICE - 500}, but payment order-1.1 kept {PRICE - 600}")
    assert found.repair is None


def test_a_refund_at_the_dashboard_is_recorded(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    refund(system)
    change("dev-simulator", "order-1.1", refunded=700)
    (found,) = system.find_discrepancies(with_provider=True)
    assert found.repair is Repair.RECORD_REFUND
    operation = wiring.reconciliation({}, with_provider=True)
    assert operation.repair(found, datetime.now(UTC))
    assert not operation.repair(found, datetime.now(UTC))
    assert system.find_discrepancies(with_provider=True) == []
    order = system.orders.get("order-1")
    assert (order.refunded, order.history[-1].amount) == (700, 200)
    assert refund(system, None, key="key-2").refunded == PRICE
    assert system.find_discrepancies(with_provider=True) == []


def test_a_refund_that_was_granted_meanwhile_is_not_recorded_as_the_dashboards(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.run(system.place(), *ALL_STEPS)
    look_up = Payments.look_up

    def look_up_after_a_refund(payments: Payments, payment: Payment) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(Payments, "look_up", look_up)
            refund(system)
        return look_up(payments, payment)

    monkeypatch.setattr(Payments, "look_up", look_up_after_a_refund)
    assert not wiring.refunds().adopt(FIRST, datetime.now(UTC))
    assert system.orders.get("order-1").refunded == 500
