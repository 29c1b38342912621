"""`make cost`: count the billable operations of an order, price them, and write ``docs/cost.md``."""

from __future__ import annotations

import argparse
import sys

import pulumi

from cost.count import NotCounted, count
from cost.counts import Counts
from cost.month import UnpricedResource
from cost.prices import PriceList, UnknownPrice
from cost.recorder import UncountedCall
from cost.report import FILE, README, Report
from cost.stack import declared, stack_names
from infra.settings.workflow import WORKFLOW_TYPES
from local.console import console
from local.deployment import DeploymentError
from local.ports import Ports
from local.process import ROOT, LocalServerError


def current(counts: Counts) -> Report:
    """The report for these counts, at today's prices, of every stack that has settings.

    Raises:
        UnpricedResource: a stack declares something of which nobody knows what it costs.
    """
    stacks = [declared(name, workflow_type) for name in stack_names() for workflow_type in WORKFLOW_TYPES]
    return Report(counts, PriceList.load(), stacks)


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m cost", description="What the system costs on AWS.")
    parser.add_argument("--keep-counts", action="store_true", help="price the counts of the last run again")
    arguments = parser.parse_args()
    try:
        return _write(Counts.load() if arguments.keep_counts else _counted())
    except (
        DeploymentError,
        NotCounted,
        LocalServerError,
        UncountedCall,
        UnknownPrice,
        UnpricedResource,
        pulumi.RunError,
    ) as problem:
        console.print(f"error: {problem}", style="red", markup=False)
        return 1


def _counted() -> Counts:
    console.print("Placing orders on the local system one by one, and counting; this takes two minutes …")
    counts = count(Ports.unused())
    counts.save()
    return counts


def _write(counts: Counts) -> int:
    report = current(counts)
    FILE.write_text(report.document(), encoding="utf-8")
    README.write_text(report.readme(), encoding="utf-8")
    for grid in (report.order, report.outcomes, report.months):
        console.print(grid.as_table())
    console.print(report.headline, markup=False)
    console.print(f"[green]✓[/] written to {FILE.relative_to(ROOT)} and, in a sentence, to {README.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
