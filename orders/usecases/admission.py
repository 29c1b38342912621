"""Admit orders to the workflow: at most as many at once as the payment step can bear.

Waiting in the processing queue is free, while an execution that waits pays for every retry and fails when its retries
are used up.  So an attempt needs a permit before its execution starts, and keeps it until its order is final.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from orders.contract import WORKFLOW_TIMEOUT_SECONDS
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedOrder, OrderNotFound
from orders.domain.permit import Permit
from orders.ports import OrderRepository, Permits, Workflow

SETTLING_TIME = timedelta(minutes=2)
"""The age below which a permit is left alone: the event that releases it may still be on its way."""

MAX_AGE = timedelta(seconds=WORKFLOW_TIMEOUT_SECONDS) + timedelta(minutes=15)
"""The age at which no execution can hold a permit any more, with a margin for the watchdog."""


@dataclass(frozen=True, slots=True)
class AdmittedWorkflow:
    """A ``Workflow`` that starts an attempt only with a permit."""

    workflow: Workflow
    permits: Permits

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        """Acquire a permit, then start the attempt's execution.

        If the start fails, the attempt keeps its permit: the start may have succeeded, and a retry finds the permit.

        Returns:
            False if the execution was already started, which is a success too.

        Raises:
            NoPermitFree: all permits are in use; retry when an order is final.
        """
        permit, is_new = self.permits.acquire(attempt)
        is_started = self.workflow.start(attempt, trace_header)
        if is_new and not is_started:
            # A duplicate: the execution has its own permit, or has ended and released it.
            self.permits.release(permit)
        return is_started


def release_leaked(permits: Permits, orders: OrderRepository, now: datetime) -> Sequence[Permit]:
    """Release the permits whose order needs none, because an event was lost or a process crashed.

    Returns:
        The released permits.
    """
    leaked = [permit for permit in permits.in_use() if _is_leaked(permit, orders, now)]
    for permit in leaked:
        permits.release(permit)
    return leaked


def _is_leaked(permit: Permit, orders: OrderRepository, now: datetime) -> bool:
    age = now - permit.acquired_at
    if age < SETTLING_TIME:
        return False
    try:
        order = orders.get(permit.attempt.order_id)
    except (OrderNotFound, MalformedOrder):
        return True
    return age >= MAX_AGE or order.attempt != permit.attempt or order.status.is_final
