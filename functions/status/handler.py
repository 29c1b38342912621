"""The last step of the workflow: ``{"operation": "complete", "order_id": "…", "attempt": 1}``.

To fail an order the event also has ``caught``: the state machine's data, with the errors that its states caught.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.steps import run_operation
from functions.telemetry import logger, metrics
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.failure import Failure
from orders.usecases import compensate
from orders.usecases import complete as completing

orders, completion_store = wiring.orders(), wiring.completion_store()


def complete(attempt: Attempt, _event: dict[str, Any]) -> dict[str, Any]:
    """Finish the forward path."""
    return {"status": completing.complete(attempt, completion_store, datetime.now(UTC))}


def fail(attempt: Attempt, event: dict[str, Any]) -> dict[str, Any]:
    """Finish the compensation, and return the failure with the fields of a dead-letter message."""
    failure = Failure.parse(event.get("caught"))
    return {"status": compensate.finish(attempt, failure, orders, datetime.now(UTC)), **failure.as_message()}


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """End the attempt, and return the order's final status."""
    result = run_operation(event, {"complete": complete, "fail": fail})
    logger.info("step completed", status=result["status"])
    metrics.add_metric(f"Order{result['status']}", MetricUnit.Count, 1)
    return result
