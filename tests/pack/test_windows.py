"""From windows to periods."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.pack.publication import Publication, PublicationWindow
from nanfeng.pack.windows import resolve, resolve_all, steps

HALF = Period.parse("2023-H1")


@pytest.mark.parametrize(
    ("window", "period"),
    [
        (PublicationWindow("year_to_date", lag_months=2), "2023-01..2023-04"),
        (PublicationWindow("year_to_date"), "2023-H1"),
        (PublicationWindow("year_to_date", lag_years=1), "2022-H1"),
        (PublicationWindow("period"), "2023-H1"),
        (PublicationWindow("months", count=1), "2023-06"),
        (PublicationWindow("months", count=12), "2022-07..2023-06"),
        (PublicationWindow("months", count=36, lag_months=6), "2020..2022"),
        (PublicationWindow("year", lag_years=1), "2022"),
        (PublicationWindow("event_month", month=2), "2023-02"),
    ],
)
def test_windows_of_a_half_year(window, period):
    assert resolve(window, HALF) == Period.parse(period)


@pytest.mark.parametrize(
    ("window", "wrong"),
    [
        (PublicationWindow("year_to_date", lag_months=6), "no month left"),
        (PublicationWindow("months"), "how many"),
        (PublicationWindow("event_month", month=13), "1 to 12"),
    ],
)
def test_says_which_window_cannot_be(window, wrong):
    publication = Publication("report", Text("", ""), Text("", ""), ("zone",), {"late": window})
    with pytest.raises(ValueError, match=f"window late: .*{wrong}"):
        resolve_all(publication, HALF)


def test_january_and_february_are_one_step():
    assert [str(step) for step in steps(HALF, joint_january=True)] == [
        "2023-01..2023-02",
        "2023-03",
        "2023-04",
        "2023-05",
        "2023-06",
    ]
    begun_late = Period.parse("2022-02..2022-04")
    assert [str(step) for step in steps(begun_late, joint_january=True)] == ["2022-03", "2022-04"]


@given(st.integers(2000, 2030), st.integers(1, 12), st.integers(0, 40))
def test_months_follow_one_another_without_gap(year, month, more):
    last = year * 12 + month - 1 + more
    period = Period(Period.of_months(year, month, month).first, Period.of_months(last // 12, *[last % 12 + 1] * 2).last)
    months = steps(period, joint_january=False)
    assert (months[0].first, months[-1].last, len(months)) == (period.first, period.last, more + 1)
    assert all(after.first - before.last == timedelta(days=1) for before, after in pairwise(months))
