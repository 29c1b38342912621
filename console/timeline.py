"""Where an attempt's time went, from the request to the final event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.execution import ExecutionRecord, StateVisit
from console.logs import Milestones
from orders.domain.history import HistoryEventType
from orders.domain.order import Order

MIN_SECONDS = 0.0005
"""Less time is not mentioned."""

MIN_WIDTH = 0.5
"""Percent of the timeline: a call that took a moment is visible too."""


class Kind(StrEnum):
    """What time is spent on; the values are shown in the legend."""

    TRANSPORT = "stream, topic and queue"
    CALL = "call that worked"
    FAILED_CALL = "call that failed"
    WAIT = "wait before a retry"
    RUNNING = "running now"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a span, in percent of the whole timeline."""

    kind: Kind
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """One line of the timeline."""

    label: str
    start: datetime
    seconds: float | None
    offset: float
    segments: Sequence[Segment]
    visit: StateVisit | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lines, the whole duration, and the seconds by kind."""

    spans: Sequence[Span]
    seconds: float
    by_kind: Sequence[tuple[Kind, float]]
    is_open: bool


@dataclass(slots=True)
class _Draft:
    label: str
    parts: list[tuple[Kind, datetime, datetime]] = field(default_factory=list)
    visit: StateVisit | None = None
    is_open: bool = False


def build(order: Order, number: int, execution: ExecutionRecord | None, marks: Milestones, now: datetime) -> Timeline:
    """Return the timeline of an attempt of the order."""
    begin = _begin(order, number, execution)
    drafts = list(_drafts(order, number, execution, marks, begin, now))
    ends = [end for draft in drafts for _, _, end in draft.parts]
    whole = max((max(ends, default=begin) - begin).total_seconds(), 0.001)
    totals = dict.fromkeys(Kind, 0.0)
    spans = []
    for draft in drafts:
        segments = []
        for kind, start, end in draft.parts:
            seconds = max(0.0, (end - start).total_seconds())
            totals[kind] += seconds
            width = max(100 * seconds / whole, MIN_WIDTH)
            left = min(max(0.0, 100 * (start - begin).total_seconds() / whole), 100 - width)
            segments.append(Segment(kind, round(left, 2), round(width, 2)))
        start, end = (draft.parts[0][1], draft.parts[-1][2]) if draft.parts else (begin, begin)
        seconds_of_span = None if draft.is_open else max(0.0, (end - start).total_seconds())
        spans.append(Span(draft.label, start, seconds_of_span, (start - begin).total_seconds(), segments, draft.visit))
    by_kind = [(kind, seconds) for kind, seconds in totals.items() if seconds >= MIN_SECONDS]
    return Timeline(spans, whole, by_kind, any(draft.is_open for draft in drafts))


def _begin(order: Order, number: int, execution: ExecutionRecord | None) -> datetime:
    """Return when the attempt began: with the request, or with the redrive that reopened the order."""
    if number == 1:
        return order.created_at
    reopened = [
        event.at
        for event in order.history
        if event.kind is HistoryEventType.REOPENED and event.attempt_number == number
    ]
    return reopened[0] if reopened else execution.started if execution else order.updated_at


def _drafts(  # noqa: PLR0913, PLR0917  what the page has read
    order: Order,
    number: int,
    execution: ExecutionRecord | None,
    marks: Milestones,
    begin: datetime,
    now: datetime,
) -> Iterator[_Draft]:
    yield from _before_workflow(order, number, execution, marks, begin, now)
    for visit in execution.visits if execution else ():
        if visit.calls:
            yield _of_visit(visit, is_running=execution is not None and visit is execution.current, now=now)
    if number == order.attempt_number and order.status.is_final and marks.finished and execution and execution.visits:
        last = max(visit.left or visit.entered for visit in execution.visits)
        part = (Kind.TRANSPORT, min(last, marks.finished), marks.finished)
        yield _Draft("Stream, publisher: the final event", [part])


def _before_workflow(  # noqa: PLR0913, PLR0917  likewise
    order: Order, number: int, execution: ExecutionRecord | None, marks: Milestones, begin: datetime, now: datetime
) -> Iterator[_Draft]:
    if number > 1:
        if execution:
            yield _Draft("Redrive to start", [(Kind.TRANSPORT, begin, execution.started)])
        return
    started = execution.started if execution else None
    published, received = marks.published, marks.started
    if published and begin <= published <= (started or now):
        yield _Draft("API, stream, publisher", [(Kind.TRANSPORT, begin, published)])
        begin = published
        label = "Topic, queue, permit"
    else:
        label = "Stream, topic, queue, permit"
    is_open = started is None and not order.status.is_final
    end = started or received or (now if is_open else begin)
    yield _Draft(label, [(Kind.RUNNING if is_open else Kind.TRANSPORT, begin, max(begin, end))], is_open=is_open)


def _of_visit(visit: StateVisit, *, is_running: bool, now: datetime) -> _Draft:
    parts: list[tuple[Kind, datetime, datetime]] = []
    for position, call in enumerate(visit.calls):
        if position:
            before = visit.calls[position - 1]
            parts.append((Kind.WAIT, before.ended or before.scheduled, call.scheduled))
        if call.ended is None:
            end = visit.left or now
            parts.append(
                (Kind.RUNNING if visit.left is None else Kind.FAILED_CALL, call.scheduled, max(end, call.scheduled))
            )
        else:
            parts.append((Kind.FAILED_CALL if call.error else Kind.CALL, call.scheduled, call.ended))
    last = visit.calls[-1]
    if is_running and last.error and last.ended:
        parts.append((Kind.WAIT, last.ended, max(now, last.ended)))
    return _Draft(visit.state, parts, visit, is_open=is_running)
