"""Every five minutes: measure the oldest open order and the permits in use, and release leaked permits.

AWS has no metric for the age of an order: each of its own covers one part of an order's way.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics
from orders import wiring
from orders.domain.search import age_of
from orders.usecases.admission import release_leaked

open_orders, orders, permits = wiring.open_orders(), wiring.orders(), wiring.permits()


@logger.inject_lambda_context(clear_state=True)
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Emit the metrics, and log the oldest order's id as the starting point of an investigation."""
    now = datetime.now(UTC)
    oldest = open_orders.oldest()
    seconds = age_of(oldest, now)
    logger.set_correlation_id(oldest.order_id if oldest else None)
    logger.info("oldest open order", seconds=seconds)
    metrics.add_metric("OldestOpenOrderSeconds", MetricUnit.Seconds, seconds)
    if released := release_leaked(permits, orders, now):
        logger.warning("leaked permits released", attempts=[permit.attempt.execution_name for permit in released])
    in_use = len(permits.in_use())
    metrics.add_metric("PermitsInUse", MetricUnit.Count, in_use)
    metrics.flush_metrics()
    return {"seconds": seconds, "permits_in_use": in_use}
