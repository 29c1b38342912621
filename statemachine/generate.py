"""Write the names of our errors into ``order_workflow.asl.yaml``, from the tree in ``orders/domain/errors.py``.

``make definition`` runs it, and completes the test cases (``mock_cases``).  AWS's own names, which contain a dot, stay
as written; so do the comments and the format.
"""

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

from orders.domain.errors import Broken, OrderError, Rejected, Transient, errors_below
from statemachine import mock_cases

DEFINITION = Path(__file__).with_name("order_workflow.asl.yaml")

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


if __name__ == "__main__":
    new = update(DEFINITION.read_text(encoding="utf-8"))
    DEFINITION.write_text(new, encoding="utf-8")
    config = mock_cases.update(mock_cases.MOCK_CONFIG.read_text(encoding="utf-8"), new)
    mock_cases.MOCK_CONFIG.write_text(config, encoding="utf-8")
