"""`make capacity`: simulate every stack under load, and write ``docs/capacity.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from bench.capacity import page
from bench.capacity.assumptions import Assumptions
from bench.capacity.cases import all_loads, comparisons, run
from bench.capacity.stack import DEFINITION, ROOT, Stack
from local.terminal import console

QUICK_SCALE = 0.02


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate, and write the page; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.capacity", description="Simulate the stacks under load.")
    parser.add_argument("--stack", action="append", help="a stack with a Pulumi.<stack>.yaml; default: dev and prod")
    parser.add_argument("--definition", type=Path, default=DEFINITION, help="another state machine definition")
    parser.add_argument("--scale", type=float, default=1.0, help="factor on the sizes of all loads")
    parser.add_argument("--quick", action="store_true", help=f"--scale {QUICK_SCALE}, and write no page")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers")
    options = parser.parse_args(arguments)
    a, scale = Assumptions.load(), QUICK_SCALE if options.quick else options.scale
    stacks = [Stack.load(name, a, options.definition) for name in options.stack or ("dev", "prod")]
    cases = [case for stack in stacks for case in all_loads(stack, a, scale)]
    compared = [case for stack in stacks for case in comparisons(stack, scale)]
    results = []
    for case in track([*cases, *compared], "Simulating", console=console):
        results.append(run(case, a, options.seed))
        colour = "red" if results[-1].lost else "green"
        console.print(f"[{colour}]{results[-1].lost:>8,} lost[/]  {case.stack.name}: {case.name}")
    if not options.quick:
        path = page.write(stacks, results[: len(cases)], results[len(cases) :], a)
        console.print(f"[green]✓[/] written to {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
