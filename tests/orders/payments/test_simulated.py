from collections.abc import Callable
from typing import Any

import pytest

from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    Rejected,
)
from orders.domain.money import Money
from orders.domain.payment import PaymentRequest, PaymentState, ProviderPayment
from orders.payments.simulated import REJECTIONS, PaymentMethod, SimulatedProvider
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import SECOND, dollars

pytestmark = pytest.mark.slow

PRICE = dollars(1999)


REQUEST = PaymentRequest("order-1.1", "order-1", PRICE, PaymentMethod.VISA)


def _authorize(
    provider: SimulatedProvider,
    method: PaymentMethod = PaymentMethod.VISA,
    *,
    amount: Money = PRICE,
    order_id: str = "order-1",
    key: str = "order-1.1:authorize",
) -> ProviderPayment:
    request = PaymentRequest("order-1.1", order_id, amount, method)
    reference = provider.open(request, idempotency_key="order-1.1:open")
    return provider.authorize(reference, request, idempotency_key=key)


def _capture(provider: SimulatedProvider, key: str = "order-1.1:capture") -> ProviderPayment:
    return provider.capture("order-1.1", "order-1.1", PRICE, idempotency_key=key)


def _void(provider: SimulatedProvider, key: str = "order-1.1:void") -> ProviderPayment:
    return provider.cancel("order-1.1", REQUEST, idempotency_key=key)


def _refund(provider: SimulatedProvider, key: str = "order-1.1:refund", amount: Money = PRICE) -> ProviderPayment:
    return provider.refund("order-1.1", "order-1.1", amount, idempotency_key=key)


def _find(provider: SimulatedProvider) -> ProviderPayment | None:
    return provider.find("order-1.1", "order-1.1")


def _authorize_again(provider: SimulatedProvider, method: PaymentMethod) -> ProviderPayment:
    """Authorize the payment of the order's next attempt."""
    request = PaymentRequest(SECOND.payment_id, "order-1", PRICE, method)
    provider.open(request, idempotency_key=SECOND.idempotency_key("open"))
    return provider.authorize(SECOND.payment_id, request, idempotency_key=SECOND.idempotency_key("authorize"))


OPERATIONS: dict[str, Callable[..., ProviderPayment]] = {
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
    assert _find(provider) is None

    authorized = _authorize(provider)

    assert authorized == ProviderPayment(PaymentState.AUTHORIZED, PRICE, captured=0, refunded=0)
    assert _find(provider) == authorized
    assert provider.find("order-1.2", "order-1.2") is None


ALLOWED = {
    ("authorize", None): PaymentState.AUTHORIZED,
    ("capture", PaymentState.AUTHORIZED): PaymentState.CAPTURED,
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

    assert result == _find(provider)
    assert result.state is ALLOWED[operation, before]


@pytest.mark.parametrize(
    ("operation", "before"),
    [(operation, state) for operation in OPERATIONS for state in STATES if (operation, state) not in ALLOWED],
)
def test_an_operation_that_the_state_does_not_allow_changes_nothing(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, before)
    row = tables.simulated_payment()

    # The declined payment had another payment method.
    with pytest.raises((IllegalPayment, PaymentKeyReused)):
        OPERATIONS[operation](provider, key="another request's key")

    assert tables.simulated_payment() == row


@pytest.mark.parametrize(
    ("operation", "before"),
    [
        ("authorize", None),
        ("capture", PaymentState.AUTHORIZED),
        ("void", PaymentState.AUTHORIZED),
        ("refund", PaymentState.CAPTURED),
    ],
)
def test_a_repeated_request_has_no_second_effect(
    operation: str, before: PaymentState | None, provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, before)
    first = OPERATIONS[operation](provider)
    row = tables.simulated_payment()

    assert [OPERATIONS[operation](provider) for _ in range(3)] == [first] * 3
    assert tables.simulated_payment() == row


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
    row = tables.simulated_payment()

    with pytest.raises(PaymentKeyReused):
        _authorize(provider, **request_)

    assert tables.simulated_payment() == row


def test_a_repeated_authorization_after_the_capture_changes_nothing(
    provider: SimulatedProvider, tables: TableHarness
) -> None:
    _prepare(provider, PaymentState.CAPTURED)
    row = tables.simulated_payment()

    assert _authorize(provider).captured == 1999
    assert tables.simulated_payment() == row


@pytest.mark.parametrize(("method", "error"), REJECTIONS.items())
def test_a_declined_card_stays_declined(
    provider: SimulatedProvider, tables: TableHarness, method: PaymentMethod, error: type[Rejected]
) -> None:
    for _ in range(3):
        with pytest.raises(error):
            _authorize(provider, method)

    assert _columns(tables)["state"] == "DECLINED"
    declined = _find(provider)
    assert declined is not None
    assert (declined.held, declined.captured) == (0, 0)


def test_a_flaky_provider_fails_the_first_two_calls_of_each_operation(provider: SimulatedProvider) -> None:
    def authorize() -> ProviderPayment:
        return _authorize(provider, PaymentMethod.FLAKY)

    for operation in (authorize, lambda: _capture(provider), lambda: _refund(provider)):
        assert outcome(operation) is PaymentProviderUnavailable
        assert outcome(operation) is PaymentProviderUnavailable
        assert operation() == operation() == _find(provider)

    refunded = _find(provider)
    assert refunded == ProviderPayment(PaymentState.REFUNDED, PRICE, captured=1999, refunded=1999)


def test_a_flaky_provider_fails_the_first_two_voids_too(provider: SimulatedProvider) -> None:
    for _ in range(2):
        outcome(lambda: _authorize(provider, PaymentMethod.FLAKY))
    _authorize(provider, PaymentMethod.FLAKY)

    assert outcome(lambda: _void(provider)) is PaymentProviderUnavailable
    assert outcome(lambda: _void(provider)) is PaymentProviderUnavailable
    assert _void(provider).state is PaymentState.VOIDED


def test_a_flaky_authorization_holds_nothing_until_it_succeeds(provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.PENDING)

    pending = _find(provider)

    assert pending == ProviderPayment(PaymentState.PENDING, PRICE)
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
    assert _find(provider) == ProviderPayment(PaymentState.PENDING, PRICE)


def test_an_unavailable_provider_stores_nothing(provider: SimulatedProvider, tables: TableHarness) -> None:
    for _ in range(5):
        with pytest.raises(PaymentProviderUnavailable):
            _authorize(provider, PaymentMethod.UNAVAILABLE)

    assert tables.simulated_payment() is None


def test_a_capture_that_times_out_takes_the_money_once(provider: SimulatedProvider, tables: TableHarness) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    with pytest.raises(PaymentProviderTimeout):
        _capture(provider)
    row = tables.simulated_payment()
    assert _columns(tables)["captured"] == 1999

    assert [_capture(provider).captured for _ in range(3)] == [1999] * 3
    assert tables.simulated_payment() == row


@pytest.mark.parametrize(("parts", "states"), [([1999], ["REFUNDED"]), ([999, 1000], ["CAPTURED", "REFUNDED"])])
def test_a_captured_amount_can_be_refunded_in_parts(
    parts: list[int], states: list[str], provider: SimulatedProvider
) -> None:
    _prepare(provider, PaymentState.CAPTURED)

    refunds = [_refund(provider, f"refund of {part}", dollars(part)) for part in parts]

    assert [(each.state, each.captured) for each in refunds] == [(state, 1999) for state in states]
    assert refunds[-1].refunded == 1999


def test_no_more_than_the_captured_amount_is_refunded(provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.CAPTURED)
    _refund(provider, "first", dollars(1000))

    with pytest.raises(IllegalPayment):
        _refund(provider, "second", dollars(1000))

    assert _find(provider) == ProviderPayment(PaymentState.CAPTURED, PRICE, captured=1999, refunded=1000)


def test_twenty_concurrent_refunds_return_no_more_than_was_captured(provider: SimulatedProvider) -> None:
    _prepare(provider, PaymentState.CAPTURED)

    run_concurrently(*[lambda key=key: _refund(provider, f"refund {key}", dollars(700)) for key in range(20)])

    found = _find(provider)
    assert found is not None
    assert found.refunded in {700, 1400}


def test_a_slow_provider_delays_each_operation(provider: SimulatedProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("orders.payments.simulated.sleep", waits.append)

    _authorize(provider, PaymentMethod.SLOW)
    _capture(provider)
    assert _refund(provider).refunded == 1999

    assert waits == [2, 2, 2]


def test_twenty_concurrent_captures_take_the_money_once(provider: SimulatedProvider, tables: TableHarness) -> None:
    _authorize(provider)

    outcomes = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert outcomes == [ProviderPayment(PaymentState.CAPTURED, PRICE, captured=1999)] * 20
    assert _columns(tables)["captured"] == 1999


def test_of_twenty_concurrent_captures_only_the_first_times_out(provider: SimulatedProvider) -> None:
    _authorize(provider, PaymentMethod.TIMEOUT)

    outcomes = run_concurrently(*[lambda: _capture(provider)] * 20)

    assert outcomes.count(PaymentProviderTimeout) == 1
    assert outcomes.count(_find(provider)) == 19


def test_of_twenty_concurrent_requests_with_one_key_one_is_authorized(provider: SimulatedProvider) -> None:
    amounts = [dollars(1000 + cents) for cents in range(20)]

    outcomes = run_concurrently(*[lambda amount=amount: _authorize(provider, amount=amount) for amount in amounts])

    assert outcomes.count(PaymentKeyReused) == 19
    held = _find(provider)
    assert held is not None
    assert outcomes[amounts.index(held.amount)] == held


def test_a_flaky_provider_counts_concurrent_calls(provider: SimulatedProvider) -> None:
    outcomes = run_concurrently(*[lambda: _authorize(provider, PaymentMethod.FLAKY)] * 20)

    assert outcomes.count(PaymentProviderUnavailable) == 2
    assert outcomes.count(_find(provider)) == 18


def _columns(tables: TableHarness) -> dict[str, Any]:
    """Return the columns of the payment that an operator queries."""
    row = tables.simulated_payment() or {}
    return {
        name: row[name] for name in ("payment_id", "order_id", "amount", "currency", "captured", "refunded", "state")
    }
