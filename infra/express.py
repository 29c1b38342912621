"""The order workflow's definition as an Express workflow, whose executions may take five minutes at most.

``statemachine/`` has one definition, written for a Standard workflow.  An Express workflow has the same states with
shorter timeouts and fewer retries.  The definition's comments state both time budgets.

Its execution is too short for patience, so an Express stack needs fewer orders in flight and a provider that is up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from orders.contract import (
    EXPRESS_MAX_RETRIES,
    EXPRESS_MAX_SECONDS,
    EXPRESS_MAX_THROTTLE_RETRIES,
    EXPRESS_TASK_SECONDS,
)

THROTTLED = "Lambda.TooManyRequestsException"


def to_express(machine: Mapping[str, Any]) -> dict[str, Any]:
    """Return the definition with an Express workflow's timeouts and retries, none above the definition's own.

    An entry whose errors a later entry retries too is the patience of a Standard workflow, and is left out.
    """
    express = deepcopy(dict(machine))
    express["TimeoutSeconds"] = min(express["TimeoutSeconds"], EXPRESS_MAX_SECONDS)
    for state in express["States"].values():
        if "TimeoutSeconds" in state:
            state["TimeoutSeconds"] = min(state["TimeoutSeconds"], EXPRESS_TASK_SECONDS)
        if retry := state.get("Retry"):
            state["Retry"] = [rule for n, rule in enumerate(retry) if not _is_patience(rule, retry[n + 1 :])]
        for rule in state.get("Retry", []):
            limit = EXPRESS_MAX_THROTTLE_RETRIES if THROTTLED in rule["ErrorEquals"] else EXPRESS_MAX_RETRIES
            rule["MaxAttempts"] = min(rule["MaxAttempts"], limit)
    return express


def _is_patience(rule: Mapping[str, Any], later: Sequence[Mapping[str, Any]]) -> bool:
    retried = {error for each in later for error in each["ErrorEquals"]}
    return rule["MaxAttempts"] > 0 and ("States.ALL" in retried or retried >= set(rule["ErrorEquals"]))
