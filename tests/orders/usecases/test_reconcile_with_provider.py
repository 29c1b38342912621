"""Reconcile our ledger of payments with the provider's own records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.domain.attempt import Attempt
from orders.domain.errors import PaymentProviderUnavailable
from orders.domain.money import Money
from orders.domain.payment import Payment, PaymentState, ProviderPayment
from orders.payments.simulated import SimulatedProvider
from orders.usecases.reconcile import Discrepancy, Repair
from tests.orders.usecases.order_system import PRICE, OrderSystem

pytestmark = pytest.mark.slow

FIRST = Attempt("order-1", 1)
ALL_STEPS = ("authorize", "reserve", "capture", "complete")


def at_provider(payment_id: str = "order-1.1", **values: int | str) -> None:
    """Change the provider's own record, as someone does at its dashboard."""
    change("dev-simulator", payment_id, **values)


def change(table: str, payment_id: str, **values: int | str) -> None:
    client("dynamodb").update_item(
        TableName=table,
        Key=encode({"payment_id": payment_id}),
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues=encode({f":{name}": value for name, value in values.items()}),
    )


def found(system: OrderSystem) -> list[Discrepancy]:
    return system.find_discrepancies(with_provider=True)


def repair(system: OrderSystem) -> None:
    operation = wiring.reconciliation({}, with_provider=True)
    for each in found(system):
        assert operation.repair(each, datetime.now(UTC)), str(each)


def test_ledgers_that_agree_have_no_discrepancy(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    system.fail("order-2")
    system.run(system.place("order-3"), "authorize")

    assert [each for each in found(system) if "provider" in each.sentence] == []


def held_there_after_a_failure(system: OrderSystem) -> None:
    """Bring about a hold that arrived after the compensation had looked at the provider."""
    system.fail()
    at_provider(state="AUTHORIZED", void_key="of no call")


def kept_there_after_a_failure(system: OrderSystem) -> None:
    system.fail()
    at_provider(state="CAPTURED", captured=PRICE)


def held_by_an_earlier_attempt(system: OrderSystem) -> None:
    attempt = system.fail()
    system.orders.reopen(attempt, datetime.now(UTC))
    system.run(attempt.next, *ALL_STEPS)
    at_provider(state="AUTHORIZED", void_key="of no call")


@pytest.mark.parametrize(
    ("break_", "there"),
    [
        (held_there_after_a_failure, "1999 held and 0 kept at the provider, but 0 held and 0 kept in our ledger"),
        (kept_there_after_a_failure, "0 held and 1999 kept at the provider, but 0 held and 0 kept in our ledger"),
        (held_by_an_earlier_attempt, "1999 held and 0 kept at the provider, but 0 held and 0 kept in our ledger"),
    ],
)
def test_money_of_an_attempt_that_was_given_up_is_given_back(
    system: OrderSystem, break_: Callable[[OrderSystem], None], there: str
) -> None:
    break_(system)
    (discrepancy,) = [each for each in found(system) if "provider" in each.sentence]
    assert there in discrepancy.sentence
    assert discrepancy.repair is Repair.GIVE_BACK
    assert system.find_discrepancies() == [each for each in found(system) if each != discrepancy]

    repair(system)

    assert [each for each in found(system) if "provider" in each.sentence] == []
    provider = system.payments.look_up(stored(system))
    assert provider is not None
    assert (provider.held, provider.kept) == (0, 0)


def test_a_payment_of_a_failed_order_that_was_returned_at_the_dashboard_is_recorded(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize", "reserve", "capture", "release", "States.Timeout")
    system.send_dead_letter(attempt)
    at_provider(state="REFUNDED", refunded=PRICE)

    assert {each.repair for each in found(system)} == {Repair.GIVE_BACK}
    repair(system)

    assert (stored(system).state, stored(system).refunded) == (PaymentState.REFUNDED, PRICE)
    assert found(system) == []


def stored(system: OrderSystem, payment_id: str = "order-1.1") -> Payment:
    payment = system.payments.ledger.find(payment_id)
    assert payment is not None
    return payment


def test_a_capture_that_only_the_provider_has_is_recorded_if_the_order_is_completed(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    change("dev-payments", "order-1.1", state="AUTHORIZED", captured=0)

    assert Repair.RECORD in {each.repair for each in found(system)}
    operation = wiring.reconciliation({}, with_provider=True)
    for each in found(system):
        operation.repair(each, datetime.now(UTC))

    assert (stored(system).state, stored(system).captured) == (PaymentState.CAPTURED, PRICE)
    assert found(system) == []


def test_a_completed_order_whose_money_the_provider_does_not_have_needs_a_person(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    at_provider(state="AUTHORIZED", captured=0)

    (discrepancy,) = found(system)

    assert "has 1999 held and 0 kept at the provider, but 0 held and 1999 kept in our ledger" in discrepancy.sentence
    assert str(discrepancy).endswith("; needs manual review")


def test_a_refund_at_the_dashboard_is_found(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    reference = stored(system).reference
    assert reference is not None
    system.payments.provider("simulated").refund(reference, "order-1.1", Money(500, "USD"), idempotency_key="by hand")

    (discrepancy,) = found(system)

    assert "has 0 held and 1499 kept at the provider, but 0 held and 1999 kept in our ledger" in discrepancy.sentence
    assert discrepancy.repair is Repair.RECORD_REFUND


def test_a_payment_that_cannot_be_looked_up_is_reported_and_the_others_are_checked(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for order_id in ("order-1", "order-2"):
        system.run(system.place(order_id), *ALL_STEPS)
    find = SimulatedProvider.find

    def fail_once(provider: SimulatedProvider, reference: str, payment_id: str) -> ProviderPayment | None:
        if payment_id == "order-1.1":
            raise PaymentProviderUnavailable("the provider is down")
        return find(provider, reference, payment_id)

    monkeypatch.setattr(SimulatedProvider, "find", fail_once)

    (discrepancy,) = found(system)
    assert discrepancy.sentence == ("payment order-1.1 could not be looked up at its provider: the provider is down")
