"""The arithmetic of a path: what growth leads from one number to another, and which number each year has to show."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nanfeng.kinds.period import Period


@dataclass(frozen=True)
class Mark:
    """A number at the end of a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class PathPoint:
    """What a calendar year has to show (in the target's unit, unrounded) for the target to be reached evenly."""

    period: Period
    value: Decimal


def moment(day: date) -> float:
    """The end of a day in years of our era: 31 December 2020 is 2021.0, so whole years are whole differences."""
    year_length = date(day.year, 12, 31).timetuple().tm_yday
    return day.year + day.timetuple().tm_yday / year_length


def years_between(start: date, end: date) -> float:
    """Years from the end of one day to the end of another; negative where `end` comes first."""
    return moment(end) - moment(start)


def growth_between(start: Mark, end: Mark) -> float | None:
    """Compound growth in percent a year from one number to another.

    None where there is no such rate: a number that is not positive, or no time between them.
    """
    years = years_between(start.on, end.on)
    if years <= 0 or start.value <= 0 or end.value <= 0:
        return None
    return 100 * (float(end.value / start.value) ** (1 / years) - 1)


def path_between(start: Mark, end: Mark) -> tuple[PathPoint, ...]:
    """One point a calendar year after `start`, the last of them `end` itself; empty where `end` is not later.

    Growth is even (compound); where one of the two numbers is not positive the steps are even instead.
    """
    if end.on <= start.on:
        return ()
    first_year = start.on.year + (1 if start.on == _year_end(start.on.year) else 0)
    years = range(first_year, end.on.year)
    points = [PathPoint(_year(year), _value_at(start, end, _year_end(year))) for year in years]
    return (*points, PathPoint(_year(end.on.year), end.value))


def _value_at(start: Mark, end: Mark, day: date) -> Decimal:
    share = Decimal(years_between(start.on, day) / years_between(start.on, end.on))
    if start.value > 0 and end.value > 0:
        return start.value * (end.value / start.value) ** share
    return start.value + (end.value - start.value) * share


def _year(year: int) -> Period:
    return Period.of_months(year, 1, 12)


def _year_end(year: int) -> date:
    return date(year, 12, 31)
