"""Everything that the page of one order joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console import graph, timeline
from console.execution import ExecutionRecord, newest_definition, read_definition, read_execution
from console.graph import Graph
from console.logs import MilestoneCache, Milestones
from console.problems import Problem, Result, attempt_to
from console.stack import Stack
from console.summary import Summary, summarize
from console.timeline import Timeline
from orders import wiring
from orders.domain.attempt import Attempt
from orders.domain.errors import REJECTIONS
from orders.domain.history import DescribedEvent, HistoryEventType, describe_events
from orders.domain.malformed_row import MalformedRow
from orders.domain.order import Order, OrderStatus
from orders.domain.payment import Payment
from orders.domain.reservation import Reservation

_milestones = MilestoneCache()


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order, with one of its attempts."""

    order: Order
    number: int
    execution: ExecutionRecord | None
    is_express: bool
    graph: Graph
    timeline: Timeline
    summary: Summary
    history: Sequence[DescribedEvent]
    payments: Sequence[Payment]
    reservation: Reservation | None
    malformed: Sequence[MalformedRow]
    problems: Sequence[Problem]

    @property
    def attempts(self) -> range:
        """The numbers of all attempts."""
        return range(1, self.order.attempt_number + 1)

    @property
    def is_settled(self) -> bool:
        """Whether nothing changes any more by itself."""
        return self.order.status.is_final and not (self.execution and self.execution.is_running)

    @property
    def may_have_dead_letter(self) -> bool:
        """Whether the order failed for a technical reason, so that the queue may have its message."""
        is_technical = self.order.status is OrderStatus.FAILED and self.order.failure_reason not in REJECTIONS
        return is_technical and self.order.parked_at is None

    @property
    def folded_history(self) -> Sequence[tuple[DescribedEvent, DescribedEvent, int]]:
        """The events, with the delays of the payment provider that follow each other as one: first, last, repeats."""
        folded: list[tuple[DescribedEvent, DescribedEvent, int]] = []
        for each in self.history:
            is_delay = each.event.kind is HistoryEventType.PAYMENT_DELAYED
            if is_delay and folded and folded[-1][0].event.kind is HistoryEventType.PAYMENT_DELAYED:
                folded[-1] = (folded[-1][0], each, folded[-1][2] + 1)
            else:
                folded.append((each, each, 0))
        return folded

    @property
    def can_cancel(self) -> bool:
        """Whether a cancellation may still be in time, and this version can record it."""
        order = self.order
        return not order.status.is_final and order.cancel_requested_at is None and order.newer_row is None

    @property
    def can_stop(self) -> bool:
        """Whether there is a running execution to stop."""
        return self.execution is not None and self.execution.is_running


def load(pool: ThreadPoolExecutor, stack: Stack, order_id: str, number: int | None, now: datetime) -> OrderPage:
    """Read everything about an order at the same time; what cannot be read is left out, with the problem.

    Raises:
        OrderNotFound, MalformedOrder, StoreUnavailable, ClientError: the order itself cannot be read.
    """
    order = wiring.orders().get(order_id)
    number = min(number or order.attempt_number, order.attempt_number)
    attempt = Attempt(order_id, number)
    machine = wiring.state_machine()
    is_express = machine.deadlines is not None
    found = pool.submit(attempt_to, lambda: None if is_express else read_execution(machine, attempt), None)
    rows = pool.submit(attempt_to, lambda: _read_ledgers(order), ((), ()))
    marks = pool.submit(attempt_to, lambda: _milestones.get(stack, order, now), Milestones())
    execution = found.result().value
    definition: Result[Mapping[str, Any]] = Result(newest_definition())
    if execution:
        definition = attempt_to(lambda: read_definition(execution.arn), newest_definition())
    payments, reservations = rows.result().value
    malformed = [row for row in (*payments, *reservations) if isinstance(row, MalformedRow)]
    readable = [row for row in payments if isinstance(row, Payment)]
    reservation = next((row for row in reservations if isinstance(row, Reservation)), None)
    parts = (found.result(), definition, rows.result(), marks.result())
    problems = [part.problem for part in parts if part.problem]
    return OrderPage(
        order,
        number,
        execution,
        is_express,
        graph.draw(definition.value, execution),
        timeline.build(order, number, execution, marks.result().value, now),
        summarize(
            order,
            execution if number == order.attempt_number else None,
            None if rows.result().problem or malformed else readable,
            reservation,
        ),
        list(describe_events(order.history)),
        readable,
        reservation,
        malformed,
        problems,
    )


def _read_ledgers(order: Order) -> tuple[Sequence[Payment | MalformedRow], Sequence[Reservation | MalformedRow]]:
    ledgers = wiring.ledgers()
    ids = [Attempt(order.order_id, number).payment_id for number in range(1, order.attempt_number + 1)]
    return ledgers.payments_by_id(ids), ledgers.reservations_of([order.order_id])
