"""Publish the changes of orders from the table's stream to SNS, for the system itself and for its subscribers.

A change may have several events.  The function stops at the first record that fails; Lambda then reads the stream again
from there, so all events of that record are published again.  A record that is not an order can never succeed: it goes
to the dead-letter queue at once, and the records around it are published once.
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
from orders.domain.public_events import STEP_EVENTS, PublicEvent, public_events

MAX_EVENTS_PER_BATCH = 100
"""The events that are published at the same time, in about ten calls of SNS; one record may exceed it.

If an event fails, the events of its record and of all later records are published again.
"""

publisher, permits, dead_letters = wiring.event_publisher(), wiring.permits(), wiring.dead_letters()


class NothingPublished(Exception):
    """No record of a batch could be published: SNS is unavailable, or denies access.

    This is an error of the function, so that its alarm fires: Lambda reads the stream again until it works, and the
    dead-letter queue stays empty for a long time.
    """


@dataclass(frozen=True, slots=True)
class Pending:
    """A change with events to publish, and the stream record that it comes from."""

    sequence_number: str
    change: OrderChange
    events: tuple[OrderEvent | PublicEvent, ...]


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Publish the records' events, and return the first record from which to read the stream again."""
    counts = Counter(RecordsReceived=len(event["Records"]))
    first_failed = _process(event["Records"], counts)
    progress = counts.pop(_PROGRESS, 0)
    for name, count in counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    if first_failed is None:
        return {"batchItemFailures": []}
    if not progress:
        raise NothingPublished("no record of the batch could be published")
    return {"batchItemFailures": [{"itemIdentifier": first_failed}]}


_PROGRESS = "RecordsDone"
"""The count of published and dead-lettered records, which is not emitted as a metric."""


def _process(records: list[dict[str, Any]], counts: Counter[str]) -> str | None:
    """Publish the records' events and dead-letter the malformed ones, in their order.

    Returns:
        The sequence number of the first one that failed, or None; the records after it are left for the next reading
        of the stream.
    """
    batch: list[Pending] = []
    for record in records:
        try:
            change = parse_change(record)
        except MalformedOrder as error:
            if failed := _publish(batch, counts) or _dead_letter(record, error, counts):
                return failed
            batch = []
            continue
        if change and (events := _events(change)):
            batch.append(Pending(record["dynamodb"]["SequenceNumber"], change, events))
        if sum(len(each.events) for each in batch) >= MAX_EVENTS_PER_BATCH:
            if failed := _publish(batch, counts):
                return failed
            batch = []
    return _publish(batch, counts)


def _events(change: OrderChange) -> tuple[OrderEvent | PublicEvent, ...]:
    own = change.event
    return (*([own] if own else []), *public_events(change))


def _dead_letter(record: dict[str, Any], error: MalformedOrder, counts: Counter[str]) -> str | None:
    """Dead-letter a malformed record without its item, which may contain personal data.

    Returns:
        The record's sequence number if that failed, or None.
    """
    sequence_number: str = record["dynamodb"]["SequenceNumber"]
    logger.set_correlation_id(None)
    source = {"stream": record.get("eventSourceARN"), "sequence_number": sequence_number}
    counts["RecordRefused"] += 1
    try:
        dead_letters.send({"error": type(error).__name__, "cause": str(error), **source})
    except Exception as failure:  # noqa: BLE001  # as for ``_publish``: the records before it are done
        logger.warning("batch item failed", record_id=sequence_number, error=type(failure).__name__)
        return sequence_number
    logger.warning("batch item dead-lettered", record_id=sequence_number, reason=str(error))
    counts[_PROGRESS] += 1
    return None


def _publish(batch: list[Pending], counts: Counter[str]) -> str | None:
    """Release the permits of finished orders, then publish the events.

    Returns:
        The sequence number of the first record that failed, or None.
    """
    if not batch:
        return None
    logger.set_correlation_id(batch[0].change.order_id)
    events = [(event, each) for each in batch for event in each.events]
    try:
        # First the permits, so that orders keep moving while SNS is unavailable.
        if finished := {each.change.attempt for each in batch if _has_ended(each)}:
            permits.release_all(finished)
        failures = publisher.publish([event for event, _ in events])
    except Exception as error:  # noqa: BLE001  # every error is retried from here
        failures = {0: type(error).__name__}
    errors = {events[position][1].sequence_number: code for position, code in failures.items()}
    for each in batch:
        logger.set_correlation_id(each.change.order_id)
        if each.sequence_number in errors:
            logger.warning("batch item failed", record_id=each.sequence_number, error=errors[each.sequence_number])
            counts["RecordRefused"] += 1
            return each.sequence_number
        first = each.events[0]
        # The steps' own functions log what they did.
        log = logger.debug if first.type in STEP_EVENTS else logger.info
        log("event published", event=first.type, attempt=first.attempt_number, status=first.status)
        counts[_PROGRESS] += 1
        if isinstance(first, OrderEvent):
            counts[first.type] += 1
        if _has_ended(each):
            emit_outcome(each.change)
    return None


def _has_ended(pending: Pending) -> bool:
    return any(isinstance(event, OrderEvent) and event.status.is_final for event in pending.events)
