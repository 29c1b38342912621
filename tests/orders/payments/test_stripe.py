"""What only Stripe has: intents of the storefront, its errors, its time limits, its key, and its rules for amounts."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import requests
import stripe as stripe_package

from local.ports import HOST
from local.process import wait_until
from local.stripe.faults import Kind
from local.stripe.stand_in import TEST_KEY
from orders.aws.payment_table import PaymentTable
from orders.aws.secrets import MAX_AGE_SECONDS, Secret
from orders.domain.errors import (
    IllegalPayment,
    OrderError,
    PaymentActionRequired,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentMethodUnusable,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    StoreUnavailable,
    UnsupportedPayment,
)
from orders.domain.money import Money
from orders.domain.payment import PaymentState, ProviderPayment
from orders.payments.stripe import StripeProvider, _translate
from orders.payments.stripe_rules import StripeRules
from orders.usecases.payments import Payments
from tests.orders.aws.concurrency import outcome, run_concurrently
from tests.orders.examples import dollars
from tests.orders.payments import worlds
from tests.orders.payments.test_provider_contract import HELD, RELEASED, TAKEN, APayment, an_order_at
from tests.orders.payments.worlds import FixedKey, World

pytestmark = pytest.mark.slow

stand_in_only = pytest.mark.skipif(bool(worlds.STRIPE_TEST_KEY), reason="injects faults that need the stand-in")

AUTHENTICATED = "pm_card_authenticationRequired"


@pytest.fixture
def paid(stripe: World, ledger: PaymentTable) -> Payments:
    return Payments(ledger, lambda _: stripe.provider, "stripe")


def storefront(
    world: World, amount: int = 1999, currency: str = "usd", method: str = "pm_card_visa", *, confirm: bool = True
) -> str:
    """Authorize an intent as a storefront does at checkout, with the customer present, and return its id."""
    assert isinstance(world.provider, StripeProvider)
    client = world.provider._client
    options: Any = {"api_key": world.provider.key.read()}
    intent = client.v1.payment_intents.create(
        {"amount": amount, "currency": currency, "payment_method": method, "capture_method": "manual"}, options
    )
    if confirm:
        client.v1.payment_intents.confirm(intent.id, {}, options)
    return str(intent.id)


def at_checkout(world: World, intent: str) -> APayment:
    payment = APayment(world, intent)
    assert payment.provider.checkout_reference(intent) == intent
    payment.reference = intent
    return payment


def test_an_intent_that_the_customer_authorized_is_claimed_captured_and_refunded(stripe: World) -> None:
    payment = at_checkout(stripe, storefront(stripe))

    assert payment.authorize() == payment.authorize() == HELD
    assert payment.capture() == TAKEN
    assert payment.refund().state is PaymentState.REFUNDED


def test_an_intent_pays_for_one_order_only(stripe: World) -> None:
    intent = storefront(stripe)
    first, second = at_checkout(stripe, intent), at_checkout(stripe, intent)
    first.authorize()

    with pytest.raises(PaymentMethodUnusable) as raised:
        second.authorize()

    assert raised.value.decline_code == "used"
    assert second.find() is None
    assert first.find() == HELD


@stand_in_only
@pytest.mark.parametrize("fault", [Kind.CUT_BEFORE, Kind.CUT_AFTER])
def test_an_intent_pays_for_one_order_only_even_if_its_claim_was_interrupted(
    stripe: World, paid: Payments, fault: Kind
) -> None:
    assert stripe.proxy is not None
    intent = storefront(stripe)
    first, second = an_order_at(stripe, intent), an_order_at(stripe, intent)
    stripe.proxy.plan.add("POST .*:id$", fault)
    assert outcome(lambda: paid.authorize(first.attempt, first)) is PaymentProviderTimeout

    assert paid.authorize(first.attempt, first).held == 1999

    assert outcome(lambda: paid.authorize(second.attempt, second)) is PaymentMethodUnusable
    assert paid.capture(first.attempt).kept == 1999


def test_of_ten_concurrent_orders_one_gets_the_intent(stripe: World) -> None:
    intent = storefront(stripe)
    rivals = [at_checkout(stripe, intent) for _ in range(10)]

    outcomes = run_concurrently(*[rival.authorize for rival in rivals])

    winners = [rival for rival, result in zip(rivals, outcomes, strict=True) if result == HELD]
    assert len(winners) == 1
    assert set(outcomes) - {HELD} <= {PaymentMethodUnusable, PaymentProviderTimeout}
    assert [rival for rival in rivals if rival.find() is not None] == winners


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 1998}, "other_amount"),
        ({"amount": 2000}, "other_amount"),
        ({"currency": "eur"}, "other_amount"),
        ({"confirm": False}, "requires_confirmation"),
    ],
)
def test_an_intent_for_another_payment_is_refused_and_not_claimed(
    stripe: World, changes: dict[str, Any], code: str
) -> None:
    payment = at_checkout(stripe, storefront(stripe, **changes))

    with pytest.raises(PaymentMethodUnusable) as raised:
        payment.authorize()

    assert raised.value.decline_code == code
    client = payment.provider._client  # type: ignore[attr-defined]
    intent = client.v1.payment_intents.retrieve(payment.reference, {}, {"api_key": payment.provider.key.read()})  # type: ignore[attr-defined]
    assert "payment_id" not in intent.metadata


def test_an_intent_that_waits_for_the_customer_is_refused(stripe: World) -> None:
    payment = at_checkout(stripe, storefront(stripe, method=AUTHENTICATED))

    with pytest.raises(PaymentActionRequired):
        payment.authorize()


@pytest.mark.parametrize(("end", "code"), [("cancel", "canceled"), ("capture", "succeeded")])
def test_an_intent_that_is_cancelled_or_captured_already_is_refused(stripe: World, end: str, code: str) -> None:
    payment = at_checkout(stripe, storefront(stripe))
    getattr(payment.provider._client.v1.payment_intents, end)(  # type: ignore[attr-defined]
        payment.reference,
        {},
        {"api_key": payment.provider.key.read()},  # type: ignore[attr-defined]
    )

    with pytest.raises(PaymentMethodUnusable) as raised:
        payment.authorize()

    assert raised.value.decline_code == code


def test_an_unknown_intent_is_refused(stripe: World) -> None:
    with pytest.raises(PaymentMethodUnusable) as raised:
        at_checkout(stripe, "pi_0000000000000000000000").authorize()

    assert raised.value.decline_code == "resource_missing"


def test_a_required_action_of_the_customer_rejects_the_payment(stripe: World) -> None:
    payment = APayment(stripe, AUTHENTICATED).open()

    for _ in range(2):
        with pytest.raises(PaymentActionRequired):
            payment.authorize()

    found = payment.find()
    assert found is not None
    assert found.held == 0


@pytest.mark.parametrize("method", ["pm_unknown", "pm_card_unknown"])
def test_an_unknown_payment_method_rejects_the_payment(stripe: World, method: str) -> None:
    with pytest.raises(PaymentMethodUnusable):
        APayment(stripe, method).open()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_an_intent_of_the_storefront_is_released_when_its_order_fails(
    stripe: World, paid: Payments, steps: int
) -> None:
    order = an_order_at(stripe, storefront(stripe))
    for step in (lambda: paid.authorize(order.attempt, order), lambda: paid.capture(order.attempt))[:steps]:
        step()

    ended = [paid.give_back(order.attempt, order) for _ in range(2)]

    assert ended[0] == ended[1]
    found = paid.look_up(ended[0])
    assert found is not None
    assert (found.held, found.kept) == (0, 0)
    assert outcome(lambda: paid.authorize(order.attempt, order)) is IllegalPayment


def test_the_failure_of_a_second_order_leaves_the_intent_to_the_first(stripe: World, paid: Payments) -> None:
    intent = storefront(stripe)
    first, second = an_order_at(stripe, intent), an_order_at(stripe, intent)
    paid.authorize(first.attempt, first)

    assert outcome(lambda: paid.authorize(second.attempt, second)) is PaymentMethodUnusable
    paid.give_back(second.attempt, second)

    assert paid.capture(first.attempt).kept == 1999


def test_an_unknown_payment_method_is_stored_as_declined(stripe: World, paid: Payments) -> None:
    order = an_order_at(stripe, "pm_unknown")
    for _ in range(2):
        assert outcome(lambda: paid.authorize(order.attempt, order)) is PaymentMethodUnusable

    assert paid.give_back(order.attempt, order).state is PaymentState.DECLINED


@stand_in_only
@pytest.mark.parametrize("operation", ["open", "authorize", "capture", "cancel", "refund"])
@pytest.mark.parametrize("fault", Kind)
def test_a_step_that_meets_a_fault_succeeds_when_it_is_repeated_and_has_one_effect(
    stripe: World, paid: Payments, operation: str, fault: Kind
) -> None:
    assert stripe.proxy is not None
    proxy, order = stripe.proxy, an_order_at(stripe)
    attempt = order.attempt
    endpoint = {"open": "payment_intents$", "authorize": "confirm$", "refund": "refunds$"}.get(operation, operation)
    steps: list[Callable[[], Any]] = [lambda: paid.authorize(attempt, order)]
    if operation in {"capture", "refund"}:
        steps.append(lambda: paid.capture(attempt))
    if operation in {"cancel", "refund"}:
        steps.append(lambda: paid.give_back(attempt, order))
    for step in steps[:-1]:
        step()
    proxy.plan.clear()
    proxy.plan.add(endpoint, fault)

    first = outcome(steps[-1])
    if isinstance(first, type):
        assert first in {PaymentProviderTimeout, PaymentProviderUnavailable}
        assert wait_until(lambda: not proxy.busy, seconds=60), "the slow request has not ended"
        repeated = outcome(steps[-1])
    else:
        repeated = first  # a 5xx was resolved by a look at the payment

    calls = list(proxy.plan.matching(f"POST .*{endpoint}"))
    assert len({call.key for call in calls}) == 1
    assert len(calls) <= 2
    # Stripe repeats a saved 500 for a day.  Until then the order fails, or its compensation waits for a redrive.
    is_saved = fault is Kind.FAILED_BEFORE or (fault is Kind.FAILED_AFTER and operation == "open")
    assert isinstance(repeated, type) is is_saved
    proxy.forget_keys()
    settled = paid.give_back(attempt, order)
    found = paid.look_up(settled)
    assert found is None or (found.held, found.kept) == (0, 0)


@stand_in_only
def test_no_call_is_retried_by_the_adapter(stripe: World) -> None:
    assert stripe.proxy is not None
    payment = APayment(stripe).open()
    stripe.proxy.plan.clear()
    stripe.proxy.plan.add("confirm", *[Kind.CUT_BEFORE] * 5)

    for number in range(1, 6):
        assert outcome(payment.authorize) is PaymentProviderTimeout
        assert stripe.proxy.plan.count("confirm") == number


@stand_in_only
def test_every_changing_call_of_an_order_has_its_own_derived_key(stripe: World, paid: Payments) -> None:
    assert stripe.proxy is not None
    order = an_order_at(stripe)
    for _ in range(2):
        paid.authorize(order.attempt, order)
        paid.capture(order.attempt)
    paid.give_back(order.attempt, order)

    keys = Counter((call.operation, call.key) for call in stripe.proxy.plan.matching("POST"))
    name = f"{order.order_id}.1"
    assert keys == {
        ("POST /v1/payment_intents", f"{name}:open"): 1,
        ("POST /v1/payment_intents/:id/confirm", f"{name}:authorize"): 1,
        ("POST /v1/payment_intents/:id/capture", f"{name}:capture"): 1,
        ("POST /v1/refunds", f"{name}:refund"): 1,
    }


@stand_in_only
def test_the_proxy_finds_each_operation_that_is_repeated_with_another_key(stripe: World) -> None:
    assert stripe.proxy is not None
    payment = APayment(stripe).open()
    payment.authorize()
    payment.capture()
    for number, part in enumerate((dollars(300), dollars(400))):
        payment.provider.refund(
            payment.reference, payment.id, part, idempotency_key=payment.key(f"part {number}"), refund_id=f"0a{number}"
        )
    assert stripe.proxy.plan.repetitions() == []

    payment.provider.open(payment.request, idempotency_key="another key")
    outcome(lambda: payment.capture(key="another key"))

    operations = [sentence.partition(" was ")[0] for sentence in stripe.proxy.plan.repetitions()]
    assert operations == ["POST /v1/payment_intents", "POST /v1/payment_intents/:id/capture"]


def test_an_intent_names_the_order_and_the_attempt(stripe: World) -> None:
    payment = APayment(stripe).open()

    client = payment.provider._client  # type: ignore[attr-defined]
    intent = client.v1.payment_intents.retrieve(payment.reference, {}, {"api_key": payment.provider.key.read()})  # type: ignore[attr-defined]
    assert intent.metadata.to_dict() == {"payment_id": payment.id, "order_id": payment.request.order_id, "attempt": "1"}


@stand_in_only
def test_a_payment_whose_keys_are_forgotten_is_found_by_its_reference(stripe: World, paid: Payments) -> None:
    assert stripe.proxy is not None
    order = an_order_at(stripe)
    stripe.proxy.plan.add("confirm", Kind.CUT_AFTER)
    assert outcome(lambda: paid.authorize(order.attempt, order)) is PaymentProviderTimeout
    stripe.proxy.forget_keys()
    assert paid.authorize(order.attempt, order).held == 1999

    stripe.proxy.plan.add("capture", Kind.CUT_AFTER)
    assert outcome(lambda: paid.capture(order.attempt)) is PaymentProviderTimeout
    stripe.proxy.forget_keys()
    assert paid.capture(order.attempt).captured == 1999


def test_a_capture_of_a_part_at_the_dashboard_stops_the_order(stripe: World, paid: Payments) -> None:
    order = an_order_at(stripe)
    held = paid.authorize(order.attempt, order)
    assert held.reference is not None
    stripe.provider.capture(held.reference, held.payment_id, dollars(500), idempotency_key=f"{held.payment_id}:by hand")

    assert outcome(lambda: paid.capture(order.attempt)) is IllegalPayment

    ended = paid.give_back(order.attempt, order)
    assert (ended.captured, ended.refunded) == (500, 500)
    found = paid.look_up(ended)
    assert found is not None
    assert found.kept == 0


def test_a_connection_that_is_refused_had_no_effect() -> None:
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        port = unused.getsockname()[1]
    provider = StripeProvider(FixedKey(), f"http://{HOST}:{port}")

    assert outcome(lambda: provider.find("pi_1", "order-1.1")) is PaymentProviderUnavailable


@stand_in_only
def test_a_response_that_takes_too_long_leaves_the_outcome_unknown(stripe: World) -> None:
    assert stripe.proxy is not None
    payment = APayment(stripe).open()
    stripe.proxy.plan.add("confirm", Kind.SLOW)

    assert outcome(payment.authorize) is PaymentProviderTimeout
    found = payment.find()
    assert found is not None
    assert found.state is PaymentState.AUTHORIZED


ERRORS: list[tuple[stripe_package.StripeError, type[OrderError]]] = [
    (stripe_package.APIConnectionError("any"), PaymentProviderTimeout),
    (stripe_package.APIError("any", http_status=500), PaymentProviderTimeout),
    (stripe_package.APIError("any", http_status=409, code="idempotency_key_in_use"), PaymentProviderTimeout),
    (stripe_package.APIError("any", http_status=424), PaymentProviderTimeout),
    (stripe_package.CardError("any", None, "card_declined"), PaymentDeclined),
    (stripe_package.CardError("any", None, "authentication_required"), PaymentActionRequired),
    (stripe_package.IdempotencyError("any"), PaymentKeyReused),
    (stripe_package.InvalidRequestError("any", None), IllegalPayment),
    (stripe_package.PermissionError("any"), PaymentProviderUnavailable),
    (stripe_package.RateLimitError("any"), PaymentProviderUnavailable),
    (stripe_package.StripeError("any"), PaymentProviderTimeout),
]


@pytest.mark.parametrize(("theirs", "ours"), ERRORS, ids=lambda each: getattr(each, "__name__", type(each).__name__))
def test_every_error_of_stripe_is_one_of_ours_and_its_text_is_not_repeated(
    theirs: stripe_package.StripeError, ours: type[OrderError]
) -> None:
    theirs.args = ("card 4242424242424242 of Test Customer",)
    theirs._message = "card 4242424242424242 of Test Customer"

    error = _translate(theirs, "order-1.1")

    assert type(error) is ours
    assert "4242" not in str(error)
    assert "Customer" not in str(error).replace("the customer", "")
    assert "order-1.1" in str(error)


def test_the_list_of_stripes_errors_is_complete() -> None:
    translated = {type(theirs) for theirs, _ in ERRORS} | {stripe_package.AuthenticationError}
    known = {
        each
        for each in vars(stripe_package).values()
        if isinstance(each, type) and issubclass(each, stripe_package.StripeError)
    }
    not_of_payments = {"SignatureVerificationError", "TemporarySessionExpiredError", "StripeErrorWithParamCode"}
    assert {each.__name__ for each in known - translated} <= not_of_payments | {
        each.__name__ for each in known if each.__module__ != "stripe._error"
    }


@stand_in_only
def test_a_rotated_key_is_read_again_when_stripe_rejects_the_old_one(stripe: World) -> None:
    assert stripe.proxy is not None
    stripe.proxy.accepts = lambda key: key == "sk_test_new"
    try:
        key = FixedKey("sk_test_old", next_key="sk_test_new")
        provider = StripeProvider(key, stripe.provider.base_url)  # type: ignore[attr-defined]

        assert outcome(lambda: provider.find("pi_1", "order-1.1")) is PaymentProviderUnavailable
        assert provider.find("pi_1", "order-1.1") is None
    finally:
        stripe.proxy.accepts = lambda _: True


def test_the_secret_is_cached_read_again_on_demand_and_never_shown(
    cloud: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orders.aws.clients import client  # noqa: PLC0415  after moto has started

    arn = client("secretsmanager").create_secret(Name="stripe", SecretString=f"{TEST_KEY}\n")["ARN"]
    secret = Secret(arn)
    assert secret.read() == TEST_KEY

    client("secretsmanager").put_secret_value(SecretId=arn, SecretString="sk_test_rotated")
    assert secret.read() == TEST_KEY
    assert secret.read(again=True) == "sk_test_rotated"
    assert "sk_test" not in repr(secret)
    assert MAX_AGE_SECONDS == 300


@pytest.mark.parametrize("value", [None, " \n"])
def test_a_secret_that_cannot_be_read_is_a_reason_to_retry(cloud: None, value: str | None) -> None:
    from orders.aws.clients import client  # noqa: PLC0415  after moto has started

    arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:absent-AbCdEf"
    if value is not None:
        arn = client("secretsmanager").create_secret(Name="empty", SecretString=value)["ARN"]

    with pytest.raises(StoreUnavailable, match="secret"):
        Secret(arn).read()


@pytest.mark.parametrize(
    ("amount", "currency"),
    [(50, "USD"), (99_999_999, "USD"), (50, "JPY"), (1990, "KWD"), (1, "XAF"), (17500, "HUF")],
)
def test_stripe_takes_amounts_within_its_limits(amount: int, currency: str) -> None:
    StripeRules().check_amount(Money(amount, currency))


@pytest.mark.parametrize(
    ("amount", "currency", "why"),
    [
        (49, "USD", "from 50 to 99999999"),
        (100_000_000, "USD", "from 50 to 99999999"),
        (49, "JPY", "from 50"),
        (1999, "KWD", "must end in 0"),
        (2000, "ISK", "no payments in ISK"),
        (2000, "UGX", "no payments in UGX"),
    ],
)
def test_stripe_refuses_other_amounts_when_the_order_is_placed(amount: int, currency: str, why: str) -> None:
    with pytest.raises(UnsupportedPayment, match=why):
        StripeRules().check_amount(Money(amount, currency))


@pytest.mark.parametrize(("amount", "currency"), [(500, "JPY"), (1990, "KWD")])
def test_an_amount_without_cents_or_with_three_decimals_is_held_and_taken(
    stripe: World, amount: int, currency: str
) -> None:
    money = Money(amount, currency)
    payment = APayment(stripe, amount=money).open()

    assert payment.authorize() == ProviderPayment(PaymentState.AUTHORIZED, money)
    assert payment.capture(money).captured == amount


@stand_in_only
def test_the_stand_in_replays_and_rejects_keys_as_stripe_does(stripe: World) -> None:
    url = f"{stripe.provider.base_url}/v1/payment_intents"  # type: ignore[attr-defined]
    headers = {"Authorization": f"Bearer {TEST_KEY}", "Idempotency-Key": f"{stripe.order_id()}:open"}
    form = {"amount": "1999", "currency": "usd", "payment_method": "pm_card_visa"}

    first, second = (requests.post(url, data=form, headers=headers, timeout=60) for _ in range(2))
    other = requests.post(url, data=form | {"amount": "2000"}, headers=headers, timeout=60)

    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["error"]["type"]) == (400, "idempotency_error")


def test_a_released_payment_is_released(stripe: World) -> None:
    payment = at_checkout(stripe, storefront(stripe))

    assert payment.cancel() == RELEASED
