"""Working days against the holidays that the State Council announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.working_days import Deadline, add_working_days, deadline, is_working_day

days = st.dates(date(2004, 1, 10), date(2035, 12, 31))
counts = st.integers(1, 40)


@pytest.mark.parametrize("day", [date(2023, 1, 21) + timedelta(days=n) for n in range(7)])
def test_nobody_works_in_the_week_of_the_spring_festival(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2023, 1, 28), date(2023, 1, 29), date(2023, 10, 7), date(2023, 10, 8)])
def test_weekends_that_make_up_for_a_holiday_are_worked(day):
    assert day.weekday() >= 5
    assert is_working_day(day)


@pytest.mark.parametrize("day", [date(2023, 9, 29) + timedelta(days=n) for n in range(8)])
def test_mid_autumn_and_national_day_are_off(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("period_end", "due"),
    [
        (date(2023, 2, 28), date(2023, 3, 10)),
        (date(2022, 12, 31), date(2023, 1, 12)),  # 1 and 2 January are off
        (date(2023, 9, 30), date(2023, 10, 16)),  # 1 to 6 October are off, 7 and 8 worked
        (date(2023, 6, 30), date(2023, 7, 12)),
    ],
)
def test_eight_working_days_after_the_end_of_a_month(period_end, due):
    assert deadline(period_end, 8) == Deadline(due, provisional=False)


def test_a_year_that_is_not_announced_counts_weekdays_and_says_so():
    assert is_working_day(date(2090, 10, 2))  # a Monday
    assert not is_working_day(date(2090, 10, 1))
    assert deadline(date(2090, 9, 30), 1) == Deadline(date(2090, 10, 2), provisional=True)


def test_the_last_days_of_the_last_announced_year_may_still_become_holidays():
    """New Year 2023 began on 31 December 2022, which only the announcement for 2023 said."""
    last = max(year for year in range(2020, 2090) if not deadline(date(year, 6, 30), 1).provisional)
    assert not deadline(date(last, 12, 10), 1).provisional
    assert deadline(date(last, 12, 29), 1).provisional


@given(days, counts)
def test_a_deadline_is_a_working_day_with_so_many_of_them_up_to_it(day, count):
    due = add_working_days(day, count)
    assert is_working_day(due)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(map(is_working_day, between)) == count


@given(days.filter(is_working_day), counts)
def test_going_forth_and_back_ends_where_it_began(day, count):
    assert add_working_days(add_working_days(day, count), -count) == day


@given(days)
def test_no_working_days_are_no_move(day):
    assert add_working_days(day, 0) == day
