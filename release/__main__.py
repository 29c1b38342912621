"""The command: ``python -m release run --stack prod --percent 10 --minutes 10``; docs/safe-change.md has the story."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial

from release.aliases import WHOLE, Alias, aliases_of
from release.shift import Release, RolledBack, alarms_of, canary, promote, roll_back


def main(arguments: list[str]) -> int:
    """Do what was asked for; 1 if the release was rolled back or there is nothing to act on."""
    wish = _parser().parse_args(arguments)
    try:
        aliases = aliases_of(wish.stack)
        _act(wish, aliases)
    except (LookupError, RolledBack) as reason:
        print(reason, file=sys.stderr)
        return 1
    for alias in aliases:
        print(f"{alias.name}: {alias.routing()}")
    return 0


def _act(wish: argparse.Namespace, aliases: list[Alias]) -> None:
    match wish.act:
        case "run":
            begun = Release(aliases, partial(alarms_of, wish.stack), time.sleep).run(wish.percent, wish.minutes)
            print(f"released: {', '.join(begun) or 'nothing, there is no new version'}")
        case "canary":
            canary(aliases, wish.percent)
        case "promote":
            promote(aliases)
        case "rollback":
            roll_back(aliases)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m release", description="Move the live aliases of a stack.")
    parser.add_argument("act", choices=["run", "canary", "promote", "rollback", "status"])
    parser.add_argument("--stack", required=True)
    parser.add_argument("--percent", type=_percent, default=10, help="of the orders, for the new versions")
    parser.add_argument("--minutes", type=float, default=10, help="for which the alarms must stay quiet")
    return parser


def _percent(text: str) -> int:
    percent = int(text)
    if not 1 <= percent < WHOLE:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to 99, not {text}")
    return percent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
