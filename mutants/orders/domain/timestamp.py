"""Timestamps in tables, events and the API: UTC, ISO 8601, milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_format_utc__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_format_utc__mutmut)
def format_utc(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_orig(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_1(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is not None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_2(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError(None)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_3(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("XXa timestamp needs a time zoneXX")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_4(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("A TIMESTAMP NEEDS A TIME ZONE")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_5(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace(None, "Z")


def x_format_utc__mutmut_6(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", None)


def x_format_utc__mutmut_7(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("Z")


def x_format_utc__mutmut_8(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", )


def x_format_utc__mutmut_9(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec=None).replace("+00:00", "Z")


def x_format_utc__mutmut_10(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(None).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def x_format_utc__mutmut_11(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="XXmillisecondsXX").replace("+00:00", "Z")


def x_format_utc__mutmut_12(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="MILLISECONDS").replace("+00:00", "Z")


def x_format_utc__mutmut_13(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("XX+00:00XX", "Z")


def x_format_utc__mutmut_14(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "XXZXX")


def x_format_utc__mutmut_15(at: datetime) -> str:
    """Return ``2026-11-22T12:00:00.000Z`` for a datetime in any time zone.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "z")

mutants_x_format_utc__mutmut['_mutmut_orig'] = x_format_utc__mutmut_orig # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_1'] = x_format_utc__mutmut_1 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_2'] = x_format_utc__mutmut_2 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_3'] = x_format_utc__mutmut_3 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_4'] = x_format_utc__mutmut_4 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_5'] = x_format_utc__mutmut_5 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_6'] = x_format_utc__mutmut_6 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_7'] = x_format_utc__mutmut_7 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_8'] = x_format_utc__mutmut_8 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_9'] = x_format_utc__mutmut_9 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_10'] = x_format_utc__mutmut_10 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_11'] = x_format_utc__mutmut_11 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_12'] = x_format_utc__mutmut_12 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_13'] = x_format_utc__mutmut_13 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_14'] = x_format_utc__mutmut_14 # type: ignore # mutmut generated
mutants_x_format_utc__mutmut['x_format_utc__mutmut_15'] = x_format_utc__mutmut_15 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_parse_utc__mutmut)
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


def x_parse_utc__mutmut_orig(text: str) -> datetime:
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


def x_parse_utc__mutmut_1(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = None
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error


def x_parse_utc__mutmut_2(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = datetime.fromisoformat(None)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error


def x_parse_utc__mutmut_3(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error


def x_parse_utc__mutmut_4(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(None)
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error


def x_parse_utc__mutmut_5(text: str) -> datetime:
    """Return the datetime of an ISO 8601 timestamp, in UTC.

    Raises:
        ValueError: the text is not ISO 8601, has no time zone, or is outside the years 1 to 9999.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    try:
        return at.astimezone(None)
    except OverflowError as error:
        raise ValueError(f"{text} is out of range") from error


def x_parse_utc__mutmut_6(text: str) -> datetime:
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
        raise ValueError(None) from error

mutants_x_parse_utc__mutmut['_mutmut_orig'] = x_parse_utc__mutmut_orig # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_1'] = x_parse_utc__mutmut_1 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_2'] = x_parse_utc__mutmut_2 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_3'] = x_parse_utc__mutmut_3 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_4'] = x_parse_utc__mutmut_4 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_5'] = x_parse_utc__mutmut_5 # type: ignore # mutmut generated
mutants_x_parse_utc__mutmut['x_parse_utc__mutmut_6'] = x_parse_utc__mutmut_6 # type: ignore # mutmut generated
