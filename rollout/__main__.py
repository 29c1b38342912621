"""The command: ``python -m rollout run --stack prod --percent 10 --minutes 10``; docs/safe-change.md describes it."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial

from rollout.aliases import WHOLE, Alias, aliases_of
from rollout.shift import Rollout, RolloutAborted, alarms_of, canary, promote, roll_back


def main(arguments: list[str]) -> int:
    """Run the command; return 1 if the rollout was aborted or the stack does not exist."""
    options = _parser().parse_args(arguments)
    try:
        aliases = aliases_of(options.stack)
        _run(options, aliases)
    except (LookupError, RolloutAborted) as reason:
        print(reason, file=sys.stderr)
        return 1
    for alias in aliases:
        print(f"{alias.name}: {alias.routing()}")
    return 0


def _run(options: argparse.Namespace, aliases: list[Alias]) -> None:
    match options.command:
        case "run":
            rollout = Rollout(aliases, partial(alarms_of, options.stack), time.sleep)
            changed = rollout.run(options.percent, options.minutes)
            print(f"rolled out: {', '.join(changed) or 'nothing, there is no new version'}")
        case "canary":
            canary(aliases, options.percent)
        case "promote":
            promote(aliases)
        case "rollback":
            roll_back(aliases)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rollout", description="Move the live aliases of a stack.")
    parser.add_argument("command", choices=["run", "canary", "promote", "rollback", "status"])
    parser.add_argument("--stack", required=True)
    parser.add_argument(
        "--percent", type=_percent, default=10, help="share of the orders for the new versions, 1 to 99"
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long no alarm may be in alarm state")
    return parser


def _percent(text: str) -> int:
    percent = int(text)
    if not 1 <= percent < WHOLE:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 99, not {text}")
    return percent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
