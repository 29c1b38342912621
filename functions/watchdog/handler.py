"""From EventBridge: an execution of the workflow failed, timed out or was stopped.

https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics, tracer
from orders.adapters.dead_letter_queue import DeadLetterQueue
from orders.adapters.order_table import OrderTable
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.adapters.stock_table import StockTable
from orders.task import Task
from orders.watchdog import EndedExecution, Watchdog

watchdog = Watchdog(
    orders=OrderTable.from_settings(),
    stock=StockTable.from_settings(),
    gateway=SimulatedGateway.from_settings(),
    dead_letters=DeadLetterQueue.from_settings(),
)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Clean up after one execution; the answer says whether there was anything to do."""
    metrics.add_metric("ExecutionEndedBadly", MetricUnit.Count, 1)
    detail = event["detail"]
    ended = EndedExecution(
        task=Task.from_execution_name(detail["name"]),
        arn=detail["executionArn"],
        status=detail["status"],
        error=detail.get("error"),
    )
    logger.set_correlation_id(ended.task.order_id)
    cleaned = watchdog.clean_up(ended, datetime.now(UTC))
    logger.info("cleaned up" if cleaned else "nothing to clean up", attempt=ended.task.attempt, status=ended.status)
    metrics.add_metric("CleanedUp", MetricUnit.Count, int(cleaned))
    return {"cleaned_up": cleaned}
