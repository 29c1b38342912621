"""Measure, every five minutes, how long the oldest open order has been open.

AWS has no such metric: each of AWS's metrics covers one service, and none covers an order that is stuck between two.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics, tracer
from orders import wiring
from orders.domain.search import age_of

open_orders = wiring.open_orders()


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Emit the age, and log the order's id as the starting point of an investigation."""
    oldest = open_orders.oldest()
    seconds = age_of(oldest, datetime.now(UTC))
    logger.set_correlation_id(oldest.order_id if oldest else None)
    logger.info("oldest open order", seconds=seconds)
    metrics.add_metric("OldestOpenOrderSeconds", MetricUnit.Seconds, seconds)
    metrics.flush_metrics()
    return {"seconds": seconds}
