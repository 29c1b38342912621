"""Shared by the functions that read a queue."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics
from orders.domain.errors import MalformedTask, Waiting
from orders.ports import DeadLetterSender


def process(
    event: dict[str, Any],
    context: LambdaContext,
    handler: Callable[[SQSRecord], str | None],
    dead_letters: DeadLetterSender,
) -> PartialItemFailureResponse:
    """Pass each message to the handler, log each failure with its reason, and emit the counts.

    A malformed message can never succeed, so it goes to the dead-letter queue at once.  A batch in which every message
    fails is not an error of the function: Powertools' own default would set off the alarm on errors for messages that
    are redelivered and, if they never succeed, dead-lettered.

    Args:
        event: the batch.
        context: Lambda's context.
        handler: processes one message, and returns the name of the metric that counts it, or None.
        dead_letters: receives the malformed messages.

    Returns:
        The failed messages, which Lambda delivers again.
    """
    counts = Counter(RecordsReceived=len(event["Records"]))

    def handle_record(record: SQSRecord) -> None:
        logger.set_correlation_id(None)
        try:
            metric = handler(record)
        except MalformedTask as error:
            logger.warning("batch item dead-lettered", record_id=record.message_id, reason=str(error))
            dead_letters.forward(record.body)
            metric = "RecordRefused"
        except Waiting:
            counts["RecordWaiting"] += 1
            raise
        except Exception as error:
            logger.warning(
                "batch item failed", record_id=record.message_id, error=type(error).__name__, reason=str(error)
            )
            counts["RecordRefused"] += 1
            raise
        if metric is not None:
            counts[metric] += 1

    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(event=event, record_handler=handle_record, processor=processor, context=context)
    # Sum first: Powertools flushes a metric when it reaches 100 values.
    for name, count in counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    return response
