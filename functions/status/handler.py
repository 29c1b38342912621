"""The last step of the workflow: ``{"operation": "complete", "order_id": "…", "attempt": 1}``.

To fail an order the event also has ``caught``: the state machine's data, with the errors that its states caught.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import perform
from functions.telemetry import logger, metrics, tracer
from orders import status
from orders.adapters.completion_tables import CompletionTables
from orders.adapters.order_table import OrderTable
from orders.task import Task

orders = OrderTable.from_settings()
till = CompletionTables.from_settings()


def complete(task: Task, _event: dict[str, Any]) -> dict[str, Any]:
    """The forward path's end."""
    return {"status": status.complete(task, till, datetime.now(UTC))}


def fail(task: Task, event: dict[str, Any]) -> dict[str, Any]:
    """The undo path's end; the answer repeats the failure in the dead-letter queue's terms."""
    failure = status.read_failure(event.get("caught"))
    return {"status": status.fail(task, failure, orders, datetime.now(UTC)), **failure.as_message()}


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """End the attempt; the answer has the order's final status."""
    answer = perform(event, {"complete": complete, "fail": fail})
    logger.info("step done", status=answer["status"])
    metrics.add_metric(f"Order{answer['status']}", MetricUnit.Count, 1)
    return answer
