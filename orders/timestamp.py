"""Moments in time as the tables, the events and the API write them: UTC, ISO 8601, milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def format_utc(at: datetime) -> str:
    """``2026-11-22T12:00:00.000Z``, whatever zone the moment was given in.

    Raises:
        ValueError: the moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment in time needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_utc(text: str) -> datetime:
    """The moment that ``format_utc`` wrote.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or means a moment before the year 1 or after 9999.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error
