"""Periods of time, as statistics use them: years, halves, quarters, months, ranges of months or days, and single days.

Canonical text: `2023`, `2023-H1`, `2023-Q2`, `2023-06`, `2023-06-28`, `2023-01..2023-04`, `2022-01-01..2022-11-28`,
`2018..2020`. January is never collected alone: the first return of a year is `2023-01..2023-02`.
"""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Self

from nanfeng.kinds.written import Written

_PART = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


@total_ordering
@dataclass(frozen=True)
class Period(Written):
    """All days from `first` to `last`, both included. Ordered by first day, then by last."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read canonical text; raise ValueError that shows the forms that are understood."""
        first, _, last = text.strip().partition("..")
        begin = _part(first)
        end = _part(last) if last else begin
        return cls(begin[0], end[1])

    @classmethod
    def of_months(cls, year: int, first_month: int, last_month: int) -> Self:
        """The months `first_month` to `last_month` of one year."""
        return cls(date(year, first_month, 1), _month_end(year, last_month))

    def __str__(self) -> str:
        return self._calendar_name() or f"{_day_or_month(self.first, self)}..{_day_or_month(self.last, self)}"

    def __lt__(self, other: "Period") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def whole_months(self) -> bool:
        """True where it begins with a month and ends with one."""
        return self.first.day == 1 and self.last == _month_end(self.last.year, self.last.month)

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def year_to_date(self) -> bool:
        """True for whole months from January of one year: the shape in which cumulative returns are filed."""
        return self.whole_months and self.first.month == 1 and self.first.year == self.last.year

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is in this period."""
        return self.first <= other.first and other.last <= self.last

    def shifted(self, years: int) -> "Period":
        """The same months (or days) `years` later; the end of February stays the end of February."""
        last_year = self.last.year + years
        if self.whole_months:
            return Period(self.first.replace(year=self.first.year + years), _month_end(last_year, self.last.month))
        return Period(_same_day(self.first, years), _same_day(self.last, years))

    def year_ago(self) -> "Period":
        """The same period of the year before."""
        return self.shifted(-1)

    def preceding(self) -> "Period":
        """The period of equal length that ends the day before this one begins (whole months stay whole months)."""
        end = self.first - timedelta(days=1)
        if not self.whole_months:
            return Period(end - timedelta(days=self.days - 1), end)
        month_index = self.first.year * 12 + self.first.month - 1 - self.months
        return Period(date(month_index // 12, month_index % 12 + 1, 1), end)

    def _calendar_name(self) -> str | None:
        if self.first == self.last:
            return self.first.isoformat()
        if not self.whole_months:
            return None
        year, start, count = self.first.year, self.first.month, self.months
        if start == 1 and self.last.month == 12:
            return str(year) if count == 12 else f"{year}..{self.last.year}"
        if count == 6 and start in (1, 7):
            return f"{year}-H{1 if start == 1 else 2}"
        if count == 3 and start % 3 == 1:
            return f"{year}-Q{start // 3 + 1}"
        return f"{year}-{start:02}" if count == 1 else None


def _part(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text.strip())
    with suppress(ValueError):  # no such day in the calendar
        if match:
            return _days(match)
    raise ValueError(
        f"{text!r} is not a period; write a year (2023), half (2023-H1), quarter (2023-Q2), month (2023-06), "
        "day (2023-06-28) or a range of them (2023-01..2023-04)"
    )


def _days(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        start, end = int(match["month"]), int(match["month"])
    elif match["quarter"]:
        start, end = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["half"]:
        start, end = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    else:
        start, end = 1, 12
    return date(year, start, 1), _month_end(year, end)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _same_day(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _day_or_month(day: date, period: Period) -> str:
    return f"{day.year}-{day.month:02}" if period.whole_months else day.isoformat()
