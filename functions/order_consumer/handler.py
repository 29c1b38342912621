"""From the processing queue to the state machine: start one execution per new order.

An order starts only with a permit.  While none is free, the function waits, so that the backlog stays in the queue;
after ``MAX_WAIT_SECONDS`` it returns the rest of the batch, which is redelivered soon.  A message may be received 1,000
times, because waiting must not use its receives up.
"""

import time
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.record_processor import process
from functions.telemetry import logger, metrics
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.errors import NoPermitFree
from orders.domain.events import OrderCreated

MAX_WAIT_SECONDS = 5.0
"""The longest wait for permits in one invocation; with the calls after it, it fits into the function's 10 s."""

POLL_SECONDS = max(0.1, wiring.permits().limit / 1_000)
"""The time between two polls for a free permit.

A poll reads all permits, about 33 per read unit, and every waiting instance polls.  So 40 instances use at most 1,300
of the 3,000 read units per second of the table's partition, whatever the number of permits.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""

MAX_REDELIVERY_SECONDS = 60
"""The longest time until a message that found no permit is redelivered, inclusive."""

workflow, dead_letters, queue = wiring.workflow(), wiring.dead_letters(), wiring.processing_queue()


def start(record: SQSRecord, wait_until: float) -> str:
    """Start the workflow of one order, as soon as it has a permit.

    Raises:
        MalformedTask: the message is not a new order's event.
        NoPermitFree: no permit was free before ``wait_until``.
    """
    created = OrderCreated.parse(record.body)
    attempt = created.attempt
    logger.set_correlation_id(attempt.order_id)
    try:
        is_started = _start_with_permit(attempt, created.trace_header, wait_until)
    except NoPermitFree:
        # Each wait is longer than the one before, so that a long outage does not use up the receives.
        seconds = min(int(record.attributes.approximate_receive_count), MAX_REDELIVERY_SECONDS)
        queue.redeliver_in(seconds, record.receipt_handle)
        raise
    logger.info("workflow started" if is_started else "workflow already started", attempt=attempt.number)
    return "WorkflowStarted" if is_started else "WorkflowStartedBefore"


def _start_with_permit(attempt: Attempt, trace_header: str | None, wait_until: float) -> bool:
    while True:
        try:
            return workflow.start(attempt, trace_header)
        except NoPermitFree:
            if time.monotonic() >= wait_until:
                raise
            time.sleep(POLL_SECONDS)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    """Start a workflow for each message, and return the failed messages for redelivery."""
    wait_until = time.monotonic() + MAX_WAIT_SECONDS
    return process(event, context, partial(start, wait_until=wait_until), dead_letters)
