"""Counting what one order makes of billable operations, on the running local system, one order after the other."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median_low
from time import monotonic
from typing import Any

import requests
from orders.adapters.state_machine import StateMachine
from orders.task import Task

from cost.capacity import index_of, size
from cost.counts import READ, Counted, Counts, Measured, Outcome
from cost.recorder import Call, Recorder, UncountedCall, Units, recorder
from infra.settings.functions import FUNCTIONS
from local.ports import Ports
from local.process import wait_until
from local.scenarios import DEMO_SCENARIOS, Scenario, place
from local.system import LocalSystem, local_system
from local.system_reader import ExecutionHistory, SystemReader, parse_execution_history

PATIENCE_SECONDS = 120
QUIET_SECONDS = 3
"""So long nothing may be logged before an order counts as over: its last event is published after its execution."""

TIMED_ORDERS = 5

LOG_EVENT_BYTES = 26
"""What CloudWatch adds to each line.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
"""

ITEM_BYTES = 100
"""What DynamoDB adds to each item, and to each entry of an index, that it stores.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

_REPORT = re.compile(r"REPORT RequestId: (\S+)\tDuration: ([\d.]+) ms")
_REQUEST = re.compile(r'"function_request_id":"([^"]+)"')
_LOG_GROUP = "/aws/lambda/"

_KNOWN_CALLS = frozenset(
    {
        ("sns", "Publish"),
        ("sqs", "SendMessage"),  # into the dead-letter queue, where it is counted
        ("states", "DescribeExecution"),  # free
        ("states", "StartExecution"),
    }
)
"""Beside those of DynamoDB, which the recorder counts."""


class NotCounted(Exception):
    """An order did not come to its end, so there is nothing to count."""


@dataclass
class Logs:
    """The lines that the functions and the API wrote, function by function, since the last look."""

    system: LocalSystem
    _seen: dict[str, Counter[str]] = field(default_factory=dict)
    _api_offset: int = 0

    def functions(self) -> dict[str, list[str]]:
        """The functions' new lines by function, without the stack's prefix."""
        logs = self.system.aws.client("logs")
        groups = logs.describe_log_groups(logGroupNamePrefix=f"{_LOG_GROUP}{self.system.deployment.stack}-")
        found = {}
        for group in groups["logGroups"]:
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            lines = Counter(event["message"] for page in pages for event in page["events"])
            name = group["logGroupName"].removeprefix(f"{_LOG_GROUP}{self.system.deployment.stack}-")
            found[name] = list((lines - self._seen.get(name, Counter())).elements())
            self._seen[name] = lines
        return {name: lines for name, lines in found.items() if lines}

    def api(self) -> list[str]:
        """The API's new lines."""
        with self.system.api.log.open("rb") as log:
            log.seek(self._api_offset)
            text = log.read()
        self._api_offset += len(text)
        return text.decode().splitlines()

    def length(self) -> int:
        """How many bytes there are by now, to see whether anything is still written."""
        logs = self.system.aws.client("logs")
        groups = logs.describe_log_groups(logGroupNamePrefix=_LOG_GROUP)["logGroups"]
        return sum(int(group["storedBytes"]) for group in groups) + self.system.api.log.stat().st_size


def count(ports: Ports, promises: Sequence[Scenario] = DEMO_SCENARIOS, *, timed_orders: int = TIMED_ORDERS) -> Counts:
    """Place one order for each promise, the first of them the one that goes well, and count.

    Raises:
        NotCounted: an order does not come to its end.
        UncountedCall: the system makes a call that nobody can price.
    """
    with local_system(ports) as system:
        logs = Logs(system)
        handler_ms = _time(system, logs, timed_orders)
        with recorder(system.aws) as recording, _watched(system, recording):
            counter = _Counter(system, recording, logs)
            outcomes = {promise.title: counter.order(promise) for promise in promises}
            outcomes[READ] = counter.look()
            counter.run_what_is_scheduled()
    return Counts(outcomes, handler_ms, tuple(sorted(counter.metrics)))


def _time(system: LocalSystem, logs: Logs, orders: int) -> dict[str, int]:
    """How long each function's handler takes once it is warm; the recorder, which takes time too, is not there yet.

    A function that an order that goes well does not meet is given the time of the slowest that it does.
    """
    for _ in range(orders):
        _await_execution(system, place(system, DEMO_SCENARIOS[0]))
    _await_quiet(system, logs)
    times = {function: median_low(each) for function, lines in logs.functions().items() if (each := _warm(lines))}
    if not times:
        raise NotCounted(f"{orders} orders are too few to meet a function that is warm")
    slowest = max(times.values())
    return {function: round(times.get(function, slowest)) for function in sorted(FUNCTIONS.values())}


def _warm(lines: Sequence[str]) -> list[float]:
    """The milliseconds of the invocations that found their process running."""
    cold = {request for line in lines if '"cold_start":true' in line for request in _REQUEST.findall(line)}
    reports = [report for line in lines if (report := _REPORT.match(line))]
    return [float(report[2]) for report in reports if report[1] not in cold]


@contextmanager
def _watched(system: LocalSystem, recording: Recorder) -> Iterator[None]:
    """Let the functions and the API find AWS behind the recorder."""
    functions = system.aws.client("lambda")
    for function in functions.list_functions()["Functions"]:
        functions.update_function_configuration(
            FunctionName=function["FunctionName"],
            Environment={"Variables": function["Environment"]["Variables"] | recording.environment},
        )
        for alias in functions.list_aliases(FunctionName=function["FunctionName"])["Aliases"]:
            version = functions.publish_version(FunctionName=function["FunctionName"])["Version"]
            functions.update_alias(FunctionName=function["FunctionName"], Name=alias["Name"], FunctionVersion=version)
    system.api.stop()
    system.api.environment = dict(system.api.environment) | recording.environment
    system.api.start()
    events = system.aws.client("events")
    for rule in _scheduled(events):  # what it calls would be counted for an order
        events.disable_rule(Name=rule)
    _await_execution(system, place(system, DEMO_SCENARIOS[0]))  # the functions start anew
    yield


@dataclass
class _Counter:
    """Counts one order after the other; ``metrics`` are all that their log lines are made into."""

    system: LocalSystem
    recording: Recorder
    logs: Logs
    metrics: set[str] = field(default_factory=set)
    _last: Task | None = None

    def order(self, promise: Scenario) -> Outcome:
        """Place an order, and count until all of it is over."""
        _await_quiet(self.system, self.logs)
        self._forget()
        stored, dead = _stored_bytes(self.system), _dead_letters(self.system)
        task = self._last = place(self.system, promise)
        _await_execution(self.system, task)
        _await_quiet(self.system, self.logs)
        execution, events = _history(self.system, task)
        calls, functions, written = self._take()
        if not _number_of(calls, "states", "StartExecution"):
            raise NotCounted(f"the functions' calls for order {task.order_id} went past the recorder")
        return Outcome(
            Counted(
                api_requests=1,
                transitions=len(execution.states) + execution.retries,
                executions=_number_of(calls, "states", "StartExecution"),
                publishes=_number_of(calls, "sns", "Publish"),
                dead_letters=_dead_letters(self.system) - dead,
                invocations=_invocations(functions),
                tables=self._units(calls),
            ),
            Measured(
                log_bytes=written,
                response_bytes=self._response_bytes(task),
                stored_bytes=_stored_bytes(self.system) - stored,
                history_bytes=sum(len(json.dumps(event, default=str)) for event in events),
                waited_ms=_waited(events),
            ),
        )

    def look(self) -> Outcome:
        """Read the last order, and count that."""
        if self._last is None:
            raise NotCounted("there is no order to read")
        self._forget()
        response_bytes = self._response_bytes(self._last)
        calls, functions, written = self._take()
        return Outcome(
            Counted(1, 0, 0, 0, 0, _invocations(functions), self._units(calls)),
            Measured(written, response_bytes, 0, 0, 0),
        )

    def run_what_is_scheduled(self) -> None:
        """Let the functions that a schedule calls run once, for their metrics; their calls are no order's."""
        events, functions = self.system.aws.client("events"), self.system.aws.client("lambda")
        for rule in _scheduled(events):
            for target in events.list_targets_by_rule(Rule=rule)["Targets"]:
                if ":function:" in target["Arn"]:
                    functions.invoke(FunctionName=target["Arn"], Payload=b"{}")
        self.metrics.update(_metrics(line for lines in self.logs.functions().values() for line in lines))

    def _forget(self) -> None:
        self.recording.take()
        self.logs.functions()
        self.logs.api()

    def _take(self) -> tuple[list[Call], dict[str, list[str]], int]:
        """The calls, the functions' lines and the bytes of all lines since the last time."""
        functions, api = self.logs.functions(), self.logs.api()
        lines = [*api, *(line for each in functions.values() for line in each)]
        self.metrics.update(_metrics(lines))
        calls = self.recording.take()
        if unknown := {(call.service, call.operation) for call in calls if not call.units} - _KNOWN_CALLS:
            raise UncountedCall(f"cost/count.py does not know what these calls cost: {sorted(unknown)}")
        return calls, functions, sum(len(line.encode()) + LOG_EVENT_BYTES for line in lines)

    def _units(self, calls: Iterable[Call]) -> dict[str, Units]:
        total: dict[str, Units] = {}
        for call in calls:
            for table, units in call.units.items():
                name = table.removeprefix(f"{self.system.deployment.stack}-")
                total[name] = total.get(name, Units()) + units
        return dict(sorted(total.items()))

    def _response_bytes(self, task: Task) -> int:
        """The order as the API answers it, which is what it answers to the order's placement too."""
        answer = requests.get(f"{self.system.api_url}/orders/{task.order_id}/", timeout=30)
        answer.raise_for_status()
        return len(answer.content) + sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())


def _scheduled(events: Any) -> list[str]:
    """The names of the rules that follow the clock."""
    return [rule["Name"] for rule in events.list_rules()["Rules"] if rule.get("ScheduleExpression")]


def _await_execution(system: LocalSystem, task: Task) -> None:
    def is_over() -> bool:
        execution = SystemReader(system).execution(task)
        return execution is not None and execution.is_over

    if not wait_until(is_over, PATIENCE_SECONDS):
        raise NotCounted(f"the workflow of order {task.order_id} does not end")


def _await_quiet(system: LocalSystem, logs: Logs) -> None:
    """Until no message is under way and nothing has been logged for a while."""
    books, length, since = SystemReader(system), -1, monotonic()

    def is_quiet() -> bool:
        nonlocal length, since
        if (now := logs.length()) != length or books.messages_under_way():
            length, since = now, monotonic()
        return monotonic() - since > QUIET_SECONDS

    if not wait_until(is_quiet, PATIENCE_SECONDS, every=0.2):
        raise NotCounted("the system does not come to rest")


def _history(system: LocalSystem, task: Task) -> tuple[ExecutionHistory, list[dict[str, Any]]]:
    arn = StateMachine(system.output("order_workflow_arn")).execution_arn(task)
    pages = system.aws.client("stepfunctions").get_paginator("get_execution_history").paginate(executionArn=arn)
    events = [event for page in pages for event in page["events"]]
    return parse_execution_history(arn, "", events), events


def _waited(events: Iterable[dict[str, Any]]) -> int:
    """The milliseconds that the workflow waited before it tried tasks again."""
    failed, waited = None, timedelta()
    for event in events:
        if event["type"] in ("TaskFailed", "TaskTimedOut"):
            failed = event["timestamp"]
        elif event["type"] == "TaskScheduled" and failed:
            waited += event["timestamp"] - failed
        if event["type"].endswith("StateEntered"):
            failed = None
    return 100 * round(waited / timedelta(milliseconds=100))


def _dead_letters(system: LocalSystem) -> int:
    url, name = system.output("order_dlq_url"), "ApproximateNumberOfMessages"
    answer = system.aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])
    return int(answer["Attributes"][name])


def _stored_bytes(system: LocalSystem) -> int:
    """What the tables and their indexes hold."""
    dynamodb, total = system.aws.client("dynamodb"), 0
    for table in dynamodb.list_tables()["TableNames"]:
        description = dynamodb.describe_table(TableName=table)["Table"]
        keys = [each["AttributeName"] for each in description["KeySchema"]]
        indexes = [index_of(each, keys) for each in description.get("GlobalSecondaryIndexes", ())]
        for page in dynamodb.get_paginator("scan").paginate(TableName=table):
            for item in page["Items"]:
                entries = [item, *(entry for index in indexes if (entry := index.entry(item)))]
                total += sum(size(entry) + ITEM_BYTES for entry in entries)
    return total


def _invocations(functions: dict[str, list[str]]) -> dict[str, int]:
    return {name: sum(bool(_REPORT.match(line)) for line in lines) for name, lines in sorted(functions.items())}


def _number_of(calls: Iterable[Call], service: str, operation: str) -> int:
    return sum((call.service, call.operation) == (service, operation) for call in calls)


def _metrics(lines: Iterable[str]) -> Iterator[str]:
    """The metrics that CloudWatch makes of the lines: each name with each value of its dimensions is one.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    for line in lines:
        if '"_aws"' not in line:
            continue
        told = json.loads(line)
        for directive in told["_aws"]["CloudWatchMetrics"]:
            for dimensions in directive["Dimensions"]:
                values = ", ".join(f"{name}={told[name]}" for name in sorted(dimensions))
                yield from (f"{metric['Name']} ({values})" for metric in directive["Metrics"])
