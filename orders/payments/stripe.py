"""Stripe: a PaymentIntent with manual capture for each payment.

``payment_method`` is the id of a payment method (``pm_…``), which the step authorizes without the customer, or of a
PaymentIntent that the storefront has authorized with the customer present (``pi_…``), such as by 3-D Secure.

https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol

import requests
import stripe

from orders.domain.errors import (
    IllegalPayment,
    OrderError,
    PaymentActionRequired,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentMethodUnusable,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.money import Money
from orders.domain.payment import PaymentRequest, PaymentState, ProviderPayment
from orders.ports import MAX_PROVIDER_CALL_SECONDS

API_URL = "https://api.stripe.com"

CONNECT_SECONDS = 1
READ_SECONDS = MAX_PROVIDER_CALL_SECONDS - CONNECT_SECONDS
"""Stripe goes on with a request whose client no longer waits, and the next call with its key gets the result."""

OWNER = "payment_id"
"""The entry of an intent's metadata with our id of the payment."""

STATES = {
    "requires_payment_method": PaymentState.PENDING,
    "requires_confirmation": PaymentState.PENDING,
    "requires_action": PaymentState.PENDING,
    "processing": PaymentState.PENDING,
    "requires_capture": PaymentState.AUTHORIZED,
    "succeeded": PaymentState.CAPTURED,
    "canceled": PaymentState.VOIDED,
}
"""https://docs.stripe.com/payments/paymentintents/lifecycle"""

_CUSTOMERS_PARAMETERS = ("payment_method", "amount", "currency", "customer")
"""The parameters that the customer's order decides: Stripe's objection to one of them rejects the order."""

_CUSTOMERS_CODES = frozenset(
    {"amount_too_large", "amount_too_small", "payment_intent_incompatible_payment_method", "resource_missing"}
)

_ERRORS: tuple[tuple[type[stripe.StripeError], type[OrderError]], ...] = (
    (stripe.IdempotencyError, PaymentKeyReused),
    (stripe.RateLimitError, PaymentProviderUnavailable),
    (stripe.PermissionError, PaymentProviderUnavailable),
    (stripe.InvalidRequestError, IllegalPayment),
)
"""Stripe's errors with ours; the first one that matches counts, and any other error leaves the outcome unknown."""

_EXPAND = ["latest_charge"]

_REFUND_ID = "refund_id"
"""The metadata of a refund that has our id of it; a compensation's refund has none."""

_PAGE = 100
"""The most refunds that Stripe lists in one response."""


class ApiKey(Protocol):
    """The API key, which may be rotated at any time."""

    def read(self, *, again: bool = False) -> str:
        """Return the key; ``again`` says that the last one no longer works."""


@dataclass(frozen=True, slots=True)
class StripeProvider:
    """A ``PaymentProvider``.  Its reference is the id of a PaymentIntent.

    Attributes:
        key: reads the API key, which is a secret.
        base_url: Stripe's address, or that of a stand-in.
    """

    key: ApiKey
    base_url: str
    _client: stripe.StripeClient = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        http_client = stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS))
        client = stripe.StripeClient(
            "sk_is_read_for_each_call",
            base_addresses={"api": self.base_url},
            http_client=http_client,
            max_network_retries=0,  # only the state machine retries
        )
        object.__setattr__(self, "_client", client)

    def checkout_reference(self, method: str) -> str | None:
        return method if method.startswith("pi_") else None

    def open(self, request: PaymentRequest, *, idempotency_key: str) -> str:
        with _rejecting(request.payment_id):
            intent = self._call(
                request.payment_id,
                lambda options: self._client.v1.payment_intents.create(
                    {
                        "amount": request.amount.amount,
                        "currency": request.amount.currency.lower(),
                        "payment_method": request.method,
                        "allowed_payment_method_types": ["card"],
                        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
                        "capture_method": "manual",
                        "metadata": _metadata(request),
                    },
                    options,
                ),
                idempotency_key,
            )
        return str(intent.id)

    def authorize(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        if self.checkout_reference(request.method) is not None:
            return self._claim(reference, request)
        with _rejecting(request.payment_id):
            intent = self._call(
                request.payment_id,
                lambda options: self._client.v1.payment_intents.confirm(reference, {"expand": _EXPAND}, options),
                idempotency_key,
            )
        if intent.status == "requires_action":
            raise PaymentActionRequired(f"payment {request.payment_id}: the customer must confirm it", intent.status)
        if intent.status == "requires_payment_method":
            raise PaymentDeclined(f"payment {request.payment_id}: Stripe accepted no payment method", intent.status)
        if intent.status == "processing":
            raise PaymentProviderTimeout(f"payment {request.payment_id}: Stripe has not authorized it yet")
        return _parse(intent)

    def capture(self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str) -> ProviderPayment:
        def capture(options: Any) -> Any:
            return self._client.v1.payment_intents.capture(
                reference, {"amount_to_capture": amount.amount, "expand": _EXPAND}, options
            )

        return self._resolved(
            reference, payment_id, lambda found: found.state is PaymentState.CAPTURED, capture, idempotency_key
        )

    def cancel(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        if self.checkout_reference(request.method) is not None:
            self._write_owner(reference, request)

        def cancel(options: Any) -> Any:
            return self._client.v1.payment_intents.cancel(
                reference, {"cancellation_reason": "abandoned", "expand": _EXPAND}, options
            )

        return self._resolved(
            reference, request.payment_id, lambda found: found.state is PaymentState.VOIDED, cancel, idempotency_key
        )

    def refund(
        self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str, refund_id: str | None = None
    ) -> ProviderPayment:
        mark = {_REFUND_ID: refund_id} if refund_id else {}

        def refund(options: Any) -> Any:
            made = self._client.v1.refunds.create(
                {
                    "payment_intent": reference,
                    "amount": amount.amount,
                    "metadata": {OWNER: payment_id, **mark},
                    "expand": [f"payment_intent.{each}" for each in _EXPAND],
                },
                options,
            )
            if made.status in {"failed", "canceled"}:
                raise IllegalPayment(f"payment {payment_id}: the refund {made.id} {made.status}")
            return made.payment_intent

        return _parse(self._call(payment_id, refund, idempotency_key))

    def has_refund(self, reference: str, payment_id: str, refund_id: str) -> bool:
        def find(options: Any) -> bool:
            made = self._client.v1.refunds.list({"payment_intent": reference, "limit": _PAGE}, options)
            return any(
                _mark(each) == refund_id and each.status not in {"failed", "canceled"}
                for each in made.auto_paging_iter()
            )

        return bool(self._call(payment_id, find))

    def find(self, reference: str, payment_id: str) -> ProviderPayment | None:
        intent = self._retrieve(reference, payment_id)
        if intent is None or _owner(intent) not in {None, payment_id}:
            return None
        return _parse(intent)

    def _claim(self, reference: str, request: PaymentRequest) -> ProviderPayment:
        """Verify that the customer has authorized exactly this payment, and claim it, so that no other order can."""
        intent = self._retrieve(reference, request.payment_id)
        refused = f"payment {request.payment_id}: the customer's intent"
        if intent is None:
            raise PaymentMethodUnusable(f"{refused} does not exist", "resource_missing")
        if _owner(intent) not in {None, request.payment_id}:
            raise PaymentMethodUnusable(f"{refused} pays for another order", "used")
        if intent.status == "requires_action":
            raise PaymentActionRequired(f"{refused} waits for the customer", intent.status)
        if intent.status != "requires_capture" or intent.capture_method != "manual":
            raise PaymentMethodUnusable(f"{refused} is {intent.status}, and must be requires_capture", intent.status)
        held = Money(intent.amount_capturable, intent.currency.upper())
        if held != request.amount:
            raise PaymentMethodUnusable(
                f"{refused} holds {held.amount} {held.currency}, and must hold {request.amount.amount} "
                f"{request.amount.currency}",
                "other_amount",
            )
        self._write_owner(reference, request)
        return _parse(intent)

    def _write_owner(self, reference: str, request: PaymentRequest) -> None:
        """Write our payment's id into an intent of the storefront, once.

        The key depends on the intent alone: Stripe rejects it with the id of a second payment, and so decides which of
        two concurrent orders gets the intent.
        """
        try:
            self._call(
                request.payment_id,
                lambda options: self._client.v1.payment_intents.update(
                    reference, {"metadata": _metadata(request)}, options
                ),
                f"claim:{reference}",
            )
        except PaymentKeyReused as reused:
            raise PaymentMethodUnusable(
                f"payment {request.payment_id}: the customer's intent pays for another order", "used"
            ) from reused

    def _retrieve(self, reference: str, payment_id: str) -> Any | None:
        try:
            return self._call(
                payment_id,
                lambda options: self._client.v1.payment_intents.retrieve(reference, {"expand": _EXPAND}, options),
            )
        except IllegalPayment as error:
            if getattr(error.__cause__, "http_status", None) == HTTPStatus.NOT_FOUND:
                return None
            raise

    def _resolved(
        self,
        reference: str,
        payment_id: str,
        is_done: Callable[[ProviderPayment], bool],
        operation: Callable[[Any], Any],
        idempotency_key: str,
    ) -> ProviderPayment:
        """Carry out an operation; after a 5xx look the payment up, because Stripe repeats a 5xx for the same key.

        https://docs.stripe.com/api/idempotent_requests
        """
        try:
            return _parse(self._call(payment_id, operation, idempotency_key))
        except PaymentProviderTimeout as timeout:
            status = getattr(timeout.__cause__, "http_status", None) or 0
            if status < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            found = self.find(reference, payment_id)
            if found is None or not is_done(found):
                raise
            return found

    def _call(self, payment_id: str, operation: Callable[[Any], Any], idempotency_key: str | None = None) -> Any:
        """Make one call of Stripe, and translate its errors."""
        options: dict[str, Any] = {"api_key": self.key.read()}
        if idempotency_key is not None:
            options["idempotency_key"] = idempotency_key
        try:
            return operation(options)
        except stripe.AuthenticationError as error:
            self.key.read(again=True)  # it may have been rotated; the state machine's next call uses the new one
            raise PaymentProviderUnavailable(f"payment {payment_id}: Stripe does not accept the API key") from error
        except stripe.StripeError as error:
            raise _translate(error, payment_id) from error


def _translate(error: stripe.StripeError, payment_id: str) -> OrderError:
    """Return our error for one of Stripe's; its message has codes, and nothing that a customer has entered.

    https://docs.stripe.com/error-handling
    """
    if isinstance(error, stripe.APIConnectionError):
        return _translate_connection(error, payment_id)
    if isinstance(error, stripe.CardError):
        decline_code = _decline_code(error)
        if "authentication_required" in {error.code, decline_code}:
            return PaymentActionRequired(f"payment {payment_id}: the customer must confirm it", decline_code)
        return PaymentDeclined(f"payment {payment_id}: the bank declined it with {decline_code}", decline_code)
    # Unknown are a 5xx, a 409 for a key that another call is using, and a response that is not JSON.
    ours = next((ours for theirs, ours in _ERRORS if isinstance(error, theirs)), PaymentProviderTimeout)
    return ours(f"payment {payment_id}: Stripe responded with {error.http_status} {error.code or type(error).__name__}")


def _translate_connection(error: stripe.APIConnectionError, payment_id: str) -> OrderError:
    """Return whether the request was sent: one without a connection had no effect."""
    cause = error.__cause__
    reason = getattr(cause.args[0], "reason", None) if cause is not None and cause.args else None
    was_connected = not (
        isinstance(cause, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError)
        or type(reason).__name__ in {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}
    )
    kind = type(reason or cause).__name__
    if was_connected:
        return PaymentProviderTimeout(f"payment {payment_id}: Stripe did not respond in time: {kind}")
    return PaymentProviderUnavailable(f"payment {payment_id}: Stripe could not be reached: {kind}")


@contextmanager
def _rejecting(payment_id: str) -> Iterator[None]:
    """Reject the order if Stripe objects to what the customer has chosen."""
    try:
        yield
    except IllegalPayment as illegal:
        error = illegal.__cause__
        parameter = str(getattr(error, "param", None) or "")
        code = getattr(error, "code", None)
        if parameter.startswith(_CUSTOMERS_PARAMETERS) or code in _CUSTOMERS_CODES:
            raise PaymentMethodUnusable(f"payment {payment_id}: Stripe refuses {parameter or code}", code) from error
        raise


def _decline_code(error: stripe.CardError) -> str | None:
    """Return the bank's reason, else Stripe's code."""
    body = error.json_body if isinstance(error.json_body, dict) else {}
    details = body.get("error", {})
    code = (details.get("decline_code") if isinstance(details, dict) else None) or error.code
    return str(code) if code else None


def _mark(refund: Any) -> str | None:
    """Return our id of a refund; None for one of a compensation or from the dashboard."""
    metadata = refund.metadata
    return str(metadata[_REFUND_ID]) if metadata and _REFUND_ID in metadata else None


def _metadata(request: PaymentRequest) -> dict[str, str]:
    _, _, attempt = request.payment_id.rpartition(".")
    return {OWNER: request.payment_id, "order_id": request.order_id, "attempt": attempt}


def _owner(intent: Any) -> str | None:
    metadata = intent.metadata
    return str(metadata[OWNER]) if metadata and OWNER in metadata else None


def _parse(intent: Any) -> ProviderPayment:
    charge = intent.latest_charge
    captured = int(intent.amount_received or 0)
    refunded = int(charge.amount_refunded) if charge and captured else 0
    # After a partial capture Stripe counts the part that it released as refunded.
    refunded = max(0, refunded - (int(intent.amount) - captured)) if captured else 0
    state = STATES[intent.status]
    if state is PaymentState.CAPTURED and refunded >= captured:
        state = PaymentState.REFUNDED
    return ProviderPayment(state, Money(int(intent.amount), intent.currency.upper()), captured, refunded)
