"""From the orders table's stream to SNS: new orders, and orders that reached a final status."""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.event_publisher.outcome_metrics import emit_outcome
from functions.record_processor import process
from functions.telemetry import logger, metrics, tracer
from orders import wiring
from orders.aws.order_item import parse_change
from orders.usecases import publish as publishing

publisher = wiring.event_publisher()


class NothingPublished(Exception):
    """No record of a batch could be published: SNS is unavailable, or denies access.

    This is an error of the function, so that its alarm fires: Lambda retries the batch for a long time before a record
    reaches the dead-letter queue.
    """


def publish(record: DynamoDBRecord) -> str | None:
    """Publish the event of one change of the table, if it has one."""
    logger.set_correlation_id(None)
    change = parse_change(record.raw_event)
    if change is None:
        return None
    logger.set_correlation_id(change.order_id)
    event = publishing.publish(change, publisher)
    if event is None:
        return None
    logger.info("event published", event=event.type, attempt=event.attempt_number, status=event.status)
    if event.status.is_final:
        emit_outcome(change)
    return event.type


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Publish each record's event, and return the first record from which to read the stream again."""
    response = process(event, context, publish, EventType.DynamoDBStreams)
    if len(response["batchItemFailures"]) == len(event["Records"]):
        raise NothingPublished("no record of the batch could be published")
    return response
