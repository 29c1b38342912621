"""What the order workflow's definition becomes as an Express workflow, which Step Functions ends after five minutes.

There is one definition, in ``statemachine/``, with its pace for a Standard workflow.  An Express workflow passes
through the same states, and hurries: every task and its function has less time, and every error is asked again less
often.  The time budget stands in the definition's comment, beside the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

EXECUTION_SECONDS = 300
"""https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""

FUNCTION_SECONDS = 7
"""Still more than the two tries of 3 s each that an adapter has with an AWS service."""

TASK_SECONDS = 8
"""More than its function's, so that a function is dead before its state gives it up."""

TRIES_AGAIN = 2
"""The provider that fails twice still passes."""

REFUSED_TRIES_AGAIN = 4
"""A function at its concurrency refuses at once, so these cost little more than their waits."""

REFUSAL = "Lambda.TooManyRequestsException"


def hurried(machine: Mapping[str, Any]) -> dict[str, Any]:
    """The definition at an Express workflow's pace; nothing is tried more often, or given more time, than before."""
    express = deepcopy(dict(machine))
    express["TimeoutSeconds"] = min(express["TimeoutSeconds"], EXECUTION_SECONDS)
    for state in express["States"].values():
        if "TimeoutSeconds" in state:
            state["TimeoutSeconds"] = min(state["TimeoutSeconds"], TASK_SECONDS)
        for rule in state.get("Retry", []):
            most = REFUSED_TRIES_AGAIN if REFUSAL in rule["ErrorEquals"] else TRIES_AGAIN
            rule["MaxAttempts"] = min(rule["MaxAttempts"], most)
    return express
