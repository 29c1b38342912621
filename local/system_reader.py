"""Reading the running system's reader: orders, payments, stock, executions and the dead-letter queue."""

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
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState

THROTTLED = frozenset({"Lambda.TooManyRequestsException", "Lambda.Unknown"})
"""How a function at its reserved concurrency answers the state machine, on AWS and on the emulator."""


@dataclass(slots=True)
class Visit:
    """One stay in a state; ``tries`` counts a attempt's calls, and ``left`` is None while the state is not over."""

    state: str
    entered: datetime
    left: datetime | None = None
    tries: int = 0

    @property
    def seconds(self) -> float | None:
        """How long it took, or None while it is not over."""
        return (self.left - self.entered).total_seconds() if self.left else None


@dataclass(frozen=True, slots=True)
class ExecutionHistory:
    """What the history of one execution tells."""

    arn: str
    status: str
    visits: tuple[Visit, ...]
    failed_calls: Mapping[str, int]

    @property
    def states(self) -> tuple[str, ...]:
        """The states entered, in their order."""
        return tuple(visit.state for visit in self.visits)

    @property
    def retries(self) -> int:
        """Calls of attempts made again, whatever for."""
        return sum(max(0, visit.tries - 1) for visit in self.visits)

    @property
    def is_over(self) -> bool:
        """Whether the execution has ended, one way or another."""
        return self.status != "RUNNING"


@dataclass(frozen=True, slots=True)
class SystemReader:
    """The system's tables and queues as an operator reads them."""

    system: LocalSystem

    def items(self, table: str) -> Iterator[dict[str, Any]]:
        """All items of a table, named by its stack output such as ``orders_table``."""
        pages = self.system.aws.client("dynamodb").get_paginator("scan")
        for page in pages.paginate(TableName=self.system.output(table), ConsistentRead=True):
            yield from (decode(item) for item in page["Items"])

    def item(self, table: str, **key: str) -> dict[str, Any] | None:
        """One item, or None."""
        answer = self.system.aws.client("dynamodb").get_item(
            TableName=self.system.output(table),
            Key={name: {"S": value} for name, value in key.items()},
            ConsistentRead=True,
        )
        return decode(answer["Item"]) if "Item" in answer else None

    def available(self) -> dict[str, int]:
        """The units of each product that nobody holds."""
        return {product["product_name"]: product["available"] for product in self.items("products_table")}

    def taken(self) -> Counter[str]:
        """The units of each product that an order holds or has bought."""
        taken: Counter[str] = Counter()
        for reservation in self.items("reservations_table"):
            if reservation["state"] != ReservationState.RELEASED:
                taken.update(reservation["quantities"])
        return taken

    def execution(self, attempt: Attempt) -> ExecutionHistory | None:
        """The execution of an order's attempt, or None if it has not started yet."""
        stepfunctions = self.system.aws.client("stepfunctions")
        arn = StateMachine(self.system.output("order_workflow_arn")).execution_arn(attempt)
        try:
            status = stepfunctions.describe_execution(executionArn=arn)["status"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionDoesNotExist":
                return None
            raise
        pages = stepfunctions.get_paginator("get_execution_history").paginate(executionArn=arn)
        return parse_execution_history(arn, status, [event for page in pages for event in page["events"]])

    def running_executions(self) -> list[str]:
        """The ARNs of the workflow's executions that have not ended."""
        pages = self.system.aws.client("stepfunctions").get_paginator("list_executions")
        arn = self.system.output("order_workflow_arn")
        return [
            each["executionArn"]
            for page in pages.paginate(stateMachineArn=arn, statusFilter="RUNNING")
            for each in page["executions"]
        ]

    def messages_under_way(self) -> int:
        """How many messages the two queues have that functions read, shown, hidden and delayed together."""
        sqs = self.system.aws.client("sqs")
        names = [f"ApproximateNumberOfMessages{kind}" for kind in ("", "NotVisible", "Delayed")]
        counts = [
            sqs.get_queue_attributes(QueueUrl=self.system.output(queue), AttributeNames=names)["Attributes"]
            for queue in ("order_processing_queue_url", "order_watchdog_queue_url")
        ]
        return sum(int(count) for attributes in counts for count in attributes.values())

    def dead_letters(self) -> list[dict[str, Any]]:
        """The messages in the dead-letter queue, which stay there; one that is not JSON comes as ``{"body": …}``."""
        sqs, url = self.system.aws.client("sqs"), self.system.output("order_dlq_url")
        messages: list[dict[str, Any]] = []
        while batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60).get("Messages"):
            messages += batch
        for message in messages:
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
        return [_decoded(message["Body"]) for message in messages]


def parse_execution_history(arn: str, status: str, events: list[dict[str, Any]]) -> ExecutionHistory:
    """An execution from the events of its history, in their order."""
    visits: list[Visit] = []
    failed_calls: Counter[str] = Counter()
    for event in events:
        if "stateEnteredEventDetails" in event:
            visits.append(Visit(event["stateEnteredEventDetails"]["name"], event["timestamp"]))
        elif "stateExitedEventDetails" in event:
            visits[-1].left = event["timestamp"]
        elif event["type"] == "TaskScheduled":
            visits[-1].tries += 1
        for details in ("taskFailedEventDetails", "taskTimedOutEventDetails"):
            if details in event:
                failed_calls[event[details]["error"]] += 1
    return ExecutionHistory(arn, status, tuple(visits), failed_calls)


def find_discrepancies(reader: SystemReader, opening_stock: Mapping[str, int]) -> list[str]:
    """What does not balance, a sentence each; empty when all does.

    Every order is final; what was captured and not refunded is what the completed orders cost, order by order; and of
    every product, what is left and what is taken is what there was, and no more was sold.
    """
    orders = {order["order_id"]: order for order in reader.items("orders_table")}
    kept: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for payment in reader.items("payments_table"):
        kept[payment["order_id"]] += payment["captured"] - payment["refunded"]
        held[payment["order_id"]] += payment["amount"] if payment["state"] == "AUTHORIZED" else 0
    problems = []
    for order_id, order in orders.items():
        owed = order["total"] if order["status"] == OrderStatus.COMPLETED else 0
        if not OrderStatus(order["status"]).is_final:
            problems.append(f"order {order_id} is still {order['status']}")
        if kept[order_id] != owed:
            problems.append(f"order {order_id} is {order['status']} and owes {owed}, but {kept[order_id]} was kept")
        if held[order_id]:
            problems.append(f"order {order_id} is {order['status']}, but {held[order_id]} is still held on the card")
    problems += [
        f"a payment names the order {order_id}, which is not there" for order_id in kept.keys() - orders.keys()
    ]
    available, taken = reader.available(), reader.taken()
    problems += [f"{product} is oversold by {-units}" for product, units in available.items() if units < 0]
    problems += [
        f"{product}: {available[product]} left and {taken[product]} taken do not make {at_start}"
        for product, at_start in opening_stock.items()
        if available[product] + taken[product] != at_start
    ]
    return problems


def _decoded(body: str) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError:
        return {"body": body}
    return message if isinstance(message, dict) else {"body": body}
