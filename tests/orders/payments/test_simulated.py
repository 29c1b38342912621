from collections.abc import Callable
from typing import Any

import pytest

from orders import wiring
from orders.aws.order_table import OrderTable
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.money import Money
from orders.domain.order import PaymentMethod
from orders.domain.payment import Payment, PaymentState
from orders.environment import MissingSetting
from orders.payments.simulated import SimulatedProvider
from orders.usecases import compensate
from orders.usecases.authorize import authorize
from orders.usecases.capture import capture
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, LATER, NOON, SECOND, an_order, dollars

pytestmark = pytest.mark.slow

PRICE = dollars(1999)


def _authorize(
    provider: SimulatedProvider,
    method: PaymentMethod = PaymentMethod.VISA,
    *,
    amount: Money = PRICE,
    order_id: str = "order-1",
    key: str = "order-1.1:authorize",
) -> Payment:
    return provider.authorize("order-1.1", order_id, amount, method, idempotency_key=key)


def _capture(provider: SimulatedProvider, key: str = "order-1.1:capture") -> Payment:
    return provider.capture("order-1.1", idempotency_key=key)


def _void(provider: SimulatedProvider, key: str = "order-1.1:void") -> Payment:
    return provider.void("order-1.1", "order-1", idempotency_key=key)


def _refund(provider: SimulatedProvider, key: str = "order-1.1:refund") -> Payment:
    return provider.refund("order-1.1", idempotency_key=key)


def _authorize_again(provider: SimulatedProvider, method: PaymentMethod) -> Payment:
    """The payment of the order's next attempt."""
    key = SECOND.idempotency_key("authorize")
    return provider.authorize(SECOND.payment_id, "order-1", PRICE, method, idempotency_key=key)


OPERATIONS: dict[str, Callable[..., Payment]] = {
    "authorize": _authorize,
    "capture": _capture,
    "void": _void,
    "refund": _refund,
}


def _bring(provider: SimulatedProvider, state: PaymentState | None) -> None:
    """A payment of ``PRICE`` in this state, or none."""
    match state:
        case None:
            pass
        case PaymentState.PENDING:
            assert outcome(lambda: _authorize(provider, PaymentMethod.FLAKY)) is PaymentProviderUnavailable
        case PaymentState.DECLINED:
            assert outcome(lambda: _authorize(provider, PaymentMethod.DECLINED)) is PaymentDeclined
        case PaymentState.AUTHORIZED:
            _authorize(provider)
        case PaymentState.VOIDED:
            _authorize(provider)
            _void(provider)
        case PaymentState.CAPTURED | PaymentState.REFUNDED:
            _authorize(provider)
            _capture(provider)
            if state is PaymentState.REFUNDED:
                _refund(provider)


def test_the_books_show_what_was_held_taken_and_given_back(provider: SimulatedProvider, tables: TableHarness) -> None:
    opened = {"payment_id": "order-1.1", "order_id": "order-1", "amount": 1999, "currency": "USD"}
    _authorize(provider)
    assert _shown(tables) == opened | {"captured": 0, "refunded": 0, "state": "AUTHORIZED"}
    _capture(provider)
    assert _shown(tables) == opened | {"captured": 1999, "refunded": 0, "state": "CAPTURED"}
    _refund(provider)
    assert _shown(tables) == opened | {"captured": 1999, "refunded": 1999, "state": "REFUNDED"}


def test_a_payment_is_found_as_the_ledger_has_it(provider: SimulatedProvider) -> None:
    assert provider.find("order-1.1") is None

    authorized = _authorize(provider)

    assert authorized == Payment("order-1.1", "order-1", PRICE, PaymentState.AUTHORIZED, captured=0, refunded=0)
    assert provider.find("order-1.1") == authorized
    assert provider.find("order-1.2") is None


ALLOWED = {
    ("authorize", None): PaymentState.AUTHORIZED,
    ("capture", PaymentState.AUTHORIZED): PaymentState.CAPTURED,
    ("void", None): PaymentState.VOIDED,
    ("void", PaymentState.AUTHORIZED): PaymentState.VOIDED,
    ("void", PaymentState.DECLINED): PaymentState.DECLINED,
    ("void", PaymentState.VOIDED): PaymentState.VOIDED,
    ("refund", PaymentState.CAPTURED): PaymentState.REFUNDED,
}
STATES = [None, *(state for state in PaymentState if state is not PaymentState.PENDING)]


@pytest.mark.parametrize(("operation", "before"), ALLOWED)
def test_an_operation_that_the_state_allows_leads_to_the_next(
    operation: str, before: PaymentState | None, provider: SimulatedProvider
) -> None:
    _bring(provider, before)

    answer = OPERATIONS[operation](provider)

    assert answer == provider.find("order-1.1")
    assert answer.state is ALLOWED[operation, before]


@pytest.mark.parametrize(
    ("operation", "before"),
    [(operation, state) for operation in OPERATIONS for state in STATES if (operation, state) not in ALLOWED],
)
def test_an_operation_that_the_state_does_not_allow_moves_no_money(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _bring(provider, before)
    row = tables.payment()

    with pytest.raises(IllegalPayment):
        OPERATIONS[operation](provider, key="another request's key")

    assert tables.payment() == row


@pytest.mark.parametrize(
    ("operation", "before"),
    [
        ("authorize", None),
        ("capture", PaymentState.AUTHORIZED),
        ("void", None),
        ("void", PaymentState.AUTHORIZED),
        ("refund", PaymentState.CAPTURED),
    ],
)
def test_a_request_with_the_key_of_an_earlier_one_has_no_second_effect(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _bring(provider, before)
    first = OPERATIONS[operation](provider)
    row = tables.payment()

    assert [OPERATIONS[operation](provider) for _ in range(3)] == [first] * 3
    assert tables.payment() == row


@pytest.mark.parametrize(
    "request_",
    [
        {"amount": dollars(2000)},
        {"amount": Money(1999, "EUR")},
        {"order_id": "order-2"},
        {"method": PaymentMethod.TIMEOUT},
    ],
)
def test_the_key_of_an_earlier_request_is_refused_with_another_one(
    request_: dict[str, Any], provider: SimulatedProvider, tables: TableHarness
) -> None:
    _authorize(provider)
    row = tables.payment()

    with pytest.raises(PaymentKeyReused):
        _authorize(provider, **request_)

    assert tables.payment() == row


def test_a_late_authorization_does_not_take_the_money_out_of_a_capture(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    _bring(provider, PaymentState.CAPTURED)
    row = tables.payment()

    assert _authorize(provider).captured == 1999
    assert tables.payment() == row


def test_a_declined_card_stays_declined(provider: SimulatedProvider, tables: TableHarness) -> None:
    for _ in range(3):
        with pytest.raises(PaymentDeclined):
            _authorize(provider, PaymentMethod.DECLINED)

    assert _shown(tables)["state"] == "DECLINED"
    declined = provider.find("order-1.1")
    assert declined is not None
    assert (declined.held, declined.captured) == (0, 0)


def test_a_flaky_provider_fails_the_first_two_calls_of_each_operation(provider: SimulatedProvider) -> None:
    def authorize() -> Payment:
        return _authorize(provider, PaymentMethod.FLAKY)

    for operation in (authorize, lambda: _capture(provider), lambda: _refund(provider)):
        assert outcome(operation) is PaymentProviderUnavailable
        assert outcome(operation) is PaymentProviderUnavailable
        assert operation() == operation() == provider.find("order-1.1")

    refunded = provider.find("order-1.1")
    assert refunded == Payment("order-1.1", "order-1", PRICE, PaymentState.REFUNDED, captured=1999, refunded=1999)


def test_a_flaky_provider_fails_the_first_two_voids_too(provider: SimulatedProvider) -> None:
    for _ in range(2):
        outcome(lambda: _authorize(provider, PaymentMethod.FLAKY))
    _authorize(provider, PaymentMethod.FLAKY)

    assert outcome(lambda: _void(provider)) is PaymentProviderUnavailable
    assert outcome(lambda: _void(provider)) is PaymentProviderUnavailable
    assert _void(provider).state is PaymentState.VOIDED


def test_a_flaky_provider_holds_nothing_until_it_works(provider: SimulatedProvider) -> None:
    _bring(provider, PaymentState.PENDING)

    pending = provider.find("order-1.1")

    assert pending == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)
    assert pending.held == 0


def test_a_flaky_provider_is_flaky_with_every_payment(provider: SimulatedProvider) -> None:
    _bring(provider, PaymentState.PENDING)
    outcome(lambda: _authorize(provider, PaymentMethod.FLAKY))

    with pytest.raises(PaymentProviderUnavailable):
        _authorize_again(provider, PaymentMethod.FLAKY)

    assert _authorize(provider, PaymentMethod.FLAKY).state is PaymentState.AUTHORIZED


def test_an_authorization_that_never_got_through_can_be_voided_and_then_never_takes_effect(
    provider: SimulatedProvider,
) -> None:
    _bring(provider, PaymentState.PENDING)
    for _ in range(2):
        outcome(lambda: _void(provider))
    assert _void(provider).state is PaymentState.VOIDED

    answers = [outcome(lambda: _authorize(provider, PaymentMethod.FLAKY)) for _ in range(3)]

    assert answers == [PaymentProviderUnavailable, IllegalPayment, IllegalPayment]
    assert _void(provider).held == 0


@pytest.mark.parametrize("operation", ["capture", "refund"])
def test_no_money_moves_for_an_authorization_that_never_got_through(
    operation: str, provider: SimulatedProvider
) -> None:
    _bring(provider, PaymentState.PENDING)

    answers = [outcome(lambda: OPERATIONS[operation](provider)) for _ in range(3)]

    assert answers == [PaymentProviderUnavailable, PaymentProviderUnavailable, IllegalPayment]
    assert provider.find("order-1.1") == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)


def test_an_unavailable_provider_never_answers_and_leaves_nothing_behind(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    for _ in range(5):
        with pytest.raises(PaymentProviderUnavailable):
            _authorize(provider, PaymentMethod.UNAVAILABLE)

    assert tables.payment() is None


def test_an_order_whose_provider_is_down_can_be_undone(provider: SimulatedProvider) -> None:
    outcome(lambda: _authorize(provider, PaymentMethod.UNAVAILABLE))

    undone = compensate.void_or_refund(FIRST, provider)

    assert (undone.state, undone.captured) == (PaymentState.VOIDED, 0)


def test_a_capture_that_times_out_has_taken_the_money_and_takes_it_once(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    with pytest.raises(PaymentProviderTimeout):
        _capture(provider)
    row = tables.payment()
    assert _shown(tables)["captured"] == 1999

    assert [_capture(provider).captured for _ in range(3)] == [1999] * 3
    assert tables.payment() == row


def test_a_capture_that_timed_out_is_refunded_when_the_order_is_undone(provider: SimulatedProvider) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)
    assert outcome(lambda: _capture(provider)) is PaymentProviderTimeout

    undone = compensate.void_or_refund(FIRST, provider)

    assert (undone.state, undone.captured, undone.refunded) == (PaymentState.REFUNDED, 1999, 1999)


def test_an_amnesiac_provider_loses_its_answers_and_its_keys_and_the_order_pays_once(
    orders: OrderTable, provider: SimulatedProvider, tables: TableHarness
) -> None:
    orders.add(an_order(payment_method=PaymentMethod.AMNESIAC))
    for step in (authorize, capture):
        with pytest.raises(PaymentProviderTimeout):
            step(FIRST, orders, provider, NOON)
        row = tables.payment()
        step(FIRST, orders, provider, LATER)
        assert tables.payment() == row

    assert _shown(tables)["captured"] == 1999
    assert not [name for name in tables.payment() if name.endswith("_key")]


def test_an_amnesiac_provider_gives_the_money_back_once(provider: SimulatedProvider) -> None:
    outcome(lambda: _authorize(provider, PaymentMethod.AMNESIAC))
    outcome(lambda: _capture(provider))

    assert outcome(lambda: compensate.void_or_refund(FIRST, provider)) is PaymentProviderTimeout

    undone = compensate.void_or_refund(FIRST, provider)
    assert (undone.state, undone.refunded) == (PaymentState.REFUNDED, 1999)


def test_a_slow_provider_takes_its_time_over_each_operation(
    provider: SimulatedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("orders.payments.simulated.sleep", waits.append)

    _authorize(provider, PaymentMethod.SLOW)
    _capture(provider)
    assert _refund(provider).refunded == 1999

    assert waits == [2, 2, 2]


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
def test_however_far_a_payment_got_its_undo_leaves_the_customer_whole(
    before: PaymentState | None, after: PaymentState, refunded: int, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _bring(provider, before)

    undone = compensate.void_or_refund(FIRST, provider)
    row = tables.payment()

    assert (undone.state, undone.held, undone.refunded) == (after, 0, refunded)
    assert undone.captured == undone.refunded
    assert compensate.void_or_refund(FIRST, provider) == undone
    assert tables.payment() == row


def test_a_void_before_the_authorization_keeps_it_from_taking_effect(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    _void(provider)
    row = tables.payment()

    with pytest.raises(IllegalPayment):
        _authorize(provider)

    assert tables.payment() == row
    assert _shown(tables)["order_id"] == "order-1"


def test_the_next_attempt_pays_after_the_last_one_was_barred(provider: SimulatedProvider) -> None:
    compensate.void_or_refund(FIRST, provider)

    assert _authorize_again(provider, PaymentMethod.VISA).held == 1999


def test_twenty_captures_at_once_take_the_money_once(
    provider: SimulatedProvider, tables: TableHarness, atomic_requests: None
) -> None:
    _authorize(provider)

    answers = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert answers == [Payment("order-1.1", "order-1", PRICE, PaymentState.CAPTURED, captured=1999)] * 20
    assert _shown(tables)["captured"] == 1999


def test_of_twenty_captures_at_once_only_the_one_that_took_the_money_times_out(
    provider: SimulatedProvider, atomic_requests: None
) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    answers = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert answers.count(PaymentProviderTimeout) == 1
    assert answers.count(provider.find("order-1.1")) == 19


def test_of_twenty_different_requests_with_one_key_one_is_held(
    provider: SimulatedProvider, atomic_requests: None
) -> None:
    amounts = [dollars(1000 + cents) for cents in range(20)]

    answers = run_concurrently(*[lambda amount=amount: _authorize(provider, amount=amount) for amount in amounts])

    assert answers.count(PaymentKeyReused) == 19
    held = provider.find("order-1.1")
    assert held is not None
    assert answers[amounts.index(held.amount)] == held


def test_a_flaky_provider_counts_calls_that_come_run_concurrently(
    provider: SimulatedProvider, atomic_requests: None
) -> None:
    answers = run_concurrently(*[lambda: _authorize(provider, PaymentMethod.FLAKY)] * 20)

    assert answers.count(PaymentProviderUnavailable) == 2
    assert answers.count(provider.find("order-1.1")) == 18


@pytest.mark.parametrize("_", range(5))
def test_a_capture_that_meets_its_own_undo_leaves_the_customer_whole(
    _: int, provider: SimulatedProvider, atomic_requests: None
) -> None:
    _authorize(provider)

    captured, undone = run_concurrently(lambda: _capture(provider), lambda: compensate.void_or_refund(FIRST, provider))

    assert captured is IllegalPayment or captured.captured == 1999
    assert undone is IllegalPayment or undone.captured == undone.refunded
    settled = compensate.void_or_refund(FIRST, provider)
    assert settled.state in {PaymentState.VOIDED, PaymentState.REFUNDED}
    assert (settled.held, settled.captured - settled.refunded) == (0, 0)


@pytest.mark.parametrize("_", range(5))
def test_an_authorization_that_meets_its_own_undo_holds_nothing(
    _: int, provider: SimulatedProvider, atomic_requests: None
) -> None:
    authorized, undone = run_concurrently(
        lambda: _authorize(provider), lambda: compensate.void_or_refund(FIRST, provider)
    )

    assert authorized is IllegalPayment or authorized.amount == PRICE
    assert undone is IllegalPayment or undone.state is PaymentState.VOIDED
    assert compensate.void_or_refund(FIRST, provider).state is PaymentState.VOIDED
    assert outcome(lambda: _capture(provider)) is IllegalPayment


def test_the_payments_table_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYMENTS_TABLE", "dev-payments")
    assert wiring.payment_provider() == SimulatedProvider("dev-payments")

    monkeypatch.delenv("PAYMENTS_TABLE")
    with pytest.raises(MissingSetting, match="PAYMENTS_TABLE"):
        wiring.payment_provider()


def _shown(tables: TableHarness) -> dict[str, Any]:
    """The columns of a payment that an operator queries."""
    row = tables.payment() or {}
    return {
        name: row[name] for name in ("payment_id", "order_id", "amount", "currency", "captured", "refunded", "state")
    }
