"""From the orders table's stream to SNS: new orders, and orders that reached a final status.

Lambda reads the stream again from the first record that failed, so the function stops there.  A record that is not an
order can never succeed: it goes to the dead-letter queue at once, and the records around it are published once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.event_publisher.outcome_metrics import emit_outcome
from functions.telemetry import logger, metrics
from orders import wiring
from orders.aws.order_item import parse_change
from orders.domain.errors import MalformedOrder
from orders.domain.events import OrderChange, OrderEvent
from orders.ports import MAX_EVENTS_PER_CALL

publisher, permits, dead_letters = wiring.event_publisher(), wiring.permits(), wiring.dead_letters()


class NothingPublished(Exception):
    """No record of a batch could be published: SNS is unavailable, or denies access.

    This is an error of the function, so that its alarm fires: Lambda reads the stream again until it works, and the
    dead-letter queue stays empty for a long time.
    """


@dataclass(frozen=True, slots=True)
class Pending:
    """An event to publish, with the stream record that it comes from."""

    sequence_number: str
    change: OrderChange
    event: OrderEvent


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Publish the records' events, and return the first record from which to read the stream again."""
    counts = Counter(RecordsReceived=len(event["Records"]))
    failed = _process(event["Records"], counts)
    for name, count in counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    if failed is None:
        return {"batchItemFailures": []}
    if sum(counts.values()) == counts["RecordsReceived"] + 1:  # the failure is all that happened
        raise NothingPublished("no record of the batch could be published")
    return {"batchItemFailures": [{"itemIdentifier": failed.sequence_number}]}


def _process(records: list[dict[str, Any]], counts: Counter[str]) -> Pending | None:
    """Publish the records' events and dead-letter the malformed ones, in their order.

    Returns:
        The first one that failed, or None; the records after it are left for the next reading of the stream.
    """
    batch: list[Pending] = []
    for record in records:
        sequence_number = record["dynamodb"]["SequenceNumber"]
        try:
            change = parse_change(record)
        except MalformedOrder as error:
            if failed := _publish(batch, counts):
                return failed
            batch = []
            _dead_letter(record, error, counts)
            continue
        if change and change.event:
            batch.append(Pending(sequence_number, change, change.event))
        if len(batch) == MAX_EVENTS_PER_CALL:
            if failed := _publish(batch, counts):
                return failed
            batch = []
    return _publish(batch, counts)


def _dead_letter(record: dict[str, Any], error: MalformedOrder, counts: Counter[str]) -> None:
    """Dead-letter a malformed record without its item, which may contain personal data."""
    sequence_number = record["dynamodb"]["SequenceNumber"]
    logger.set_correlation_id(None)
    logger.warning("batch item dead-lettered", record_id=sequence_number, reason=str(error))
    source = {"stream": record.get("eventSourceARN"), "sequence_number": sequence_number}
    dead_letters.send({"error": type(error).__name__, "cause": str(error), **source})
    counts["RecordRefused"] += 1


def _publish(batch: list[Pending], counts: Counter[str]) -> Pending | None:
    """Release the permits of finished orders, then publish the events.

    Returns:
        The first one that failed, or None.
    """
    if not batch:
        return None
    logger.set_correlation_id(batch[0].change.order_id)
    try:
        # First the permits, so that orders keep moving while SNS is unavailable.
        if finished := {each.change.attempt for each in batch if each.event.status.is_final}:
            permits.release_all(finished)
        failures = publisher.publish([each.event for each in batch])
    except Exception as error:  # noqa: BLE001  # every error is retried from here
        failures = {0: type(error).__name__}
    for position, each in enumerate(batch):
        logger.set_correlation_id(each.change.order_id)
        if position in failures:
            logger.warning("batch item failed", record_id=each.sequence_number, error=failures[position])
            counts["RecordRefused"] += 1
            return each
        logger.info(
            "event published", event=each.event.type, attempt=each.event.attempt_number, status=each.event.status
        )
        counts[each.event.type] += 1
        if each.event.status.is_final:
            emit_outcome(each.change)
    return None
