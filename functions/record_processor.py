"""Shared by the functions that process batches of records."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics
from orders.domain.errors import Waiting


def process(
    event: dict[str, Any], context: LambdaContext, handler: Callable[[Any], str | None], event_type: EventType
) -> PartialItemFailureResponse:
    """Pass each record to the handler, log each failure with its reason, and emit the counts.

    A batch in which every record fails is not an error of the function: Powertools' own default would set off the alarm
    on errors for messages that are redelivered and, if they never succeed, dead-lettered.

    Args:
        event: the batch.
        context: Lambda's context.
        handler: processes one record, and returns the name of the metric that counts it, or None.
        event_type: the source of the batch.

    Returns:
        The failed records, which Lambda delivers again.
    """
    counts = Counter(RecordsReceived=len(event["Records"]))

    def handle_record(record: Any) -> None:
        try:
            metric = handler(record)
        except Waiting:
            counts["RecordWaiting"] += 1
            raise
        except Exception as error:
            raw = record.raw_event
            record_id = raw.get("messageId") or raw["dynamodb"]["SequenceNumber"]
            logger.warning("batch item failed", record_id=record_id, error=type(error).__name__, reason=str(error))
            counts["RecordRefused"] += 1
            raise
        if metric is not None:
            counts[metric] += 1

    processor = BatchProcessor(event_type, raise_on_entire_batch_failure=False)
    response = process_partial_response(event=event, record_handler=handle_record, processor=processor, context=context)
    # Sum first: Powertools flushes a metric when it reaches 100 values.
    for name, count in counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    return response
