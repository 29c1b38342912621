"""From the processing queue to the state machine: one execution per new order.

A message that fails is not deleted, comes again, and reaches the dead-letter queue after the third time; the others
of its batch are done with.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.batch import LoggingProcessor, process
from functions.telemetry import logger, metrics, tracer
from orders.adapters.state_machine import StateMachine
from orders.workflow import read_event

state_machine = StateMachine.from_settings()

# A batch of nothing but bad messages is no fault of the function, so the alarm on its errors stays quiet: the messages
# come again and end in the dead-letter queue, which has an alarm of its own.
processor = LoggingProcessor(EventType.SQS, raise_on_entire_batch_failure=False)


def start(record: SQSRecord) -> str:
    """Start the workflow of one order; raises MalformedTask for a message that is not a new order's event."""
    logger.set_correlation_id(None)
    order = read_event(record.body)
    task = order.task
    logger.set_correlation_id(task.order_id)
    if state_machine.start(task, order.trace_header):
        logger.info("workflow started", attempt=task.attempt)
        return "WorkflowStarted"
    logger.info("workflow had been started before", attempt=task.attempt)
    return "WorkflowStartedBefore"


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Start a workflow for each message, and name the messages that could not be read or started."""
    return process(event, context, start, processor)
