"""What a person sees: one look for all commands, plain lines where there is no terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console

from local.ports import Ports
from local.system import LocalSystem, local_system

PLAIN_WIDTH = 140

console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console = Console(highlight=False, soft_wrap=True, width=PLAIN_WIDTH)


def verdict(problems: Sequence[str], praise: str) -> int:
    """Print what is wrong, or else the praise; the exit status that goes with it."""
    for problem in problems:
        console.print(f"[red]✗[/] {problem}")
    if not problems:
        console.print(f"[green]✓[/] {praise}")
    return 1 if problems else 0


@contextmanager
def announced_system(ports: Ports, *, wait_scale: float = 1) -> Iterator[LocalSystem]:
    """The local system, with a few lines about what was started."""
    console.print("Starting the AWS emulator, deploying the Pulumi program into it, starting the API …")
    began = time.monotonic()
    with local_system(ports, wait_scale=wait_scale) as system:
        _introduce(system, time.monotonic() - began)
        yield system
        console.print("Stopping …")


def _introduce(system: LocalSystem, seconds: float) -> None:
    deployment = system.deployment
    count = sum(len(resources) for resources in deployment.resources.values())
    console.print(f"[green]✓[/] up in {seconds:.1f} s: {count} resources of the stack [b]{deployment.stack}[/]")
    console.print(f"  order API  {system.api_url}/orders/")
    console.print(f"  gateway    {system.output('api_url')}/orders/")
    console.print(f"  AWS        {system.aws.ports.aws_url} (region {system.aws.region}, any credentials)")
    console.print("  Declared by the Pulumi program, and not given to the emulator:", style="dim")
    for what, why in deployment.not_emulated:
        console.print(f"  - {what}: {why}", style="dim", markup=False)
