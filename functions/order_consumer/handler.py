"""From the processing queue to the state machine: start one execution per new order.

A failed message is redelivered, and dead-lettered after the third receive; the rest of its batch is deleted.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.record_processor import process
from functions.telemetry import logger, metrics, tracer
from orders import wiring
from orders.domain.events import OrderCreated

workflow = wiring.workflow()


def start(record: SQSRecord) -> str:
    """Start the workflow of one order.

    Raises:
        MalformedTask: the message is not a new order's event.
    """
    logger.set_correlation_id(None)
    created = OrderCreated.parse(record.body)
    attempt = created.attempt
    logger.set_correlation_id(attempt.order_id)
    if workflow.start(attempt, created.trace_header):
        logger.info("workflow started", attempt=attempt.number)
        return "WorkflowStarted"
    logger.info("workflow already started", attempt=attempt.number)
    return "WorkflowStartedBefore"


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Start a workflow for each message, and return the failed messages for redelivery."""
    return process(event, context, start, EventType.SQS)
