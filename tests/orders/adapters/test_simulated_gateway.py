from collections.abc import Callable
from typing import Any

import pytest

from orders import payment
from orders.adapters.order_table import OrderTable
from orders.adapters.settings import MissingSetting
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.errors import (
    IdempotencyKeyReused,
    IllegalPayment,
    PaymentDeclined,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.money import Money
from orders.order import PaymentMethod
from orders.payment import Payment, PaymentState
from tests.orders.adapters.books import Books
from tests.orders.adapters.crowd import at_once, outcome
from tests.orders.examples import FIRST, LATER, NOON, SECOND, an_order, dollars

PRICE = dollars(1999)


def _authorize(
    gateway: SimulatedGateway,
    method: PaymentMethod = PaymentMethod.VISA,
    *,
    amount: Money = PRICE,
    order_id: str = "order-1",
    key: str = "order-1.1:authorize",
) -> Payment:
    return gateway.authorize("order-1.1", order_id, amount, method, idempotency_key=key)


def _capture(gateway: SimulatedGateway, key: str = "order-1.1:capture") -> Payment:
    return gateway.capture("order-1.1", idempotency_key=key)


def _void(gateway: SimulatedGateway, key: str = "order-1.1:void") -> Payment:
    return gateway.void("order-1.1", "order-1", idempotency_key=key)


def _refund(gateway: SimulatedGateway, key: str = "order-1.1:refund") -> Payment:
    return gateway.refund("order-1.1", idempotency_key=key)


def _authorize_again(gateway: SimulatedGateway, method: PaymentMethod) -> Payment:
    """The payment of the order's next attempt."""
    key = SECOND.idempotency_key("authorize")
    return gateway.authorize(SECOND.payment_id, "order-1", PRICE, method, idempotency_key=key)


OPERATIONS: dict[str, Callable[..., Payment]] = {
    "authorize": _authorize,
    "capture": _capture,
    "void": _void,
    "refund": _refund,
}


def _bring(gateway: SimulatedGateway, state: PaymentState | None) -> None:
    """A payment of ``PRICE`` in this state, or none."""
    match state:
        case None:
            pass
        case PaymentState.PENDING:
            assert outcome(lambda: _authorize(gateway, PaymentMethod.FLAKY)) is PaymentProviderUnavailable
        case PaymentState.DECLINED:
            assert outcome(lambda: _authorize(gateway, PaymentMethod.DECLINED)) is PaymentDeclined
        case PaymentState.AUTHORIZED:
            _authorize(gateway)
        case PaymentState.VOIDED:
            _authorize(gateway)
            _void(gateway)
        case PaymentState.CAPTURED | PaymentState.REFUNDED:
            _authorize(gateway)
            _capture(gateway)
            if state is PaymentState.REFUNDED:
                _refund(gateway)


def test_the_books_show_what_was_held_taken_and_given_back(gateway: SimulatedGateway, books: Books) -> None:
    opened = {"payment_id": "order-1.1", "order_id": "order-1", "amount": 1999, "currency": "USD"}
    _authorize(gateway)
    assert _shown(books) == opened | {"captured": 0, "refunded": 0, "state": "AUTHORIZED"}
    _capture(gateway)
    assert _shown(books) == opened | {"captured": 1999, "refunded": 0, "state": "CAPTURED"}
    _refund(gateway)
    assert _shown(books) == opened | {"captured": 1999, "refunded": 1999, "state": "REFUNDED"}


def test_a_payment_is_found_as_the_ledger_has_it(gateway: SimulatedGateway) -> None:
    assert gateway.find("order-1.1") is None

    authorized = _authorize(gateway)

    assert authorized == Payment("order-1.1", "order-1", PRICE, PaymentState.AUTHORIZED, captured=0, refunded=0)
    assert gateway.find("order-1.1") == authorized
    assert gateway.find("order-1.2") is None


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
    operation: str, before: PaymentState | None, gateway: SimulatedGateway
) -> None:
    _bring(gateway, before)

    answer = OPERATIONS[operation](gateway)

    assert answer == gateway.find("order-1.1")
    assert answer.state is ALLOWED[operation, before]


@pytest.mark.parametrize(
    ("operation", "before"),
    [(operation, state) for operation in OPERATIONS for state in STATES if (operation, state) not in ALLOWED],
)
def test_an_operation_that_the_state_does_not_allow_moves_no_money(
    operation: str, before: PaymentState | None, gateway: SimulatedGateway, books: Books
) -> None:
    _bring(gateway, before)
    row = books.payment()

    with pytest.raises(IllegalPayment):
        OPERATIONS[operation](gateway, key="another request's key")

    assert books.payment() == row


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
    operation: str, before: PaymentState | None, gateway: SimulatedGateway, books: Books
) -> None:
    _bring(gateway, before)
    first = OPERATIONS[operation](gateway)
    row = books.payment()

    assert [OPERATIONS[operation](gateway) for _ in range(3)] == [first] * 3
    assert books.payment() == row


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
    request_: dict[str, Any], gateway: SimulatedGateway, books: Books
) -> None:
    _authorize(gateway)
    row = books.payment()

    with pytest.raises(IdempotencyKeyReused):
        _authorize(gateway, **request_)

    assert books.payment() == row


def test_a_late_authorization_does_not_take_the_money_out_of_a_capture(gateway: SimulatedGateway, books: Books) -> None:
    _bring(gateway, PaymentState.CAPTURED)
    row = books.payment()

    assert _authorize(gateway).captured == 1999
    assert books.payment() == row


def test_a_declined_card_stays_declined(gateway: SimulatedGateway, books: Books) -> None:
    for _ in range(3):
        with pytest.raises(PaymentDeclined):
            _authorize(gateway, PaymentMethod.DECLINED)

    assert _shown(books)["state"] == "DECLINED"
    declined = gateway.find("order-1.1")
    assert declined is not None
    assert (declined.held, declined.captured) == (0, 0)


def test_a_flaky_provider_fails_the_first_two_calls_of_each_operation(gateway: SimulatedGateway) -> None:
    def authorize() -> Payment:
        return _authorize(gateway, PaymentMethod.FLAKY)

    for operation in (authorize, lambda: _capture(gateway), lambda: _refund(gateway)):
        assert outcome(operation) is PaymentProviderUnavailable
        assert outcome(operation) is PaymentProviderUnavailable
        assert operation() == operation() == gateway.find("order-1.1")

    refunded = gateway.find("order-1.1")
    assert refunded == Payment("order-1.1", "order-1", PRICE, PaymentState.REFUNDED, captured=1999, refunded=1999)


def test_a_flaky_provider_fails_the_first_two_voids_too(gateway: SimulatedGateway) -> None:
    for _ in range(2):
        outcome(lambda: _authorize(gateway, PaymentMethod.FLAKY))
    _authorize(gateway, PaymentMethod.FLAKY)

    assert outcome(lambda: _void(gateway)) is PaymentProviderUnavailable
    assert outcome(lambda: _void(gateway)) is PaymentProviderUnavailable
    assert _void(gateway).state is PaymentState.VOIDED


def test_a_flaky_provider_holds_nothing_until_it_works(gateway: SimulatedGateway) -> None:
    _bring(gateway, PaymentState.PENDING)

    pending = gateway.find("order-1.1")

    assert pending == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)
    assert pending.held == 0


def test_a_flaky_provider_is_flaky_with_every_payment(gateway: SimulatedGateway) -> None:
    _bring(gateway, PaymentState.PENDING)
    outcome(lambda: _authorize(gateway, PaymentMethod.FLAKY))

    with pytest.raises(PaymentProviderUnavailable):
        _authorize_again(gateway, PaymentMethod.FLAKY)

    assert _authorize(gateway, PaymentMethod.FLAKY).state is PaymentState.AUTHORIZED


def test_an_authorization_that_never_got_through_can_be_voided_and_then_never_takes_effect(
    gateway: SimulatedGateway,
) -> None:
    _bring(gateway, PaymentState.PENDING)
    for _ in range(2):
        outcome(lambda: _void(gateway))
    assert _void(gateway).state is PaymentState.VOIDED

    answers = [outcome(lambda: _authorize(gateway, PaymentMethod.FLAKY)) for _ in range(3)]

    assert answers == [PaymentProviderUnavailable, IllegalPayment, IllegalPayment]
    assert _void(gateway).held == 0


@pytest.mark.parametrize("operation", ["capture", "refund"])
def test_no_money_moves_for_an_authorization_that_never_got_through(operation: str, gateway: SimulatedGateway) -> None:
    _bring(gateway, PaymentState.PENDING)

    answers = [outcome(lambda: OPERATIONS[operation](gateway)) for _ in range(3)]

    assert answers == [PaymentProviderUnavailable, PaymentProviderUnavailable, IllegalPayment]
    assert gateway.find("order-1.1") == Payment("order-1.1", "order-1", PRICE, PaymentState.PENDING)


def test_an_unavailable_provider_never_answers_and_leaves_nothing_behind(
    gateway: SimulatedGateway, books: Books
) -> None:
    for _ in range(5):
        with pytest.raises(PaymentProviderUnavailable):
            _authorize(gateway, PaymentMethod.UNAVAILABLE)

    assert books.payment() is None


def test_an_order_whose_provider_is_down_can_be_undone(gateway: SimulatedGateway) -> None:
    outcome(lambda: _authorize(gateway, PaymentMethod.UNAVAILABLE))

    undone = payment.void(FIRST, gateway)

    assert (undone.state, undone.captured) == (PaymentState.VOIDED, 0)


def test_a_capture_that_times_out_has_taken_the_money_and_takes_it_once(
    gateway: SimulatedGateway, books: Books
) -> None:
    _authorize(gateway, PaymentMethod.TIMEOUT)

    with pytest.raises(PaymentProviderTimeout):
        _capture(gateway)
    row = books.payment()
    assert _shown(books)["captured"] == 1999

    assert [_capture(gateway).captured for _ in range(3)] == [1999] * 3
    assert books.payment() == row


def test_a_capture_that_timed_out_is_refunded_when_the_order_is_undone(gateway: SimulatedGateway) -> None:
    _authorize(gateway, PaymentMethod.TIMEOUT)
    assert outcome(lambda: _capture(gateway)) is PaymentProviderTimeout

    undone = payment.void(FIRST, gateway)

    assert (undone.state, undone.captured, undone.refunded) == (PaymentState.REFUNDED, 1999, 1999)


def test_an_amnesiac_provider_loses_its_answers_and_its_keys_and_the_order_pays_once(
    orders: OrderTable, gateway: SimulatedGateway, books: Books
) -> None:
    orders.add(an_order(payment_method=PaymentMethod.AMNESIAC))
    for step in (payment.authorize, payment.capture):
        with pytest.raises(PaymentProviderTimeout):
            step(FIRST, orders, gateway, NOON)
        row = books.payment()
        step(FIRST, orders, gateway, LATER)
        assert books.payment() == row

    assert _shown(books)["captured"] == 1999
    assert not [name for name in books.payment() if name.endswith("_key")]


def test_an_amnesiac_provider_gives_the_money_back_once(gateway: SimulatedGateway) -> None:
    outcome(lambda: _authorize(gateway, PaymentMethod.AMNESIAC))
    outcome(lambda: _capture(gateway))

    assert outcome(lambda: payment.void(FIRST, gateway)) is PaymentProviderTimeout

    undone = payment.void(FIRST, gateway)
    assert (undone.state, undone.refunded) == (PaymentState.REFUNDED, 1999)


def test_a_slow_provider_takes_its_time_over_each_operation(
    gateway: SimulatedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("orders.adapters.simulated_gateway.sleep", waits.append)

    _authorize(gateway, PaymentMethod.SLOW)
    _capture(gateway)
    assert _refund(gateway).refunded == 1999

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
    before: PaymentState | None, after: PaymentState, refunded: int, gateway: SimulatedGateway, books: Books
) -> None:
    _bring(gateway, before)

    undone = payment.void(FIRST, gateway)
    row = books.payment()

    assert (undone.state, undone.held, undone.refunded) == (after, 0, refunded)
    assert undone.captured == undone.refunded
    assert payment.void(FIRST, gateway) == undone
    assert books.payment() == row


def test_a_void_before_the_authorization_keeps_it_from_taking_effect(gateway: SimulatedGateway, books: Books) -> None:
    _void(gateway)
    row = books.payment()

    with pytest.raises(IllegalPayment):
        _authorize(gateway)

    assert books.payment() == row
    assert _shown(books)["order_id"] == "order-1"


def test_the_next_attempt_pays_after_the_last_one_was_barred(gateway: SimulatedGateway) -> None:
    payment.void(FIRST, gateway)

    assert _authorize_again(gateway, PaymentMethod.VISA).held == 1999


def test_twenty_captures_at_once_take_the_money_once(gateway: SimulatedGateway, books: Books, rush: None) -> None:
    _authorize(gateway)

    answers = at_once(*[lambda: _capture(gateway)] * 20)

    assert answers == [Payment("order-1.1", "order-1", PRICE, PaymentState.CAPTURED, captured=1999)] * 20
    assert _shown(books)["captured"] == 1999


def test_of_twenty_captures_at_once_only_the_one_that_took_the_money_times_out(
    gateway: SimulatedGateway, rush: None
) -> None:
    _authorize(gateway, PaymentMethod.TIMEOUT)

    answers = at_once(*[lambda: _capture(gateway)] * 20)

    assert answers.count(PaymentProviderTimeout) == 1
    assert answers.count(gateway.find("order-1.1")) == 19


def test_of_twenty_different_requests_with_one_key_one_is_held(gateway: SimulatedGateway, rush: None) -> None:
    amounts = [dollars(1000 + cents) for cents in range(20)]

    answers = at_once(*[lambda amount=amount: _authorize(gateway, amount=amount) for amount in amounts])

    assert answers.count(IdempotencyKeyReused) == 19
    held = gateway.find("order-1.1")
    assert held is not None
    assert answers[amounts.index(held.amount)] == held


def test_a_flaky_provider_counts_calls_that_come_at_once(gateway: SimulatedGateway, rush: None) -> None:
    answers = at_once(*[lambda: _authorize(gateway, PaymentMethod.FLAKY)] * 20)

    assert answers.count(PaymentProviderUnavailable) == 2
    assert answers.count(gateway.find("order-1.1")) == 18


@pytest.mark.parametrize("_", range(5))
def test_a_capture_that_meets_its_own_undo_leaves_the_customer_whole(
    _: int, gateway: SimulatedGateway, rush: None
) -> None:
    _authorize(gateway)

    captured, undone = at_once(lambda: _capture(gateway), lambda: payment.void(FIRST, gateway))

    assert captured is IllegalPayment or captured.captured == 1999
    assert undone is IllegalPayment or undone.captured == undone.refunded
    settled = payment.void(FIRST, gateway)
    assert settled.state in {PaymentState.VOIDED, PaymentState.REFUNDED}
    assert (settled.held, settled.captured - settled.refunded) == (0, 0)


@pytest.mark.parametrize("_", range(5))
def test_an_authorization_that_meets_its_own_undo_holds_nothing(_: int, gateway: SimulatedGateway, rush: None) -> None:
    authorized, undone = at_once(lambda: _authorize(gateway), lambda: payment.void(FIRST, gateway))

    assert authorized is IllegalPayment or authorized.amount == PRICE
    assert undone is IllegalPayment or undone.state is PaymentState.VOIDED
    assert payment.void(FIRST, gateway).state is PaymentState.VOIDED
    assert outcome(lambda: _capture(gateway)) is IllegalPayment


def test_the_payments_table_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYMENTS_TABLE", "dev-payments")
    assert SimulatedGateway.from_settings() == SimulatedGateway("dev-payments")

    monkeypatch.delenv("PAYMENTS_TABLE")
    with pytest.raises(MissingSetting, match="PAYMENTS_TABLE"):
        SimulatedGateway.from_settings()


def _shown(books: Books) -> dict[str, Any]:
    """The columns of a payment that an operator queries."""
    row = books.payment() or {}
    return {
        name: row[name] for name in ("payment_id", "order_id", "amount", "currency", "captured", "refunded", "state")
    }
