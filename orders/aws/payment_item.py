"""The item of the payments table: our ledger, whichever provider takes the money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orders.aws.schemas import PAYMENTS
from orders.domain.money import Money
from orders.domain.payment import SIMULATED, Payment


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
    )


def to_item(payment: Payment) -> dict[str, Any]:
    """Return the payment as the table stores it."""
    item = {
        "payment_id": payment.payment_id,
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
