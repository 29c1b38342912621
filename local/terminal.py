"""Terminal output that all commands share; plain lines where the output is not a terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console

from local.ports import Ports
from local.process import LocalServerError
from local.strict.rules import Limits
from local.system import LocalSystem, local_system
from orders.contract import PAYMENT_PROVIDERS, SIMULATED
from orders.environment import Setting

PLAIN_WIDTH = 140

console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console = Console(highlight=False, soft_wrap=True, width=PLAIN_WIDTH)


def verdict(problems: Sequence[str], success: str) -> int:
    """Print the problems, or the sentence of success if there are none, and return the exit status."""
    for problem in problems:
        console.print(f"[red]✗[/] {problem}")
    if not problems:
        console.print(f"[green]✓[/] {success}")
    return 1 if problems else 0


@contextmanager
def announced_system(
    ports: Ports, *, wait_scale: float = 1, changes: Mapping[str, Any] | None = None, limits: Limits | None = None
) -> Iterator[LocalSystem]:
    """Run the local system until the block ends, and print when it starts and stops.

    Args:
        ports: as for ``local_system``, like the other arguments.
        wait_scale: the factor of all retry delays and visibility timeouts.
        changes: entries that override the stack's configuration.
        limits: the strict rules in front of the emulator, or None.

    The environment variable PAYMENT_PROVIDER chooses the payment provider.
    """
    console.print("Starting the AWS emulator, deploying the Pulumi program into it, starting the API …")
    began = time.monotonic()
    provider = os.environ.get(Setting.PAYMENT_PROVIDER) or SIMULATED
    if provider not in PAYMENT_PROVIDERS:
        raise LocalServerError(f"PAYMENT_PROVIDER must be one of {', '.join(PAYMENT_PROVIDERS)}, not {provider!r}")
    with local_system(
        ports, wait_scale=wait_scale, changes=changes, limits=limits, payment_provider=provider
    ) as system:
        count = sum(len(resources) for resources in system.deployment.resources.values())
        seconds = time.monotonic() - began
        console.print(
            f"[green]✓[/] started in {seconds:.1f} s: {count} resources of the stack [b]{system.deployment.stack}[/]"
        )
        yield system
        console.print("Stopping …")
