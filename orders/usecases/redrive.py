"""Redrive the dead-letter queue: run each failed order again, as its next attempt.

The order is written first, then the execution started, and only then the message deleted.  Each step is idempotent, so
after a crash the next redrive continues where the last one stopped.  Several messages are handled at the same time, but
those of one order one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event

from orders.domain.actor import Actor
from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import REJECTIONS, OrderError, Waiting
from orders.domain.order import Order, OrderStatus
from orders.domain.workflow import Execution
from orders.ports import DeadLetterReader, Executions, RedriveRepository
from orders.usecases.compensate import Compensation
from orders.usecases.watchdog import REASON_BY_STATUS

DEFAULT_MAX_ATTEMPTS = 3

_REASON_OF_SKIPPED = REASON_BY_STATUS["FAILED"]

WAIT_SECONDS = 1.0
MAX_WAITS = 600
"""How often an order waits for a permit before it is skipped: ten minutes in all."""


class Action(StrEnum):
    """What a redrive does with a message."""

    REDRIVE = "redriven"
    START = "started"
    PARK = "parked"
    COMPENSATE = "compensated"
    DELETE = "deleted"
    SKIP = "skipped"


@dataclass(frozen=True, slots=True)
class Plan:
    """The action for a message, the attempt that it applies to, and a clause that describes it to a person."""

    message: DeadLetter
    action: Action
    attempt: Attempt | None
    clause: str
    lacks_permit: bool = False
    """Whether the message was skipped only because too many orders are in flight."""

    @property
    def subject(self) -> str:
        """The attempt that the message is about, or else the message's id."""
        attempt = self.message.attempt
        if attempt is None:
            return f"message {self.message.message_id}"
        return f"order {attempt.order_id}, attempt {attempt.number}"


@dataclass(frozen=True, slots=True)
class DeadLetterFilter:
    """The criteria by which an operator selects messages; None matches every message.

    ``older_than`` is exclusive.
    """

    order_id: str | None = None
    older_than: timedelta | None = None
    error: str | None = None

    def matches(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error


@dataclass(frozen=True, slots=True)
class Redrive:
    """The repositories and queues that a redrive needs, the most attempts that an order may have, and who redrives."""

    orders: RedriveRepository
    executions: Executions
    dead_letters: DeadLetterReader
    compensation: Compensation
    max_attempts: int = DEFAULT_MAX_ATTEMPTS
    by: Actor | None = None

    def plan_all(self, messages: Iterable[DeadLetter], pool: Executor) -> list[Plan]:
        """Decide what to do with each message, in the pool's threads; change nothing."""
        return list(pool.map(self.plan, messages))

    def carry_out_all(
        self, plans: Iterable[Plan], clock: Callable[[], datetime], pool: Executor, stop: Event
    ) -> Iterator[Plan]:
        """Carry out the plans in the pool's threads, and yield each result of ``carry_out`` as soon as it is known.

        After ``stop`` is set, or if a plan raises an error, the plans under way are finished and no other is begun.
        """
        plans_by_order: defaultdict[object, list[Plan]] = defaultdict(list)
        for plan in plans:
            plans_by_order[plan.attempt.order_id if plan.attempt else plan.message.message_id].append(plan)

        def carry_out_group(group: list[Plan]) -> list[Plan]:
            return [self._carry_out_when_admitted(plan, clock, stop) for plan in group if not stop.is_set()]

        futures = [pool.submit(carry_out_group, group) for group in plans_by_order.values()]
        try:
            for future in as_completed(futures):
                yield from future.result()
        finally:
            for future in futures:
                future.cancel()

    def _carry_out_when_admitted(self, plan: Plan, clock: Callable[[], datetime], stop: Event) -> Plan:
        """Carry out a plan; while too many orders are in flight, wait for one of them to end."""
        result, start = self.carry_out(plan, clock()), plan
        for _ in range(MAX_WAITS):
            if not result.lacks_permit or stop.wait(WAIT_SECONDS):
                break
            start = self.plan(plan.message)  # a start, because the order is reopened already
            result = self.carry_out(start, clock())
        return plan if result is start and start.action is Action.START else result

    def plan(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            self.compensation.payments.check_changeable(order)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def carry_out(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            # It first finishes the compensation that the attempt's workflow could not: two attempts must not both take
            # money.
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self.compensation.undo(attempt, now)
                    self.orders.reopen(attempt, now, self.by)
                    if self._has_failed_before(attempt.next):
                        return self._skip_attempt(plan.message, attempt.next, now)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    if self._has_failed_before(attempt):
                        return self._skip_attempt(plan.message, attempt, now)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self.compensation.undo(attempt, now)
                    self.orders.park(attempt, now, self.by)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self.compensation.undo(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def _has_failed_before(self, attempt: Attempt) -> bool:
        """Start the attempt; return whether an execution with its name failed before its order reached the attempt.

        Such an execution was started by hand, or by a message for an attempt to come.  Step Functions does not start
        another one with its name, so nothing would process the order.
        """
        if self.executions.start(attempt):
            return False
        execution, order = self.executions.find(attempt), self.orders.get(attempt.order_id)
        has_begun = order.attempt != attempt or order.status is not OrderStatus.PENDING
        return execution is not None and execution.status in REASON_BY_STATUS and not has_begun

    def _skip_attempt(self, message: DeadLetter, attempt: Attempt, now: datetime) -> Plan:
        """Fail an attempt that cannot have an execution, and go on with the next one."""
        self.compensation.undo(attempt, now)
        order = self.orders.fail_or_cancel(attempt, now, _REASON_OF_SKIPPED)
        return self.carry_out(self._plan_for_current_attempt(message, attempt, order), now)

    def _plan_for_current_attempt(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def _plan_for_failed_order(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def _plan_for_open_order(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if order.status is OrderStatus.PENDING and not _is_at_work(execution):
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def _plan_for_past_attempt(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following, current = attempt.next, order.attempt
        if order.status is OrderStatus.PENDING and not _is_at_work(self.executions.find(current)):
            return Plan(message, Action.START, current, f"start attempt {current.number}, which never started")
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)


def _is_at_work(execution: Execution | None) -> bool:
    """Return whether the execution still processes its order, or ended as the workflow does."""
    return execution is not None and execution.status not in REASON_BY_STATUS


def _skip(message: DeadLetter, error: OrderError) -> Plan:
    lacks_permit = isinstance(error, Waiting)
    return Plan(message, Action.SKIP, message.attempt, f"{type(error).__name__}: {error}", lacks_permit)
