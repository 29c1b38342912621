"""The payment steps of the workflow: ``{"operation": "authorize", "order_id": "…", "attempt": 1}``."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import perform
from functions.telemetry import count_by, logger, metrics, tracer
from orders import payment
from orders.adapters.order_table import OrderTable
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.task import Task

orders = OrderTable.from_settings()
gateway = SimulatedGateway.from_settings()


def authorize(task: Task, _event: dict[str, Any]) -> payment.Payment:
    """Hold the money."""
    return payment.authorize(task, orders, gateway, datetime.now(UTC))


def capture(task: Task, _event: dict[str, Any]) -> payment.Payment:
    """Take the money."""
    result = payment.capture(task, orders, gateway, datetime.now(UTC))
    count_money("MoneyCaptured", result.captured, result)
    return result


def void(task: Task, _event: dict[str, Any]) -> payment.Payment:
    """Let go of the money, or give it back."""
    result = payment.undo(task, orders, gateway)
    if result.refunded:
        count_money("MoneyRefunded", result.refunded, result)
    return result


def count_money(name: str, amount: int, result: payment.Payment) -> None:
    """Print what was taken or given back, in minor units of its currency, which are no sum across currencies.

    A step that is asked again counts again: the metric shows the trend, and the payments table has the books.
    """
    count_by("currency", result.amount.currency, (name, MetricUnit.NoUnit, amount))


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do one operation on the attempt's payment; the answer says what became of it, in minor units."""
    result = perform(event, {"authorize": authorize, "capture": capture, "void": void})
    logger.info("step done", state=result.state)
    metrics.add_metric(f"Payment{result.state.capitalize()}", MetricUnit.Count, 1)
    return {
        "payment_id": result.payment_id,
        "state": result.state,
        "amount": result.amount.amount,
        "currency": result.amount.currency,
        "captured": result.captured,
        "refunded": result.refunded,
    }
