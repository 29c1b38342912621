"""The item of the payments table: our ledger, whichever provider takes the money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orders.aws.order_item import decode_actor, encode_actor
from orders.aws.schemas import PAYMENTS, SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.contract import SIMULATED
from orders.domain.errors import WrittenByNewerVersion
from orders.domain.money import Money
from orders.domain.payment import Payment, Refund, RefundState
from orders.domain.timestamp import format_utc, parse_utc

_REFUND = "refund#"


def refund_attribute(refund_id: str) -> str:
    """Return the name of a refund's attribute: each has its own, so that two are granted independently."""
    return f"{_REFUND}{refund_id}"


def refund_entry(refund: Refund) -> dict[str, Any]:
    """Return a refund as the table stores it."""
    entry = {
        "amount": refund.amount,
        "reason": refund.reason,
        "by": encode_actor(refund.by),
        "at": format_utc(refund.at),
        "is_rest": refund.is_rest,
        "state": refund.state,
        "fingerprint": refund.fingerprint,
    }
    return {name: value for name, value in entry.items() if value is not None}


def _parse_refunds(item: Mapping[str, Any]) -> tuple[Refund, ...]:
    """Return the refunds, the oldest first.

    Raises:
        MalformedOrder: an attribute with the name of a refund is none.
        WrittenByNewerVersion: a refund has a state that only a newer version has.
    """
    refunds = []
    for name, entry in item.items():
        if not name.startswith(_REFUND):
            continue
        try:
            refund = Refund(
                name.removeprefix(_REFUND),
                entry["amount"],
                entry["reason"],
                decode_actor(entry["by"]),
                parse_utc(entry["at"]),
                entry["is_rest"],
                RefundState(entry["state"]),
                entry.get("fingerprint"),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            refund = None
        if refund is None or type(refund.amount) is not int or refund.amount < 1:
            raise PAYMENTS.malformed(item, f"{name} must be a map with a refund")
        if not refund.state.is_known:
            raise WrittenByNewerVersion(PAYMENTS.newer(item, f"the state of {name} is {refund.state}"))
        refunds.append(refund)
    return tuple(sorted(refunds, key=lambda refund: (refund.at, refund.refund_id)))


def parse_payment(item: Mapping[str, Any]) -> Payment:
    """Return the payment in a decoded item of the table.

    Raises:
        MalformedOrder: the item is not a payment.

    An item without ``provider`` is from before there were several: the simulated provider's, which knows the payment
    by our own id.
    """
    row = PAYMENTS.read(item)
    return Payment(
        payment_id=row["payment_id"],
        order_id=row["order_id"],
        amount=Money(row["amount"], row["currency"]),
        state=row["state"],
        captured=row["captured"],
        refunded=row["refunded"],
        provider=row.get("provider", SIMULATED),
        reference=row.get("provider_reference") if "provider" in row else row["payment_id"],
        rejection=row.get("rejection"),
        decline_code=row.get("decline_code"),
        refunds=_parse_refunds(item),
    )


def to_item(payment: Payment) -> dict[str, Any]:
    """Return the payment as the table stores it."""
    item = {
        "payment_id": payment.payment_id,
        VERSION_ATTRIBUTE: SCHEMA_VERSION,
        "order_id": payment.order_id,
        "amount": payment.amount.amount,
        "currency": payment.amount.currency,
        "state": payment.state,
        "captured": payment.captured,
        "refunded": payment.refunded,
        "provider": payment.provider,
        "provider_reference": payment.reference,
        "rejection": payment.rejection,
        "decline_code": payment.decline_code,
    }
    return {name: value for name, value in item.items() if value is not None}
