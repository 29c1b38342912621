"""From the watchdog's queue: compensate after each execution that ended without success.

The queue of an Express workflow has a message for every execution, delivered a minute after it must have ended.

A clean-up that fails is retried every minute, because its message is not deleted; after the tenth receive the message
moves to the dead-letter queue.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.record_processor import process
from functions.telemetry import logger, metrics
from orders import wiring
from orders.usecases.watchdog import EndedExecution

watchdog, dead_letters = wiring.watchdog(), wiring.dead_letters()


def clean_up(record: SQSRecord) -> str | None:
    """Clean up after one execution, if necessary.

    Raises:
        MalformedTask: the message is not about an execution.
    """
    ended = EndedExecution.parse(record.body)
    logger.set_correlation_id(ended.attempt.order_id)
    # One end counts once, however often its clean-up is retried.
    if not ended.presumed and record.attributes.approximate_receive_count == "1":
        metrics.add_metric("ExecutionEndedBadly", MetricUnit.Count, 1)
    cleaned = watchdog.clean_up(ended, datetime.now(UTC))
    if ended.presumed and cleaned:
        metrics.add_metric("ExecutionEndedBadly", MetricUnit.Count, 1)
    logger.info("cleaned up" if cleaned else "nothing to clean up", attempt=ended.attempt.number, status=ended.status)
    return "CleanedUp" if cleaned else None


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Clean up after each execution, and return the failed messages for redelivery."""
    return process(event, context, clean_up, dead_letters)
