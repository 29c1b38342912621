"""``python api/manage.py reconcile``: check the books against each other."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import units, whole_number
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.errors import OrderError
from orders.usecases.reconcile import Discrepancy, Reconciliation
from orders.wiring import reconciliation


class Command(BaseCommand):
    """Exit status 0 if the books balance, after the repair if there is one, and 1 if not."""

    help = "Check orders, money, stock, executions and dead letters against each other."
    requires_system_checks = ()  # of the API's addresses, which are not needed here

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--repair", action="store_true", help="mend what can be mended safely, and check again")
        parser.add_argument(
            "--minutes",
            type=whole_number,
            default=60,
            help="how long an order may wait for its next step before it must have an execution (default: %(default)s)",
        )
        parser.add_argument(
            "--stock",
            metavar="PRODUCT=UNITS,…",
            type=units,
            default={},
            help="the units that there were at the start; only while no order is under way",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Check, repair, check again."""
        patience = timedelta(minutes=options["minutes"])
        try:
            with operator_errors():
                operation = reconciliation(options["stock"])
                findings = operation.find_discrepancies(patience, datetime.now(UTC))
                self._show(findings)
                if options["repair"] and findings:
                    self._repair(operation, findings)
                    findings = operation.find_discrepancies(patience, datetime.now(UTC))
                    self._show(findings)
        except OperatorError as failure:
            raise CommandError(str(failure)) from failure
        if findings:
            self.stdout.write(f"The books do not balance: {len(findings)} found.")
            sys.exit(1)
        self.stdout.write("The books balance.")

    def _repair(self, operation: Reconciliation, findings: list[Discrepancy]) -> None:
        for finding in findings:
            if finding.repair is None:
                continue
            try:
                is_done = operation.repair(finding, datetime.now(UTC))
                outcome = "done" if is_done else "there was nothing to do any more"
            except OrderError as error:
                outcome = f"not done: {type(error).__name__}: {error}"
            self.stdout.write(f"{finding.sentence}: {finding.repair}: {outcome}")

    def _show(self, findings: list[Discrepancy]) -> None:
        for finding in findings:
            self.stdout.write(str(finding))
