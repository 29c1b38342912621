"""The functions that process batches of records, and the records that they process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.event_publisher import handler as event_publisher
from functions.order_consumer import handler as order_consumer
from functions.watchdog import handler as watchdog
from orders.aws.order_item import to_item
from tests.functions.lambda_runtime import invoke, sqs_event, stream_event
from tests.functions.store_harness import CUSTOMER
from tests.orders.examples import an_order


@dataclass(frozen=True)
class BatchFunction:
    """A function, its records, and what it logs and counts for each success.

    Attributes:
        record_of: returns the record about an order.
        malformed: records that belong to no order, each with the customer's name in it.
        malformed_error: the error that they raise.
    """

    handle: Callable[[Any, Any], Any]
    event: Callable[..., dict[str, Any]]
    record_of: Callable[[str], Any]
    malformed: tuple[Any, ...]
    malformed_error: str
    message: str
    metric: str

    def process(self, *records: Any) -> Any:
        return invoke(self.handle, self.event(*records))


def order_created(order_id: object = "order-1", **changes: Any) -> str:
    event = {"type": "OrderCreated", "order_id": order_id, "attempt": 1, "customer_name": CUSTOMER}
    return json.dumps(event | changes)


def execution_aborted(order_id: object = "order-1", **changes: Any) -> str:
    detail = {"name": f"{order_id}.1", "executionArn": "its ARN", "status": "ABORTED", "input": CUSTOMER}
    return json.dumps({"detail-type": "Step Functions Execution Status Change", "detail": detail | changes})


def item_of(order_id: object, **changes: Any) -> dict[str, Any]:
    return to_item(an_order(order_id="order-1", customer_name=CUSTOMER)) | {"order_id": order_id} | changes


CONSUMER = BatchFunction(
    order_consumer.handle,
    sqs_event,
    order_created,
    (
        CUSTOMER,
        json.dumps({CUSTOMER: CUSTOMER}),
        order_created(CUSTOMER),
        order_created(attempt=CUSTOMER),
        order_created(type=CUSTOMER),
        order_created(type="OrderFinished"),
        order_created()[:-1],
        order_created()[:-1] + ', "lines": ' + "[" * 100_000 + "]" * 100_000 + "}",
        json.dumps({"Type": "Notification", "Message": order_created()}),
    ),
    "MalformedTask",
    "workflow started",
    "WorkflowStarted",
)
WATCHDOG = BatchFunction(
    watchdog.handle,
    sqs_event,
    execution_aborted,
    (
        CUSTOMER,
        json.dumps({CUSTOMER: CUSTOMER}),
        execution_aborted(CUSTOMER),
        execution_aborted(name=None),
        execution_aborted(executionArn=None),
        execution_aborted(status=CUSTOMER),
        execution_aborted(status="SUCCEEDED"),
        execution_aborted()[:-1],
        "[" * 100_000 + CUSTOMER,
        order_created(),
    ),
    "MalformedTask",
    "cleaned up",
    "CleanedUp",
)
PUBLISHER = BatchFunction(
    event_publisher.handle,
    stream_event,
    lambda order_id: {"NewImage": item_of(order_id)},
    (
        {"NewImage": {"order_id": "order-0", "customer_name": CUSTOMER}},
        {"NewImage": item_of(CUSTOMER)},
        {"NewImage": item_of("order-0", status=CUSTOMER)},
        {"NewImage": item_of("order-0", attempt=CUSTOMER)},
        {"NewImage": item_of("order-0", updated_at=CUSTOMER)},
        {"NewImage": item_of("order-0", created_at="0001-01-01T00:00:00+14:00")},
        {"OldImage": {"order_id": "order-0", "customer_name": CUSTOMER}, "NewImage": item_of("order-0")},
    ),
    "MalformedOrder",
    "event published",
    "OrderCreated",
)
