"""``python api/manage.py reconcile``: check the ledgers against each other, and repair them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import non_negative_int, units_by_product
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.errors import OrderError
from orders.usecases.reconcile import Discrepancy, Reconciliation
from orders.wiring import reconciliation


class Command(BaseCommand):
    """Exit with status 0 if there is no discrepancy, or none is left after the repair, else with 1."""

    help = "Check orders, payments, stock, executions and dead letters against each other."
    requires_system_checks = ()  # they import the API's views, which this command does not need

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options; ``--minutes`` and ``--stock`` are their former names."""
        parser.add_argument("--repair", action="store_true", help="carry out the safe repairs, and check again")
        parser.add_argument(
            "--idle-minutes",
            "--minutes",
            type=non_negative_int,
            default=60,
            help="how long an open order may be idle before it must have an execution (default: %(default)s)",
        )
        parser.add_argument(
            "--opening-stock",
            "--stock",
            metavar="PRODUCT=UNITS,…",
            type=units_by_product,
            default={},
            help="the units that products started with, to check their counts; only valid while no order is open",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Check, repair if the operator asked for it, and check again."""
        grace_period = timedelta(minutes=options["idle_minutes"])
        try:
            with operator_errors():
                operation = reconciliation(options["opening_stock"])
                discrepancies = self._check(operation, grace_period)
                if options["repair"] and discrepancies:
                    self._repair(operation, discrepancies)
                    discrepancies = self._check(operation, grace_period)
        except OperatorError as error:
            raise CommandError(str(error)) from error
        if discrepancies:
            found = "1 discrepancy" if len(discrepancies) == 1 else f"{len(discrepancies)} discrepancies"
            self.stdout.write(f"{found} found.")
            sys.exit(1)
        self.stdout.write("No discrepancies found.")

    def _check(self, operation: Reconciliation, grace_period: timedelta) -> list[Discrepancy]:
        discrepancies = operation.find_discrepancies(grace_period, datetime.now(UTC))
        for discrepancy in discrepancies:
            self.stdout.write(str(discrepancy))
        return discrepancies

    def _repair(self, operation: Reconciliation, discrepancies: list[Discrepancy]) -> None:
        for discrepancy in discrepancies:
            if discrepancy.repair is None:
                continue
            try:
                outcome = "done" if operation.repair(discrepancy, datetime.now(UTC)) else "no longer needed"
            except OrderError as error:
                outcome = f"failed: {type(error).__name__}: {error}"
            self.stdout.write(f"{discrepancy.sentence}: {discrepancy.repair}: {outcome}")
