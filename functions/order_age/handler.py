"""Every five minutes: for how long the oldest order that is not over has been open.

AWS has no such metric: each of its own sees one stretch of an order's way, and none an order that lies between two.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics, tracer
from orders.adapters.open_orders import OpenOrderIndex
from orders.listing import age_of

open_orders = OpenOrderIndex.from_settings()


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Measure, and name the order in the log: it is where whoever is called begins."""
    oldest = open_orders.oldest()
    seconds = age_of(oldest, datetime.now(UTC))
    logger.set_correlation_id(oldest.order_id if oldest else None)
    logger.info("oldest open order", seconds=seconds)
    metrics.add_metric("OldestOpenOrderSeconds", MetricUnit.Seconds, seconds)
    metrics.flush_metrics()
    return {"seconds": seconds}
