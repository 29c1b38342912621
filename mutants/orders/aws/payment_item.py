"""The item of the payments table."""

from __future__ import annotations

from typing import Any

from orders.domain.money import Money
from orders.domain.payment import Payment, PaymentState


def read_payment(row: dict[str, Any]) -> Payment:
    """Return the payment in a row of the table."""
    return Payment(
        payment_id=row["payment_id"],
        order_id=row["order_id"],
        amount=Money(row["amount"], row["currency"]),
        state=PaymentState(row["state"]),
        captured=row["captured"],
        refunded=row["refunded"],
    )
