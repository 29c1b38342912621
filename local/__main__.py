"""The command line behind the Makefile: ``python -m local run``, and the other names in ``COMMANDS``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from local.chaos.run import chaos
from local.demo import demo
from local.deployment import DeploymentError
from local.load import flash_sale, load
from local.ports import PortError, Ports
from local.process import LocalServerError
from local.run import run
from local.terminal import console
from local.upgrade.rehearsal import upgrade

COMMANDS: Mapping[str, Callable[..., int]] = {
    "run": run,
    "demo": demo,
    "load": load,
    "flash-sale": flash_sale,
    "chaos": chaos,
    "upgrade": upgrade,
}

INTERRUPTED = 130
"""The exit status that shells use for a command ended by Ctrl-C."""


def main() -> int:
    """Return the command's exit status."""
    parser = argparse.ArgumentParser(prog="python -m local", description="Run the order system on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the system, place one order, run until Ctrl-C")
    commands.add_parser("demo", help="place an order for every outcome, and check each")
    commands.add_parser("load", help="place many orders at once").add_argument("count", type=_count)
    sale = commands.add_parser("flash-sale", help="place more orders for one product than it has stock")
    sale.add_argument("count", type=_count)
    chaos_parser = commands.add_parser("chaos", help="inject faults while orders come in, and check every record")
    chaos_parser.add_argument("count", type=_count)
    chaos_parser.add_argument("seed", type=int)
    upgrade_parser = commands.add_parser("upgrade", help="replace a released version by this one, and back")
    upgrade_parser.add_argument("count", type=_count)
    upgrade_parser.add_argument("--from", dest="source", default="", help="the commit of the older version")
    arguments = vars(parser.parse_args())
    command = arguments.pop("command")
    try:
        return COMMANDS[command](Ports.from_environment(), **arguments)
    except (PortError, LocalServerError, DeploymentError) as error:
        console.print(f"error: {error}", style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped.")
        return 0 if command == "run" else INTERRUPTED


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"N must be a whole number, 1 or more, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
