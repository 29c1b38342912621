"""The steps of the order workflow, read from its definition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from infra.workflow import DEFINITION, placeholder
from orders.contract import FUNCTION_NAMES
from orders.contract import STEPS as FUNCTIONS

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

_FOLDERS = {f"${{{placeholder(folder)}}}": folder for folder in FUNCTIONS}

FOLDERS = {
    operation: _FOLDERS[MACHINE["States"][state]["Parameters"]["FunctionName"]] for operation, state in STATES.items()
}
"""The folder of each operation's function, under ``functions/``."""

VALUES = {
    "DeadLetterQueueUrl": "https://sqs.us-west-2.amazonaws.com/123456789012/dev-order-dlq",
    **{
        placeholder(folder): f"arn:aws:lambda:us-west-2:123456789012:function:dev-{FUNCTION_NAMES[folder]}"
        for folder in FUNCTIONS
    },
}
"""The values of the definition's placeholders in the dev stack of account 123456789012."""
