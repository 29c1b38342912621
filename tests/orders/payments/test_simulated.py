from collections.abc import Callable
from typing import Any

import pytest

from orders.aws.order_table import OrderTable
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    Rejected,
)
from orders.domain.money import Money
from orders.domain.order import PaymentMethod
from orders.domain.payment import Payment, PaymentState
from orders.payments.simulated import REJECTIONS, SimulatedProvider
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
    """Authorize the payment of the order's next attempt."""
    key = SECOND.idempotency_key("authorize")
    return provider.authorize(SECOND.payment_id, "order-1", PRICE, method, idempotency_key=key)


OPERATIONS: dict[str, Callable[..., Payment]] = {
    "authorize": _authorize,
    "capture": _capture,
    "void": _void,
    "refund": _refund,
}


def _prepare(provider: SimulatedProvider, state: PaymentState | None) -> None:
    """Store a payment of ``PRICE`` in this state, or none."""
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


def test_the_row_shows_what_was_held_captured_and_refunded(provider: SimulatedProvider, tables: TableHarness) -> None:
    authorized = {"payment_id": "order-1.1", "order_id": "order-1", "amount": 1999, "currency": "USD"}
    _authorize(provider)
    assert _columns(tables) == authorized | {"captured": 0, "refunded": 0, "state": "AUTHORIZED"}
    _capture(provider)
    assert _columns(tables) == authorized | {"captured": 1999, "refunded": 0, "state": "CAPTURED"}
    _refund(provider)
    assert _columns(tables) == authorized | {"captured": 1999, "refunded": 1999, "state": "REFUNDED"}


def test_a_payment_is_found_by_its_id(provider: SimulatedProvider) -> None:
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
def test_an_allowed_operation_leads_to_the_next_state(
    operation: str, before: PaymentState | None, provider: SimulatedProvider
) -> None:
    _prepare(provider, before)

    result = OPERATIONS[operation](provider)

    assert result == provider.find("order-1.1")
    assert result.state is ALLOWED[operation, before]


@pytest.mark.parametrize(
    ("operation", "before"),
    [(operation, state) for operation in OPERATIONS for state in STATES if (operation, state) not in ALLOWED],
)
def test_an_operation_that_the_state_does_not_allow_changes_nothing(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, before)
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
def test_a_repeated_request_has_no_second_effect(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, before)
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
def test_a_key_with_another_request_is_rejected(
    request_: dict[str, Any], provider: SimulatedProvider, tables: TableHarness
) -> None:
    _authorize(provider)
    row = tables.payment()

    with pytest.raises(PaymentKeyReused):
        _authorize(provider, **request_)

    assert tables.payment() == row


def test_a_repeated_authorization_after_the_capture_changes_nothing(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, PaymentState.CAPTURED)
    row = tables.payment()

    assert _authorize(provider).captured == 1999
    assert tables.payment() == row


@pytest.mark.parametrize(("method", "error"), REJECTIONS.items())
def test_a_declined_card_stays_declined(
    provider: SimulatedProvider, tables: TableHarness, method: PaymentMethod, error: type[Rejected]
) -> None:
    for _ in range(3):
        with pytest.raises(error):
            _authorize(provider, method)

    assert _columns(tables)["state"] == "DECLINED"
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


def test_a_flaky_authorization_holds_nothing_until_it_succeeds(provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.PENDING)

    pending = provider.find("order-1.1")

    assert pending == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)
    assert pending.held == 0


def test_a_flaky_provider_counts_the_calls_of_each_payment(provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.PENDING)
    outcome(lambda: _authorize(provider, PaymentMethod.FLAKY))

    with pytest.raises(PaymentProviderUnavailable):
        _authorize_again(provider, PaymentMethod.FLAKY)

    assert _authorize(provider, PaymentMethod.FLAKY).state is PaymentState.AUTHORIZED


def test_a_pending_authorization_can_be_voided_and_then_never_takes_effect(
    provider: SimulatedProvider,
) -> None:
    _prepare(provider, PaymentState.PENDING)
    for _ in range(2):
        outcome(lambda: _void(provider))
    assert _void(provider).state is PaymentState.VOIDED

    outcomes = [outcome(lambda: _authorize(provider, PaymentMethod.FLAKY)) for _ in range(3)]

    assert outcomes == [PaymentProviderUnavailable, IllegalPayment, IllegalPayment]
    assert _void(provider).held == 0


@pytest.mark.parametrize("operation", ["capture", "refund"])
def test_a_pending_payment_can_be_neither_captured_nor_refunded(operation: str, provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.PENDING)

    outcomes = [outcome(lambda: OPERATIONS[operation](provider)) for _ in range(3)]

    assert outcomes == [PaymentProviderUnavailable, PaymentProviderUnavailable, IllegalPayment]
    assert provider.find("order-1.1") == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)


def test_an_unavailable_provider_stores_nothing(provider: SimulatedProvider, tables: TableHarness) -> None:
    for _ in range(5):
        with pytest.raises(PaymentProviderUnavailable):
            _authorize(provider, PaymentMethod.UNAVAILABLE)

    assert tables.payment() is None


def test_a_capture_that_times_out_takes_the_money_once(provider: SimulatedProvider, tables: TableHarness) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    with pytest.raises(PaymentProviderTimeout):
        _capture(provider)
    row = tables.payment()
    assert _columns(tables)["captured"] == 1999

    assert [_capture(provider).captured for _ in range(3)] == [1999] * 3
    assert tables.payment() == row


def test_an_order_pays_an_amnesiac_provider_once(
    orders: OrderTable, provider: SimulatedProvider, tables: TableHarness
) -> None:
    orders.add(an_order(payment_method=PaymentMethod.AMNESIAC))
    for step in (authorize, capture):
        with pytest.raises(PaymentProviderTimeout):
            step(FIRST, orders, provider, NOON)
        row = tables.payment()
        step(FIRST, orders, provider, LATER)
        assert tables.payment() == row

    assert _columns(tables)["captured"] == 1999
    assert not [name for name in tables.payment() if name.endswith("_key")]


def test_an_amnesiac_provider_refunds_once(provider: SimulatedProvider) -> None:
    outcome(lambda: _authorize(provider, PaymentMethod.AMNESIAC))
    outcome(lambda: _capture(provider))

    assert outcome(lambda: compensate.void_or_refund(FIRST, provider)) is PaymentProviderTimeout

    compensated = compensate.void_or_refund(FIRST, provider)
    assert (compensated.state, compensated.refunded) == (PaymentState.REFUNDED, 1999)


def test_a_slow_provider_delays_each_operation(provider: SimulatedProvider, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_a_compensation_returns_the_money_from_any_state(
    before: PaymentState | None, after: PaymentState, refunded: int, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, before)

    compensated = compensate.void_or_refund(FIRST, provider)
    row = tables.payment()

    assert (compensated.state, compensated.held, compensated.refunded) == (after, 0, refunded)
    assert compensated.captured == compensated.refunded
    assert compensate.void_or_refund(FIRST, provider) == compensated
    assert tables.payment() == row


def test_a_void_before_the_authorization_leaves_a_tombstone(provider: SimulatedProvider, tables: TableHarness) -> None:
    _void(provider)
    row = tables.payment()

    with pytest.raises(IllegalPayment):
        _authorize(provider)

    assert tables.payment() == row
    assert _columns(tables)["order_id"] == "order-1"


def test_a_payment_that_was_never_authorized_is_voided_while_the_provider_is_down(
    provider: SimulatedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PaymentProviderUnavailable("the provider is down")

    monkeypatch.setattr(SimulatedProvider, "_simulate_fault", fail)
    with pytest.raises(PaymentProviderUnavailable):
        _authorize(provider)

    assert compensate.void_or_refund(FIRST, provider).state is PaymentState.VOIDED


def test_the_next_attempt_can_pay_after_a_tombstone(provider: SimulatedProvider) -> None:
    compensate.void_or_refund(FIRST, provider)

    assert _authorize_again(provider, PaymentMethod.VISA).held == 1999


def test_twenty_concurrent_captures_take_the_money_once(
    provider: SimulatedProvider, tables: TableHarness, atomic_requests: None
) -> None:
    _authorize(provider)

    outcomes = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert outcomes == [Payment("order-1.1", "order-1", PRICE, PaymentState.CAPTURED, captured=1999)] * 20
    assert _columns(tables)["captured"] == 1999


def test_of_twenty_concurrent_captures_only_the_first_times_out(
    provider: SimulatedProvider, atomic_requests: None
) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    outcomes = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert outcomes.count(PaymentProviderTimeout) == 1
    assert outcomes.count(provider.find("order-1.1")) == 19


def test_of_twenty_concurrent_requests_with_one_key_one_is_authorized(
    provider: SimulatedProvider, atomic_requests: None
) -> None:
    amounts = [dollars(1000 + cents) for cents in range(20)]

    outcomes = run_concurrently(*[lambda amount=amount: _authorize(provider, amount=amount) for amount in amounts])

    assert outcomes.count(PaymentKeyReused) == 19
    held = provider.find("order-1.1")
    assert held is not None
    assert outcomes[amounts.index(held.amount)] == held


def test_a_flaky_provider_counts_concurrent_calls(provider: SimulatedProvider, atomic_requests: None) -> None:
    outcomes = run_concurrently(*[lambda: _authorize(provider, PaymentMethod.FLAKY)] * 20)

    assert outcomes.count(PaymentProviderUnavailable) == 2
    assert outcomes.count(provider.find("order-1.1")) == 18


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_capture_and_compensation_keep_no_money(
    _: int, provider: SimulatedProvider, atomic_requests: None
) -> None:
    _authorize(provider)

    captured, compensated = run_concurrently(
        lambda: _capture(provider), lambda: compensate.void_or_refund(FIRST, provider)
    )

    assert captured is IllegalPayment or captured.captured == 1999
    assert compensated is IllegalPayment or compensated.captured == compensated.refunded
    settled = compensate.void_or_refund(FIRST, provider)
    assert settled.state in {PaymentState.VOIDED, PaymentState.REFUNDED}
    assert (settled.held, settled.captured - settled.refunded) == (0, 0)


@pytest.mark.parametrize("_", range(5))
def test_a_concurrent_authorization_and_compensation_hold_no_money(
    _: int, provider: SimulatedProvider, atomic_requests: None
) -> None:
    authorized, compensated = run_concurrently(
        lambda: _authorize(provider), lambda: compensate.void_or_refund(FIRST, provider)
    )

    assert authorized is IllegalPayment or authorized.amount == PRICE
    assert compensated is IllegalPayment or compensated.state is PaymentState.VOIDED
    assert compensate.void_or_refund(FIRST, provider).state is PaymentState.VOIDED
    assert outcome(lambda: _capture(provider)) is IllegalPayment


def _columns(tables: TableHarness) -> dict[str, Any]:
    """Return the columns of the payment that an operator queries."""
    row = tables.payment() or {}
    return {
        name: row[name] for name in ("payment_id", "order_id", "amount", "currency", "captured", "refunded", "state")
    }
