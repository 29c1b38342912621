"""``python api/manage.py reconcile``: check the ledgers against each other, and repair them."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import non_negative_int, timestamp, units_by_product
from api.management.progress import ProgressLine
from api.metrics import NAMESPACE, emf_directive
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.errors import OrderError
from orders.domain.search import CreationWindow
from orders.usecases.reconcile import Discrepancy, Reconciliation
from orders.wiring import reconciliation


class Command(BaseCommand):
    """Exit with status 0 if there is no discrepancy, or none is left after the repair, else with 1."""

    help = "Check orders, payments, stock, executions and dead letters against each other."
    requires_system_checks = ()  # they import the API's views, which this command does not need

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options; ``--minutes`` and ``--stock`` are their former names."""
        parser.add_argument(
            "--repair", action="store_true", help="carry out each safe repair at once, and check again at the end"
        )
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
        parser.add_argument(
            "--since", metavar="TIME", type=timestamp, help="check only orders created at this time or later (ISO 8601)"
        )
        parser.add_argument(
            "--until", metavar="TIME", type=timestamp, help="check only orders created before this time (ISO 8601)"
        )
        parser.add_argument(
            "--provider",
            action="store_true",
            help="compare every payment of a final order with the payment provider too, with one call for each",
        )
        parser.add_argument(
            "--metrics",
            action="store_true",
            help=f"print a line with the number of discrepancies, a metric in the namespace {NAMESPACE}",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Check, repair if the operator asked for it, and check again."""
        grace_period = timedelta(minutes=options["idle_minutes"])
        window = CreationWindow(options["since"], options["until"])
        if options["opening_stock"] and not window.is_unbounded:
            raise CommandError("--opening-stock counts the units of all orders: leave out --since and --until")
        namespace = os.environ.get(NAMESPACE)
        if options["metrics"] and not namespace:
            raise CommandError(f"--metrics needs the environment variable {NAMESPACE}")
        try:
            with operator_errors(), ProgressLine(sys.stderr) as progress:
                total: dict[str, int | None] = {}

                def on_progress(rows: str, read: int) -> None:
                    progress.show(rows, read, total.get(rows))

                operation = reconciliation(
                    options["opening_stock"], window, on_progress, with_provider=options["provider"]
                )
                if progress.is_shown and window.is_unbounded:
                    total["orders"] = operation.ledgers.count_orders()
                count = self._check(operation, grace_period, progress, repair=options["repair"])
                if options["repair"] and count:
                    count = self._check(operation, grace_period, progress, repair=False)
        except OperatorError as error:
            raise CommandError(str(error)) from error
        if options["metrics"]:
            directive = emf_directive(str(namespace), [[]], {"Discrepancies": "Count"}, datetime.now(UTC))
            self.stdout.write(json.dumps({**directive, "Discrepancies": count}))
        if count:
            self.stdout.write(f"{'1 discrepancy' if count == 1 else f'{count} discrepancies'} found.")
            sys.exit(1)
        self.stdout.write("No discrepancies found.")

    def _check(
        self, operation: Reconciliation, grace_period: timedelta, progress: ProgressLine, *, repair: bool
    ) -> int:
        """Print the discrepancies, repair them if wanted, and return how many were found."""
        count = 0
        for discrepancy in operation.find_discrepancies(grace_period, datetime.now(UTC)):
            count += 1
            with progress.paused():
                self.stdout.write(str(discrepancy))
                if repair and discrepancy.repair is not None:
                    self._repair(operation, discrepancy)
        return count

    def _repair(self, operation: Reconciliation, discrepancy: Discrepancy) -> None:
        try:
            outcome = "done" if operation.repair(discrepancy, datetime.now(UTC)) else "no longer needed"
        except OrderError as error:
            outcome = f"failed: {type(error).__name__}: {error}"
        self.stdout.write(f"{discrepancy.sentence}: {discrepancy.repair}: {outcome}")
