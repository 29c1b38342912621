"""The inventory steps of the workflow: ``{"operation": "reserve", "order_id": "…", "attempt": 1}``."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import run_operation
from functions.telemetry import logger, metrics
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.reservation import ReservationState
from orders.usecases import compensate
from orders.usecases import reserve as reserving

orders, stock = wiring.orders(), wiring.stock()


def reserve(attempt: Attempt, _event: dict[str, Any]) -> ReservationState:
    """Hold the stock."""
    return reserving.reserve(attempt, orders, stock, datetime.now(UTC))


def release(attempt: Attempt, _event: dict[str, Any]) -> ReservationState:
    """Return the stock."""
    return compensate.release(attempt, orders, stock, datetime.now(UTC))


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Run one operation on the order's reservation, and return the reservation's state."""
    state = run_operation(event, {"reserve": reserve, "release": release})
    logger.info("step completed", state=state)
    metrics.add_metric(f"Stock{state.capitalize()}", MetricUnit.Count, 1)
    return {"state": state}
