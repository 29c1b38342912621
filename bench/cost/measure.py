"""Count the billable operations of single orders on the running local system."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median_low
from time import monotonic, time
from typing import Any

import requests

from bench.call_log import CallLog, item_size
from bench.cost.usage import READ, OutcomeUsage, Usage
from local.ports import Ports
from local.process import wait_until
from local.scenarios import DEMO_SCENARIOS, Scenario, place
from local.system import LocalSystem, local_system
from orders.contract import FUNCTION_NAMES, PROVIDER_TABLE

WAIT_TIMEOUT_SECONDS = 300
QUIET_SECONDS = 3
"""An order counts as finished after this time without a call: its last event follows the end of its execution."""

LOG_EVENT_BYTES = 26
"""CloudWatch adds this to each line.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
"""

STORED_ITEM_BYTES = 100
"""DynamoDB adds this to each item, and to each entry of an index, that it stores.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

_REPORT = re.compile(r"^REPORT RequestId: (\S+)\tDuration: ([\d.]+) ms", re.MULTILINE)
_COLD_START = re.compile(r'^(?=.*"cold_start":true).*"function_request_id":"([^"]+)"', re.MULTILINE)

_COUNTED_CALLS = {
    ("sns", "PublishBatch"),
    ("sqs", "ChangeMessageVisibility"),  # of a message that waits for a permit, never in these quiet runs
    ("sqs", "SendMessage"),  # to the dead-letter queue, whose messages are counted
    ("stepfunctions", "DescribeExecution"),  # free
    ("stepfunctions", "StartExecution"),
}
"""The calls that are counted, or free, beside those of DynamoDB, which are counted by their request units."""


class MeasurementError(Exception):
    """An order did not finish, or its calls cannot all be counted."""


def measure(ports: Ports, scenarios: Sequence[Scenario] = DEMO_SCENARIOS) -> Usage:
    """Place one order for each scenario, the first of which succeeds, and count its billable operations.

    Raises:
        MeasurementError: an order did not finish, or the system makes a call that cannot be counted.
    """
    with local_system(ports) as system:
        meter = _Meter(system, CallLog(system.folder / "call-log"))
        meter.start_recording()
        meter.run_order(scenarios[0])  # the first invocations after the restart differ
        outcomes = {scenario.title: meter.count_order(scenario) for scenario in scenarios}
        outcomes[READ] = meter.count_read()
        meter.invoke_scheduled_functions()
    return Usage(outcomes=outcomes, handler_ms=meter.handler_ms, custom_metrics=sorted(meter.metrics))


@dataclass
class _Meter:
    """Counts what each order adds.

    ``metrics`` are the names of all metrics in the logs, and ``durations`` the ms of each function's warm invocations.
    """

    system: LocalSystem
    calls: CallLog
    metrics: set[str] = field(default_factory=set)
    durations: dict[str, list[float]] = field(default_factory=dict)
    _order_id: str = ""
    _since_ms: int = 0
    _api_offset: int = 0

    @property
    def handler_ms(self) -> dict[str, int]:
        """Each function's median duration; a function without warm invocations gets the time of the slowest one."""
        times = {name: median_low(each) for name, each in self.durations.items() if each}
        return {name: round(times.get(name, max(times.values()))) for name in sorted(FUNCTION_NAMES.values())}

    def start_recording(self) -> None:
        """Restart the functions and the API with the call log, and disable the scheduled rules.

        Each record and each message becomes a batch of its own: the counts must not depend on the machine's speed.
        """
        functions = self.system.aws.client("lambda")
        for function in functions.list_functions()["Functions"]:
            name, variables = function["FunctionName"], function["Environment"]["Variables"] | self.calls.environment
            functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
            for alias in functions.list_aliases(FunctionName=name)["Aliases"]:
                version = functions.publish_version(FunctionName=name)["Version"]
                functions.update_alias(FunctionName=name, Name=alias["Name"], FunctionVersion=version)
        for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
            functions.update_event_source_mapping(UUID=mapping["UUID"], BatchSize=1)
        self.system.api.stop()
        self.system.api.environment = {**self.system.api.environment, **self.calls.environment}
        self.system.api.start()
        for rule in self._scheduled_rules():
            self.system.aws.client("events").disable_rule(Name=rule)

    def run_order(self, scenario: Scenario) -> list[dict[str, Any]]:
        """Place an order, wait until it has finished and the system is quiet, and return the execution's history."""
        stepfunctions, workflow = self.system.aws.client("stepfunctions"), self.system.output("order_workflow_arn")
        order_id = self._order_id = place(self.system, scenario).order_id

        def ended() -> list[str]:
            pages = stepfunctions.get_paginator("list_executions").paginate(stateMachineArn=workflow)
            executions = [each for page in pages for each in page["executions"] if each["name"].startswith(order_id)]
            return [each["executionArn"] for each in executions if each["status"] != "RUNNING"]

        _wait(lambda: bool(ended()), f"the execution of order {order_id}")
        self._await_quiet()
        pages = stepfunctions.get_paginator("get_execution_history").paginate(executionArn=ended()[0])
        return [event for page in pages for event in page["events"]]

    def count_order(self, scenario: Scenario) -> OutcomeUsage:
        """Run an order, and count what it adds."""
        self._take()
        stored, dead_letters = self._stored_bytes(), self._messages("order_dlq_url")
        events = self.run_order(scenario)
        stored, dead_letters = self._stored_bytes() - stored, self._messages("order_dlq_url") - dead_letters
        usage = self._usage(events, stored, dead_letters)
        if not usage["counted"]["executions"]:
            raise MeasurementError(f"the functions' calls for order {self._order_id} were not recorded")
        return usage

    def count_read(self) -> OutcomeUsage:
        """Read the last order, and count what that adds."""
        self._take()
        self._read_order()
        return self._usage([], 0, 0)

    def invoke_scheduled_functions(self) -> None:
        """Invoke each scheduled function once, for its metrics; its calls belong to no order."""
        events, functions = self.system.aws.client("events"), self.system.aws.client("lambda")
        for rule in self._scheduled_rules():
            for target in events.list_targets_by_rule(Rule=rule)["Targets"]:
                if ":function:" in target["Arn"]:
                    functions.invoke(FunctionName=target["Arn"], Payload=b"{}")
        self.metrics |= _metrics(line for lines in self._function_lines().values() for line in lines)

    def _usage(self, events: Sequence[Mapping[str, Any]], stored_bytes: int, dead_letters: int) -> OutcomeUsage:
        """Return what was added since the last ``_take``."""
        operations, tables, invocations, log_bytes = self._take()
        transitions, waited = _read_history(events)
        return {
            "counted": {
                "api_requests": 1,
                "transitions": transitions,
                "executions": operations["stepfunctions", "StartExecution"],
                "publishes": operations["sns", "PublishBatch"],
                "dead_letters": dead_letters,
                "invocations": invocations,
                "tables": tables,
            },
            "measured": {
                "log_bytes": log_bytes,
                "response_bytes": self._read_order(),
                "stored_bytes": stored_bytes,
                "history_bytes": sum(len(json.dumps(event, default=str)) for event in events),
                "waited_ms": 100 * round(waited / timedelta(milliseconds=100)),
            },
        }

    def _take(self) -> tuple[Counter[tuple[str, str]], dict[str, dict[str, float]], dict[str, int], int]:
        """Return the calls, the tables' units, the invocations and the bytes of log lines since the last ``_take``."""
        calls, functions = self.calls.take(), self._function_lines()
        self._since_ms = int(time() * 1000)
        content = self.system.api.log.read_bytes()
        api_lines = content[self._api_offset :].decode().splitlines()
        self._api_offset = len(content)
        lines = [*api_lines, *(line for each in functions.values() for line in each)]
        self.metrics |= _metrics(lines)
        if unknown := {(call.service, call.operation) for call in calls if not call.units} - _COUNTED_CALLS:
            raise MeasurementError(f"bench/cost/measure.py cannot count these calls: {sorted(unknown)}")
        tables: dict[str, dict[str, float]] = {}
        for table, kind, number in sorted(each for call in calls for each in call.units):
            name = table.removeprefix(f"{self.system.deployment.stack}-")
            name = "products" if name == "stock" else name  # the order's id decides which of both has its stock row
            if name != PROVIDER_TABLE:
                tables.setdefault(name, {"writes": 0, "index_writes": 0, "reads": 0})[kind] += number
        invocations = {}
        for name, each in functions.items():
            reports, cold_starts = dict(_REPORT.findall("\n".join(each))), _COLD_START.findall("\n".join(each))
            warm = [float(ms) for request_id, ms in reports.items() if request_id not in cold_starts]
            self.durations.setdefault(name, []).extend(warm)
            invocations[name] = len(reports)
        log_bytes = sum(len(line.encode()) + LOG_EVENT_BYTES for line in lines)
        return Counter((call.service, call.operation) for call in calls), tables, invocations, log_bytes

    def _await_quiet(self) -> None:
        """Wait until the queues are empty and no call was made for ``QUIET_SECONDS``."""
        size, since = -1, monotonic()

        def is_quiet() -> bool:
            nonlocal size, since
            now = self.calls.file.stat().st_size
            if now != size or any(map(self._messages, ("order_processing_queue_url", "order_watchdog_queue_url"))):
                size, since = now, monotonic()
            return monotonic() - since > QUIET_SECONDS

        _wait(is_quiet, "the system's work")

    def _function_lines(self) -> dict[str, list[str]]:
        """Return the log lines of each function since the last ``_take``; its name has no stack prefix."""
        lines, logs, prefix = {}, self.system.aws.client("logs"), f"/aws/lambda/{self.system.deployment.stack}-"
        for group in logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
            name = group["logGroupName"]
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=name, startTime=self._since_ms)
            lines[name.removeprefix(prefix)] = [event["message"] for page in pages for event in page["events"]]
        return {name: lines[name] for name in sorted(lines) if lines[name]}

    def _read_order(self) -> int:
        """Return the bytes of the API's response, which are the same as after the order was placed."""
        response = requests.get(f"{self.system.api_url}/orders/{self._order_id}/", timeout=WAIT_TIMEOUT_SECONDS)
        response.raise_for_status()
        return len(response.content) + sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())

    def _messages(self, queue: str) -> int:
        """Return the visible, hidden and delayed messages of a queue, named by its stack output."""
        url, sqs = self.system.output(queue), self.system.aws.client("sqs")
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return sum(int(value) for name, value in attributes.items() if name.startswith("ApproximateNumberOfMessages"))

    def _stored_bytes(self) -> int:
        """Return the bytes in all tables and their indexes."""
        dynamodb, total = self.system.aws.client("dynamodb"), 0
        for table in dynamodb.list_tables()["TableNames"]:
            indexes = dynamodb.describe_table(TableName=table)["Table"].get("GlobalSecondaryIndexes", ())
            for index in ({}, *({"IndexName": each["IndexName"]} for each in indexes)):
                pages = dynamodb.get_paginator("scan").paginate(TableName=table, **index)
                total += sum(item_size(item) + STORED_ITEM_BYTES for page in pages for item in page["Items"])
        return total

    def _scheduled_rules(self) -> list[str]:
        rules = self.system.aws.client("events").list_rules()["Rules"]
        return [rule["Name"] for rule in rules if rule.get("ScheduleExpression")]


def _wait(condition: Callable[[], bool], what: str) -> None:
    if not wait_until(condition, WAIT_TIMEOUT_SECONDS, every=0.2):
        raise MeasurementError(f"{what} did not finish in {WAIT_TIMEOUT_SECONDS} s")


def _read_history(events: Iterable[Mapping[str, Any]]) -> tuple[int, timedelta]:
    """Return the state transitions, which are the states entered and the retries, and the waits before retries."""
    transitions, waited, failed = 0, timedelta(), None
    for event in events:
        if event["type"].endswith("StateEntered"):
            transitions, failed = transitions + 1, None
        elif event["type"] in ("TaskFailed", "TaskTimedOut"):
            failed = event["timestamp"]
        elif event["type"] == "TaskScheduled" and failed:
            transitions, waited = transitions + 1, waited + (event["timestamp"] - failed)
    return transitions, waited


def _metrics(lines: Iterable[str]) -> set[str]:
    """Return the metrics that CloudWatch extracts: one for each name and each combination of dimension values.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    found = set()
    for entry in (json.loads(line) for line in lines if '"_aws"' in line):
        for directive in entry["_aws"]["CloudWatchMetrics"]:
            for dimensions in directive["Dimensions"]:
                values = ", ".join(f"{name}={entry[name]}" for name in sorted(dimensions))
                found |= {f"{metric['Name']} ({values})" for metric in directive["Metrics"]}
    return found
