import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from orders.domain.timestamp import format_utc, parse_utc
from tests.orders.examples import NOON
from tests.orders.strategies import moments


@given(moment=moments)
def test_a_timestamp_round_trips(moment: datetime) -> None:
    assert parse_utc(format_utc(moment)) == moment


def test_timestamps_are_utc_on_a_machine_in_any_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as environment:
        environment.setenv("TZ", "IST-05:30")
        time.tzset()
        texts = format_utc(NOON), parse_utc("2026-11-22T17:30:00+05:30").isoformat()
    time.tzset()

    assert texts == ("2026-11-22T12:00:00.000Z", "2026-11-22T12:00:00+00:00")


@given(one=moments, other=moments)
def test_timestamps_sort_as_text_in_time_order(one: datetime, other: datetime) -> None:
    assert (format_utc(one) < format_utc(other)) == (one < other)


def test_a_timestamp_is_written_in_utc_from_any_time_zone() -> None:
    in_india = datetime(2026, 11, 22, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert format_utc(in_india) == "2026-11-22T12:00:00.000Z"


def test_a_timestamp_is_truncated_to_milliseconds() -> None:
    assert format_utc(datetime(2026, 11, 22, 12, 0, 0, 123_999, tzinfo=UTC)) == "2026-11-22T12:00:00.123Z"


def test_a_datetime_without_a_time_zone_is_rejected() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        format_utc(datetime(2026, 11, 22, 12))  # noqa: DTZ001  # the mistake under test


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-22", "2026-11-22T12:00:00.000"])
def test_a_text_that_is_not_a_timestamp_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|no time zone"):
        parse_utc(text)
