"""Compare the calls that reached the payment provider with those that the state machine made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from local.stripe.faults import Call
from local.system_reader import ExecutionHistory
from orders.domain.attempt import Attempt

STATE_BY_OPERATION: Mapping[str, str] = MappingProxyType(
    {"open": "AuthorizePayment", "authorize": "AuthorizePayment", "capture": "CapturePayment"}
)
"""The state whose function makes a call, by the end of the call's idempotency key.

The watchdog and the operator's commands make the other calls too, so no execution has all of them.
"""


def find_retries(calls: Iterable[Call], execution: Callable[[Attempt], ExecutionHistory | None]) -> list[str]:
    """Return a sentence for each call that the provider got more often than the state machine called its function.

    A stopped execution is left out, because the emulator continues its retries without a history.
    """
    numbers = Counter(call.key for call in calls if call.key)
    read = cache(execution)
    problems = []
    for key, number in numbers.items():
        name, _, operation = key.rpartition(":")
        state = STATE_BY_OPERATION.get(operation)
        history = read(Attempt.from_execution_name(name)) if state else None
        if history is None or history.status == "ABORTED":
            continue
        made = sum(visit.calls - visit.throttled_calls for visit in history.visits if visit.state == state)
        if number > made:
            problems.append(f"the provider got {key} {number} times, in {made} calls of {state}")
    return problems
