"""``python api/manage.py refund``: refund a completed order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import idempotency_key, positive_int, refund_reason, subject
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.actor import Actor, Role
from orders.domain.errors import Transient
from orders.usecases.refund import RefundRequest
from orders.wiring import refunds


class Command(BaseCommand):
    """Exit with status 0 if the provider has made the refund, else with 1."""

    help = "Refund a completed order, in part or in full."
    requires_system_checks = ()  # they import the API's views, which this command does not need

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the order, the amount, the reason, and who grants the refund."""
        parser.add_argument("order_id", metavar="ORDER")
        amount = parser.add_mutually_exclusive_group(required=True)
        amount.add_argument("--amount", metavar="UNITS", type=positive_int, help="in minor units: 500 USD is $5.00")
        amount.add_argument("--rest", action="store_true", help="refund all that is left of the order's payment")
        parser.add_argument(
            "--key",
            type=idempotency_key,
            required=True,
            help="any text; the same command with the same key refunds nothing twice",
        )
        parser.add_argument("--reason", type=refund_reason, required=True, help="why, for the payment's record")
        parser.add_argument("--by", metavar="NAME", type=subject, required=True, help="who grants it, for the history")

    def handle(self, *_: Any, **options: Any) -> None:
        """Refund, or complete an earlier refund with the same key."""
        request = RefundRequest(
            options["order_id"],
            options["amount"],
            options["reason"],
            options["key"],
            Actor(Role.OPERATOR, options["by"]),
        )
        try:
            with operator_errors():
                try:
                    order = refunds().refund(request, datetime.now(UTC))
                except Transient as error:
                    raise CommandError(
                        f"{error}: the refund may have been made; run the same command again with the same --key"
                    ) from error
        except OperatorError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"order {order.order_id}: {order.refunded} of {order.total.amount} {order.total.currency} (minor units) "
            "is refunded."
        )
