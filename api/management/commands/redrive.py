"""``python api/manage.py redrive``: run the failed orders of the dead-letter queue again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import non_negative_int
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS, Action, DeadLetterFilter, Plan, Redrive
from orders.wiring import redrive

CONFIRMATION_THRESHOLD = 10
"""The most messages, inclusive, that change without a confirmation."""


class Command(BaseCommand):
    """Exit with status 0 if no message was skipped, else with 1; a dry run always exits with 0."""

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
        try:
            with operator_errors():
                plans = self._run(redrive(options["max_attempts"]), selected, options)
        except OperatorError as error:
            raise CommandError(str(error)) from error
        count = Counter(plan.action for plan in plans)
        summary = ", ".join(f"{count[action]} {action}" for action in Action)
        messages = "1 message" if len(plans) == 1 else f"{len(plans)} messages"
        self.stdout.write(f"{messages}: {summary}{'; nothing was changed' if options['dry_run'] else ''}.")
        if count[Action.SKIP] and not options["dry_run"]:
            sys.exit(1)

    def _run(self, operation: Redrive, selected: DeadLetterFilter, options: dict[str, Any]) -> list[Plan]:
        with operation.dead_letters.receive_all() as messages:
            now = datetime.now(UTC)
            plans = [operation.plan(message) for message in messages if selected.matches(message, now)]
            if options["dry_run"]:
                return [self._print(plan, "would ") for plan in plans]
            if not options["yes"]:
                self._confirm(plans)
            return [self._print(operation.carry_out(plan, datetime.now(UTC)), "done: ") for plan in plans]

    def _print(self, plan: Plan, opening: str) -> Plan:
        self.stdout.write(f"{plan.subject}: {'skipped: ' if plan.action is Action.SKIP else opening}{plan.clause}")
        self.stdout.flush()
        return plan

    def _confirm(self, plans: Sequence[Plan]) -> None:
        """Ask the operator if the plans change more messages than the threshold.

        Raises:
            CommandError: the operator declined, or there is no terminal to ask at.
        """
        changed = sum(plan.action is not Action.SKIP for plan in plans)
        if changed <= CONFIRMATION_THRESHOLD:
            return
        if not sys.stdin.isatty():
            raise CommandError(f"{changed} messages would change, and there is no terminal to confirm: add --yes")
        if input(f"{changed} messages will change. Continue? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CommandError("nothing was changed")
