"""From the order table's stream to SNS: new orders, and orders that reached a final status."""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.batch import LoggingProcessor, process
from functions.event_publisher import endings
from functions.telemetry import logger, metrics, tracer
from orders.adapters.order_table import read_change
from orders.adapters.topics import Topics
from orders.events import announce

topics = Topics.from_settings()
processor = LoggingProcessor(EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)


class NothingPublished(Exception):
    """No record of a batch could be published: SNS is away, or may not be used.

    That is an error of the function, so that its alarm tells: the stream is read again until it works, and no
    dead-letter queue has anything to show for a long time.
    """


def publish(record: DynamoDBRecord) -> str | None:
    """Publish the event that one change of the table is worth, if any."""
    logger.set_correlation_id(None)
    change = read_change(record.raw_event)
    if change is None:
        return None
    logger.set_correlation_id(change.order_id)
    event = announce(change, topics)
    if event is None:
        return None
    logger.info("event published", event=event.type, attempt=event.attempt, status=event.status)
    if event.status.is_final:
        endings.count(change)
    return event.type


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Publish each record's event, and name the first record from which the stream must be read again."""
    answer = process(event, context, publish, processor)
    if processor.is_all_refused:
        raise NothingPublished("no record of the batch could be published")
    return answer
