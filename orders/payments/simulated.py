"""A payment provider that moves no real money, with its own state in a DynamoDB table of its own.

It behaves like a real provider where the workflow depends on it: it honours idempotency keys, rejects what a payment's
state does not allow, and fails in the ways in which providers fail.  The order's payment method chooses the failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from time import sleep
from types import MappingProxyType
from typing import Any

from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.reads import read_item
from orders.aws.schemas import PAYMENTS, SIMULATED_PAYMENTS
from orders.contract import PAYMENTS_KEY, SIMULATOR_KEY
from orders.domain.errors import (
    IllegalPayment,
    PaymentDeclined,
    PaymentKeyReused,
    PaymentMethodUnusable,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    Rejected,
)
from orders.domain.money import Money
from orders.domain.payment import NO_CURRENCY, PaymentRequest, PaymentState, ProviderPayment

FLAKY_CALLS = 2
"""The calls of each operation that ``tok_flaky`` fails before it works."""

SLOW_SECONDS = 2
"""The delay of each call with ``tok_slow``: shorter than a function's timeout, long enough to kill the process in."""


class PaymentMethod(StrEnum):
    """The tokens that steer the simulated payment provider, like a real provider's test tokens."""

    VISA = "tok_visa"
    DECLINED = "tok_declined"
    FLAKY = "tok_flaky"
    UNAVAILABLE = "tok_unavailable"
    TIMEOUT = "tok_timeout"
    SLOW = "tok_slow"
    AMNESIAC = "tok_amnesiac"


REJECTIONS: Mapping[str, type[Rejected]] = MappingProxyType({PaymentMethod.DECLINED: PaymentDeclined})
"""The payment methods whose authorization the bank declines, each with the error."""

_PROGRESS: Mapping[str, int] = MappingProxyType(
    {
        PaymentState.PENDING: 0,
        PaymentState.AUTHORIZED: 1,
        PaymentState.DECLINED: 2,
        PaymentState.VOIDED: 2,
        PaymentState.CAPTURED: 2,
        PaymentState.REFUNDED: 3,
    }
)
"""How far a payment in each state is; a payment only moves to a state that is further."""


@dataclass(frozen=True, slots=True)
class SimulatedRules:
    """The ``PaymentRules`` of the simulated provider, which takes every amount."""

    default_method: str | None = PaymentMethod.VISA
    known_methods: Sequence[str] = tuple(PaymentMethod)
    method_pattern: str = "|".join(PaymentMethod)
    expected_method: str = f"must be one of {', '.join(PaymentMethod)}"

    def check_amount(self, amount: Money) -> None:
        """Return, whatever the amount."""


@dataclass(frozen=True, slots=True)
class SimulatedProvider:
    """A ``PaymentProvider``; the ``PaymentMethod`` chooses its behaviour.  Its reference is our id of the payment.

    ``docs/api.md`` lists the payment methods, each with its behaviour.

    Attributes:
        table: has the provider's payments.
        ledger_table: is our ledger.  Before the provider had its own table its state was there, and functions of that
            version may run beside this one, so a payment that is further there is taken over.
    """

    table: str
    ledger_table: str

    def checkout_reference(self, method: str) -> str | None:
        return None

    def open(self, request: PaymentRequest, *, idempotency_key: str) -> str:
        if request.method not in set(PaymentMethod):
            raise PaymentMethodUnusable(f"payment {request.payment_id}: its payment method is another provider's")
        if request.method == PaymentMethod.UNAVAILABLE:
            raise PaymentProviderUnavailable(f"payment {request.payment_id}: the provider is down")
        row = _opening(request)
        try:
            self._update(request.payment_id, row, f"attribute_not_exists({SIMULATOR_KEY})", {})
        except ConditionFailed:
            self._check_request(request.payment_id, request, idempotency_key)
        return request.payment_id

    def authorize(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        self._check_request(reference, request, idempotency_key)
        self._simulate_fault(reference, request.method, "authorize")
        outcome = PaymentState.DECLINED if request.method in REJECTIONS else PaymentState.AUTHORIZED
        row = self._change(
            reference, "authorize", idempotency_key, {"state": outcome}, {PaymentState.PENDING}, method=request.method
        )
        if row["state"] == PaymentState.DECLINED:
            raise REJECTIONS[request.method](f"payment {reference}: the bank declined it", "card_declined")
        return _parse(row)

    def capture(self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str) -> ProviderPayment:
        row = self._existing(reference)
        method = row.get("payment_method")
        self._simulate_fault(reference, method, "capture")
        if amount.amount > row["amount"]:
            raise IllegalPayment(f"payment {reference}: {amount.amount} is more than the {row['amount']} that is held")
        captured = {"captured": amount.amount, "state": PaymentState.CAPTURED}
        row = self._change(reference, "capture", idempotency_key, captured, {PaymentState.AUTHORIZED}, method=method)
        return _parse(row)

    def cancel(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        row = self._existing(reference)
        method = row.get("payment_method")
        if row["state"] in (PaymentState.DECLINED, PaymentState.VOIDED):
            return _parse(row)
        self._simulate_fault(reference, method, "void")
        allowed = {PaymentState.PENDING, PaymentState.AUTHORIZED}
        voided = {"state": PaymentState.VOIDED}
        return _parse(self._change(reference, "void", idempotency_key, voided, allowed, method=method))

    def refund(
        self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str, refund_id: str | None = None
    ) -> ProviderPayment:
        row = self._existing(reference)
        method = row.get("payment_method")
        self._simulate_fault(reference, method, "refund")
        if refund_id and method != PaymentMethod.AMNESIAC and self.has_refund(reference, payment_id, refund_id):
            return _parse(row)
        total = row["refunded"] + amount.amount
        if row.get("refund_key") != idempotency_key and total > row["captured"]:
            raise IllegalPayment(f"payment {reference}: {total} is more than the {row['captured']} that was captured")
        state = PaymentState.REFUNDED if total >= row["captured"] else PaymentState.CAPTURED
        values = {"refunded": total, "state": state}
        if refund_id:  # unlike the last key, the provider's own list of refunds is never forgotten
            values |= {_refund_mark(refund_id): amount.amount}
        return _parse(
            self._change(
                reference,
                "refund",
                idempotency_key,
                values,
                {PaymentState.CAPTURED},
                method=method,
                expected={"refunded": row["refunded"]},
            )
        )

    def has_refund(self, reference: str, payment_id: str, refund_id: str) -> bool:
        return _refund_mark(refund_id) in (read_item(self.table, {SIMULATOR_KEY: reference}) or {})

    def find(self, reference: str, payment_id: str) -> ProviderPayment | None:
        row = self._adopted(reference)
        return _parse(row) if row else None

    def _row(self, reference: str) -> dict[str, Any] | None:
        row = read_item(self.table, {SIMULATOR_KEY: reference})
        return SIMULATED_PAYMENTS.read(row) if row else None

    def _existing(self, reference: str) -> dict[str, Any]:
        row = self._row(reference) or self._adopted(reference)
        if row is None:
            raise IllegalPayment(f"there is no payment {reference}")
        return row

    def _adopted(self, reference: str) -> dict[str, Any] | None:
        """Return the payment, after taking over what the version without this table has written to our ledger.

        That version wrote rows without ``provider``, and the keys of its operations.  Our ledger is read first: this
        version changes it after the provider's state, so a ledger that is further was written by the other version.
        """
        theirs = read_item(self.ledger_table, {PAYMENTS_KEY: reference})
        ours = self._row(reference)
        if theirs is not None:
            PAYMENTS.read(theirs)
        if theirs is None or ("provider" in theirs and not any(name.endswith("_key") for name in theirs)):
            return ours
        if ours is not None and _PROGRESS[theirs["state"]] <= _PROGRESS[ours["state"]]:
            return ours
        if ours is None and "provider" not in theirs and theirs["currency"] == NO_CURRENCY:
            return None  # a tombstone: no provider has this payment
        names = ("order_id", "amount", "currency", "payment_method", "captured", "refunded", "state")
        values = {name: theirs[name] for name in names if name in theirs}
        condition, expected = f"attribute_not_exists({SIMULATOR_KEY})", {}
        if ours is not None:
            condition, expected = "#state = :before", {":before": ours["state"]}
        try:
            return self._update(reference, values, condition, expected)
        except ConditionFailed:
            return self._row(reference)

    def _check_request(self, reference: str, request: PaymentRequest, key: str) -> None:
        row = self._existing(reference)
        content = ("order_id", "amount", "currency", "payment_method")
        if any(row.get(name, value) != value for name, value in _opening(request).items() if name in content):
            raise PaymentKeyReused(f"payment {request.payment_id}: another request used the key {key}")

    def _change(  # noqa: PLR0913  an operation has all of these parts
        self,
        reference: str,
        operation: str,
        key: str,
        values: dict[str, Any],
        allowed: AbstractSet[str],
        *,
        method: str | None,
        expected: Mapping[str, Any] = MappingProxyType({}),
    ) -> dict[str, Any]:
        """Write the operation's outcome and its key, once, and return the row.

        Raises:
            IllegalPayment: the payment is in none of the ``allowed`` states, and the operation's last key was another.
            PaymentProviderTimeout: the payment method loses the response.
        """
        stored_key = {} if method == PaymentMethod.AMNESIAC else {f"{operation}_key": key}
        states = {f":allowed{n}": state for n, state in enumerate(sorted(allowed))}
        conditions = [f"#state IN ({', '.join(states)})"]
        conditions += [f"#{name} = :expected_{name}" for name in expected]
        if stored_key:
            conditions.append(f"(attribute_not_exists(#{operation}_key) OR #{operation}_key <> :{operation}_key)")
        expected_values = {f":expected_{name}": value for name, value in expected.items()}
        try:
            row = self._update(reference, values | stored_key, " AND ".join(conditions), states | expected_values)
        except ConditionFailed as error:
            row = self._existing(reference)
            if row.get(f"{operation}_key") != key:
                if any(row[name] != value for name, value in expected.items()) and row["state"] in allowed:
                    raise PaymentProviderUnavailable(f"payment {reference}: another {operation} came first") from error
                raise IllegalPayment(
                    f"payment {reference} is {row['state']}, which does not allow {operation}"
                ) from error
            return row
        if method == PaymentMethod.AMNESIAC or (method, operation) == (PaymentMethod.TIMEOUT, "capture"):
            raise PaymentProviderTimeout(f"payment {reference}: the provider did not respond to {operation} in time")
        return row

    def _update(
        self, reference: str, values: Mapping[str, Any], condition: str, condition_values: Mapping[str, Any]
    ) -> dict[str, Any]:
        names = {f"#{name}": name for name in values}
        with translate_aws_errors():
            response = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({SIMULATOR_KEY: reference}),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=encode(
                    {f":{name}": value for name, value in values.items()} | dict(condition_values)
                ),
                ReturnValues="ALL_NEW",
            )
        return SIMULATED_PAYMENTS.read(decode(response["Attributes"]))

    def _simulate_fault(self, reference: str, method: str | None, operation: str) -> None:
        """Wait if the payment method is slow; fail the operation's first calls, counted in the row, if it is flaky.

        Raises:
            PaymentProviderUnavailable: the payment method is flaky, and this is one of the first calls.
        """
        if method == PaymentMethod.SLOW:
            sleep(SLOW_SECONDS)
        if method != PaymentMethod.FLAKY:
            return
        counter = f"{operation}_calls"
        with translate_aws_errors():
            response = client("dynamodb").update_item(
                TableName=self.table,
                Key=encode({SIMULATOR_KEY: reference}),
                UpdateExpression="ADD #counter :one",
                ExpressionAttributeNames={"#counter": counter},
                ExpressionAttributeValues=encode({":one": 1}),
                ReturnValues="ALL_NEW",
            )
        if decode(response["Attributes"])[counter] <= FLAKY_CALLS:
            raise PaymentProviderUnavailable(f"payment {reference}: the provider is busy")


def _refund_mark(refund_id: str) -> str:
    """Return the name of the attribute that has a refund with an id."""
    return f"refunded_as_{refund_id}"


def _opening(request: PaymentRequest) -> dict[str, Any]:
    return {
        "order_id": request.order_id,
        "amount": request.amount.amount,
        "currency": request.amount.currency,
        "payment_method": request.method,
        "captured": 0,
        "refunded": 0,
        "state": PaymentState.PENDING,
    }


def _parse(row: Mapping[str, Any]) -> ProviderPayment:
    return ProviderPayment(row["state"], Money(row["amount"], row["currency"]), row["captured"], row["refunded"])
