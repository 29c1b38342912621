"""The ledger of payments around the simulated provider, both in tables, and rows of the version with one table."""

from typing import Any

import pytest

from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.aws.schemas import SCHEMA_VERSION
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentMethodUnusable,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.money import Money
from orders.domain.payment import NO_PROVIDER, Payment, PaymentState
from orders.payments.simulated import FLAKY_CALLS, PaymentMethod, SimulatedProvider
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from orders.usecases.payments import Payments
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, NOON, SECOND, an_order, dollars, line

pytestmark = pytest.mark.slow

PRICE = dollars(1999)
ORDER = an_order()

FIXED = {"payment_id": "order-1.1", "order_id": "order-1", "amount": 1999, "currency": "USD"}
"""The attributes on which operators and the previous version rely, with those that change."""


def prepare(payments: Payments, state: PaymentState | None) -> None:
    """Bring the payment of the first attempt to this state."""
    match state:
        case PaymentState.PENDING:
            assert outcome(lambda: payments.authorize(FIRST, paid_with(PaymentMethod.FLAKY))) is (
                PaymentProviderUnavailable
            )
        case PaymentState.DECLINED:
            assert outcome(lambda: payments.authorize(FIRST, paid_with(PaymentMethod.DECLINED))) is PaymentDeclined
        case PaymentState.AUTHORIZED | PaymentState.VOIDED | PaymentState.CAPTURED | PaymentState.REFUNDED:
            payments.authorize(FIRST, ORDER)
            if state in {PaymentState.CAPTURED, PaymentState.REFUNDED}:
                payments.capture(FIRST)
            if state in {PaymentState.VOIDED, PaymentState.REFUNDED}:
                payments.give_back(FIRST, ORDER)


def give_back_to_a_flaky_provider(payments: Payments) -> Any:
    """Compensate; a flaky provider needs several calls."""
    for _ in range(FLAKY_CALLS):
        outcome(lambda: payments.give_back(FIRST, ORDER))
    return payments.give_back(FIRST, ORDER)


def paid_with(method: PaymentMethod) -> Any:
    return an_order(payment_method=method)


def held_and_kept(payments: Payments) -> tuple[int, int]:
    """Return the money that the provider holds and keeps."""
    payment = payments.ledger.find("order-1.1")
    found = payments.look_up(payment) if payment else None
    return (found.held, found.kept) if found else (0, 0)


def test_the_row_shows_what_was_held_captured_and_refunded(payments: Payments, tables: TableHarness) -> None:
    row = FIXED | {"provider": "simulated", "provider_reference": "order-1.1", "schema_version": SCHEMA_VERSION}
    payments.authorize(FIRST, ORDER)
    assert tables.payment() == row | {"captured": 0, "refunded": 0, "state": "AUTHORIZED"}
    payments.capture(FIRST)
    assert tables.payment() == row | {"captured": 1999, "refunded": 0, "state": "CAPTURED"}
    payments.give_back(FIRST, ORDER)
    assert tables.payment() == row | {"captured": 1999, "refunded": 1999, "state": "REFUNDED"}


def test_a_rejected_payment_has_the_error_and_the_providers_code(payments: Payments, tables: TableHarness) -> None:
    prepare(payments, PaymentState.DECLINED)

    row = tables.payment() or {}
    assert (row["state"], row["rejection"], row["decline_code"]) == ("DECLINED", "PaymentDeclined", "card_declined")
    with pytest.raises(PaymentDeclined) as raised:
        payments.authorize(FIRST, paid_with(PaymentMethod.DECLINED))
    assert raised.value.decline_code == "card_declined"


@pytest.mark.parametrize(
    ("before", "after", "refunded"),
    [
        (None, PaymentState.VOIDED, 0),
        (PaymentState.AUTHORIZED, PaymentState.VOIDED, 0),
        (PaymentState.DECLINED, PaymentState.DECLINED, 0),
        (PaymentState.VOIDED, PaymentState.VOIDED, 0),
        (PaymentState.CAPTURED, PaymentState.REFUNDED, 1999),
        (PaymentState.REFUNDED, PaymentState.REFUNDED, 1999),
    ],
)
def test_a_compensation_returns_the_money_from_any_state(
    before: PaymentState | None, after: PaymentState, refunded: int, payments: Payments, tables: TableHarness
) -> None:
    prepare(payments, before)

    compensated = payments.give_back(FIRST, ORDER)
    rows = tables.payment(), tables.simulated_payment()

    assert (compensated.state, compensated.held, compensated.refunded) == (after, 0, refunded)
    assert compensated.captured == compensated.refunded
    assert held_and_kept(payments) == (0, 0)
    assert payments.give_back(FIRST, ORDER) == compensated
    assert (tables.payment(), tables.simulated_payment()) == rows


FREE = an_order(lines=(line(cents=0),))


@pytest.mark.parametrize(
    ("steps", "state"), [(0, PaymentState.VOIDED), (1, PaymentState.VOIDED), (2, PaymentState.REFUNDED)]
)
def test_an_order_without_a_price_needs_no_provider_and_is_compensated_at_every_point(
    steps: int, state: PaymentState, ledger: PaymentTable
) -> None:
    payments = Payments(ledger, lambda name: pytest.fail(f"the provider {name} was called"), "stripe")
    done = [payments.authorize(FIRST, FREE), payments.capture(FIRST)][:steps] if steps == 2 else []
    if steps == 1:
        done = [payments.authorize(FIRST, FREE)]

    assert [each.state for each in done] == [PaymentState.AUTHORIZED, PaymentState.CAPTURED][:steps]
    assert payments.give_back(FIRST, FREE).state is state
    assert payments.give_back(FIRST, FREE).state is state
    assert outcome(lambda: payments.authorize(FIRST, FREE)) is IllegalPayment
    stored = ledger.find("order-1.1")
    assert stored is not None
    assert (stored.provider, stored.reference) == (NO_PROVIDER, None)


def test_the_simulated_provider_rejects_the_payment_method_of_another(payments: Payments) -> None:
    order = an_order(payment_method="pm_card_visa")

    for _ in range(2):
        assert outcome(lambda: payments.authorize(FIRST, order)) is PaymentMethodUnusable
    assert payments.give_back(FIRST, order).state is PaymentState.DECLINED


def test_a_void_before_the_authorization_leaves_a_tombstone(
    payments: Payments, provider: SimulatedProvider, tables: TableHarness
) -> None:
    payments.give_back(FIRST, ORDER)
    row = tables.payment()

    with pytest.raises(IllegalPayment):
        payments.authorize(FIRST, ORDER)

    assert tables.payment() == row
    assert row is not None
    assert (row["order_id"], row["state"], row["amount"]) == ("order-1", "VOIDED", 0)
    assert provider.find("order-1.1", "order-1.1") is None


def test_a_payment_that_was_never_opened_is_voided_while_the_provider_is_down(
    payments: Payments, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PaymentProviderUnavailable("the provider is down")

    for operation in ("open", "authorize", "cancel", "find"):
        monkeypatch.setattr(SimulatedProvider, operation, fail)
    with pytest.raises(PaymentProviderUnavailable):
        payments.authorize(FIRST, ORDER)

    assert payments.give_back(FIRST, ORDER).state is PaymentState.VOIDED


def test_the_next_attempt_can_pay_after_a_tombstone(payments: Payments) -> None:
    payments.give_back(FIRST, ORDER)

    assert payments.authorize(SECOND, ORDER).held == 1999


def test_an_order_pays_an_amnesiac_provider_once(orders: OrderTable, payments: Payments, tables: TableHarness) -> None:
    orders.add(an_order(payment_method=PaymentMethod.AMNESIAC))
    for step in (authorize, capture):
        with pytest.raises(PaymentProviderTimeout):
            step(FIRST, orders, payments, NOON)
        row = tables.simulated_payment()
        step(FIRST, orders, payments, LATER)
        assert tables.simulated_payment() == row

    assert held_and_kept(payments) == (0, 1999)
    assert not [name for name in tables.simulated_payment() or {} if name.endswith("_key")]


def test_an_amnesiac_provider_refunds_once(payments: Payments) -> None:
    order = paid_with(PaymentMethod.AMNESIAC)
    for step in (lambda: payments.authorize(FIRST, order), lambda: payments.capture(FIRST)):
        outcome(step)
        step()

    assert outcome(lambda: payments.give_back(FIRST, order)) is PaymentProviderTimeout

    compensated = payments.give_back(FIRST, order)
    assert (compensated.state, compensated.refunded) == (PaymentState.REFUNDED, 1999)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_capture_and_compensation_keep_no_money(_: int, payments: Payments) -> None:
    payments.authorize(FIRST, ORDER)

    captured, compensated = run_concurrently(lambda: payments.capture(FIRST), lambda: payments.give_back(FIRST, ORDER))

    assert captured is IllegalPayment or captured.captured == 1999
    assert compensated is IllegalPayment or compensated.captured == compensated.refunded
    settled = payments.give_back(FIRST, ORDER)
    assert settled.state in {PaymentState.VOIDED, PaymentState.REFUNDED}
    assert (settled.held, settled.kept) == held_and_kept(payments) == (0, 0)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_authorization_and_compensation_hold_no_money(_: int, payments: Payments) -> None:
    authorized, compensated = run_concurrently(
        lambda: payments.authorize(FIRST, ORDER), lambda: payments.give_back(FIRST, ORDER)
    )

    assert authorized is IllegalPayment or authorized.amount == PRICE
    assert compensated is IllegalPayment or compensated.state is PaymentState.VOIDED
    assert payments.give_back(FIRST, ORDER).state is PaymentState.VOIDED
    assert held_and_kept(payments) == (0, 0)
    assert outcome(lambda: payments.capture(FIRST)) is IllegalPayment


def test_twenty_concurrent_authorizations_hold_the_money_once(payments: Payments) -> None:
    outcomes = run_concurrently(*[lambda: payments.authorize(FIRST, ORDER)] * 20)

    assert {each.held for each in outcomes} == {1999}
    assert held_and_kept(payments) == (1999, 0)


PREVIOUS = FIXED | {"payment_method": "tok_visa", "captured": 0, "refunded": 0}
"""A row of the version before our ledger and the provider's state were two tables."""


@pytest.mark.parametrize(
    ("changes", "held", "kept"),
    [
        ({"state": "AUTHORIZED", "authorize_key": "order-1.1:authorize"}, 1999, 0),
        ({"state": "CAPTURED", "captured": 1999, "capture_key": "order-1.1:capture"}, 0, 1999),
        ({"state": "REFUNDED", "captured": 1999, "refunded": 1999}, 0, 0),
        ({"state": "PENDING", "payment_method": "tok_flaky", "authorize_calls": 1}, 0, 0),
        ({"state": "VOIDED"}, 0, 0),
        ({"state": "DECLINED", "payment_method": "tok_declined"}, 0, 0),
    ],
)
def test_a_payment_that_the_previous_version_began_is_found_and_compensated(
    payments: Payments, tables: TableHarness, changes: dict[str, Any], held: int, kept: int
) -> None:
    tables.put_payment(**PREVIOUS | changes)

    assert held_and_kept(payments) == (held, kept)

    compensated = give_back_to_a_flaky_provider(payments)
    assert (compensated.held, compensated.kept) == held_and_kept(payments) == (0, 0)


def test_a_payment_that_the_previous_version_authorized_is_captured(payments: Payments, tables: TableHarness) -> None:
    tables.put_payment(**PREVIOUS, state="AUTHORIZED", authorize_key="order-1.1:authorize")

    assert payments.authorize(FIRST, ORDER).held == 1999
    assert payments.capture(FIRST).captured == 1999

    assert held_and_kept(payments) == (0, 1999)


def test_a_flaky_payment_of_the_previous_version_is_authorized(payments: Payments, tables: TableHarness) -> None:
    tables.put_payment(**PREVIOUS | {"payment_method": "tok_flaky"}, state="PENDING", authorize_calls=2)
    order = paid_with(PaymentMethod.FLAKY)

    outcomes = [outcome(lambda: payments.authorize(FIRST, order)) for _ in range(3)]

    assert outcomes[:2] == [PaymentProviderUnavailable] * 2
    assert outcomes[2].held == 1999


@pytest.mark.parametrize(
    ("before", "changes", "kept"),
    [
        (PaymentState.PENDING, {"state": "AUTHORIZED", "authorize_key": "order-1.1:authorize"}, 0),
        (PaymentState.AUTHORIZED, {"state": "CAPTURED", "captured": 1999, "capture_key": "order-1.1:capture"}, 1999),
        (PaymentState.AUTHORIZED, {"state": "VOIDED", "void_key": "order-1.1:void"}, 0),
        (PaymentState.CAPTURED, {"state": "REFUNDED", "refunded": 1999, "refund_key": "order-1.1:refund"}, 0),
    ],
)
def test_a_step_of_the_previous_version_in_between_is_taken_over(
    payments: Payments, tables: TableHarness, before: PaymentState, changes: dict[str, Any], kept: int
) -> None:
    prepare(payments, before)
    tables.put_payment(**(tables.payment() or {}) | changes)

    assert held_and_kept(payments)[1] == kept
    assert give_back_to_a_flaky_provider(payments).kept == 0
    assert held_and_kept(payments) == (0, 0)


def test_a_tombstone_of_the_previous_version_blocks_the_authorization(payments: Payments, tables: TableHarness) -> None:
    tables.put_payment(
        **FIXED | {"amount": 0, "currency": "XXX", "state": "VOIDED", "captured": 0, "refunded": 0, "void_key": "any"}
    )

    assert payments.ledger.find("order-1.1") == Payment(
        "order-1.1", "order-1", Money(0, "XXX"), PaymentState.VOIDED, reference="order-1.1"
    )
    with pytest.raises(IllegalPayment):
        payments.authorize(FIRST, ORDER)
    assert held_and_kept(payments) == (0, 0)
