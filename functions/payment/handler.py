"""The payment steps of the workflow: ``{"operation": "authorize", "order_id": "…", "attempt": 1}``."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import run_operation
from functions.telemetry import emit_metrics, logger, metrics
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.payment import Payment
from orders.usecases import authorize as authorizing
from orders.usecases import capture as capturing
from orders.usecases import compensate

orders, payments = wiring.orders(), wiring.payments()


def authorize(attempt: Attempt, _event: dict[str, Any]) -> Payment:
    """Hold the money."""
    return authorizing.authorize(attempt, orders, payments, datetime.now(UTC))


def capture(attempt: Attempt, _event: dict[str, Any]) -> Payment:
    """Take the money."""
    payment = capturing.capture(attempt, orders, payments, datetime.now(UTC))
    emit_money("MoneyCaptured", payment.captured, payment)
    return payment


def void(attempt: Attempt, _event: dict[str, Any]) -> Payment:
    """Release the hold, or refund the money."""
    payment = compensate.void(attempt, orders, payments)
    if payment.refunded:
        emit_money("MoneyRefunded", payment.refunded, payment)
    return payment


def emit_money(name: str, amount: int, payment: Payment) -> None:
    """Emit what was captured or refunded, in minor units, under its currency.

    A retried step counts again: the metric shows the trend, and the payments table has the exact amounts.
    """
    emit_metrics("currency", payment.amount.currency, (name, MetricUnit.NoUnit, amount))


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Run one operation on the attempt's payment, and return the payment, in minor units."""
    payment = run_operation(event, {"authorize": authorize, "capture": capture, "void": void})
    logger.info("step completed", state=payment.state)
    metrics.add_metric(f"Payment{payment.state.capitalize()}", MetricUnit.Count, 1)
    return {
        "payment_id": payment.payment_id,
        "state": payment.state,
        "amount": payment.amount.amount,
        "currency": payment.amount.currency,
        "captured": payment.captured,
        "refunded": payment.refunded,
    }
