from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from orders.domain.timestamp import format_utc, parse_utc
from tests.orders.strategies import moments


@given(moment=moments)
def test_a_moment_is_read_back_as_it_was_written(moment: datetime) -> None:
    assert parse_utc(format_utc(moment)) == moment


@given(one=moments, other=moments)
def test_moments_sort_as_text_as_they_do_in_time(one: datetime, other: datetime) -> None:
    assert (format_utc(one) < format_utc(other)) == (one < other)


def test_a_moment_is_written_in_utc_whatever_the_zone_it_was_told_in() -> None:
    in_india = datetime(2026, 11, 22, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert format_utc(in_india) == "2026-11-22T12:00:00.000Z"


def test_a_moment_is_cut_to_the_millisecond() -> None:
    assert format_utc(datetime(2026, 11, 22, 12, 0, 0, 123_999, tzinfo=UTC)) == "2026-11-22T12:00:00.123Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        format_utc(datetime(2026, 11, 22, 12))  # noqa: DTZ001  # the mistake under test


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-22", "2026-11-22T12:00:00.000"])
def test_a_text_that_is_no_moment_in_a_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|no time zone"):
        parse_utc(text)
