"""Running the orders of the dead-letter queue again, each as its next attempt.

The order is written first, then the execution started, and only then the letter thrown away.  Each of the three may
be repeated, so after a crash between two of them the next redrive goes on where the last one stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from orders import payment
from orders.errors import REJECTIONS, OrderError
from orders.inventory import Stock
from orders.letters import Letter, LetterBox
from orders.order import Order, OrderBook, OrderStatus
from orders.payment import PaymentGateway
from orders.task import Task
from orders.workflow import Executions

MAX_ATTEMPTS = 3


class RedriveBook(OrderBook, Protocol):
    """The place that keeps orders, and lets an operator open one again."""

    def run_again(self, task: Task, at: datetime) -> Order:
        """Make a failed order ``Pending`` in the attempt after the task's; repeating it is a success.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: the order is not ``Failed``, or is in another attempt.
            StoreUnavailable: try again.
        """

    def park(self, task: Task, at: datetime) -> Order:
        """Mark a failed order as given up, so that nobody need keep its letter; repeating it is a success.

        Raises:
            OrderNotFound, IllegalTransition, StoreUnavailable: as for ``run_again``.
        """


class Action(StrEnum):
    """What a redrive does with a letter."""

    RUN_AGAIN = "run again"
    START = "started"
    PARK = "parked"
    SETTLE = "settled"
    CLEAR = "cleared"
    LEAVE = "left"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a letter, the attempt that it is done to, and a clause that tells it to a person."""

    letter: Letter
    action: Action
    task: Task | None
    clause: str

    @property
    def subject(self) -> str:
        """What the letter is about, or else its own id."""
        task = self.letter.task
        return f"order {task.order_id}, attempt {task.attempt}" if task else f"message {self.letter.message_id}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which letters an operator means; what is None does not matter."""

    order_id: str | None = None
    older_than: timedelta | None = None
    error: str | None = None

    def includes(self, letter: Letter, now: datetime) -> bool:
        """Whether the letter is one of them."""
        if self.order_id is not None and (letter.task is None or letter.task.order_id != self.order_id):
            return False
        if self.older_than is not None and now - letter.sent_at <= self.older_than:
            return False
        return self.error is None or letter.error == self.error


@dataclass(frozen=True, slots=True)
class Redrive:
    """All that it takes to run an order again."""

    orders: RedriveBook
    executions: Executions
    letters: LetterBox
    stock: Stock
    gateway: PaymentGateway
    max_attempts: int = MAX_ATTEMPTS

    def plan(self, letter: Letter) -> Plan:
        """Decide what to do with a letter; nothing is changed."""
        task = letter.task
        if task is None:
            return Plan(letter, Action.LEAVE, None, "it is no order's")
        try:
            order = self.orders.get(task.order_id)
            if order.attempt > task.attempt:
                return self._answered(letter, task, order)
            return self._current(letter, task, order)
        except OrderError as error:
            return _left(letter, error)

    def carry_out(self, plan: Plan, now: datetime) -> Plan:
        """Do it; the plan that comes back is to leave the letter if it could not be done."""
        try:
            match plan:
                case Plan(action=Action.RUN_AGAIN, task=Task() as task):
                    self._finish_undo(task, now)
                    self.orders.run_again(task, now)
                    self.executions.start(task.next)
                case Plan(action=Action.START, task=Task() as task):
                    self.executions.start(task)
                case Plan(action=Action.PARK, task=Task() as task):
                    self._finish_undo(task, now)
                    self.orders.park(task, now)
                case Plan(action=Action.SETTLE, task=Task() as task):
                    self._finish_undo(task, now)
                case Plan(action=Action.LEAVE):
                    return plan
            self.letters.throw_away(plan.letter)
        except OrderError as error:
            return _left(plan.letter, error)
        return plan

    def _current(self, letter: Letter, task: Task, order: Order) -> Plan:
        """The letter is about the attempt that the order is in, or about one that it has not reached."""
        if order.attempt < task.attempt:
            return Plan(letter, Action.LEAVE, task, f"the order has only reached attempt {order.attempt}")
        match order.status:
            case OrderStatus.FAILED:
                return self._failed(letter, task, order)
            case OrderStatus.CANCELLED:
                return Plan(letter, Action.SETTLE, task, "undo what is left of it, the customer cancelled the order")
            case OrderStatus.COMPLETED if letter.error is None:  # an event that came once too often, and not a failure
                return Plan(letter, Action.CLEAR, task, f"clear it, attempt {task.attempt} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(letter, Action.LEAVE, task, "the order is Completed, but the letter tells of a failure")
        return self._under_way(letter, task, order)

    def _failed(self, letter: Letter, task: Task, order: Order) -> Plan:
        """The attempt has failed: for an answer that was given to the customer, or for a fault."""
        if order.failure_reason in REJECTIONS:  # only the undo got stuck
            return Plan(letter, Action.SETTLE, task, f"undo what is left of it, the answer was {order.failure_reason}")
        if order.attempt >= self.max_attempts:
            return Plan(letter, Action.PARK, task, f"park it after {order.attempt} attempts")
        return Plan(letter, Action.RUN_AGAIN, task, f"run it again as attempt {task.next.attempt}")

    def _under_way(self, letter: Letter, task: Task, order: Order) -> Plan:
        """The order waits for its execution, or is in it."""
        execution = self.executions.find(task)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(letter, Action.START, task, f"start attempt {task.attempt}, which never started")
        if execution is not None and execution.is_running:
            return Plan(letter, Action.LEAVE, task, "the attempt is still running")
        return Plan(letter, Action.LEAVE, task, f"the order is {order.status}, but nothing runs: reconcile it first")

    def _answered(self, letter: Letter, task: Task, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it threw the letter away."""
        following = task.next
        if self.executions.find(following) is not None:
            return Plan(letter, Action.CLEAR, task, f"clear it, attempt {following.attempt} was started before")
        if (order.attempt, order.status) == (following.attempt, OrderStatus.PENDING):
            return Plan(letter, Action.START, following, f"start attempt {following.attempt}, which never started")
        return Plan(letter, Action.LEAVE, task, f"the order is {order.status} in attempt {order.attempt}, a newer one")

    def _finish_undo(self, task: Task, now: datetime) -> None:
        """Undo what the attempt's own workflow could not, or the customer would pay for two attempts."""
        self.stock.release(task, now)
        payment.void(task, self.gateway)


def _left(letter: Letter, error: OrderError) -> Plan:
    return Plan(letter, Action.LEAVE, letter.task, f"{type(error).__name__}: {error}")
