"""Read the running system's records: orders, payments, stock, executions and queues."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from local.system import LocalSystem
from orders.aws.items import decode
from orders.aws.state_machine import StateMachine
from orders.aws.stock_rows import stocks
from orders.contract import BY_OPEN_SINCE_INDEX
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState
from orders.domain.stock import ProductStock

THROTTLING_ERROR = "Lambda.TooManyRequestsException"
"""What the state machine receives from a function at its reserved concurrency."""


@dataclass(slots=True)
class StateVisit:
    """One visit to a state, with the number of its task's calls; ``left`` is None until the visit ends.

    ``throttled_calls`` of them did not reach the function, because it was at its reserved concurrency.
    """

    state: str
    entered: datetime
    left: datetime | None = None
    calls: int = 0
    throttled_calls: int = 0

    @property
    def seconds(self) -> float | None:
        """The duration of the visit, or None until it ends."""
        return (self.left - self.entered).total_seconds() if self.left else None


@dataclass(frozen=True, slots=True)
class ExecutionHistory:
    """An execution's status, its visits to states in order, and its failed calls by error."""

    arn: str
    status: str
    visits: tuple[StateVisit, ...]
    failed_calls: Mapping[str, int]

    @property
    def states(self) -> tuple[str, ...]:
        """The states entered, in order."""
        return tuple(visit.state for visit in self.visits)

    @property
    def retries(self) -> int:
        """The number of retried calls, whatever the error was."""
        return sum(max(0, visit.calls - 1) for visit in self.visits)

    @property
    def transitions(self) -> int:
        """The state transitions that AWS charges: the states entered and the retries."""
        return len(self.visits) + self.retries

    @property
    def throttled_calls(self) -> int:
        """The number of calls that a function at its reserved concurrency rejected."""
        return self.failed_calls.get(THROTTLING_ERROR, 0)

    @property
    def has_ended(self) -> bool:
        """Whether the execution succeeded, failed, timed out or was stopped."""
        return self.status != "RUNNING"


@dataclass(frozen=True, slots=True)
class SystemReader:
    """Reads the system's tables, executions and queues as an operator can."""

    system: LocalSystem

    def items(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield all items of a table, named by its stack output such as ``orders_table``."""
        pages = self.system.aws.client("dynamodb").get_paginator("scan")
        # A full page of 1 MB takes tens of MiB in the emulator and here.
        for page in pages.paginate(
            TableName=self.system.output(table), ConsistentRead=True, PaginationConfig={"PageSize": 100}
        ):
            yield from (decode(item) for item in page["Items"])

    def open_orders(self) -> int:
        """Return the number of orders without a final status."""
        pages = (
            self.system.aws.client("dynamodb")
            .get_paginator("scan")
            .paginate(TableName=self.system.output("orders_table"), IndexName=BY_OPEN_SINCE_INDEX, Select="COUNT")
        )
        return sum(page["Count"] for page in pages)

    def item(self, table: str, **key: str) -> dict[str, Any] | None:
        """Return one item, or None."""
        response = self.system.aws.client("dynamodb").get_item(
            TableName=self.system.output(table),
            Key={name: {"S": value} for name, value in key.items()},
            ConsistentRead=True,
        )
        return decode(response["Item"]) if "Item" in response else None

    def available(self) -> dict[str, int]:
        """Return the available units of each product, the sum over its rows."""
        rows = stocks(self.items("products_table"), self.items("stock_table"))
        return {stock.product_name: stock.available for stock in rows if isinstance(stock, ProductStock)}

    def reserved_or_sold(self) -> Counter[str]:
        """Return the units of each product that orders hold or have bought."""
        units: Counter[str] = Counter()
        for reservation in self.items("reservations_table"):
            if reservation["state"] != ReservationState.RELEASED:
                units.update(reservation["quantities"])
        return units

    def execution(self, attempt: Attempt) -> ExecutionHistory | None:
        """Return the attempt's execution, or None if it has not started."""
        stepfunctions = self.system.aws.client("stepfunctions")
        arn = StateMachine(self.system.output("order_workflow_arn")).execution_arn(attempt)
        try:
            status = stepfunctions.describe_execution(executionArn=arn)["status"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionDoesNotExist":
                return None
            raise
        return parse_execution_history(arn, status, self._events(arn))

    def running_executions(self) -> list[str]:
        """Return the ARNs of the workflow's running executions."""
        return list(self._executions(statusFilter="RUNNING"))

    def executions(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield the ARN and the events of every execution."""
        yield from ((arn, self._events(arn)) for arn in self._executions())

    def _executions(self, **selection: str) -> Iterator[str]:
        pages = self.system.aws.client("stepfunctions").get_paginator("list_executions")
        for page in pages.paginate(stateMachineArn=self.system.output("order_workflow_arn"), **selection):
            yield from (each["executionArn"] for each in page["executions"])

    def _events(self, arn: str) -> list[dict[str, Any]]:
        pages = self.system.aws.client("stepfunctions").get_paginator("get_execution_history")
        return [event for page in pages.paginate(executionArn=arn) for event in page["events"]]

    def log_messages(self) -> Iterator[tuple[str, str]]:
        """Yield every message in CloudWatch Logs, with the name of its log group."""
        logs = self.system.aws.client("logs")
        for group in logs.describe_log_groups()["logGroups"]:
            name = group["logGroupName"]
            for page in logs.get_paginator("filter_log_events").paginate(logGroupName=name):
                yield from ((name, event["message"]) for event in page["events"])

    def server_logs(self) -> Iterator[tuple[str, str]]:
        """Yield the log of every server on this machine, with the server's name."""
        for path in sorted(self.system.folder.glob("*.log")):
            yield path.stem, path.read_text(errors="replace")

    def queued_messages(self) -> int:
        """Return the number of messages, visible, in flight and delayed, in the two queues that functions consume."""
        sqs = self.system.aws.client("sqs")
        names = [f"ApproximateNumberOfMessages{kind}" for kind in ("", "NotVisible", "Delayed")]
        counts = [
            sqs.get_queue_attributes(QueueUrl=self.system.output(queue), AttributeNames=names)["Attributes"]
            for queue in ("order_processing_queue_url", "order_watchdog_queue_url")
        ]
        return sum(int(count) for attributes in counts for count in attributes.values())

    def dead_letters(self) -> list[dict[str, Any]]:
        """Return the messages in the dead-letter queue, and leave them there; ``{"body": …}`` if one is not JSON."""
        sqs, url = self.system.aws.client("sqs"), self.system.output("order_dlq_url")
        messages: list[dict[str, Any]] = []
        while batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60).get("Messages"):
            messages += batch
        for message in messages:
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
        return [_parse_body(message["Body"]) for message in messages]


def parse_execution_history(arn: str, status: str, events: list[dict[str, Any]]) -> ExecutionHistory:
    """Return the history that consists of these events, given in order."""
    visits: list[StateVisit] = []
    failed_calls: Counter[str] = Counter()
    for event in events:
        if "stateEnteredEventDetails" in event:
            visits.append(StateVisit(event["stateEnteredEventDetails"]["name"], event["timestamp"]))
        elif "stateExitedEventDetails" in event:
            visits[-1].left = event["timestamp"]
        elif event["type"] == "TaskScheduled":
            visits[-1].calls += 1
        for details in ("taskFailedEventDetails", "taskTimedOutEventDetails"):
            if details in event:
                failed_calls[event[details]["error"]] += 1
                visits[-1].throttled_calls += event[details]["error"] == THROTTLING_ERROR
    return ExecutionHistory(arn, status, tuple(visits), failed_calls)


def find_discrepancies(reader: SystemReader, opening_stock: Mapping[str, int]) -> list[str]:
    """Return a sentence for each record that contradicts another; empty if all agree.

    Every order must have a final status.  The money captured and not refunded for an order must be its total if it is
    completed, else zero.  Of each product, the available, reserved and sold units must add up to the opening stock,
    and the available units must not be negative.
    """
    orders = {
        order["order_id"]: (OrderStatus(order["status"]), order["total"]) for order in reader.items("orders_table")
    }
    kept: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for payment in reader.items("payments_table"):
        kept[payment["order_id"]] += payment["captured"] - payment["refunded"]
        held[payment["order_id"]] += payment["amount"] if payment["state"] == "AUTHORIZED" else 0
    problems = []
    for order_id, (status, total) in orders.items():
        owed = total if status is OrderStatus.COMPLETED else 0
        if not status.is_final:
            problems.append(f"order {order_id} is still {status}")
        if kept[order_id] != owed:
            problems.append(f"order {order_id} is {status} and owes {owed}, but {kept[order_id]} was kept")
        if held[order_id]:
            problems.append(f"order {order_id} is {status}, but {held[order_id]} is still held on the card")
    problems += [f"a payment names order {order_id}, which does not exist" for order_id in kept.keys() - orders.keys()]
    available, taken = reader.available(), reader.reserved_or_sold()
    problems += [f"{product} is oversold by {-units}" for product, units in available.items() if units < 0]
    problems += [
        f"{product}: {available[product]} available and {taken[product]} reserved or sold do not add up to {units}"
        for product, units in opening_stock.items()
        if available[product] + taken[product] != units
    ]
    return problems


def _parse_body(body: str) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError:
        return {"body": body}
    return message if isinstance(message, dict) else {"body": body}
