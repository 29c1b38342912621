"""The inventory steps of the workflow: ``{"operation": "reserve", "order_id": "…", "attempt": 1}``."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import perform
from functions.telemetry import logger, metrics, tracer
from orders import inventory
from orders.adapters.order_table import OrderTable
from orders.adapters.stock_table import StockTable
from orders.task import Task

orders = OrderTable.from_settings()
stock = StockTable.from_settings()


def reserve(task: Task, _event: dict[str, Any]) -> inventory.ReservationState:
    """Hold the stock."""
    return inventory.reserve(task, orders, stock, datetime.now(UTC))


def release(task: Task, _event: dict[str, Any]) -> inventory.ReservationState:
    """Give the stock back."""
    return inventory.release(task, stock, datetime.now(UTC))


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do one operation on the attempt's reservation; the answer is the state that it is in."""
    state = perform(event, {"reserve": reserve, "release": release})
    logger.info("step done", state=state)
    metrics.add_metric(f"Stock{state.capitalize()}", MetricUnit.Count, 1)
    return {"state": state}
