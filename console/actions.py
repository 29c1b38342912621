"""The actions of the console, each with a description of its effect."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from console.formats import plural
from console.jobs import Job
from orders import wiring
from orders.aws.clients import client, translate_aws_errors
from orders.domain.actor import Actor, Role
from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import OrderError
from orders.domain.search import CreationWindow
from orders.usecases.reconcile import Discrepancy, Repair
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS, Action, Plan

PARALLEL = 8
"""Orders that are redriven at the same time, inclusive."""

PAGE_SIZE = 40
"""Messages that are planned before they are carried out, inclusive."""

MAX_DISCREPANCIES = 1_000
"""Discrepancies of one check, inclusive: more of them have one cause, and the command ``reconcile`` prints them all."""

STOP_ERROR = "StoppedInTheConsole"

OPERATOR = Actor(Role.OPERATOR)
"""Who acts, for the orders' history: the console has no users of its own."""

IDLE = timedelta(minutes=60)
"""The time for which an open order may be idle, as in the command ``reconcile``."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An action's button, and what it does."""

    button: str
    text: str


CANCEL = Effect(
    "Cancel the order",
    "Records a cancellation by an operator. If the capture has not begun, the workflow stops before it and releases "
    "the hold on the card and the stock, and the order ends as Cancelled. Once the capture has begun, the cancellation "
    "is rejected.",
)
STOP = Effect(
    "Stop the execution",
    "Ends the workflow's execution at once, even in the middle of a step. The watchdog then releases the stock, voids "
    "or refunds the payment, and the order ends as Failed with ExecutionAborted and a dead letter, which you can "
    "redrive. Use it only for an execution that hangs; otherwise cancel the order.",
)
REDRIVE = Effect(
    "Redrive the order",
    "Finishes the compensation of the failed attempt, starts the next attempt with a new payment, and deletes the dead "
    f"letter. An order that has had {DEFAULT_MAX_ATTEMPTS} attempts is parked instead.",
)


def cancel(order_id: str, now: datetime) -> None:
    """Record a cancellation by an operator.

    Raises:
        TooLateToCancel, OrderNotFound, StoreUnavailable: as ``OrderRepository.request_cancellation``.
        WrittenByNewerVersion: only a newer version can change the order.
    """
    wiring.payments(starts_provider=False).check_changeable(wiring.orders().get(order_id))
    wiring.orders().request_cancellation(order_id, now, OPERATOR)


def stop(attempt: Attempt) -> None:
    """Stop an attempt's execution; the watchdog compensates.

    Raises:
        StoreUnavailable: Step Functions throttled the call or could not be reached.
        ClientError: it rejected the call, such as for an execution that does not exist.
    """
    with translate_aws_errors("Step Functions"):
        client("stepfunctions").stop_execution(
            executionArn=wiring.state_machine().execution_arn(attempt),
            error=STOP_ERROR,
            cause="An operator stopped the execution in the order console.",
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The dead letters to redrive: by message, by order or by error; all of them if nothing is given."""

    message_ids: frozenset[str] = frozenset()
    order_id: str | None = None
    error: str | None = None

    def matches(self, message: DeadLetter) -> bool:
        """Return whether the message is selected."""
        attempt = message.attempt
        return (
            (not self.message_ids or message.message_id in self.message_ids)
            and (self.order_id is None or (attempt is not None and attempt.order_id == self.order_id))
            and (self.error is None or message.error == self.error)
        )

    @property
    def words(self) -> str:
        """The selection in words."""
        if self.order_id:
            return f"the dead letters of order {self.order_id}"
        if self.message_ids:
            return plural(len(self.message_ids), "dead letter", "dead letters")
        return f"all dead letters with {self.error}" if self.error else "all dead letters"


def redrive(selection: Selection) -> Callable[[Job], None]:
    """Return the work of a redrive, which reports each message as the command ``redrive`` does."""

    def work(job: Job) -> None:
        operation = wiring.redrive(DEFAULT_MAX_ATTEMPTS, OPERATOR)
        queue = operation.dead_letters
        job.total = len(selection.message_ids) or (None if selection.order_id else queue.count())
        job.phase = "reading the queue"
        with queue.receive_pages(PAGE_SIZE) as pages, ThreadPoolExecutor(PARALLEL) as pool:
            for page in pages:
                selected = [message for message in page if selection.matches(message)]
                plans = operation.plan_all(selected, pool)
                job.phase = "redriving"
                for plan in operation.carry_out_all(plans, _now, pool, job.stop):
                    job.report(
                        f"{plan.subject}: {'skipped: ' if plan.action is Action.SKIP else 'done: '}{plan.clause}",
                        is_good=plan.action is not Action.SKIP,
                        order_id=plan.attempt.order_id if plan.attempt else None,
                    )
                if job.was_stopped or (selection.message_ids and job.done >= len(selection.message_ids)):
                    break
        job.total = job.total if job.was_stopped else job.done

    return work


def read_dead_letters(limit: int, selection: Selection | None = None) -> list[Plan]:
    """Return what a redrive would do with some dead letters, and leave them in the queue.

    Args:
        limit: the most messages that are read, inclusive.
        selection: which of them are planned; None for all.
    """
    operation = wiring.redrive(DEFAULT_MAX_ATTEMPTS, OPERATOR)
    with operation.dead_letters.receive_pages(limit, briefly=True) as pages, ThreadPoolExecutor(PARALLEL) as pool:
        page = next(pages, [])
        return operation.plan_all([each for each in page if selection is None or selection.matches(each)], pool)


def reconcile(window: CreationWindow) -> Callable[[Job], None]:
    """Return the work of a check of the orders in a window; the discrepancies are the job's results."""

    def work(job: Job) -> None:
        def on_progress(rows: str, read: int) -> None:
            job.phase = f"{read:,} {rows} read"

        operation = wiring.reconciliation({}, window, on_progress)
        job.phase = "reading the orders"
        for discrepancy in operation.find_discrepancies(IDLE, _now()):
            job.results.append(discrepancy)
            job.done += 1
            if job.done >= MAX_DISCREPANCIES:
                job.is_cut = True
            if job.was_stopped or job.is_cut:
                break

    return work


def repair(discrepancies: Collection[Discrepancy]) -> Callable[[Job], None]:
    """Return the work of a job that repairs some discrepancies."""

    def work(job: Job) -> None:
        job.total = len(discrepancies)
        operation = wiring.reconciliation({})
        for discrepancy in discrepancies:
            if job.was_stopped:
                break
            order_id = discrepancy.attempt.order_id if discrepancy.attempt else None
            try:
                outcome, is_good = ("done" if operation.repair(discrepancy, _now()) else "no longer needed"), True
            except OrderError as error:
                outcome, is_good = f"failed: {type(error).__name__}: {error}", False
            job.report(f"{discrepancy.sentence}: {discrepancy.repair}: {outcome}", is_good=is_good, order_id=order_id)

    return work


REPAIR_EFFECTS = {
    Repair.START: "Starts the execution of an order that has none.",
    Repair.CLEAN_UP: "Releases the stock, returns the money and fails the order, as the watchdog does.",
    Repair.GIVE_BACK: "Voids or refunds the payment of an attempt that was given up.",
    Repair.RECORD: "Writes the payment provider's amounts into our ledger.",
    Repair.RECORD_REFUND: "Writes a refund that only the provider has into our ledger.",
    Repair.RESOLVE_REFUNDS: "Looks the refunds up at the provider, and makes those that are missing.",
    Repair.RELEASE: "Returns the reserved units to the stock.",
    Repair.CLOSE: "Removes the order from the index of open orders.",
    Repair.RESEND_DEAD_LETTER: "Sends the order's message to the dead-letter queue again.",
}
"""The effect of each repair, for the engineer who decides on it."""


def _now() -> datetime:
    return datetime.now(UTC)
