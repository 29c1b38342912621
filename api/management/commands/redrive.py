"""``python api/manage.py redrive``: run the orders of the dead-letter queue again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import whole_number
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS, Action, DeadLetterFilter, Plan, Redrive
from orders.wiring import redrive

UNASKED = 10
"""So many letters may be touched without asking."""


class Command(BaseCommand):
    """Exit status 0 if every letter was dealt with, 1 if one had to be left."""

    help = "Run the orders of the dead-letter queue again, each as its next attempt."
    requires_system_checks = ()  # of the API's addresses, which are not needed here

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, and change nothing")
        parser.add_argument("--order", metavar="ID", help="only the letters of this order")
        parser.add_argument("--older-than", metavar="MINUTES", type=whole_number, help="only letters older than this")
        parser.add_argument("--error", metavar="NAME", help="only letters with this error, such as States.Timeout")
        parser.add_argument(
            "--max-attempts",
            metavar="N",
            type=whole_number,
            default=DEFAULT_MAX_ATTEMPTS,
            help="park an order after so many attempts (default: %(default)s)",
        )
        parser.add_argument("--yes", action="store_true", help=f"do not ask, even about more than {UNASKED} letters")

    def handle(self, *_: Any, **options: Any) -> None:
        """Plan, ask, do."""
        minutes = options["older_than"]
        selection = DeadLetterFilter(
            order_id=options["order"],
            older_than=None if minutes is None else timedelta(minutes=minutes),
            error=options["error"],
        )
        try:
            with operator_errors():
                done = self._run(redrive(options["max_attempts"]), selection, options)
        except OperatorError as failure:
            raise CommandError(str(failure)) from failure
        count = Counter(plan.action for plan in done)
        told = ", ".join(f"{count[action]} {action}" for action in Action)
        letters = "1 letter" if len(done) == 1 else f"{len(done)} letters"
        self.stdout.write(f"{letters}: {told}{'; nothing was changed' if options['dry_run'] else ''}.")
        if count[Action.SKIP] and not options["dry_run"]:
            sys.exit(1)

    def _run(self, operation: Redrive, selection: DeadLetterFilter, options: dict[str, Any]) -> list[Plan]:
        with operation.dead_letters.receive_all() as letters:
            now = datetime.now(UTC)
            plans = [operation.plan(letter) for letter in letters if selection.matches(letter, now)]
            if options["dry_run"]:
                return [self._show(plan, "would ") for plan in plans]
            if not options["yes"]:
                self._ask(plans)
            return [self._show(operation.carry_out(plan, datetime.now(UTC)), "done: ") for plan in plans]

    def _show(self, plan: Plan, opening: str) -> Plan:
        self.stdout.write(f"{plan.subject}: {'skipped: ' if plan.action is Action.SKIP else opening}{plan.clause}")
        self.stdout.flush()
        return plan

    def _ask(self, plans: Sequence[Plan]) -> None:
        """Raises CommandError unless the operator agrees, or there is little to agree to."""
        touched = sum(plan.action is not Action.SKIP for plan in plans)
        if touched <= UNASKED:
            return
        if not sys.stdin.isatty():
            raise CommandError(f"this would touch {touched} letters, and there is no terminal to ask at: add --yes")
        if input(f"This touches {touched} letters.  Go on? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CommandError("nothing was changed")
