from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.plans.path import Mark, growth_between, moment, path_between, years_between

VALUES = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e13"), places=2)
LEVELS = st.decimals(min_value=1, max_value=Decimal("1e6"), places=2)
YEARS = st.integers(min_value=1990, max_value=2060)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


def year_end(year: int, value: Decimal | int | str) -> Mark:
    return Mark(date(year, 12, 31), Decimal(value))


def test_three_to_four_trillion_takes_7_457_percent_a_year() -> None:
    growth = growth_between(year_end(2026, 3), year_end(2030, 4))
    assert growth == pytest.approx(7.457, abs=5e-4)


def test_2_24_to_three_trillion_takes_3_30_percent_a_year() -> None:
    assert growth_between(year_end(2017, "2.24"), year_end(2026, 3)) == pytest.approx(3.30, abs=5e-3)


def test_year_ends_are_whole_numbers_in_leap_years_too() -> None:
    assert moment(date(2020, 12, 31)) == 2021.0
    assert years_between(date(2019, 12, 31), date(2024, 12, 31)) == 5.0


@pytest.mark.parametrize(("start", "end"), [(0, 4), (-3, 4), (3, 0)])
def test_no_growth_rate_where_a_number_is_not_positive(start: int, end: int) -> None:
    assert growth_between(year_end(2026, start), year_end(2030, end)) is None


def test_no_growth_rate_where_no_time_passes() -> None:
    assert growth_between(year_end(2026, 3), year_end(2026, 4)) is None


@given(LEVELS, LEVELS, YEARS, st.integers(min_value=1, max_value=20))
def test_growth_applied_year_by_year_leads_to_the_end(start: Decimal, end: Decimal, year: int, years: int) -> None:
    growth = growth_between(year_end(year, start), year_end(year + years, end))
    assert growth is not None
    assert float(start) * (1 + growth / 100) ** years == pytest.approx(float(end), rel=1e-8)


@given(VALUES, VALUES, DAYS, DAYS)
def test_a_path_has_one_point_a_year_and_ends_with_the_target(a: Decimal, b: Decimal, one: date, other: date) -> None:
    path = path_between(Mark(one, a), Mark(other, b))
    if other <= one:
        assert path == ()
        return
    years = [point.period.first.year for point in path]
    assert years == list(range(years[0], other.year + 1))
    assert path[-1].value == b
    values = [a, *(point.value for point in path)]
    assert values == sorted(values, reverse=b < a)


@given(VALUES, VALUES, YEARS, st.integers(min_value=2, max_value=15))
def test_steps_of_a_path_of_whole_years_grow_evenly(start: Decimal, end: Decimal, year: int, years: int) -> None:
    path = path_between(year_end(year, start), year_end(year + years, end))
    values = [float(start), *(float(point.value) for point in path)]
    steps = [later / earlier for earlier, later in pairwise(values)]
    assert steps == pytest.approx([steps[0]] * years, rel=1e-6)


def test_a_path_from_zero_rises_by_equal_steps() -> None:
    path = path_between(year_end(2020, 0), year_end(2024, 8))
    assert [point.value for point in path] == [2, 4, 6, 8]
