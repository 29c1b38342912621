"""``python api/manage.py redrive``: run the failed orders of the dead-letter queue again."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, current_thread, main_thread
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import login_name, non_negative_int, number_of_threads, subject
from api.management.progress import ProgressLine
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.actor import Actor, Role
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS, Action, DeadLetterFilter, Plan, Redrive
from orders.wiring import redrive

CONFIRMATION_THRESHOLD = 10
"""The most messages, inclusive, that change without a confirmation."""

DEFAULT_PARALLEL = 32
MESSAGES_PER_THREAD = 5
"""A page has so many messages for each thread: few, so that a redrive that is stopped ends soon."""

STOPPED = 130
"""The exit status after Ctrl-C, as shells report it."""


class Command(BaseCommand):
    """Exit with 0 if no message was skipped or this is a dry run, with 1 if one was skipped, with 130 after Ctrl-C."""

    help = "Run the failed orders of the dead-letter queue again, each as its next attempt."
    requires_system_checks = ()  # they import the API's views, which this command does not need

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--dry-run", action="store_true", help="print what would be done, and change nothing")
        parser.add_argument("--order", metavar="ID", help="select the messages of this order")
        parser.add_argument(
            "--older-than", metavar="MINUTES", type=non_negative_int, help="select the messages older than this"
        )
        parser.add_argument(
            "--error", metavar="NAME", help="select the messages with this error, such as States.Timeout"
        )
        parser.add_argument(
            "--max-attempts",
            metavar="N",
            type=non_negative_int,
            default=DEFAULT_MAX_ATTEMPTS,
            help="park an order that has had this many attempts (default: %(default)s)",
        )
        parser.add_argument(
            "--parallel",
            metavar="N",
            type=number_of_threads,
            default=DEFAULT_PARALLEL,
            help="handle this many orders at the same time (default: %(default)s)",
        )
        parser.add_argument(
            "--by",
            metavar="NAME",
            type=subject,
            default=login_name(),
            help="who redrives, for the orders' history (default: the login name)",
        )
        parser.add_argument(
            "--yes",
            action="store_true",
            help=f"do not ask for a confirmation, even if more than {CONFIRMATION_THRESHOLD} messages change",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Plan, ask for a confirmation, carry out the plans, and print a summary."""
        minutes = options["older_than"]
        selected = DeadLetterFilter(
            order_id=options["order"],
            older_than=None if minutes is None else timedelta(minutes=minutes),
            error=options["error"],
        )
        by = Actor(Role.OPERATOR, options["by"])
        count: Counter[Action] = Counter()
        stop = Event()
        try:
            with operator_errors(), _stop_on_signals(stop), ProgressLine(sys.stderr) as progress:
                for prefix, plan in self._run(redrive(options["max_attempts"], by), selected, options, progress, stop):
                    count[plan.action] += 1
                    with progress.paused():
                        self._print(plan, prefix)
        except OperatorError as error:
            if count:
                self._summarize(count, stopped=True, dry_run=options["dry_run"])
            raise CommandError(str(error)) from error
        self._summarize(count, stopped=stop.is_set(), dry_run=options["dry_run"])
        if stop.is_set():
            sys.exit(STOPPED)
        if count[Action.SKIP] and not options["dry_run"]:
            sys.exit(1)

    def _run(
        self,
        operation: Redrive,
        selected: DeadLetterFilter,
        options: dict[str, Any],
        progress: ProgressLine,
        stop: Event,
    ) -> Iterator[tuple[str, Plan]]:
        """Yield each message's plan as soon as it is carried out, or planned in a dry run, with a prefix to print."""
        queue, dry_run = operation.dead_letters, options["dry_run"]
        size = MESSAGES_PER_THREAD * options["parallel"]
        in_queue = queue.count()
        is_confirmed = options["yes"]
        read, waiting = 0, list[Plan]()
        with (
            queue.receive_pages(size, briefly=dry_run) as pages,
            ThreadPoolExecutor(options["parallel"]) as pool,
        ):
            for page in pages:
                is_last = len(page) < size
                now = _now()
                plans = operation.plan_all((message for message in page if selected.matches(message, now)), pool)
                skipped = [plan for plan in plans if dry_run or plan.action is Action.SKIP]
                yield from (("would ", plan) for plan in skipped)
                waiting += [] if dry_run else [plan for plan in plans if plan.action is not Action.SKIP]
                if not is_confirmed and len(waiting) > CONFIRMATION_THRESHOLD and not stop.is_set():
                    with progress.paused():
                        self._confirm(f"{len(waiting)}" if is_last else f"{len(waiting)} or more of about {in_queue}")
                    is_confirmed = True
                if is_confirmed or is_last:
                    for plan in operation.carry_out_all(waiting, _now, pool, stop):
                        yield "done: ", plan
                    waiting = []
                read += len(page)
                progress.show("messages", read, in_queue)
                if stop.is_set():
                    return

    def _print(self, plan: Plan, prefix: str) -> None:
        self.stdout.write(f"{plan.subject}: {'skipped: ' if plan.action is Action.SKIP else prefix}{plan.clause}")
        self.stdout.flush()

    def _summarize(self, count: Counter[Action], *, stopped: bool, dry_run: bool) -> None:
        summary = ", ".join(f"{count[action]} {action}" for action in Action)
        messages = "1 message" if count.total() == 1 else f"{count.total()} messages"
        unchanged = "; nothing was changed" if dry_run else ""
        remaining = "; stopped: run the command again for the rest" if stopped else ""
        self.stdout.write(f"{messages}: {summary}{unchanged}{remaining}.")

    def _confirm(self, messages: str) -> None:
        """Ask the operator whether so many messages may change.

        Raises:
            CommandError: the operator declined, or there is no terminal to ask at.
        """
        if not sys.stdin.isatty():
            raise CommandError(f"{messages} messages would change, and there is no terminal to confirm: add --yes")
        with _on_signals(signal.default_int_handler, signal.SIGINT):
            try:
                reply = input(f"{messages} messages will change. Continue? [y/N] ").strip().lower()
            except (EOFError, KeyboardInterrupt):
                reply = "no"
        if reply not in {"y", "yes"}:
            raise CommandError("nothing was changed")


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _on_signals(handler: Callable[..., object], *signals: signal.Signals) -> Iterator[None]:
    """Handle the signals during the block; only the main thread may."""
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in signals}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def _stop_on_signals(stop: Event) -> AbstractContextManager[None]:
    """Set the event at Ctrl-C or SIGTERM, so that the work in hand is finished; a second Ctrl-C interrupts it."""

    def handle(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    return _on_signals(handle, signal.SIGINT, signal.SIGTERM)
