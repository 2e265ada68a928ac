"""Periods in SDMX's writing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.period import Period
from nanfeng.release.sdmx_time import FREQUENCIES, frequency, read_time_period, time_period

MONTHS = st.builds(
    lambda year, first, more: Period.of_months(year, first, min(first + more, 12)),
    st.integers(1990, 2060),
    st.integers(1, 12),
    st.integers(0, 11),
)
DAYS = st.builds(
    lambda first, more: Period(first, first + timedelta(days=more)),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(0, 2000),
)


@pytest.mark.parametrize(
    ("period", "written", "often"),
    [
        ("2023", "2023", "A"),
        ("2023-H1", "2023-S1", "S"),
        ("2023-Q4", "2023-Q4", "Q"),
        ("2023-06", "2023-06", "M"),
        ("2023-12", "2023-12", "M"),
        ("2023-06-28", "2023-06-28", "D"),
        ("2023-01..2023-04", "2023-01-01/P4M", "_O"),
        ("2020-07..2023-06", "2020-07-01/P36M", "_O"),
        ("2022-01-05..2022-02-03", "2022-01-05/P30D", "_O"),
    ],
)
def test_each_sort_of_period(period, written, often):
    assert time_period(Period.parse(period)) == written
    assert frequency(Period.parse(period)) == often


@given(st.one_of(MONTHS, DAYS))
def test_every_period_is_read_back(period):
    assert read_time_period(time_period(period)) == period
    assert frequency(period) in FREQUENCIES


def test_another_range_is_no_period():
    with pytest.raises(ValueError, match="no range of months or days"):
        read_time_period("2023-01-01/P1Y")
