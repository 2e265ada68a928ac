"""Periods out of year-to-date returns."""

from hypothesis import given
from hypothesis import strategies as st

from nanfeng.figures.period_points import tiles, year_to_date_points
from nanfeng.kinds.period import Period

MONTHS = st.integers(2020 * 12, 2024 * 12 + 11)


def month(index: int) -> Period:
    return Period.of_months(index // 12, index % 12 + 1, index % 12 + 1)


@given(MONTHS, MONTHS)
def test_points_cover_each_month_of_the_period_once_and_no_other(one, other):
    first, last = sorted((one, other))
    points = year_to_date_points(Period(month(first).first, month(last).last))
    for index in range(2019 * 12, 2026 * 12):
        covered = sum(coefficient for point, coefficient in points if point.contains(month(index)))
        assert covered == (first <= index <= last)


def test_a_rolling_year_is_last_year_plus_this_half_less_last_half():
    points = year_to_date_points(Period.parse("2022-07..2023-06"))
    assert [(str(point), sign) for point, sign in points] == [("2022-H1", -1), ("2022", 1), ("2023-H1", 1)]


def test_tiles_prefer_the_period_itself_and_never_leave_a_gap():
    collected = [Period.parse(text) for text in ("2023-Q1", "2023-04", "2023-05", "2023-06", "2023-H2", "2023")]
    assert tiles(Period.parse("2023"), collected) == (Period.parse("2023"),)
    assert [str(one) for one in tiles(Period.parse("2023-H1"), collected)] == [
        "2023-Q1",
        "2023-04",
        "2023-05",
        "2023-06",
    ]
    assert tiles(Period.parse("2023-H1"), collected[:3]) == ()
