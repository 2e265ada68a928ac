from datetime import date

import pytest

from nanfeng.kinds.period_reading import read_date, read_period


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023年上半年", "2023-H1"),
        ("2023年1-6月", "2023-H1"),
        ("2023年1—4月", "2023-01..2023-04"),
        ("1-2月", "2023-01..2023-02"),
        ("２０２３年５月", "2023-05"),
        ("2023年第二季度", "2023-Q2"),
        ("2023年", "2023"),
        ("2023-06", "2023-06"),
        ("2023.6", "2023-06"),
        ("2023/01-04", "2023-01..2023-04"),
        ("Jan-May 2023", "2023-01..2023-05"),
        ("January to June 2023", "2023-H1"),
        ("first half of 2023", "2023-H1"),
        ("2023Q3", "2023-Q3"),
    ],
)
def test_reads_periods(written, period):
    assert str(read_period(written, year=2023)) == period


def test_a_month_without_a_year_is_not_guessed():
    with pytest.raises(ValueError, match="names no year"):
        read_period("1-2月")


@pytest.mark.parametrize(
    "written", ["2023-06-28", "2023/6/28", "2023年6月28日", "20230628", "June 28th, 2023", "28 June 2023", "2023.6.28"]
)
def test_reads_dates(written):
    assert read_date(written) == date(2023, 6, 28)


@pytest.mark.parametrize("written", ["2023-02-30", "soon", "28/06"])
def test_refuses_days_that_are_none(written):
    with pytest.raises(ValueError, match=r"day is out of range|not a date"):
        read_date(written)
