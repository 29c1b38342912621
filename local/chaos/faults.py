"""Inject faults into the running system from outside: kill processes, duplicate messages, stop executions.

Every fault function returns the number of processes, messages, executions or orders that it hit: 0 if there was none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from random import Random
from threading import Lock, Timer
from types import MappingProxyType
from typing import Any

import psutil

from local.chaos.customers import Customers
from local.chaos.plan import Fault
from local.process import wait_until
from local.system import LocalSystem
from local.system_reader import SystemReader
from orders.domain.order import OrderStatus

WAIT_TIMEOUT_SECONDS = 5
"""How long a fault waits for a target.  One without a target in time is skipped and counts 0 in the report."""

MAX_FREEZE_SECONDS = 12
"""A function's timeout is 10 s, so a process frozen for longer continues after its call has timed out."""

MAX_DELAY_SECONDS = 20
"""Upper bound, exclusive, of the delay of a duplicated or postponed message."""


def inject(fault: Fault, system: LocalSystem, customers: Customers, random: Random) -> int:
    """Inject the fault as soon as there is a target, and return the number of hits."""
    hits = 0

    def hit() -> bool:
        nonlocal hits
        hits = _FUNCTION_BY_FAULT[fault](system, customers, random)
        return hits > 0

    wait_until(hit, WAIT_TIMEOUT_SECONDS)
    return hits


def _kill_function(system: LocalSystem, _: Customers, random: Random) -> int:
    """Kill a function's process, possibly during a call."""
    return _hit_function(system, random, psutil.Process.kill)


def _freeze_function(system: LocalSystem, _: Customers, random: Random) -> int:
    """Suspend a function's process, for a moment or beyond its timeout."""

    def freeze(process: psutil.Process) -> None:
        process.suspend()
        timer = Timer(random.uniform(1, MAX_FREEZE_SECONDS), _resume, [process])
        timer.daemon = True
        timer.start()

    return _hit_function(system, random, freeze)


def _resume(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.resume()


def _hit_function(system: LocalSystem, random: Random, hit: Callable[[psutil.Process], None]) -> int:
    processes = system.function_processes
    if not processes:
        return 0
    try:
        hit(random.choice(processes))
    except psutil.NoSuchProcess:  # it has just ended
        return 0
    return 1


def _duplicate_messages(system: LocalSystem, _: Customers, random: Random) -> int:
    """Send copies of queued messages, some at once and some long after the original."""
    sqs, url = system.aws.client("sqs"), system.output("order_processing_queue_url")
    copies = 0
    with _intercept(system) as messages:
        for message in messages:
            for _copy in range(random.randint(1, 3)):
                delay = random.choice((0, 0, random.randrange(MAX_DELAY_SECONDS)))
                sqs.send_message(QueueUrl=url, MessageBody=message["Body"], DelaySeconds=delay)
                copies += 1
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    return copies


def _reorder_messages(system: LocalSystem, _: Customers, random: Random) -> int:
    """Postpone queued messages, each by its own delay."""
    sqs, url = system.aws.client("sqs"), system.output("order_processing_queue_url")
    with _intercept(system) as messages:
        for message in messages:
            sqs.change_message_visibility(
                QueueUrl=url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=random.randrange(MAX_DELAY_SECONDS),
            )
    return len(messages)


@contextmanager
def _intercept(system: LocalSystem) -> Iterator[list[dict[str, Any]]]:
    """Receive up to ten queued messages while the consumer is disabled.

    Messages that were received before are put back: the queue would dead-letter them at the third receive.
    """
    functions, sqs = system.aws.client("lambda"), system.aws.client("sqs")
    url, stack = system.output("order_processing_queue_url"), system.deployment.stack
    [mapping] = functions.list_event_source_mappings(FunctionName=f"{stack}-order-consumer")["EventSourceMappings"]
    with _consumer_lock:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        try:
            messages = sqs.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10,
                VisibilityTimeout=MAX_DELAY_SECONDS,
                WaitTimeSeconds=1,
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
            ).get("Messages", [])
            first_receives = [each for each in messages if each["Attributes"]["ApproximateReceiveCount"] == "1"]
            for each in messages:
                if each not in first_receives:
                    sqs.change_message_visibility(
                        QueueUrl=url, ReceiptHandle=each["ReceiptHandle"], VisibilityTimeout=0
                    )
            yield first_receives
        finally:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


_consumer_lock = Lock()


def _stop_execution(system: LocalSystem, _: Customers, random: Random) -> int:
    """Stop a running execution."""
    stepfunctions = system.aws.client("stepfunctions")
    running = stepfunctions.list_executions(
        stateMachineArn=system.output("order_workflow_arn"), statusFilter="RUNNING", maxResults=100
    )["executions"]
    if not running:
        return 0
    chosen = random.choice(running)["executionArn"]
    try:
        stepfunctions.stop_execution(executionArn=chosen, cause="stopped by chaos")
    except stepfunctions.exceptions.ClientError:  # it has just ended
        return 0
    return 1


def _cancel_order(system: LocalSystem, customers: Customers, random: Random) -> int:
    """Cancel one of the latest orders, in whatever state it is, or one in Processing."""
    with customers.lock:
        latest = customers.accepted[-100:]
    processing = [
        order["order_id"]
        for order in SystemReader(system).items("orders_table")
        if order["status"] == OrderStatus.PROCESSING
    ]
    candidates = random.choice((latest, processing)) or latest
    return int(bool(candidates) and customers.cancel(random.choice(candidates)))


def _kill_api(system: LocalSystem, customers: Customers, _: Random) -> int:
    """Kill the API with requests in flight, which get no response."""
    return _replace_api(system, customers, system.api.kill)


def _restart_api(system: LocalSystem, customers: Customers, _: Random) -> int:
    """Stop the API with requests in flight, which it finishes, as in a deployment."""
    return _replace_api(system, customers, system.api.stop)


def _replace_api(system: LocalSystem, customers: Customers, end: Callable[[], None]) -> int:
    with _api_lock:
        if not wait_until(lambda: customers.waiting > 0, WAIT_TIMEOUT_SECONDS, every=0.001):
            return 0
        end()
        system.api.start()
    return 1


_api_lock = Lock()

_FUNCTION_BY_FAULT: Mapping[Fault, Callable[[LocalSystem, Customers, Random], int]] = MappingProxyType(
    {
        Fault.KILL_FUNCTION: _kill_function,
        Fault.FREEZE_FUNCTION: _freeze_function,
        Fault.DUPLICATE_MESSAGES: _duplicate_messages,
        Fault.REORDER_MESSAGES: _reorder_messages,
        Fault.STOP_EXECUTION: _stop_execution,
        Fault.CANCEL_ORDER: _cancel_order,
        Fault.KILL_API: _kill_api,
        Fault.RESTART_API: _restart_api,
    }
)
