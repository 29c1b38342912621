"""The command: ``python -m rollout run --stack prod --percent 10 --minutes 10``; docs/safe-change.md describes it."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from itertools import chain

from rollout.aliases import WHOLE, RolloutAborted, Stages, stages_of
from rollout.shift import Rollout, alarms_of, canary, in_order, promote, roll_back


def main(arguments: list[str]) -> int:
    """Run the command; return 1 if the rollout was aborted or the stack does not exist."""
    options = _parser().parse_args(arguments)
    try:
        stages = stages_of(options.stack)
        _run(options, stages)
    except (LookupError, RolloutAborted) as reason:
        print(reason, file=sys.stderr)
        return 1
    for alias in chain(*stages):
        print(f"{alias.name}: {alias.routing()}")
    return 0


def _run(options: argparse.Namespace, stages: Stages) -> None:
    match options.command:
        case "run":
            rollout = Rollout(stages, partial(alarms_of, options.stack), time.sleep, is_back=options.back)
            changed = rollout.run(options.percent, options.minutes)
            print(f"rolled out: {', '.join(changed) or 'nothing, there is no new version'}")
        case "canary":
            changed = canary(in_order(stages, is_back=options.back), options.percent)
            print(f"new versions get orders: {', '.join(changed) or 'none, there is no new version'}")
        case "promote":
            promote(stages)
        case "rollback":
            roll_back(stages)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rollout", description="Move the live aliases of a stack.")
    parser.add_argument("command", choices=["run", "canary", "promote", "rollback", "status"])
    parser.add_argument("--stack", required=True)
    parser.add_argument(
        "--percent", type=_percent, default=10, help="share of the orders for the new versions, 1 to 99"
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long no alarm may start, for each stage")
    parser.add_argument(
        "--back",
        action="store_true",
        help="the newest versions are those of an older commit: move the API first, and the functions last",
    )
    return parser


def _percent(text: str) -> int:
    percent = int(text)
    if not 1 <= percent < WHOLE:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 99, not {text}")
    return percent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
