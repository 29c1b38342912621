"""What has happened to an order, for whoever is asked about it.

The history is told and never decided upon: no rule reads it, so no order fails for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

ROOM = 100
"""After so many events no more notes are added; what changes the status always is."""


class Happening(StrEnum):
    """The kinds of events; each has a sentence in ``SENTENCES``."""

    PLACED = "OrderPlaced"
    STARTED = "ProcessingStarted"
    PAYMENT_DELAYED = "PaymentDelayed"
    PAYMENT_AUTHORIZED = "PaymentAuthorized"
    STOCK_RESERVED = "StockReserved"
    PAYMENT_CAPTURED = "PaymentCaptured"
    CANCELLATION_REQUESTED = "CancellationRequested"
    UNDONE = "Undone"
    COMPLETED = "OrderCompleted"
    FAILED = "OrderFailed"
    CANCELLED = "OrderCancelled"
    RUN_AGAIN = "OrderRunAgain"
    PARKED = "OrderParked"


SENTENCES: Mapping[Happening, str] = MappingProxyType(
    {
        Happening.PLACED: "The order was placed.",
        Happening.STARTED: "Processing began.",
        Happening.PAYMENT_DELAYED: "The payment provider gave no answer to try {number}; it is asked again.",
        Happening.PAYMENT_AUTHORIZED: "The payment was authorized: the money is held, not taken.",
        Happening.STOCK_RESERVED: "The stock was reserved.",
        Happening.PAYMENT_CAPTURED: "The payment was captured: the money is taken.",
        Happening.CANCELLATION_REQUESTED: "The customer asked to cancel the order.",
        Happening.UNDONE: "Everything was undone: no money is held or taken, and no stock is reserved.",
        Happening.COMPLETED: "The order was completed.",
        Happening.FAILED: "The order failed: {reason}.",
        Happening.CANCELLED: "The order was cancelled.",
        Happening.RUN_AGAIN: "The order was run again, as attempt {attempt}.",
        Happening.PARKED: "The order was given up after attempt {attempt}.",
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "PaymentDeclined": "the bank declined the payment",
        "OutOfStock": "there was not enough stock",
        "PaymentProviderUnavailable": "the payment provider could not be reached",
        "PaymentProviderTimeout": "the payment provider did not answer in time",
    }
)
"""What the errors are called that a customer can do something about."""

FAULT = "a technical fault, and not the customer's"
"""What every other error is called."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``attempt`` is None for what the customer did, whichever attempt it met.

    ``reason`` is the name of the error behind it, if there was one.
    """

    kind: Happening
    at: datetime
    attempt: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event in a sentence for people."""

    event: Event
    sentence: str


def tell(events: Sequence[Event]) -> Iterator[Told]:
    """The events in words, in their order, each only once.

    A write whose answer was lost is written again, so an attempt may have noted the same event twice.  Only the payment
    provider's delays do repeat, and are counted up to the answer.
    """
    seen: set[tuple[Happening, int | None]] = set()
    delays = 0
    for event in events:
        if event.kind is Happening.PAYMENT_DELAYED:
            delays += 1
        elif (event.kind, event.attempt) in seen:
            continue
        else:
            delays = 0
        seen.add((event.kind, event.attempt))
        reason = REASONS.get(event.reason or "", FAULT)
        sentence = SENTENCES[event.kind].format(attempt=event.attempt, number=delays, reason=reason)
        yield Told(event, sentence)
