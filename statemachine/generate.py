"""Write what follows from the code and the definition: lists of errors into the definition, names into the README.

``make definition`` runs it.  The names of our errors come from the tree in ``orders/domain/errors.py``.  AWS's own
names, which contain a dot, stay as written; so do the comments and the format.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from orders.contract import FUNCTION_NAMES, STEPS, TABLES
from orders.domain.errors import Broken, OrderError, Rejected, Transient, errors_below

DEFINITION = Path(__file__).with_name("order_workflow.asl.yaml")
README = Path(__file__).resolve().parents[1] / "README.md"

RETRY = re.compile(r"( +- &(transient|permanent)\s+{?ErrorEquals: )\[([^]]*)\]")
"""The entry of a ``Retry`` whose errors follow from the tree, where it is declared, up to its errors."""

CATCH = re.compile(
    r"(?: +- {ErrorEquals: .*\$\.rejection\..*\n)?"
    r"((?P<start> +- {ErrorEquals: )\[States\.ALL\], ResultPath: \$\.failure\.(?P<state>\w+)(?P<end>, Next: Rel.*\n))"
)
"""What a forward state catches: its business rejections, if it has any, and then all other errors."""


def update(definition: str) -> str:
    """Return the definition with the lists of errors that the tree requires."""
    return CATCH.sub(_catch, RETRY.sub(_retry, definition))


def _retry(rule: re.Match[str]) -> str:
    start, anchor, before = rule.groups()
    retried = errors_below(Transient)
    excluded = [error for error in errors_below(Broken) if not error.is_retried_by_compensation]
    aws = [name for name in re.split(r",\s*", before) if "." in name]
    names = _join({"transient": retried, "permanent": excluded}[anchor], aws)
    indent = " " * len(start.rpartition("\n")[2])
    return start + textwrap.fill(f"[{names}]", 118, initial_indent=indent, subsequent_indent=" " * 10).strip()


def _catch(rule: re.Match[str]) -> str:
    names = _join(error for error in errors_below(Rejected) if rule["state"] in error.states)
    rejected = f"{rule['start']}[{names}], ResultPath: $.rejection.{rule['state']}{rule['end']}" if names else ""
    return rejected + rule[1]


def _join(ours: Iterable[type[OrderError]], aws: Iterable[str] = ()) -> str:
    return ", ".join([*(error.__name__ for error in ours), *aws])


def update_readme(readme: str, definition: str) -> str:
    """Return the README with the steps' functions, the ledgers and the states of the definition in its pictures."""
    machine = yaml.safe_load(definition)
    states = machine["States"]
    forward = [*_tasks(states, machine["StartAt"])]
    compensation = [*_tasks(states, states[forward[0]]["Catch"][-1]["Next"])]
    arrows = [
        f"[*] --> {forward[0]}",
        *(" --> ".join(pair) for pair in pairwise(forward)),
        f"{forward[-1]} --> [*]: Completed",
        *(f"{state} --> {compensation[0]}: caught" for state in forward),
        *(" --> ".join(pair) for pair in pairwise([*compensation, "ChooseEnding"])),
    ]
    graph = "".join(f"    {arrow}\n" for arrow in arrows)
    functions = "<br/>".join(f"dev-{FUNCTION_NAMES[folder]}" for folder in STEPS)
    ledgers = "<br/>".join(f"dev-{table}" for table in TABLES if table not in {"orders", "permits"})
    readme = re.sub(r"    \[\*\] --> .*\n(?: +.*\n)*?(?= +ChooseEnding -->)", lambda _: graph, readme)
    readme = re.sub(r'(?<=OrderWorkflow_steps\[")[^"]*', functions, readme)
    return re.sub(r'(?<=Tables_ledgers\[\(")[^"]*', ledgers, readme)


def _tasks(states: dict[str, Any], name: str | None) -> Iterator[str]:
    """Yield the tasks from a state to the next one that is none."""
    while name and states[name]["Type"] == "Task":
        yield name
        name = states[name].get("Next")


if __name__ == "__main__":
    new = update(DEFINITION.read_text(encoding="utf-8"))
    DEFINITION.write_text(new, encoding="utf-8")
    README.write_text(update_readme(README.read_text(encoding="utf-8"), new), encoding="utf-8")
