"""Timestamps in tables, events and the API: UTC, ISO 8601, milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def format_utc(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_utc(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error
