from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.period import Period

months = st.tuples(st.integers(2000, 2040), st.integers(1, 12))


@given(months, st.integers(0, 40))
def test_text_and_period_are_one(start, length):
    year, month = start
    last = year * 12 + month - 1 + length
    period = Period(date(year, month, 1), Period.of_months(last // 12, last % 12 + 1, last % 12 + 1).last)
    assert Period.parse(str(period)) == period
    assert period.months == length + 1


@given(months, st.integers(0, 11))
def test_the_preceding_period_touches_and_is_as_long(start, length):
    year, month = start
    period = Period.of_months(year, month, min(12, month + length))
    before = period.preceding()
    assert before.months == period.months
    assert (period.first - before.last).days == 1


def test_a_year_ago_keeps_the_end_of_february():
    assert str(Period.parse("2024-02").year_ago()) == "2023-02"
    assert str(Period.parse("2024-02-29").year_ago()) == "2023-02-28"


def test_year_to_date_begins_in_january():
    assert Period.parse("2023-01..2023-04").year_to_date
    assert not Period.parse("2023-02..2023-04").year_to_date
    assert not Period.parse("2022-01-01..2022-11-28").year_to_date


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "23", "2023-H3", "2023-05..2023-01", ""])
def test_wrong_text_is_refused(text):
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)
