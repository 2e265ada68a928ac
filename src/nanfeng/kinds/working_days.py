"""Working days by the Chinese calendar: public holidays are off, and the weekends that make up for them are worked.

The State Council announces each year's holidays in the November before. The dates come from the package
`chinesecalendar`; in a year that it does not know, Monday to Friday count, and a deadline says that it is provisional.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import is_workday

_REACHES_BACK = timedelta(days=7)
"""So far before a year its first holiday, New Year, may begin; it is announced with that year."""


@dataclass(frozen=True)
class Deadline:
    """The last day on which something is still in time. `provisional` means that the holidays before it are not all
    announced, so that it may yet move.
    """

    day: date
    provisional: bool


def is_working_day(day: date) -> bool:
    """Whether offices work on that day; Monday to Friday do where the year's holidays are not known."""
    announced = _announced(day)
    return day.weekday() < 5 if announced is None else announced


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`, or before it where `count` is negative.

    `day` itself need be none; nought gives `day` back.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def deadline(period_end: date, working_days: int) -> Deadline:
    """The day by which is due what is owed within so many working days after the last day of a period."""
    day = add_working_days(period_end, working_days)
    settled = _announced(period_end) is not None and _announced(day + _REACHES_BACK) is not None
    return Deadline(day, provisional=not settled)


@lru_cache(maxsize=4096)
def _announced(day: date) -> bool | None:
    """Whether the day is worked, as announced; None where the holidays of its year are not known."""
    try:
        return is_workday(day)
    except NotImplementedError:
        return None
