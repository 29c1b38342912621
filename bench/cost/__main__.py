"""`make cost`: count the billable operations of an order, price them, and write ``docs/cost.md``."""

from __future__ import annotations

import argparse
import json
import sys

import pulumi
from rich.markdown import Markdown

from bench.cost.bills import UnpricedResource
from bench.cost.measure import MeasurementError, measure
from bench.cost.report import FILE, README, Report
from bench.cost.usage import FILE as COUNTS_FILE
from bench.cost.usage import load_usage
from local.deployment import DeploymentError
from local.ports import Ports
from local.process import ROOT, LocalServerError
from local.terminal import console


def main() -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description="The cost of the system on AWS.")
    parser.add_argument("--keep-counts", action="store_true", help="price the counts of the last run again")
    arguments = parser.parse_args()
    try:
        if not arguments.keep_counts:
            console.print("Placing orders on the local system one by one, and counting; this takes a few minutes …")
            COUNTS_FILE.write_text(json.dumps(measure(Ports.unused()), indent=2) + "\n", encoding="utf-8")
        report = Report.of(load_usage())
        FILE.write_text(report.page(), encoding="utf-8")
        README.write_text(report.readme(), encoding="utf-8")
    except (DeploymentError, MeasurementError, LocalServerError, UnpricedResource, pulumi.RunError) as error:
        console.print(f"error: {error}", style="red", markup=False)
        return 1
    bills, _, _ = report.page().partition("## What drives the cost")
    console.print(Markdown(bills))
    console.print(f"[green]✓[/] written to {FILE.relative_to(ROOT)} and, in a sentence, to {README.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
