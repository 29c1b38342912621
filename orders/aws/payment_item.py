"""The item of the payments table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orders.domain.money import Money
from orders.domain.payment import Payment, PaymentState


def parse_payment(item: Mapping[str, Any]) -> Payment:
    """Return the payment in a decoded item of the table."""
    return Payment(
        payment_id=item["payment_id"],
        order_id=item["order_id"],
        amount=Money(item["amount"], item["currency"]),
        state=PaymentState(item["state"]),
        captured=item["captured"],
        refunded=item["refunded"],
    )
