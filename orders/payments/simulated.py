"""A payment provider that moves no real money, with its ledger in DynamoDB.

It behaves like a real provider where the workflow depends on it: it honours idempotency keys, rejects what a payment's
state does not allow, and fails in the ways in which providers fail.  The order's payment method chooses the failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from time import sleep
from types import MappingProxyType
from typing import Any

from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.payment_item import parse_payment
from orders.aws.reads import read_item
from orders.contract import PAYMENTS_KEY
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

FLAKY_CALLS = 2
"""The calls of each operation that ``tok_flaky`` fails before it works."""

SLOW_SECONDS = 2
"""The delay of each call with ``tok_slow``: shorter than a function's timeout, long enough to kill the process in."""

REJECTIONS: Mapping[str, type[Rejected]] = MappingProxyType({PaymentMethod.DECLINED: PaymentDeclined})
"""The payment methods whose authorization the bank declines, each with the error."""

ABSENT = ""
"""Stands for "no such payment" among the states that allow an operation."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for "no currency", in the tombstone of a payment whose amount is not known."""


@dataclass(frozen=True, slots=True)
class SimulatedProvider:
    """A ``PaymentProvider`` on the payments table; the ``PaymentMethod`` chooses its behaviour.

    ``docs/api.md`` lists the payment methods, each with its behaviour.
    """

    table: str

    def authorize(
        self, payment_id: str, order_id: str, amount: Money, method: PaymentMethod, *, idempotency_key: str
    ) -> Payment:
        if method is PaymentMethod.UNAVAILABLE:
            raise PaymentProviderUnavailable(f"payment {payment_id}: the provider is down")
        request = {
            "order_id": order_id,
            "amount": amount.amount,
            "currency": amount.currency,
            "payment_method": method,
        }
        opening = request | {"captured": 0, "refunded": 0}
        self._simulate_fault(payment_id, method, "authorize", opening | {"state": PaymentState.PENDING})
        outcome = PaymentState.DECLINED if method in REJECTIONS else PaymentState.AUTHORIZED
        row = self._change(
            payment_id,
            "authorize",
            idempotency_key,
            opening | {"state": outcome},
            {ABSENT, PaymentState.PENDING},
            method=method,
        )
        if {name: row[name] for name in request} != request:
            raise PaymentKeyReused(f"payment {payment_id}: another request used the key {idempotency_key}")
        if row["state"] == PaymentState.DECLINED:
            raise REJECTIONS[method](f"payment {payment_id}: the bank declined it")
        return parse_payment(row)

    def capture(self, payment_id: str, *, idempotency_key: str) -> Payment:
        row = self._existing(payment_id)
        method = row.get("payment_method")
        self._simulate_fault(payment_id, method, "capture")
        captured = {"captured": row["amount"], "state": PaymentState.CAPTURED}
        row = self._change(payment_id, "capture", idempotency_key, captured, {PaymentState.AUTHORIZED}, method=method)
        return parse_payment(row)

    def void(self, payment_id: str, order_id: str, *, idempotency_key: str) -> Payment:
        row = self._row(payment_id)
        method = row.get("payment_method") if row else None
        if row is None:
            tombstone = {"order_id": order_id, "amount": 0, "currency": NO_CURRENCY, "captured": 0, "refunded": 0}
            allowed = frozenset({ABSENT})
        elif row["state"] in (PaymentState.DECLINED, PaymentState.VOIDED):
            return parse_payment(row)
        else:
            self._simulate_fault(payment_id, method, "void")
            tombstone = {}
            allowed = frozenset({PaymentState.PENDING, PaymentState.AUTHORIZED})
        voided = tombstone | {"state": PaymentState.VOIDED}
        row = self._change(payment_id, "void", idempotency_key, voided, allowed, method=method)
        return parse_payment(row)

    def refund(self, payment_id: str, *, idempotency_key: str) -> Payment:
        row = self._existing(payment_id)
        method = row.get("payment_method")
        self._simulate_fault(payment_id, method, "refund")
        refunded = {"refunded": row["captured"], "state": PaymentState.REFUNDED}
        row = self._change(payment_id, "refund", idempotency_key, refunded, {PaymentState.CAPTURED}, method=method)
        return parse_payment(row)

    def find(self, payment_id: str) -> Payment | None:
        row = self._row(payment_id)
        return parse_payment(row) if row else None

    def _row(self, payment_id: str) -> dict[str, Any] | None:
        return read_item(self.table, {PAYMENTS_KEY: payment_id})

    def _existing(self, payment_id: str) -> dict[str, Any]:
        row = self._row(payment_id)
        if row is None:
            raise IllegalPayment(f"there is no payment {payment_id}")
        return row

    def _change(  # noqa: PLR0913  an operation has all of these parts
        self,
        payment_id: str,
        operation: str,
        key: str,
        values: dict[str, Any],
        allowed: AbstractSet[str],
        *,
        method: str | None,
    ) -> dict[str, Any]:
        """Write the operation's outcome and its key, once, and return the row.

        Raises:
            IllegalPayment: the payment is in none of the ``allowed`` states, and the operation's last key was another.
            PaymentProviderTimeout: the payment method loses the response.
        """
        stored_key = {} if method == PaymentMethod.AMNESIAC else {f"{operation}_key": key}
        states = {f":allowed{n}": state for n, state in enumerate(sorted(allowed - {ABSENT}))}
        conditions = [f"#state IN ({', '.join(states)})"] if states else []
        if ABSENT in allowed:
            conditions.append("attribute_not_exists(#state)")
        try:
            row = self._update(payment_id, values | stored_key, " OR ".join(conditions), states)
        except ConditionFailed as error:
            row = self._existing(payment_id)
            if row.get(f"{operation}_key") != key:
                raise IllegalPayment(
                    f"payment {payment_id} is {row['state']}, which does not allow {operation}"
                ) from error
            return row
        if method == PaymentMethod.AMNESIAC or (method, operation) == (PaymentMethod.TIMEOUT, "capture"):
            raise PaymentProviderTimeout(f"payment {payment_id}: the provider did not respond to {operation} in time")
        return row

    def _update(
        self, payment_id: str, values: dict[str, Any], condition: str, condition_values: dict[str, Any]
    ) -> dict[str, Any]:
        names = {f"#{name}": name for name in values}
        with translate_aws_errors():
            response = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({PAYMENTS_KEY: payment_id}),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=encode(
                    {f":{name}": value for name, value in values.items()} | condition_values
                ),
                ReturnValues="ALL_NEW",
            )
        return decode(response["Attributes"])

    def _simulate_fault(
        self, payment_id: str, method: str | None, operation: str, opening: dict[str, Any] | None = None
    ) -> None:
        """Wait if the payment method is slow; fail the operation's first calls, counted in the row, if it is flaky.

        Raises:
            PaymentProviderUnavailable: the payment method is flaky, and this is one of the first calls.
        """
        if method == PaymentMethod.SLOW:
            sleep(SLOW_SECONDS)
        if method != PaymentMethod.FLAKY:
            return
        opening = opening or {}
        defaults = [f"#{name} = if_not_exists(#{name}, :{name})" for name in opening]
        counter = f"{operation}_calls"
        with translate_aws_errors():
            response = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({PAYMENTS_KEY: payment_id}),
                UpdateExpression=" ".join(["ADD #counter :one", *(["SET " + ", ".join(defaults)] if defaults else [])]),
                ExpressionAttributeNames={"#counter": counter} | {f"#{name}": name for name in opening},
                ExpressionAttributeValues=encode({":one": 1} | {f":{name}": value for name, value in opening.items()}),
                ReturnValues="ALL_NEW",
            )
        if decode(response["Attributes"])[counter] <= FLAKY_CALLS:
            raise PaymentProviderUnavailable(f"payment {payment_id}: the provider is busy")
