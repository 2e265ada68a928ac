"""Days are those of the city, whatever the machine's clock is set to."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nanfeng.cases.day import beginning, local_day

DAYS = st.dates(date(1992, 1, 1), date(2100, 1, 1))


@given(DAYS)
def test_a_day_begins_when_the_one_before_ends(day):
    assert local_day(beginning(day)) == day
    assert local_day(beginning(day) - timedelta(microseconds=1)) == day - timedelta(days=1)


def test_the_city_is_eight_hours_ahead():
    assert beginning(date(2023, 8, 8)) == datetime(2023, 8, 7, 16, tzinfo=UTC)
