"""Which periods a form is owed for, and by when."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.forms.calendar import due_periods
from nanfeng.forms.due import Due, Frequency
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.digest import digest_of
from nanfeng.pack.load import read_definition

EXAMPLE = Path(__file__).parents[2] / "packs" / "example" / "forms"
RETURN = read_definition(EXAMPLE / "monthly_return.toml", Form)
VISIT = read_definition(EXAMPLE / "visit.toml", Form)

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
dues = st.builds(Due, st.sampled_from(list(Frequency)), st.integers(1, 30))


def owed(form, first, last):
    return {str(one.period): one.deadline.day for one in due_periods(form, first, last)}


def plain(due):
    """The return as a form that is no cumulative one."""
    return replace(RETURN, timing=Timing.PERIOD, due=due)


def test_the_first_monthly_return_of_a_year_is_that_of_january_and_february():
    assert owed(RETURN, date(2023, 1, 1), date(2023, 4, 30)) == {
        "2023-01..2023-02": date(2023, 3, 10),
        "2023-Q1": date(2023, 4, 13),
        "2023-01..2023-04": date(2023, 5, 12),
    }


def test_eleven_returns_a_year_the_last_of_them_for_all_of_it():
    year = owed(RETURN, date(2023, 1, 1), date(2023, 12, 31))
    assert len(year) == 11
    assert list(year)[-1] == "2023"
    assert year["2023"] == date(2024, 1, 11)  # 1 January is off


def test_a_period_belongs_to_the_days_it_ends_in():
    assert owed(RETURN, date(2023, 6, 30), date(2023, 6, 30)) == {"2023-H1": date(2023, 7, 12)}
    assert owed(RETURN, date(2023, 7, 1), date(2023, 7, 30)) == {}


@pytest.mark.parametrize(
    ("frequency", "periods"),
    [
        (Frequency.MONTHLY, ["2023-01", "2023-02", "2023-03"]),
        (Frequency.QUARTERLY, ["2023-Q1"]),
        (Frequency.HALF_YEARLY, []),
    ],
)
def test_what_is_not_cumulative_is_owed_for_each_period_alone(frequency, periods):
    assert list(owed(plain(Due(frequency, 5)), date(2023, 1, 1), date(2023, 3, 31))) == periods


def test_some_months_only_and_from_a_day_on():
    some = plain(Due(Frequency.QUARTERLY, 5, months=(6, 12)))
    assert list(owed(some, date(2023, 1, 1), date(2023, 12, 31))) == ["2023-Q2", "2023-Q4"]
    late = plain(Due(Frequency.HALF_YEARLY, 5, since=date(2023, 7, 1)))
    assert list(owed(late, date(2022, 1, 1), date(2023, 12, 31))) == ["2023-H2"]


def test_nobody_owes_a_form_that_does_not_say_so():
    assert due_periods(VISIT, date(2000, 1, 1), date(2030, 1, 1)) == ()


def test_moving_a_deadline_leaves_the_form_what_it_was():
    later = replace(RETURN, due=replace(RETURN.due, working_days=12))
    assert digest_of(later) == digest_of(RETURN) == digest_of(replace(RETURN, due=None))


@given(dues, days, days)
def test_periods_follow_one_another_without_a_gap(due, one, other):
    periods = [one.period for one in due_periods(plain(due), min(one, other), max(one, other))]
    assert all((later.first - earlier.last).days == 1 for earlier, later in pairwise(periods))
    assert all(period.months == due.frequency.months for period in periods)


@given(dues, st.tuples(days, days, days).map(sorted))
def test_asking_for_two_stretches_is_asking_for_the_whole(due, cuts):
    first, cut, last = cuts
    whole = due_periods(plain(due), first, last)
    parts = {*due_periods(plain(due), first, cut), *due_periods(plain(due), cut, last)}
    assert set(whole) == parts
