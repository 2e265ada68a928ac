"""From the windows of a publication to periods."""

import pytest

from nanfeng.kinds.period import Period
from nanfeng.pack.publication import PublicationWindow
from nanfeng.pack.windows import resolve, steps

HALF = Period.parse("2023-H1")


@pytest.mark.parametrize(
    ("window", "period"),
    [
        (PublicationWindow("year_to_date", lag_months=2), "2023-01..2023-04"),
        (PublicationWindow("year_to_date", lag_months=1), "2023-01..2023-05"),
        (PublicationWindow("year_to_date"), "2023-H1"),
        (PublicationWindow("period"), "2023-H1"),
        (PublicationWindow("months", count=1), "2023-06"),
        (PublicationWindow("months", count=12), "2022-07..2023-06"),
        (PublicationWindow("months", count=12, lag_months=2), "2022-05..2023-04"),
        (PublicationWindow("months", count=36), "2020-07..2023-06"),
        (PublicationWindow("year", lag_years=1), "2022"),
        (PublicationWindow("event_month", month=2), "2023-02"),
    ],
)
def test_a_window_is_a_period_relative_to_that_of_the_publication(window: PublicationWindow, period: str) -> None:
    assert str(resolve(window, HALF)) == period


def test_a_window_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no month left"):
        resolve(PublicationWindow("year_to_date", lag_months=2), Period.parse("2023-02"))


def test_the_steps_of_cumulative_returns_join_january_and_february() -> None:
    found = steps(Period.parse("2022-12..2023-03"), joint_january=True)

    assert [str(step) for step in found] == ["2022-12", "2023-01..2023-02", "2023-03"]


@pytest.mark.parametrize("period", ["2023-02..2023-03", "2022-12..2023-01"])
def test_a_half_of_january_and_february_is_no_step(period: str) -> None:
    assert len(steps(Period.parse(period), joint_january=True)) == 1
