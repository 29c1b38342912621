"""A payment provider that takes no real money, with its ledger in DynamoDB.

It behaves as a real one does where that matters to the workflow: it honours idempotency keys, refuses what a payment's
state does not allow, and fails in the ways that providers fail, on demand of the order's payment method.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from time import sleep
from typing import Any

from botocore.exceptions import ClientError

from orders.aws.clients import client, error_code, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.payment_item import read_payment
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
)
from orders.domain.money import Money
from orders.domain.order import PaymentMethod
from orders.domain.payment import Payment, PaymentState

FLAKY_CALLS = 2
"""How many calls of each operation ``tok_flaky`` fails before it works."""

SLOW_SECONDS = 2
"""How long ``tok_slow`` takes over each call: well within a function's time-out, and long enough to die in."""

ABSENT = ""
"""Stands among the states for a payment that the ledger does not have."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for "no currency": a payment that was tombstone before its amount was known."""


@dataclass(frozen=True, slots=True)
class SimulatedProvider:
    """A ``PaymentGateway`` whose ledger is the payments table, steered by ``PaymentMethod``.

    - ``tok_visa`` approves.
    - ``tok_declined`` is declined by the bank.
    - ``tok_flaky`` fails the first two calls of each operation as unavailable.
    - ``tok_unavailable`` never answers an authorization.
    - ``tok_timeout`` takes the money, then does not answer the capture that took it.
    - ``tok_slow`` works, and takes ``SLOW_SECONDS`` over each call.
    - ``tok_amnesiac`` answers no call that had an effect, and forgets the idempotency key that came with it.
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
        outcome = PaymentState.DECLINED if method is PaymentMethod.DECLINED else PaymentState.AUTHORIZED
        row = self._change(
            payment_id,
            "authorize",
            idempotency_key,
            opening | {"state": outcome},
            {ABSENT, PaymentState.PENDING},
            method=method,
        )
        if {name: row[name] for name in request} != request:
            raise PaymentKeyReused(f"payment {payment_id}: {idempotency_key} came with another request before")
        if row["state"] == PaymentState.DECLINED:
            raise PaymentDeclined(f"payment {payment_id}: the bank declined it")
        return read_payment(row)

    def capture(self, payment_id: str, *, idempotency_key: str) -> Payment:
        row = self._existing(payment_id)
        method = row.get("payment_method")
        self._simulate_fault(payment_id, method, "capture")
        captured = {"captured": row["amount"], "state": PaymentState.CAPTURED}
        row = self._change(payment_id, "capture", idempotency_key, captured, {PaymentState.AUTHORIZED}, method=method)
        return read_payment(row)

    def void(self, payment_id: str, order_id: str, *, idempotency_key: str) -> Payment:
        row = self._row(payment_id)
        method = row.get("payment_method") if row else None
        if row is None:
            tombstone = {"order_id": order_id, "amount": 0, "currency": NO_CURRENCY, "captured": 0, "refunded": 0}
            allowed = frozenset({ABSENT})
        elif row["state"] in (PaymentState.DECLINED, PaymentState.VOIDED):
            return read_payment(row)
        else:
            self._simulate_fault(payment_id, method, "void")
            tombstone = {}
            allowed = frozenset({PaymentState.PENDING, PaymentState.AUTHORIZED})
        voided = tombstone | {"state": PaymentState.VOIDED}
        row = self._change(payment_id, "void", idempotency_key, voided, allowed, method=method)
        return read_payment(row)

    def refund(self, payment_id: str, *, idempotency_key: str) -> Payment:
        row = self._existing(payment_id)
        method = row.get("payment_method")
        self._simulate_fault(payment_id, method, "refund")
        refunded = {"refunded": row["captured"], "state": PaymentState.REFUNDED}
        row = self._change(payment_id, "refund", idempotency_key, refunded, {PaymentState.CAPTURED}, method=method)
        return read_payment(row)

    def find(self, payment_id: str) -> Payment | None:
        row = self._row(payment_id)
        return read_payment(row) if row else None

    def _row(self, payment_id: str) -> dict[str, Any] | None:
        with translate_aws_errors():
            answer = client("dynamodb").get_item(
                TableName=self.table, Key=encode({"payment_id": payment_id}), ConsistentRead=True
            )
        return decode(answer["Item"]) if "Item" in answer else None

    def _existing(self, payment_id: str) -> dict[str, Any]:
        row = self._row(payment_id)
        if row is None:
            raise IllegalPayment(f"there is no payment {payment_id}")
        return row

    def _change(  # noqa: PLR0913  an operation is all of this
        self,
        payment_id: str,
        operation: str,
        key: str,
        values: dict[str, Any],
        allowed: AbstractSet[str],
        *,
        method: str | None,
    ) -> dict[str, Any]:
        """Write the operation's outcome and its key, once, and give back the row after it.

        The payment must be in one of the ``allowed`` states; ``ABSENT`` stands for a payment that is not there yet.
        """
        note = {} if method == PaymentMethod.AMNESIAC else {f"{operation}_key": key}
        states = {f":allowed{n}": state for n, state in enumerate(sorted(allowed - {ABSENT}))}
        conditions = [f"#state IN ({', '.join(states)})"] if states else []
        if ABSENT in allowed:
            conditions.append("attribute_not_exists(#state)")
        try:
            row = self._update(payment_id, values | note, " OR ".join(conditions), states)
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            row = self._existing(payment_id)
            if row.get(f"{operation}_key") != key:
                raise IllegalPayment(f"payment {payment_id} is {row['state']}: no {operation}") from error
            return row
        if method == PaymentMethod.AMNESIAC or (method, operation) == (PaymentMethod.TIMEOUT, "capture"):
            raise PaymentProviderTimeout(f"payment {payment_id}: the provider did not answer the {operation} in time")
        return row

    def _update(
        self, payment_id: str, values: dict[str, Any], condition: str, condition_values: dict[str, Any]
    ) -> dict[str, Any]:
        names = {f"#{name}": name for name in values}
        with translate_aws_errors():
            answer = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({"payment_id": payment_id}),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=encode(
                    {f":{name}": value for name, value in values.items()} | condition_values
                ),
                ReturnValues="ALL_NEW",
            )
        return decode(answer["Attributes"])

    def _simulate_fault(
        self, payment_id: str, method: str | None, operation: str, opening: dict[str, Any] | None = None
    ) -> None:
        """Take time if the payment method is slow; fail the first calls if it is flaky, which the ledger counts."""
        if method == PaymentMethod.SLOW:
            sleep(SLOW_SECONDS)
        if method != PaymentMethod.FLAKY:
            return
        opening = opening or {}
        keep = [f"#{name} = if_not_exists(#{name}, :{name})" for name in opening]
        counter = f"{operation}_calls"
        with translate_aws_errors():
            answer = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({"payment_id": payment_id}),
                UpdateExpression=" ".join(["ADD #counter :one", *(["SET " + ", ".join(keep)] if keep else [])]),
                ExpressionAttributeNames={"#counter": counter} | {f"#{name}": name for name in opening},
                ExpressionAttributeValues=encode({":one": 1} | {f":{name}": value for name, value in opening.items()}),
                ReturnValues="ALL_NEW",
            )
        if decode(answer["Attributes"])[counter] <= FLAKY_CALLS:
            raise PaymentProviderUnavailable(f"payment {payment_id}: the provider is busy")
