"""From the watchdog's queue: executions of the workflow that failed, timed out or were stopped.

Of an Express workflow it is every execution, a minute after it must be over.

A clean-up that fails is tried again every minute, as its message is not deleted; after the tenth time the message moves
to the dead-letter queue.
"""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.batch import LoggingProcessor, process
from functions.telemetry import logger, metrics, tracer
from orders.adapters.dead_letter_queue import DeadLetterQueue
from orders.adapters.order_table import OrderTable
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.adapters.stock_table import StockTable
from orders.watchdog import Watchdog, read_event

watchdog = Watchdog(
    orders=OrderTable.from_settings(),
    stock=StockTable.from_settings(),
    gateway=SimulatedGateway.from_settings(),
    dead_letters=DeadLetterQueue.from_settings(),
)


# As long as the payment provider is away every clean-up fails, which is no fault of the function: the messages come
# again, and those that end in the dead-letter queue set off its alarm.
processor = LoggingProcessor(EventType.SQS, raise_on_entire_batch_failure=False)


def clean_up(record: SQSRecord) -> str | None:
    """Clean up after one execution, if it needs it; raises MalformedTask for a message that tells of none."""
    logger.set_correlation_id(None)
    ended = read_event(record.body)
    logger.set_correlation_id(ended.task.order_id)
    # An end is one end, however often its clean-up is tried.
    if not ended.presumed and record.attributes.approximate_receive_count == "1":
        metrics.add_metric("ExecutionEndedBadly", MetricUnit.Count, 1)
    cleaned = watchdog.clean_up(ended, datetime.now(UTC))
    if ended.presumed and cleaned:
        metrics.add_metric("ExecutionEndedBadly", MetricUnit.Count, 1)
    logger.info("cleaned up" if cleaned else "nothing to clean up", attempt=ended.task.attempt, status=ended.status)
    return "CleanedUp" if cleaned else None


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Clean up after each execution, and name the messages whose clean-up is to be tried again."""
    return process(event, context, clean_up, processor)
