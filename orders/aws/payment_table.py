"""The ledger of payments, in DynamoDB."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.payment_item import parse_payment, to_item
from orders.aws.reads import read_item
from orders.contract import PAYMENTS_KEY
from orders.domain.errors import IllegalPayment
from orders.domain.payment import Payment, PaymentState

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

    def _existing(self, payment_id: str) -> Payment:
        payment = self.find(payment_id)
        if payment is None:
            raise IllegalPayment(f"there is no payment {payment_id}")
        return payment
