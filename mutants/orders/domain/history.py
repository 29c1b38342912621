"""What has happened to an order, for people.

No rule reads the history, so no order fails because of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from orders.domain.errors import OrderError, errors_below

HISTORY_SOFT_LIMIT = 100
"""With this many events a history takes no more of the optional ones; status changes are always recorded."""


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class HistoryEventType(StrEnum):
    """The kinds of events; each has a sentence in ``DESCRIPTION_TEMPLATES``."""

    PLACED = "OrderPlaced"
    STARTED = "ProcessingStarted"
    PAYMENT_DELAYED = "PaymentDelayed"
    PAYMENT_AUTHORIZED = "PaymentAuthorized"
    STOCK_RESERVED = "StockReserved"
    PAYMENT_CAPTURED = "PaymentCaptured"
    CANCELLATION_REQUESTED = "CancellationRequested"
    COMPENSATED = "Undone"
    COMPLETED = "OrderCompleted"
    FAILED = "OrderFailed"
    CANCELLED = "OrderCancelled"
    REOPENED = "OrderRunAgain"
    PARKED = "OrderParked"


DESCRIPTION_TEMPLATES: Mapping[HistoryEventType, str] = MappingProxyType(
    {
        HistoryEventType.PLACED: "The order was placed.",
        HistoryEventType.STARTED: "Processing started.",
        HistoryEventType.PAYMENT_DELAYED: "The payment provider did not respond to call {number}; the call is retried.",
        HistoryEventType.PAYMENT_AUTHORIZED: "The payment was authorized: the money is held, not taken.",
        HistoryEventType.STOCK_RESERVED: "The stock was reserved.",
        HistoryEventType.PAYMENT_CAPTURED: "The payment was captured: the money is taken.",
        HistoryEventType.CANCELLATION_REQUESTED: "The customer asked to cancel the order.",
        HistoryEventType.COMPENSATED: "Everything was undone: no money is held or taken, and no stock is reserved.",
        HistoryEventType.COMPLETED: "The order was completed.",
        HistoryEventType.FAILED: "The order failed: {reason}.",
        HistoryEventType.CANCELLED: "The order was cancelled.",
        HistoryEventType.REOPENED: "The order was redriven, as attempt {attempt}.",
        HistoryEventType.PARKED: "The order was parked after attempt {attempt}.",
    }
)

_REASONS = {error.__name__: error.reason for error in errors_below(OrderError)}


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One event.

    ``attempt_number`` is None for the customer's own actions, which belong to no attempt.  ``reason`` is the name of
    the error behind the event, if there is one.
    """

    kind: HistoryEventType
    at: datetime
    attempt_number: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DescribedEvent:
    """An event with a sentence for people."""

    event: HistoryEvent
    description: str
mutants_x_describe_events__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_describe_events__mutmut)
def describe_events(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_orig(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_1(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = None
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_2(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = None
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_3(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 1
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_4(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is not HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_5(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays = 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_6(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays -= 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_7(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 2
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_8(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) not in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_9(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            break
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_10(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = None
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_11(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 1
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_12(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add(None)
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_13(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = None
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_14(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(None, OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_15(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", None)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_16(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_17(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", )
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_18(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason and "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_19(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "XXXX", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_20(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = None
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_21(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=None, number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_22(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=None, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_23(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=None
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_24(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            number=delays, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_25(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, reason=reason
        )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_26(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, )
        yield DescribedEvent(event, description)


def x_describe_events__mutmut_27(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(None, description)


def x_describe_events__mutmut_28(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, None)


def x_describe_events__mutmut_29(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(description)


def x_describe_events__mutmut_30(events: Sequence[HistoryEvent]) -> Iterator[DescribedEvent]:
    """Yield the events with their descriptions, in their order and without duplicates.

    A retried write can record an event twice.  Only the payment provider's delays may repeat; they are numbered until
    the provider responds.
    """
    seen: set[tuple[HistoryEventType, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is HistoryEventType.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt_number) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt_number))
        reason = _REASONS.get(event.reason or "", OrderError.reason)
        description = DESCRIPTION_TEMPLATES[event.kind].format(
            attempt=event.attempt_number, number=delays, reason=reason
        )
        yield DescribedEvent(event, )

mutants_x_describe_events__mutmut['_mutmut_orig'] = x_describe_events__mutmut_orig # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_1'] = x_describe_events__mutmut_1 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_2'] = x_describe_events__mutmut_2 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_3'] = x_describe_events__mutmut_3 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_4'] = x_describe_events__mutmut_4 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_5'] = x_describe_events__mutmut_5 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_6'] = x_describe_events__mutmut_6 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_7'] = x_describe_events__mutmut_7 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_8'] = x_describe_events__mutmut_8 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_9'] = x_describe_events__mutmut_9 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_10'] = x_describe_events__mutmut_10 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_11'] = x_describe_events__mutmut_11 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_12'] = x_describe_events__mutmut_12 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_13'] = x_describe_events__mutmut_13 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_14'] = x_describe_events__mutmut_14 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_15'] = x_describe_events__mutmut_15 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_16'] = x_describe_events__mutmut_16 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_17'] = x_describe_events__mutmut_17 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_18'] = x_describe_events__mutmut_18 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_19'] = x_describe_events__mutmut_19 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_20'] = x_describe_events__mutmut_20 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_21'] = x_describe_events__mutmut_21 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_22'] = x_describe_events__mutmut_22 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_23'] = x_describe_events__mutmut_23 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_24'] = x_describe_events__mutmut_24 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_25'] = x_describe_events__mutmut_25 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_26'] = x_describe_events__mutmut_26 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_27'] = x_describe_events__mutmut_27 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_28'] = x_describe_events__mutmut_28 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_29'] = x_describe_events__mutmut_29 # type: ignore # mutmut generated
mutants_x_describe_events__mutmut['x_describe_events__mutmut_30'] = x_describe_events__mutmut_30 # type: ignore # mutmut generated
