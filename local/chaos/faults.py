"""The faults, each done to the running system from outside, as the world would do it.

Every function gives back how many things it hit, which is none if there was nothing to hit at that moment.
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
"""How long a fault waits for something to hit."""

LONGEST_FREEZE_SECONDS = 12
"""A function has 10 s, so the longest freezes outlast the time-out, and what thaws then acts too late."""

LONGEST_DELAY_SECONDS = 20
"""How late a copy of a message may come, and a message that was put back."""


def strike(fault: Fault, system: LocalSystem, customers: Customers, dice: Random) -> int:
    """Do it, as soon as there is something to do it to."""
    hits = 0

    def hit() -> bool:
        nonlocal hits
        hits = _BY_KIND[fault](system, customers, dice)
        return hits > 0

    wait_until(hit, WAIT_TIMEOUT_SECONDS)
    return hits


def _kill_function(system: LocalSystem, _: Customers, dice: Random) -> int:
    """In the middle of its work, if it works."""
    return _hit_function(system, dice, psutil.Process.kill)


def _freeze_function(system: LocalSystem, _: Customers, dice: Random) -> int:
    """For a moment, or until after its time-out."""

    def freeze(process: psutil.Process) -> None:
        process.suspend()
        thaw = Timer(dice.uniform(1, LONGEST_FREEZE_SECONDS), _resume, [process])
        thaw.daemon = True
        thaw.start()

    return _hit_function(system, dice, freeze)


def _resume(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.resume()


def _hit_function(system: LocalSystem, dice: Random, hit: Callable[[psutil.Process], None]) -> int:
    processes = system.function_processes
    if not processes:
        return 0
    try:
        hit(dice.choice(processes))
    except psutil.NoSuchProcess:  # it ended just before
        return 0
    return 1


def _duplicate_messages(system: LocalSystem, _: Customers, dice: Random) -> int:
    """Copies come at once, and long after the original."""
    sqs, url = system.aws.client("sqs"), system.output("order_processing_queue_url")
    copies = 0
    with _intercepted(system) as messages:
        for message in messages:
            for _copy in range(dice.randint(1, 3)):
                delay = dice.choice((0, 0, dice.randrange(LONGEST_DELAY_SECONDS)))
                sqs.send_message(QueueUrl=url, MessageBody=message["Body"], DelaySeconds=delay)
                copies += 1
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    return copies


def _reorder_messages(system: LocalSystem, _: Customers, dice: Random) -> int:
    """Each comes back after a time of its own."""
    sqs, url = system.aws.client("sqs"), system.output("order_processing_queue_url")
    with _intercepted(system) as messages:
        for message in messages:
            sqs.change_message_visibility(
                QueueUrl=url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=dice.randrange(LONGEST_DELAY_SECONDS),
            )
    return len(messages)


@contextmanager
def _intercepted(system: LocalSystem) -> Iterator[list[dict[str, Any]]]:
    """Up to ten messages that the consumer, which stands still meanwhile, does not get to see.

    A message that was received before is left alone: at the third time the queue would give it up.
    """
    functions, sqs = system.aws.client("lambda"), system.aws.client("sqs")
    url, stack = system.output("order_processing_queue_url"), system.deployment.stack
    [mapping] = functions.list_event_source_mappings(FunctionName=f"{stack}-order-consumer")["EventSourceMappings"]
    with _meddling:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        try:
            messages = sqs.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10,
                VisibilityTimeout=LONGEST_DELAY_SECONDS,
                WaitTimeSeconds=1,
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
            ).get("Messages", [])
            fresh = [each for each in messages if each["Attributes"]["ApproximateReceiveCount"] == "1"]
            for each in messages:
                if each not in fresh:
                    sqs.change_message_visibility(
                        QueueUrl=url, ReceiptHandle=each["ReceiptHandle"], VisibilityTimeout=0
                    )
            yield fresh
        finally:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


_meddling = Lock()


def _stop_execution(system: LocalSystem, _: Customers, dice: Random) -> int:
    stepfunctions = system.aws.client("stepfunctions")
    running = stepfunctions.list_executions(
        stateMachineArn=system.output("order_workflow_arn"), statusFilter="RUNNING", maxResults=100
    )["executions"]
    if not running:
        return 0
    chosen = dice.choice(running)["executionArn"]
    try:
        stepfunctions.stop_execution(executionArn=chosen, cause="someone pressed the button")
    except stepfunctions.exceptions.ClientError:  # it ended just before
        return 0
    return 1


def _cancel_order(system: LocalSystem, customers: Customers, dice: Random) -> int:
    """One of the latest, which may be anywhere on its way, or one that its workflow has begun."""
    with customers.lock:
        latest = customers.accepted[-100:]
    begun = [
        order["order_id"] for order in SystemReader(system).items("orders_table") if order["status"] == OrderStatus.PROCESSING
    ]
    candidates = dice.choice((latest, begun)) or latest
    return int(bool(candidates) and customers.cancel(dice.choice(candidates)))


def _kill_api(system: LocalSystem, customers: Customers, _: Random) -> int:
    """With requests in flight, whose answers are lost."""
    return _replace_api(system, customers, system.api.kill)


def _restart_api(system: LocalSystem, customers: Customers, _: Random) -> int:
    """With requests in flight, which are finished, as a deployment does."""
    return _replace_api(system, customers, system.api.stop)


def _replace_api(system: LocalSystem, customers: Customers, end: Callable[[], None]) -> int:
    with _switching:
        if not _someone_waits(customers):
            return 0
        end()
        system.api.start()
    return 1


def _someone_waits(customers: Customers) -> bool:
    return wait_until(lambda: customers.waiting > 0, WAIT_TIMEOUT_SECONDS, every=0.001)


_switching = Lock()

_BY_KIND: Mapping[Fault, Callable[[LocalSystem, Customers, Random], int]] = MappingProxyType(
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
