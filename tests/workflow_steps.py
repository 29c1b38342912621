"""The steps of the order workflow, read from its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from infra.workflow import DEFINITION

MACHINE: dict[str, Any] = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))


def _steps(state: str | None) -> Iterator[tuple[str, str]]:
    """Yield the operations with their states, from a state to the next one that calls no function."""
    while state and (operation := MACHINE["States"][state].get("Parameters", {}).get("Payload", {}).get("operation")):
        yield operation, state
        state = MACHINE["States"][state].get("Next")


FORWARD = dict(_steps(MACHINE["StartAt"]))
COMPENSATION = dict(_steps(MACHINE["States"][MACHINE["StartAt"]]["Catch"][-1]["Next"]))
"""The state of each operation, in their order."""

STATES = FORWARD | COMPENSATION


def _folder(state: str) -> str:
    (name,) = re.findall(r"\$\{(\w+)Function\}", MACHINE["States"][state]["Parameters"]["FunctionName"])
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


FOLDERS = {operation: _folder(state) for operation, state in STATES.items()}
"""The folder of each operation's function, under ``functions/``."""
