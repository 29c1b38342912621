"""The ledger of payments, in DynamoDB."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.payment_item import parse_payment, refund_attribute, refund_entry, to_item
from orders.aws.reads import read_item
from orders.contract import PAYMENTS_KEY
from orders.domain.errors import IllegalPayment
from orders.domain.payment import Payment, PaymentState, Refund, RefundState

_CHANGING = ("state", "captured", "refunded", "rejection", "decline_code")
"""The attributes that a payment's operations change; the others stay as they were when it began."""


@dataclass(frozen=True, slots=True)
class PaymentTable:
    """A ``PaymentLedger``.

    A change leaves the other attributes of the item: those of an item from before there were several providers belong
    to the simulated one.
    """

    table: str

    def find(self, payment_id: str) -> Payment | None:
        item = read_item(self.table, {PAYMENTS_KEY: payment_id})
        return parse_payment(item) if item else None

    def begin(self, payment: Payment) -> Payment:
        try:
            with translate_aws_errors():
                client("dynamodb").put_item(
                    TableName=self.table,
                    Item=encode(to_item(payment)),
                    ConditionExpression=f"attribute_not_exists({PAYMENTS_KEY})",
                )
        except ConditionFailed:
            return self._existing(payment.payment_id)
        return payment

    def change(self, payment: Payment, sources: Collection[PaymentState]) -> Payment:
        values = {name: value for name, value in to_item(payment).items() if name in _CHANGING}
        states = {f":source{number}": state for number, state in enumerate(sorted(sources))}
        try:
            with translate_aws_errors():
                response = client("dynamodb").update_item(
                    TableName=self.table,
                    Key=encode({PAYMENTS_KEY: payment.payment_id}),
                    UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
                    ConditionExpression=f"#state IN ({', '.join(states)})",
                    ExpressionAttributeNames={f"#{name}": name for name in values},
                    ExpressionAttributeValues=encode({f":{name}": value for name, value in values.items()} | states),
                    ReturnValues="ALL_NEW",
                )
        except ConditionFailed:
            return self._existing(payment.payment_id)
        return parse_payment(decode(response["Attributes"]))

    def grant_refund(self, payment_id: str, refund: Refund) -> Payment:
        payment = self._existing(payment_id)
        return self._update_refund(
            payment_id,
            refund,
            "SET #refund = :refund, #granted = if_not_exists(#granted, :refunded) + :amount",
            "attribute_not_exists(#refund) AND #state = :captured_state AND #captured = :captured AND"
            " (#granted <= :limit OR (attribute_not_exists(#granted) AND #refunded = :refunded"
            " AND #refunded <= :limit))",
            {
                ":refund": refund_entry(refund),
                ":refunded": payment.refunded,
                ":amount": refund.amount,
                ":captured_state": PaymentState.CAPTURED,
                ":captured": payment.captured,
                ":limit": payment.captured - refund.amount,
            },
        ) or self._existing(payment_id)

    def adopt_refund(self, payment: Payment, refund: Refund) -> bool:
        update = (
            "SET #refund = :refund, #refunded = #refunded + :amount,"
            " #granted = if_not_exists(#granted, :refunded) + :amount"
        )
        condition = (
            "attribute_not_exists(#refund) AND #captured = :captured AND #refunded = :refunded"
            " AND (attribute_not_exists(#granted) OR #granted = :refunded)"
        )
        values = {
            ":refund": refund_entry(refund),
            ":refunded": payment.refunded,
            ":amount": refund.amount,
            ":captured": payment.captured,
        }
        return self._update_refund(payment.payment_id, refund, update, condition, values) is not None

    def settle_refund(self, payment_id: str, refund: Refund, outcome: RefundState) -> Payment:
        statements = (
            {
                RefundState.PENDING: "SET #refund.#state = :outcome, #refunded = #refunded + :amount",
                RefundState.REFUSED: "SET #refund.#state = :outcome, #refunded = #refunded + :amount,"
                " #granted = #granted + :amount",
            }
            if outcome is RefundState.DONE
            else {RefundState.PENDING: "SET #refund.#state = :outcome, #granted = #granted - :amount"}
        )
        for source, update in statements.items():
            values = {":outcome": outcome, ":source": source, ":amount": refund.amount}
            if payment := self._update_refund(payment_id, refund, update, "#refund.#state = :source", values):
                return payment
        return self._existing(payment_id)

    def _update_refund(
        self, payment_id: str, refund: Refund, update: str, condition: str, values: Mapping[str, Any]
    ) -> Payment | None:
        """Return the payment after the update, or None if the update's condition failed.

        ``refunds_granted`` is the money of ``refunded`` and of the pending refunds; a row without refunds lacks it.
        """
        names = {
            "#refund": refund_attribute(refund.refund_id),
            "#granted": "refunds_granted",
            "#refunded": "refunded",
            "#captured": "captured",
            "#state": "state",
        }
        used = {name: value for name, value in names.items() if re.search(rf"{name}\b", update + condition)}
        try:
            with translate_aws_errors():
                response = client("dynamodb").update_item(
                    TableName=self.table,
                    Key=encode({PAYMENTS_KEY: payment_id}),
                    UpdateExpression=update,
                    ConditionExpression=condition,
                    ExpressionAttributeNames=used,
                    ExpressionAttributeValues=encode(values),
                    ReturnValues="ALL_NEW",
                )
        except ConditionFailed:
            return None
        return parse_payment(decode(response["Attributes"]))

    def _existing(self, payment_id: str) -> Payment:
        payment = self.find(payment_id)
        if payment is None:
            raise IllegalPayment(f"there is no payment {payment_id}")
        return payment
