"""What localstripe lacks of Stripe's behavior, as far as the adapter relies on it.

- Amounts of an intent: ``amount_received`` and ``amount_capturable``.
- Test payment methods that are declined for a reason, or need the customer.
- Checks: an intent's state before a capture, no refund beyond the captured amount, and the minimum amount.
- Errors with a ``code``, and a ``param`` where the customer's choice is at fault.

https://docs.stripe.com/testing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from local.stripe.behavior import BEHAVING

MINIMUM_AMOUNT = 50

DECLINES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pm_card_visa_chargeDeclined": ("card_declined", "generic_decline"),
        "pm_card_visa_chargeDeclinedInsufficientFunds": ("card_declined", "insufficient_funds"),
        "pm_card_visa_chargeDeclinedLostCard": ("card_declined", "lost_card"),
        "pm_card_chargeDeclinedExpiredCard": ("expired_card", ""),
    }
)
"""Stripe's test payment methods whose confirmation fails, each with its code and decline code."""

APPROVED = ("pm_card_visa", "pm_card_mastercard", "pm_card_amex", *(each for each in BEHAVING if each not in DECLINES))

AUTHENTICATED = "pm_card_authenticationRequired"
"""Stripe's test payment method that needs the customer's confirmation."""

_CARD_TO_AUTHENTICATE = urlencode(
    {
        "type": "card",
        "card[number]": "4000002500003155",
        "card[exp_month]": "12",
        "card[exp_year]": "2040",
        "card[cvc]": "123",
    }
)

UNSUPPORTED_PARAMETERS = frozenset(
    {"allowed_payment_method_types", "amount_to_capture", "automatic_payment_methods", "cancellation_reason"}
)
"""Parameters of Stripe that localstripe does not know, or whose value it checks otherwise."""


class Answer(NamedTuple):
    """A response: its status and its JSON body."""

    status: int
    body: Any


Forward = Callable[[str, str, str], Answer]
"""Sends a request to localstripe: method, path with query, and form body."""


def error(status: int, kind: str, code: str | None = None, **details: str) -> Answer:
    """Return an error in Stripe's format."""
    body = {"type": kind, "message": f"{kind} {code or ''}".strip(), **details}
    return Answer(status, {"error": body | ({"code": code} if code else {})})


@dataclass
class Emulation:
    """Stands between the proxy and localstripe; the caller serializes the requests."""

    forward: Forward
    methods: dict[str, str] = field(default_factory=dict)
    """The payment method that each intent was created with."""
    captured: dict[str, int] = field(default_factory=dict)
    """The captured amount of each intent."""

    def __call__(self, method: str, path: str, body: str) -> Answer:
        """Return the response to a request."""
        match [method, *path.partition("?")[0].strip("/").split("/")[1:]]:
            case ["POST", "payment_intents"]:
                return self._create(path, body)
            case ["POST", "payment_intents", intent, "confirm"]:
                return self._confirm(intent, path, body)
            case ["POST", "payment_intents", intent, "capture"]:
                return self._capture(intent, path, body)
            case ["POST", "payment_intents", intent, "cancel"]:
                return self._change(
                    intent,
                    path,
                    body,
                    "requires_payment_method",
                    "requires_confirmation",
                    "requires_action",
                    "requires_capture",
                )
            case ["POST", "refunds"]:
                return self._refund(path, body)
            case _:
                return self._complete(self.forward(method, path, body))

    def _create(self, path: str, body: str) -> Answer:
        form = dict(parse_qsl(body))
        chosen = form.get("payment_method", "")
        if int(form["amount"]) < MINIMUM_AMOUNT:
            return error(400, "invalid_request_error", "amount_too_small", param="amount")
        if "payment_method_types[0]" in form:
            return error(400, "invalid_request_error", "payment_method_types_no_longer_supported")
        if chosen not in {*DECLINES, *APPROVED, AUTHENTICATED}:
            return error(400, "invalid_request_error", "resource_missing", param="payment_method")
        card = "pm_card_visa"
        if chosen == AUTHENTICATED:
            card = self.forward("POST", "/v1/payment_methods", _CARD_TO_AUTHENTICATE).body["id"]
        created = self._complete(self.forward("POST", path, _with(body, payment_method=card)))
        if created.status == HTTPStatus.OK:
            self.methods[created.body["id"]] = chosen
        return created

    def _confirm(self, intent: str, path: str, body: str) -> Answer:
        code, decline = DECLINES.get(self.methods.get(intent, ""), ("", ""))
        if not code:
            return self._change(intent, path, body, "requires_confirmation")
        found = self._find(intent)
        if found.status != HTTPStatus.OK or found.body["status"] == "canceled":
            return _unexpected_state(found)
        return error(402, "card_error", code, **({"decline_code": decline} if decline else {}))

    def _capture(self, intent: str, path: str, body: str) -> Answer:
        found = self._find(intent)
        if found.status != HTTPStatus.OK or found.body["status"] != "requires_capture":
            return _unexpected_state(found)
        amount = int(dict(parse_qsl(body)).get("amount_to_capture", found.body["amount"]))
        if amount > found.body["amount"]:
            return error(400, "invalid_request_error", "amount_too_large", param="amount_to_capture")
        captured = self.forward("POST", path, _with(body, amount_to_capture=str(amount)))
        if captured.status == HTTPStatus.OK:
            self.captured[intent] = amount
        return self._complete(captured)

    def _refund(self, path: str, body: str) -> Answer:
        form = dict(parse_qsl(body))
        found = self._find(form["payment_intent"])
        if found.status != HTTPStatus.OK or found.body["status"] != "succeeded":
            return _unexpected_state(found)
        charge = found.body["latest_charge"]
        left = charge["amount"] - charge["amount_refunded"]
        if int(form.get("amount", left)) > left:
            return error(400, "invalid_request_error", "charge_already_refunded" if not left else None, param="amount")
        return self._complete(self.forward("POST", path, body))

    def _change(self, intent: str, path: str, body: str, *states: str) -> Answer:
        found = self._find(intent)
        if found.status != HTTPStatus.OK or found.body["status"] not in states:
            return _unexpected_state(found)
        return self._complete(self.forward("POST", path, _with(body)))

    def _find(self, intent: str) -> Answer:
        return self._complete(self.forward("GET", f"/v1/payment_intents/{intent}", ""))

    def _complete(self, answer: Answer) -> Answer:
        """Add the amounts that localstripe's intents lack, and the codes of its errors."""
        if answer.status == HTTPStatus.NOT_FOUND:
            return error(404, "invalid_request_error", "resource_missing", param="intent")
        self._complete_intent(answer.body)
        return answer

    def _complete_intent(self, found: Any) -> None:
        if not isinstance(found, dict):
            return
        if found.get("object") == "payment_intent":
            held = found["status"] == "requires_capture"
            found["amount_capturable"] = found["amount"] if held else 0
            found["amount_received"] = self.captured.get(found["id"], 0)
        for value in found.values():
            self._complete_intent(value)


def _unexpected_state(found: Answer) -> Answer:
    if found.status != HTTPStatus.OK:
        return found
    return error(400, "invalid_request_error", "payment_intent_unexpected_state")


def _with(body: str, **changes: str) -> str:
    """Return the form without the parameters that localstripe does not support, and with the changes."""
    pairs = [
        (name, value)
        for name, value in parse_qsl(body)
        if re.split(r"\[", name)[0] not in UNSUPPORTED_PARAMETERS | changes.keys()
    ]
    return urlencode([*pairs, *changes.items()])
