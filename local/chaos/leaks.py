"""Search everything that the system recorded for what must not be there: cards, keys, and customers' names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from local.stripe.stand_in import TEST_KEY
from local.system_reader import SystemReader

FORBIDDEN = re.compile(
    rf"{re.escape(TEST_KEY)}|\bsk_(?:live|test)_\w+|_secret_\w+"  # API keys, and what a browser pays an intent with
    r"|(?<![\da-f]{4}-)\b(?:4242){1,4}\b|\b4000\d{12}\b"  # the test cards, but not a group of a UUID
    r"|Customer \d+"  # the customers of ``plan.py``
)


def find_leaks(reader: SystemReader) -> list[str]:
    """Return a sentence for each record with something forbidden: logs, executions, payments and dead letters."""
    return [f"{where} contains {match[0]!r}" for where, text in _records(reader) if (match := FORBIDDEN.search(text))]


def _records(reader: SystemReader) -> Iterator[tuple[str, str]]:
    """Yield every record with its place; the orders themselves have the customers' names, and are left out."""
    aws = reader.system.aws
    for group in aws.client("logs").describe_log_groups()["logGroups"]:
        name = group["logGroupName"]
        for page in aws.client("logs").get_paginator("filter_log_events").paginate(logGroupName=name):
            yield from ((f"the log {name}", event["message"]) for event in page["events"])
    for server in sorted(reader.system.folder.glob("*.log")):
        yield f"the log of {server.stem}", server.read_text(errors="replace")
    yield from ((f"the execution {arn}", text) for arn, text in _executions(reader))
    for table in ("payments_table", "simulator_table", "reservations_table"):
        yield from ((table, json.dumps(item, default=str)) for item in reader.items(table))
    for order in reader.items("orders_table"):
        yield f"the history of order {order['order_id']}", json.dumps(order.get("history"), default=str)
    yield from (("a dead letter", json.dumps(message)) for message in reader.dead_letters())


def _executions(reader: SystemReader) -> Iterator[tuple[str, str]]:
    stepfunctions = reader.system.aws.client("stepfunctions")
    machine: Any = reader.system.output("order_workflow_arn")
    for page in stepfunctions.get_paginator("list_executions").paginate(stateMachineArn=machine):
        for each in page["executions"]:
            arn = each["executionArn"]
            for events in stepfunctions.get_paginator("get_execution_history").paginate(executionArn=arn):
                yield arn, json.dumps(events["events"], default=str)
