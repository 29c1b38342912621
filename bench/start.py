"""`make bench-start`: how long a step's handler takes to import, as a ratio to the creation of a bare boto3 client.

The client is what every function needs; the ratio says what the rest costs, and hardly depends on the machine.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

from rich.table import Table

from bench.cost.stack import plan
from local.process import ROOT, inherited_environment
from local.terminal import console
from orders.contract import FUNCTION_NAMES, STANDARD

MAX_RATIO = 1.15
"""The highest ratio of a workflow's step, inclusive."""

STEPS = ("payment", "inventory", "status")

ROUNDS = 25

_TIMED = "import time; began = time.process_time(); {}; print(time.process_time() - began)"

BARE_CLIENT = 'import boto3; boto3.client("dynamodb", region_name="us-west-2")'


def seconds(code: str, environment: Mapping[str, str]) -> float:
    """Return the CPU time of the code in a new process, without the start of Python."""
    run = subprocess.run(
        [sys.executable, "-c", _TIMED.format(code)],
        cwd=ROOT,
        env=inherited_environment() | {"AWS_DEFAULT_REGION": "us-west-2"} | dict(environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)


def ratios(rounds: int = ROUNDS) -> dict[str, float]:
    """Return each step's ratio, from the fastest of the rounds; the measurements alternate."""
    functions = plan("dev", STANDARD).functions
    fastest = dict.fromkeys(("", *STEPS), float("inf"))
    for _ in range(rounds):
        for step in fastest:
            code, environment = BARE_CLIENT, {}
            if step:
                code = f"import functions.{step}.handler"
                environment = functions[FUNCTION_NAMES[step]]["environment"]["variables"]
            fastest[step] = min(fastest[step], seconds(code, environment))
    return {step: fastest[step] / fastest[""] for step in STEPS}


def main() -> int:
    """Print the ratios, and return 1 if one is too high."""
    measured = ratios()
    table = Table(title="import of a step's handler, in creations of a bare boto3 client", title_justify="left")
    table.add_column("step")
    table.add_column("ratio", justify="right")
    for step, ratio in measured.items():
        table.add_row(step, f"{ratio:.2f}")
    console.print(table)
    return 0 if max(measured.values()) <= MAX_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
